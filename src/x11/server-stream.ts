/**
 * The window manager's connection as a stream. Node's own would hand on two megabytes of events before anything else of this
 * process has its turn; here it is a little for each turn of the event loop. Owns the descriptor.
 */
import { Duplex } from 'node:stream';
import { isSystemError } from '../errors.js';
import { addon, fdSlots, pollEvents, type Poll } from '../native/addon.js';
import type { OwnedFd } from '../native/fd.js';

/** Read in one turn: 256 events. */
const turnBytes = 8 * 1024;

type Done = (error?: Error | null) => void;

export class ServerStream extends Duplex {
  readonly #fd: OwnedFd;
  readonly #poll: Poll;
  /** Nobody has sent us descriptors by this protocol, but they would be ours. */
  readonly #fds = new Int32Array(fdSlots);
  #reads = false;
  #unsent: { readonly chunk: Buffer; start: number; readonly done: Done } | undefined;

  /** Takes over `fd`, a connected, non-blocking socket. */
  constructor(fd: OwnedFd) {
    super({ allowHalfOpen: false });
    this.#fd = fd;
    this.#poll = new addon.Poll(fd.fd, (events) => this.#ready(events));
  }

  override _read(): void {
    this.#reads = true;
    this.#watch();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#unsent = { chunk, start: 0, done };
    this.#send();
  }

  override _writev(chunks: readonly { readonly chunk: Buffer }[], done: Done): void {
    this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), 'binary', done);
  }

  override _destroy(error: Error | null, done: Done): void {
    this.#poll.close();
    this.#fd[Symbol.dispose]();
    done(error);
  }

  #ready(events: number): void {
    if (this.#unsent && (events & pollEvents.writable) !== 0) this.#send();
    if (this.#reads && (events & pollEvents.readable) !== 0) this.#receive();
  }

  #receive(): void {
    const buffer = Buffer.allocUnsafe(turnBytes);
    const count = this.#try(() => addon.receive(this.#fd.fd, buffer, 0, turnBytes, this.#fds));
    if (count === undefined || count < 0) return;
    for (let i = 1; i <= this.#fds[0]!; i++) addon.close(this.#fds[i]!);
    if (count === 0) this.#reads = false;
    else this.#reads = this.push(buffer.subarray(0, count));
    if (count === 0) this.push(null);
    this.#watch();
  }

  #send(): void {
    const unsent = this.#unsent!;
    const { chunk, start, done } = unsent;
    const taken = this.#try(() => addon.send(this.#fd.fd, chunk, start, chunk.length, null, 0));
    if (taken === undefined) return;
    unsent.start += Math.max(taken, 0);
    if (unsent.start === chunk.length) this.#unsent = undefined;
    this.#watch();
    if (!this.#unsent) done();
  }

  #watch(): void {
    if (this.destroyed) return;
    const { readable, writable } = pollEvents;
    this.#poll.update((this.#reads ? readable : 0) | (this.#unsent ? writable : 0));
  }

  /** `undefined`: the system refused, and that is the end of the stream. */
  #try(call: () => number): number | undefined {
    try {
      return call();
    } catch (error) {
      if (!isSystemError(error)) throw error;
      this.destroy(error);
      return undefined;
    }
  }
}
