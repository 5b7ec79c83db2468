/**
 * The stretch of messages in an inbox that have passed and were not handed to the outbox yet. It goes out uncopied, as
 * one piece, when something else must come behind it or the inbox is empty.
 */
import type { Inbox } from '../wire/inbox.js';
import type { Outbox } from '../wire/outbox.js';

export class PassedRun {
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;
  #start = 0;

  constructor(inbox: Inbox, outbox: Outbox) {
    this.#inbox = inbox;
    this.#outbox = outbox;
  }

  /** A new run begins at byte `pos` of the inbox; whatever was not handed over is left out. */
  restart(pos: number): void {
    this.#start = pos;
  }

  /** Gives everything before `pos` to the outbox. */
  handOver(pos: number): void {
    this.#outbox.borrow(this.#inbox.bytes, this.#start, pos);
    this.#start = pos;
  }

  /** The descriptor belongs to the message at `pos`. Owned from now on. */
  attach(fd: number, pos: number): void {
    this.#outbox.attach(fd, pos - this.#start);
  }
}
