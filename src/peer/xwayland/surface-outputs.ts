/** Which of the client's outputs each surface of Xwayland's is on. */
import type { PeerContext } from '../handler.js';
import type { HostId } from '../ids.js';
import { saidOutputs } from '../said-outputs.js';
import type { Box, Density, Place } from './windows.js';

/** Beyond it nobody sees a difference, and pictures would only be larger. */
const highestSharpScale = 4;

export class SurfaceOutputs {
  readonly #peer: PeerContext;
  readonly #changed: () => void;
  /** By surface: ids of outputs, those that it entered first in front. */
  readonly #entered = new Map<number, Set<number>>();

  /** `changed` is called when a surface is on another output, or outputs are others. */
  constructor(peer: PeerContext, changed: () => void) {
    this.#peer = peer;
    this.#changed = changed;
    peer.part(saidOutputs).watch(changed);
  }

  all(): readonly Box[] {
    return this.#peer.part(saidOutputs).all;
  }

  density(): Density {
    const { dpi, scale, cursorSize } = this.#peer.part(saidOutputs).density;
    return { dpi, cursorSize, scale: Math.max(1, Math.floor(scale)) };
  }

  /** How many pixels a unit of what is drawn here, and shown `times` as large as others, should have to be sharp on every output. */
  sharpScale(times = 1): number {
    const { hostPixels } = this.#peer.part(saidOutputs).density;
    return Math.min(Math.max(Math.ceil(hostPixels * times), 1), highestSharpScale);
  }

  of(surface: number): Box | undefined {
    const outputs = this.#peer.part(saidOutputs);
    // Of one that is unplugged not all hosts say that surfaces leave it.
    for (const output of this.#entered.get(surface) ?? []) {
      const box = outputs.of(output);
      if (box) return box;
    }
    return undefined;
  }

  /** The host's output whose corner is at `place`, 0 if there is none. */
  hostIdAt(place: Place): HostId | 0 {
    const id = this.#peer.part(saidOutputs).at(place);
    return id === undefined ? 0 : this.#peer.objects.livingHostIdOf(id);
  }

  enter(surface: number, output: number): void {
    const entered = this.#entered.get(surface) ?? new Set();
    this.#entered.set(surface, entered.add(output));
    this.#changed();
  }

  leave(surface: number, output: number): void {
    if (this.#entered.get(surface)?.delete(output)) this.#changed();
  }

  surfaceGone(surface: number): void {
    this.#entered.delete(surface);
  }
}
