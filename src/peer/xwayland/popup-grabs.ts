/**
 * Which popups hold the pointer (xdg-shell, `xdg_popup.grab`): the host takes them off the screen when the user clicks elsewhere.
 * Each must hang on the one before, and the first on a toplevel; anything else is an error that ends the connection.
 */
import type { Press } from './presses.js';
import type { XdgWindow } from './xdg-window.js';

/** What a popup holds the pointer with. */
export interface Grab extends Press {
  taken(popup: XdgWindow): void;
  /** The popup has gone, or goes on without. */
  ended(popup: XdgWindow): void;
}

export class PopupGrabs {
  /** Each hangs on the one before. */
  readonly #holders: XdgWindow[] = [];

  /** For a popup of `parent`, with the user's input; `undefined`: it cannot have one. */
  grabFor(parent: XdgWindow, input: Press | undefined): Grab | undefined {
    const fits = this.#holders.length === 0 ? parent.canHoldGrabs : parent === this.#holders.at(-1);
    if (!input || !fits) return undefined;
    return {
      ...input,
      taken: (popup) => this.#holders.push(popup),
      ended: (popup) => {
        const at = this.#holders.indexOf(popup);
        if (at >= 0) this.#holders.splice(at, 1);
      },
    };
  }
}
