/** The surfaces of one client whose pixels are copied, and which viewport belongs to which. */
import type { PeerContext, Target } from './handler.js';
import type { ClientId, HostId } from './ids.js';
import { Surface } from './surface.js';

export class Surfaces implements Disposable {
  readonly #peer: PeerContext;
  readonly #surfaces = new Map<number, Surface>();
  readonly #viewports = new Map<number, ClientId>();

  constructor(peer: PeerContext) {
    this.#peer = peer;
  }

  /** The surface that a request is for. */
  of({ id, counterpart }: Target): Surface {
    const known = this.#surfaces.get(id);
    if (known) return known;
    const surface = new Surface(this.#peer, counterpart as HostId);
    this.#surfaces.set(id, surface);
    return surface;
  }

  remove(id: number): void {
    this.#surfaces.get(id)?.[Symbol.dispose]();
    this.#surfaces.delete(id);
  }

  /** The client's `surface` has a viewport. */
  addViewport(viewport: number, surface: ClientId): void {
    const counterpart = this.#peer.objects.hostIdOf(surface);
    if (counterpart !== 0 && !this.#surfaces.has(surface))
      this.#surfaces.set(surface, new Surface(this.#peer, counterpart));
    this.#viewports.set(viewport, surface);
  }

  /** The surface of a viewport; `undefined` if it has gone. */
  ofViewport(viewport: number): Surface | undefined {
    return this.#surfaces.get(this.#viewports.get(viewport) ?? 0);
  }

  removeViewport(viewport: number): void {
    this.ofViewport(viewport)?.show({ source: undefined, destination: undefined });
    this.#viewports.delete(viewport);
  }

  [Symbol.dispose](): void {
    for (const surface of this.#surfaces.values()) surface[Symbol.dispose]();
  }
}

/** The one of each peer. */
export const surfaces = (peer: PeerContext): Surfaces => new Surfaces(peer);
