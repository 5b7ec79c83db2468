/**
 * What may move the host's focus between windows of Xwayland's, and whether the host has dealt with all of it. When the focus
 * moves sway 1.7 takes popups off the screen, and for an acknowledgement of theirs that is under way then it ends the connection,
 * with all X programs ("xdg_surface must have a role"). So popups wait, and only they have the host asked.
 */
import { afterHost } from '../after-host.js';
import type { PeerContext } from '../handler.js';

export class FocusMoves {
  readonly #peer: PeerContext;
  /** Something was said that may move it, which the host was not asked about yet. */
  #moves = false;
  /** Questions without an answer. */
  #asked = 0;
  readonly #waiting = new Set<() => void>();

  constructor(peer: PeerContext) {
    this.#peer = peer;
  }

  /** The host is about to be told something that may move it. */
  moves(): void {
    this.#moves = true;
  }

  /** Whether the host has dealt with everything; if not, `then` is called once it has. The same `then` is kept once. */
  areDone(then: () => void): boolean {
    if (!this.#moves && this.#asked === 0) return true;
    this.#waiting.add(then);
    if (this.#moves) this.#ask();
    return false;
  }

  #ask(): void {
    this.#moves = false;
    this.#asked++;
    afterHost(this.#peer, () => this.#answered());
  }

  #answered(): void {
    this.#asked--;
    if (this.#asked > 0) return;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const then of waiting) then();
  }
}
