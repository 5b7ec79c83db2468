/**
 * Which of the client's surfaces belong to a window that fills its screen, and for which the user's keys are all the
 * client's (`zwp_keyboard_shortcuts_inhibitor_v1`). Ids are the client's.
 */
import { xdg_toplevel } from '../protocol/generated/xdg-shell.js';
import type { PeerContext } from './handler.js';

const { fullscreen } = xdg_toplevel.enums.find(({ name }) => name === 'state')!.entries as {
  readonly fullscreen: number;
};

export class SurfaceStates {
  /** Surfaces by their xdg_surface, xdg_toplevel and inhibitor. */
  readonly #surfaces = new Map<number, number>();
  /** Of the surface of a popup. */
  readonly #parents = new Map<number, number>();
  readonly #fullscreen = new Set<number>();
  readonly #inhibited = new Set<number>();

  /** `object` stands for `surface`. */
  stands(object: number, surface: number): void {
    this.#surfaces.set(object, surface);
  }

  /** An object made from another one stands for the same surface. */
  inherits(object: number, from: number): void {
    const surface = this.#surfaces.get(from);
    if (surface !== undefined) this.#surfaces.set(object, surface);
  }

  /** The popup that `xdgSurface` becomes belongs to the window of `parent`. */
  popup(xdgSurface: number, parent: number): void {
    const [surface, parentSurface] = [this.#surfaces.get(xdgSurface), this.#surfaces.get(parent)];
    if (surface !== undefined && parentSurface !== undefined) this.#parents.set(surface, parentSurface);
  }

  /** `states` is what `xdg_toplevel.configure` says. */
  configured(toplevel: number, states: Uint8Array): void {
    const surface = this.#surfaces.get(toplevel);
    if (surface === undefined) return;
    const view = new DataView(states.buffer, states.byteOffset, states.byteLength);
    const count = Math.floor(states.byteLength / 4);
    const all = Array.from({ length: count }, (_, i) => view.getUint32(4 * i, true));
    if (all.includes(fullscreen)) this.#fullscreen.add(surface);
    else this.#fullscreen.delete(surface);
  }

  inhibits(inhibitor: number, active: boolean): void {
    const surface = this.#surfaces.get(inhibitor);
    if (surface === undefined) return;
    if (active) this.#inhibited.add(surface);
    else this.#inhibited.delete(surface);
  }

  /** The client destroyed what stood for a surface. */
  forget(object: number): void {
    this.#surfaces.delete(object);
  }

  /** The same of a window, which fills nothing any more. */
  windowGone(toplevel: number): void {
    this.#fullscreen.delete(this.#surfaces.get(toplevel) ?? 0);
    this.forget(toplevel);
  }

  surfaceGone(surface: number): void {
    this.#parents.delete(surface);
    this.#fullscreen.delete(surface);
    this.#inhibited.delete(surface);
  }

  isFullscreen(surface: number): boolean {
    let at: number | undefined = surface;
    // Popups of popups: a client could name them in a circle, the host not.
    for (let depth = 0; at !== undefined && depth < 64; depth++) {
      if (this.#fullscreen.has(at)) return true;
      at = this.#parents.get(at);
    }
    return false;
  }

  isInhibited(surface: number): boolean {
    return this.#inhibited.has(surface);
  }
}

/** The one of each peer. */
export const surfaceStates = (_peer: PeerContext): SurfaceStates => new SurfaceStates();
