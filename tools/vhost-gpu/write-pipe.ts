/**
 * One pipe that a guest writes into, with what its reader has not taken yet. Owns the descriptor, until all is written or
 * nobody reads any more; needs nobody for that, and so may outlive its context.
 */
import { isSystemError } from '../../src/errors.js';
import { addon, pollEvents, type Poll } from '../../src/native/addon.js';
import type { OwnedFd } from '../../src/native/fd.js';
import { ByteQueue } from './byte-queue.js';
import type { Leftover } from './leftovers.js';
import type { MachineAccount } from './machine-account.js';

export class WritePipe implements Leftover {
  readonly #target: OwnedFd;
  readonly #account: MachineAccount;
  readonly #watch: Poll;
  readonly #waiting = new ByteQueue();
  #ended = false;
  #closed = false;
  #done: (() => void) | undefined;

  /** Takes over `target` and its place in the account. */
  constructor(target: OwnedFd, account: MachineAccount) {
    this.#target = target;
    this.#account = account;
    addon.setNonBlocking(target.fd, true);
    this.#watch = new addon.Poll(target.fd, () => this.#drain());
  }

  /** Whether the guest has written all. */
  get isEnded(): boolean {
    return this.#ended;
  }

  /** Whether nothing goes out any more: all was written, or nobody reads. What comes then is thrown away. */
  get isClosed(): boolean {
    return this.#closed;
  }

  get waitingBytes(): number {
    return this.#waiting.bytes;
  }

  write(bytes: Uint8Array): void {
    if (this.#closed) return;
    const taken = this.#waiting.bytes === 0 ? this.#writeSome(bytes) : 0;
    if (taken === undefined) return;
    this.#change(() => this.#waiting.push(bytes.subarray(taken)));
    this.#wait();
  }

  /** Nothing comes any more: the pipe closes when all has gone. */
  end(): void {
    this.#ended = true;
    this.#wait();
  }

  whenDone(done: () => void): void {
    this.#done = done;
  }

  /** Closes it at once; what waits is lost. Idempotent. */
  [Symbol.dispose](): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#watch.close();
    this.#target.close();
    this.#change(() => this.#waiting.clear());
    this.#account.removeDescriptors(1);
    this.#done?.();
  }

  #drain(): void {
    while (!this.#closed && this.#waiting.bytes > 0) {
      const taken = this.#writeSome(this.#waiting.peek());
      if (taken === undefined || taken === 0) break;
      this.#change(() => this.#waiting.take(taken));
    }
    this.#wait();
  }

  /** Keeps count of the memory that what waits has. */
  #change(work: () => void): void {
    const before = this.#waiting.held;
    work();
    this.#account.addBytes(this.#waiting.held - before);
  }

  #wait(): void {
    if (this.#closed) return;
    if (this.#ended && this.#waiting.bytes === 0) this[Symbol.dispose]();
    else this.#watch.update(this.#waiting.bytes > 0 ? pollEvents.writable : 0);
  }

  /** Bytes that the pipe took; `undefined`, and closed, if nobody reads it any more. */
  #writeSome(bytes: Uint8Array): number | undefined {
    if (bytes.length === 0) return 0;
    try {
      return Math.max(addon.write(this.#target.fd, bytes, 0, bytes.length), 0);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      this[Symbol.dispose]();
      return undefined;
    }
  }
}
