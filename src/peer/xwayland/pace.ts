/**
 * Requests that the host answers with events, for programs that may make them by the thousand: hosts end a connection whose
 * events are not read as fast as they come. A few are on their way at once; of what comes meanwhile the last of each kind waits.
 */
import { afterHost } from '../after-host.js';
import type { PeerContext } from '../handler.js';

/** More than a window has to say of itself at first. */
const mostUnanswered = 8;

export class Pace {
  readonly #peer: PeerContext;
  #unanswered = 0;
  /** By kind, the oldest first. */
  readonly #waiting = new Map<string, () => void>();

  constructor(peer: PeerContext) {
    this.#peer = peer;
  }

  /** Makes a request of that kind: now, or once the host has answered others, unless a later one takes its place. */
  request(kind: string, make: () => void): void {
    if (this.#unanswered >= mostUnanswered) {
      this.#waiting.delete(kind);
      this.#waiting.set(kind, make);
      return;
    }
    make();
    this.#unanswered++;
    afterHost(this.#peer, () => this.#answered());
  }

  #answered(): void {
    this.#unanswered--;
    for (const [kind, make] of this.#waiting) {
      this.#waiting.delete(kind);
      this.request(kind, make);
      return;
    }
  }
}
