/**
 * Descriptors that arrived and wait for the message that names them (they come with or before its bytes, in order).
 * Owns them until `shift` hands one over.
 */
import { addon } from '../native/addon.js';
import { WireError } from '../errors.js';

/** More than this waiting without a message is an attack on the table of open files. */
export const maxWaitingFds = 1024;

export class FdQueue {
  #fds: number[] = [];

  get length(): number {
    return this.#fds.length;
  }

  /** Takes `fds[1]…fds[fds[0]]`. Throws `WireError` when too many wait; they are then still closed by `closeAll`. */
  pushReceived(fds: Int32Array): void {
    const count = fds[0]!;
    for (let i = 1; i <= count; i++) this.#fds.push(fds[i]!);
    if (this.#fds.length > maxWaitingFds)
      throw new WireError(`${this.#fds.length} descriptors came without a message`);
  }

  /** Takes one descriptor. */
  push(fd: number): void {
    this.#fds.push(fd);
  }

  /** The next descriptor, now the caller's; -1 if none is there. */
  shift(): number {
    return this.#fds.shift() ?? -1;
  }

  /** The descriptor that a message's `index`th fd argument would take; -1 if it is not there. Keeps it. */
  peek(index: number): number {
    return this.#fds[index] ?? -1;
  }

  closeAll(): void {
    for (const fd of this.#fds) addon.close(fd);
    this.#fds = [];
  }
}
