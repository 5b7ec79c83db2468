/**
 * Descriptors with an owner: whoever holds an `OwnedFd` closes it or hands it on, exactly once.
 * All that are open are known, so that a forked child can close what it inherited and a test can count.
 * Does not watch for forgotten ones: nothing is closed by the garbage collector.
 */
import { addon } from './addon.js';

/** One open descriptor and the duty to close it. Throws an `Error` where it is used after it was given away. */
export class OwnedFd implements Disposable {
  static readonly #open = new Set<OwnedFd>();
  #fd: number;

  /** Takes over `fd`, which must be open and belong to nobody else. Throws a `RangeError` for a negative one. */
  constructor(fd: number) {
    if (!(fd >= 0)) throw new RangeError(`${fd} is not a descriptor`);
    this.#fd = fd;
    OwnedFd.#open.add(this);
  }

  /** How many are open. */
  static get live(): number {
    return OwnedFd.#open.size;
  }

  /** In a forked child: closes all that were the parent's, but `keep`. */
  static closeAllExcept(keep: Iterable<OwnedFd>): void {
    const kept = new Set(keep);
    for (const each of OwnedFd.#open) if (!kept.has(each)) each.close();
  }

  /** The number, which stays ours. */
  get fd(): number {
    if (this.#fd < 0) throw new Error('the descriptor was closed or handed on');
    return this.#fd;
  }

  /** Whether it was closed or handed on. */
  get released(): boolean {
    return this.#fd < 0;
  }

  /** Hands the descriptor over to the caller, who must close it. */
  release(): number {
    const fd = this.fd;
    this.#fd = -1;
    OwnedFd.#open.delete(this);
    return fd;
  }

  /** Closes it. */
  close(): void {
    addon.close(this.release());
  }

  /** Closes it, unless that was done or it was handed on. */
  [Symbol.dispose](): void {
    if (!this.released) this.close();
  }
}
