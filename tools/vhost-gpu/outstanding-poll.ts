/**
 * The POLL of a context that is not answered yet: one at most. Its answer is the guest's event, and says that something
 * lies on the channel's ring.
 */
import type { Attachments } from './attachments.js';

export class OutstandingPoll {
  readonly #attached: Attachments;
  #answer: ((well: boolean) => void) | undefined;

  constructor(attached: Attachments) {
    this.#attached = attached;
  }

  /** Whether there is one. */
  get waits(): boolean {
    return this.#answer !== undefined;
  }

  /** Takes the next, where there is none. */
  take(answer: (well: boolean) => void): void {
    if (this.#answer) throw new Error('a POLL beside another');
    this.#answer = answer;
  }

  /** Answers it, if there is one. */
  answer(well: boolean): void {
    const answer = this.#answer;
    this.#answer = undefined;
    answer?.(well);
  }

  /** Answers it, which there must be, with a message, or with an error if the ring cannot be written: throws then. */
  give(ring: number, message: Uint8Array): void {
    if (!this.#answer) throw new Error('a message without a POLL');
    let written = false;
    try {
      this.#attached.write(ring, message);
      written = true;
    } finally {
      this.answer(written);
    }
  }
}
