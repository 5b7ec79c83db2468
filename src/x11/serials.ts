/**
 * Serials that surface and window have in common (`WL_SURFACE_SERIAL`, xwayland_shell_v1, since Xwayland 23.1). Each is used
 * once; either side may speak first, and what was said waits for the other side as long as its window or surface is there.
 */
import type { XWindow } from './window.js';

export class Serials {
  readonly #surfaces = new Map<number, number>();
  readonly #windows = new Map<number, XWindow>();
  /** The last one of each window that waits. */
  readonly #waiting = new Map<XWindow, number>();
  #areUsed = false;

  /** Whether X says serials, and no ids of surfaces. */
  get areUsed(): boolean {
    return this.#areUsed;
  }

  /** X: the window's surface has this serial, or will have it. The surface, if that is known. */
  windowHas(window: XWindow, serial: number): number | undefined {
    this.#areUsed = true;
    this.windowGone(window);
    const surface = this.#surfaces.get(serial);
    if (surface === undefined) {
      this.#windows.set(serial, window);
      this.#waiting.set(window, serial);
    }
    this.#surfaces.delete(serial);
    return surface;
  }

  /** Wayland: the surface has this serial. The window, if that is known. */
  surfaceHas(surface: number, serial: number): XWindow | undefined {
    const window = this.#windows.get(serial);
    if (window) this.windowGone(window);
    else this.#surfaces.set(serial, surface);
    return window;
  }

  surfaceGone(surface: number): void {
    for (const [serial, each] of this.#surfaces) if (each === surface) this.#surfaces.delete(serial);
  }

  /** It is no longer mapped. */
  windowGone(window: XWindow): void {
    const serial = this.#waiting.get(window);
    if (serial !== undefined) this.#windows.delete(serial);
    this.#waiting.delete(window);
  }
}
