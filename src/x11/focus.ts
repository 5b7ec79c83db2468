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
/** A window that has the keyboard and does not become active is not waited for longer. */
const patienceMs = 100;

export class Focus {
  readonly #connection: XConnection;
  readonly #root: Root;
  #active: XWindow | undefined;
  #hovered: XWindow | undefined;
  #top: XWindow | undefined;
  /** How often the server was asked to restack or to move the focus, and how many of these it is known to have done. */
  #asked = 0;
  #done = 0;
  /** Those who wait for a window to become active, which has the keyboard on the host. */
  readonly #awaiting = new Set<{ readonly window: XWindow; readonly goOn: () => void }>();
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
    this.#goOn(window);
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
    this.#asked++;
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
    this.#asked++;
    this.#connection.configure(window.id, { stackMode: stackMode.above });
  }

  /** The same; resolves once the server has done that, and all it was asked before. */
  async bringUp(window: XWindow): Promise<void> {
    this.raise(window);
    await this.#settle();
  }

  /** Resolves once the window has the X focus, or at least was to have it long enough ago. */
  async given(window: XWindow): Promise<void> {
    if (this.#active !== window) await this.#activation(window);
    await this.#settle();
  }

  /** Hosts say who is active right before or after they give the keyboard away. */
  #activation(window: XWindow): Promise<void> {
    return new Promise((resolve) => {
      const goOn = (): void => {
        clearTimeout(timer);
        this.#awaiting.delete(waiter);
        resolve();
      };
      const waiter = { window, goOn };
      const timer = setTimeout(goOn, patienceMs);
      this.#awaiting.add(waiter);
    });
  }

  #goOn(window: XWindow): void {
    for (const each of this.#awaiting) if (each.window === window) each.goOn();
  }

  async #settle(): Promise<void> {
    const asked = this.#asked;
    if (asked === this.#done) return;
    await this.#connection.barrier();
    this.#done = Math.max(this.#done, asked);
  }

  /** Something may have come between: the next `raise` is done. */
  stackingChanged(): void {
    this.#top = undefined;
  }

  /** The window is no longer shown. */
  forget(window: XWindow): void {
    if (this.#hovered === window) this.#hovered = undefined;
    if (this.#top === window) this.#top = undefined;
    this.#goOn(window);
    this.deactivate(window);
    if (this.#popup !== window) return;
    this.#popup = undefined;
    if (this.#active) this.give(this.#active);
  }
}
