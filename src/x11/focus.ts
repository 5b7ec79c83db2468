/**
 * Who has the keyboard, and who is on top. The host decides which window is active; X is told. Xwayland gives a key to
 * the X window that has the focus, and the pointer to the topmost X window at its place, so both must agree with what
 * the host shows.
 */
import { stackMode } from './configuration.js';
import type { XConnection } from './connection.js';
import type { Root } from './root.js';
import type { XWindow } from './window.js';

const none = 0;

export class Focus {
  readonly #connection: XConnection;
  readonly #root: Root;
  #active: XWindow | undefined;
  #hovered: XWindow | undefined;
  #top: XWindow | undefined;
  /** How often the server was asked to put a window on top, and how many of these it is known to have done. */
  #raisesAsked = 0;
  #raisesDone = 0;
  /** The popup that has the X focus. */
  #popup: XWindow | undefined;

  constructor(connection: XConnection, root: Root) {
    this.#connection = connection;
    this.#root = root;
  }

  /** The window that the host has made active. */
  get active(): XWindow | undefined {
    return this.#active;
  }

  /** The window that the pointer entered last, while it is shown. */
  get hovered(): XWindow | undefined {
    return this.#hovered;
  }

  activate(window: XWindow): void {
    this.#active = window;
    this.raise(window);
    this.give(window);
    this.#root.setActive(window.id);
  }

  /** The host has made `window` inactive; the X focus goes to nobody if no other took its place. */
  deactivate(window: XWindow): void {
    if (this.#active !== window) return;
    this.#active = undefined;
    this.#connection.x.SetInputFocus(none, none);
    this.#root.setActive(none);
  }

  hover(window: XWindow): void {
    this.#hovered = window;
  }

  /** Gives the X focus in the way that the window asks for (ICCCM 4.1.7). */
  give(window: XWindow): void {
    const { atoms } = this.#connection;
    const { protocols, wmHints } = window.properties;
    const takes = protocols.has(atoms.WM_TAKE_FOCUS);
    if (wmHints.input !== false || !takes) this.#connection.x.SetInputFocus(window.id, none);
    if (takes) void this.#offer(window);
  }

  /** The program takes the focus by itself, with the time that it is told: which has to be one of the server's, and new. */
  async #offer(window: XWindow): Promise<void> {
    const { atoms } = this.#connection;
    const time = await this.#connection.now();
    if (this.#active !== window) return;
    this.#connection.sendMessage(window.id, atoms.WM_PROTOCOLS, [atoms.WM_TAKE_FOCUS, time]);
  }

  /** A popup has appeared: it gets the X focus only if it wants it given, and not if it takes it by itself. */
  popupShown(window: XWindow): void {
    const { protocols, wmHints } = window.properties;
    if (wmHints.input === true && !protocols.has(this.#connection.atoms.WM_TAKE_FOCUS)) {
      this.#popup = window;
      this.give(window);
    }
  }

  /** Puts the X window on top, unless it is there. */
  raise(window: XWindow): void {
    if (this.#top === window) return;
    this.#top = window;
    this.#raisesAsked++;
    this.#connection.configure(window.id, { stackMode: stackMode.above });
  }

  /** The same; resolves once the server has done that, and all it was asked before. */
  async bringUp(window: XWindow): Promise<void> {
    this.raise(window);
    const asked = this.#raisesAsked;
    if (asked === this.#raisesDone) return;
    await this.#connection.barrier();
    this.#raisesDone = Math.max(this.#raisesDone, asked);
  }

  /** Something may have come between: the next `raise` is done. */
  stackingChanged(): void {
    this.#top = undefined;
  }

  /** The window is no longer shown. */
  forget(window: XWindow): void {
    if (this.#hovered === window) this.#hovered = undefined;
    if (this.#top === window) this.#top = undefined;
    this.deactivate(window);
    if (this.#popup !== window) return;
    this.#popup = undefined;
    if (this.#active) this.give(this.#active);
  }
}
