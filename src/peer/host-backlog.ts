/**
 * What the host has not taken yet. The client's messages wait by themselves while there is any; whoever has things to say of
 * its own accord looks here, or they pile up.
 */
import type { Outbox } from '../wire/outbox.js';

export class HostBacklog {
  readonly #outbox: Outbox;
  #waiting: (() => void)[] = [];

  constructor(outbox: Outbox) {
    this.#outbox = outbox;
  }

  /** Of messages that are under way to the host, those of this turn included. */
  get bytes(): number {
    return this.#outbox.backlog;
  }

  /** Has `work` done as part of the peer's turn in which the host has taken everything. */
  whenGone(work: () => void): void {
    this.#waiting.push(work);
  }

  /** For the peer: what is to be done now, if anything is. */
  takeWork(): (() => void) | undefined {
    if (this.bytes > 0 || this.#waiting.length === 0) return undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    return () => {
      for (const work of waiting) work();
    };
  }
}
