/** The surfaces of one client whose pixels are copied, and which viewport belongs to which. */
import type { PeerContext, Target } from './handler.js';
import type { ClientId, HostId } from './ids.js';
import { Surface } from './surface.js';

export class Surfaces implements Disposable {
  readonly #peer: PeerContext;
  readonly #surfaces = new Map<number, Surface>();
  readonly #viewports = new Map<number, Surface>();

  constructor(peer: PeerContext) {
    this.#peer = peer;
  }

  /** The surface that a request is for. */
  of({ id, counterpart }: Pick<Target, 'id' | 'counterpart'>): Surface {
    const known = this.#surfaces.get(id);
    if (known) return known;
    const surface = new Surface(this.#peer, counterpart as HostId);
    this.#surfaces.set(id, surface);
    return surface;
  }

  /** The client's surface `id`, if anything was ever said of it here. */
  find(id: number): Surface | undefined {
    return this.#surfaces.get(id);
  }

  remove(id: number): void {
    const surface = this.#surfaces.get(id);
    surface?.[Symbol.dispose]();
    this.#surfaces.delete(id);
    // A viewport may outlive its surface, whose id may soon be another's.
    for (const [viewport, of] of this.#viewports) if (of === surface) this.#viewports.delete(viewport);
  }

  /** The client's `surface` has a viewport. */
  addViewport(viewport: number, surface: ClientId): void {
    const counterpart = this.#peer.objects.hostIdOf(surface);
    if (counterpart !== 0) this.#viewports.set(viewport, this.of({ id: surface, counterpart }));
  }

  /** The surface of a viewport; `undefined` if it has gone. */
  ofViewport(viewport: number): Surface | undefined {
    return this.#viewports.get(viewport);
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
