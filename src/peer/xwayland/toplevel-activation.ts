/** How one toplevel becomes the active window: by a token, once the host shows it; hosts do not activate what they do not show. */
import { activate, askForToken } from './activation.js';
import type { Presses } from './presses.js';
import type { XdgWindowParts } from './xdg-window.js';

export class ToplevelActivation {
  readonly #parts: XdgWindowParts;
  readonly #presses: Presses;
  /** One that came before the window was shown. */
  #token: string | undefined;

  constructor(parts: XdgWindowParts, presses: Presses) {
    this.#parts = parts;
    this.#presses = presses;
  }

  /** Asks the host for a token first, which `then` is called with later. */
  ask(byUser: boolean, then: (token: string) => void): void {
    const { peer, shell } = this.#parts;
    askForToken(peer, shell, byUser ? this.#presses.input : undefined, then);
  }

  use(token: string): void {
    const { peer, shell, surface, focusMoves } = this.#parts;
    if (surface.isShown) {
      activate(peer, shell, surface.hostId, token);
      focusMoves.moves();
    } else this.#token = token;
  }

  /** The host shows the window now. */
  shown(): void {
    const token = this.#token;
    this.#token = undefined;
    if (token !== undefined) this.use(token);
  }
}
