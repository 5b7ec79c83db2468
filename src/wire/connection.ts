/**
 * One side of a peer: a transport with its inbox and outbox. Knows when to wait for what, so that a full outbox or a
 * paused reader costs no wake-ups. Doesn't know what a message means.
 */
import { Inbox } from './inbox.js';
import { Outbox } from './outbox.js';
import type { Transport } from './transport.js';

export class Connection {
  readonly inbox = new Inbox();
  readonly outbox = new Outbox();
  /** Bytes so far. */
  received = 0;
  #transport: Transport | undefined;
  #onReadable = (): void => undefined;
  #onWritable = (): void => undefined;
  #readable = false;
  #writable = false;
  #closed = false;

  /** Gives the connection its transport, once. Until then what is sent waits and nothing is read. */
  attach(transport: Transport): void {
    this.#transport = transport;
    transport.listen((readable, writable) => {
      if (writable && !this.#closed) this.#onWritable();
      if (readable && !this.#closed && this.#readable) this.#onReadable();
    });
    if (this.#readable || this.#writable) transport.want(this.#readable, this.#writable);
  }

  /** Whether there is anyone at the other end yet. */
  get attached(): boolean {
    return this.#transport !== undefined;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Calls `onReadable` when bytes or the end of the stream are there, `onWritable` when a full outbox may go on. */
  listen(onReadable: () => void, onWritable: () => void): void {
    this.#onReadable = onReadable;
    this.#onWritable = onWritable;
  }

  /** Reads once into the inbox: bytes read, 0 at end of stream, -1 for would-block. */
  fill(): number {
    const count = this.#transport ? this.inbox.fill(this.#transport) : -1;
    if (count > 0) this.received += count;
    return count;
  }

  /** Throws away what was read and not dealt with. */
  discardInput(): void {
    this.inbox.start = this.inbox.end;
    this.inbox.fds.closeAll();
  }

  /** Sends what the transport takes and waits for room if that isn't all. Whether the outbox is empty now. */
  flush(): boolean {
    if (this.#closed) return true;
    if (!this.#transport) {
      this.outbox.settle();
      return this.outbox.backlog === 0;
    }
    // What was discarded is no longer waited for either: whoever has gone can always be written to.
    const done = this.outbox.backlog === 0 || this.outbox.flush(this.#transport);
    if (this.#writable === done) this.#want(this.#readable, !done);
    return done;
  }

  /** Whether to be told of incoming bytes. */
  setReading(on: boolean): void {
    if (!this.#closed && this.#readable !== on) this.#want(on, this.#writable);
  }

  /** Closes the transport and every descriptor that waits on either way. Idempotent. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#transport?.close();
    this.inbox.fds.closeAll();
    this.outbox.discard();
  }

  #want(readable: boolean, writable: boolean): void {
    this.#readable = readable;
    this.#writable = writable;
    this.#transport?.want(readable, writable);
  }
}
