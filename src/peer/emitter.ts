/** Writes messages of the peer's own making into an outbox, in order with those that are relayed. */
import { OwnedFd } from '../native/fd.js';
import { FdQueue } from '../wire/fd-queue.js';
import type { MessageLayout } from '../wire/layout.js';
import type { Outbox } from '../wire/outbox.js';
import type { Args } from '../wire/reader.js';
import { MessageWriter } from '../wire/writer.js';
import type { MessageTap } from './tap.js';

const writer = new MessageWriter();

export class Emitter {
  readonly #outbox: Outbox;
  readonly #tap: MessageTap | undefined;
  readonly #fds = new FdQueue();

  constructor(outbox: Outbox, tap: MessageTap | undefined) {
    this.#outbox = outbox;
    this.#tap = tap;
  }

  /** Queues one message for object `id`. Descriptors in `args` are handed over. */
  send(message: MessageLayout, id: number, args: Readonly<Args<OwnedFd>>): void {
    let size: number;
    try {
      size = writer.encode(message, id, args, (fd) => this.#fds.push(fd.release()));
    } catch (error) {
      this.#fds.closeAll();
      throw error;
    }
    const { words, bytes } = writer;
    this.#tap?.see({ message, words, bytes, pos: 0, size }, this.#fds);
    for (let fd = this.#fds.shift(); fd >= 0; fd = this.#fds.shift()) this.#outbox.attach(fd, 0);
    this.#outbox.append(bytes, 0, size);
  }
}
