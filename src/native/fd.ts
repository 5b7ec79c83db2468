/**
 * Descriptors with an owner: whoever holds an `OwnedFd` closes it or hands it on, exactly once.
 * All that are open are known, so that a forked child can close what it inherited and a test can count.
 */
import { addon } from './addon.js';

export class OwnedFd {
  static readonly #live = new Set<OwnedFd>();
  #fd: number;

  constructor(fd: number) {
    this.#fd = fd;
    OwnedFd.#live.add(this);
  }

  /** How many are open. */
  static get liveCount(): number {
    return OwnedFd.#live.size;
  }

  /** In a forked child: closes all that were the parent's but `keep`. */
  static closeAllExcept(keep: readonly OwnedFd[]): void {
    for (const each of OwnedFd.#live) if (!keep.includes(each)) each.close();
  }

  /** The number; throws if it is no longer ours. */
  get fd(): number {
    if (this.#fd < 0) throw new Error('the descriptor was closed or handed on');
    return this.#fd;
  }

  /** Whether it was closed or handed on. */
  get released(): boolean {
    return this.#fd < 0;
  }

  /** Hands the descriptor over to the caller. */
  release(): number {
    const fd = this.fd;
    this.#fd = -1;
    OwnedFd.#live.delete(this);
    return fd;
  }

  /** Closes it. Throws if it is no longer ours. */
  close(): void {
    addon.close(this.release());
  }

  /** Closes it unless that was done or it was handed on. */
  [Symbol.dispose](): void {
    if (!this.released) this.close();
  }
}
