/**
 * Where the client's outputs are and how large, in its own coordinates, as it was told. Kept for Xwayland only, whose windows
 * have places.
 */
import type { Rect } from '../geometry/rect.js';
import type { PeerContext } from './handler.js';

/** How densely the client is to draw so that things have the size that they have elsewhere on the host. */
export interface DrawingDensity {
  readonly dpi: number;
  /** Of the client's pixels to the host's units. */
  readonly scale: number;
  /** Pixels of a cursor. */
  readonly cursorSize: number;
  /** Of the host's for each of the client's units, on the densest output. */
  readonly hostPixels: number;
}

export class SaidOutputs {
  #density: DrawingDensity = { dpi: 96, scale: 1, cursorSize: 24, hostPixels: 1 };
  readonly #boxes = new Map<number, Rect>();
  readonly #watchers: (() => void)[] = [];

  /** In the order in which the client has bound them. */
  get all(): readonly Rect[] {
    return [...this.#boxes.values()];
  }

  /** Of the client's output `id`, `undefined` if it has not been told. */
  of(id: number): Rect | undefined {
    return this.#boxes.get(id);
  }

  /** The client's id of the one whose corner is there. */
  at({ x, y }: Pick<Rect, 'x' | 'y'>): number | undefined {
    for (const [id, box] of this.#boxes) if (box.x === x && box.y === y) return id;
    return undefined;
  }

  /** Calls `changed` whenever one is new, gone, or elsewhere. */
  watch(changed: () => void): void {
    this.#watchers.push(changed);
  }

  said(id: number, box: Rect): void {
    const before = this.#boxes.get(id);
    if (before && (['x', 'y', 'width', 'height'] as const).every((each) => before[each] === box[each]))
      return;
    this.#boxes.set(id, box);
    this.#tell();
  }

  get density(): DrawingDensity {
    return this.#density;
  }

  set density(density: DrawingDensity) {
    const before = this.#density;
    if (
      (['dpi', 'scale', 'cursorSize', 'hostPixels'] as const).every((each) => before[each] === density[each])
    )
      return;
    this.#density = density;
    this.#tell();
  }

  gone(id: number): void {
    if (this.#boxes.delete(id)) this.#tell();
  }

  #tell(): void {
    for (const changed of this.#watchers) changed();
  }
}

/** The one of each peer. */
export const saidOutputs = (_peer: PeerContext): SaidOutputs => new SaidOutputs();
