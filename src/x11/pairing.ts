/**
 * Which surface of Xwayland's shows which window. Xwayland up to 22.1 names the surface's id in a message
 * (`WL_SURFACE_ID`); ids are used again, so what X says may be about another surface by now. Newer ones give surface and
 * window the same serial, which is used once (`WL_SURFACE_SERIAL`, xwayland_shell_v1). Either side may speak first.
 */
import type { XConnection } from './connection.js';
import type { WindowList } from './window-list.js';
import type { XWindow } from './window.js';

/** Serials without a partner that are kept: the oldest are those of windows that have gone. */
const maxUnpaired = 256;
/** A program may keep the X server to itself (GrabServer), and must be seen meanwhile. */
const patienceMs = 100;

type Answer = (window: XWindow | undefined) => void;

export class Pairing {
  readonly #connection: XConnection;
  readonly #windows: WindowList;
  readonly #paired: (window: XWindow) => void;
  readonly #surfaces = new Map<number, number>();
  readonly #ids = new Map<number, number>();
  /** Surfaces, by id, that X has spoken of. */
  readonly #named = new Set<number>();
  /** The windows that those of which there is no doubt are for. */
  readonly #meant = new Map<number, XWindow>();
  /** Windows that have a toplevel already and for which X has not named a surface. */
  readonly #expected = new Set<XWindow>();
  /** Who wants to know for which window a surface is. */
  readonly #asked = new Map<number, Answer>();
  /** Ids of surfaces that have gone before X spoke of them, if it does: what it says of such an id may be about those. */
  readonly #doubtful = new Set<number>();

  /** `paired` is told of a window whose surface has become known. */
  constructor(connection: XConnection, windows: WindowList, paired: (window: XWindow) => void) {
    this.#connection = connection;
    this.#windows = windows;
    this.#paired = paired;
  }

  /** The window that X has named the surface for; `undefined`: none, or it may have meant another surface. */
  meant(surface: number): XWindow | undefined {
    const window = this.#meant.get(surface);
    return window?.surface === surface ? window : undefined;
  }

  /** The host has a toplevel for the window, which X will name a surface for. */
  expect(window: XWindow): void {
    this.#expected.add(window);
  }

  /**
   * Wayland: Xwayland makes `surface`. `answer` is told the window that X means it for; while such are expected, only when
   * X has had the time to say so, or too much of it. It may be called at once.
   */
  async ask(surface: number, answer: Answer): Promise<void> {
    for (const each of this.#expected)
      if (!each.early || each.surface !== undefined) this.#expected.delete(each);
    this.#asked.set(surface, answer);
    if (this.meant(surface) || this.#expected.size === 0) {
      this.#answer(surface);
      return;
    }
    // X has mapped all of them then; those without a surface have none to come.
    const expected = [...this.#expected];
    const goOn = (): void => {
      for (const each of expected) this.#expected.delete(each);
      this.#answer(surface);
    };
    const late = setTimeout(goOn, patienceMs);
    await this.#connection.barrier();
    clearTimeout(late);
    goOn();
  }

  /** X: the window's surface has this id, or had it a moment ago. It says so once of each surface of a window's. */
  async byId(id: number, surface: number): Promise<void> {
    const window = this.#windows.get(id);
    if (!window) return;
    const isDoubtful = this.#named.has(surface) || this.#doubtful.has(surface);
    this.#named.add(surface);
    this.#join(window, surface);
    // What X says of the window after this may be on its way: it may be gone, and its surface's id another's.
    if (isDoubtful) {
      this.#meant.delete(surface);
      await this.#connection.barrier();
      if (window.surface !== surface) return;
    }
    this.#doubtful.delete(surface);
    this.#meant.set(surface, window);
    this.#answer(surface);
    this.#paired(window);
  }

  /** X: the window's surface has this serial, or will have it. */
  windowHas(id: number, serial: number): void {
    const surface = this.#surfaces.get(serial);
    const window = this.#windows.get(id);
    if (surface === undefined) remember(this.#ids, serial, id);
    else if (window) this.#pair(window, surface, serial);
  }

  /** Wayland: the surface has this serial. */
  surfaceHas(surface: number, serial: number): void {
    const window = this.#windows.get(this.#ids.get(serial) ?? 0);
    if (window) this.#pair(window, surface, serial);
    else remember(this.#surfaces, serial, surface);
  }

  surfaceGone(surface: number): void {
    if (!this.#named.delete(surface)) this.#doubtful.add(surface);
    this.#meant.delete(surface);
    for (const [serial, each] of this.#surfaces) if (each === surface) this.#surfaces.delete(serial);
  }

  #answer(surface: number): void {
    const answer = this.#asked.get(surface);
    this.#asked.delete(surface);
    answer?.(this.meant(surface));
  }

  #pair(window: XWindow, surface: number, serial: number): void {
    this.#surfaces.delete(serial);
    this.#ids.delete(serial);
    this.#join(window, surface);
    this.#paired(window);
  }

  /** A surface shows one window. */
  #join(window: XWindow, surface: number): void {
    for (const other of this.#windows.values()) if (other.surface === surface) other.surface = undefined;
    window.surface = surface;
  }
}

function remember(map: Map<number, number>, serial: number, value: number): void {
  map.set(serial, value);
  if (map.size > maxUnpaired) map.delete(map.keys().next().value!);
}
