/**
 * Moves bytes from one descriptor to another until the first ends or the second takes no more. Never blocks, holds one
 * block at the most, and reads again only when that has gone.
 */
import { isSystemError } from '../../errors.js';
import { addon, pollEvents, type Poll } from '../../native/addon.js';
import type { OwnedFd } from '../../native/fd.js';

const blockBytes = 64 * 1024;
/** Blocks that are moved before others get their turn. */
const blocksPerTurn = 16;

export class Pump {
  readonly #source: OwnedFd;
  readonly #target: OwnedFd;
  readonly #onEnd: () => void;
  readonly #block = new Uint8Array(blockBytes);
  #start = 0;
  #end = 0;
  #sourceWatch: Poll | undefined;
  /** `undefined` for a file, which always takes what it gets. */
  #targetWatch: Poll | undefined;
  #closed = false;

  /** Takes over both descriptors. `onEnd` is called once, when they are closed. */
  constructor(source: OwnedFd, target: OwnedFd, onEnd: () => void) {
    this.#source = source;
    this.#target = target;
    this.#onEnd = onEnd;
  }

  /** A descriptor that cannot be written to ends it at once. */
  start(): void {
    try {
      this.#sourceWatch = new addon.Poll(this.#source.fd, () => this.#move());
      this.#targetWatch = watchIfPossible(this.#target.fd, () => this.#onTarget());
      this.#wait();
    } catch (error) {
      if (!isSystemError(error)) throw error;
      this.close();
    }
  }

  /** Closes both descriptors. Idempotent. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#sourceWatch?.close();
    this.#targetWatch?.close();
    this.#source.close();
    this.#target.close();
    this.#onEnd();
  }

  /** Room in the target, or nobody who reads it any more. */
  #onTarget(): void {
    if (this.#start < this.#end) this.#move();
    else this.close();
  }

  #move(): void {
    try {
      for (let i = 0; i < blocksPerTurn && !this.#closed; i++) if (!this.#moveBlock()) break;
    } catch (error) {
      if (!isSystemError(error)) throw error;
      // A reader that has gone has got what it wanted; a source that fails has ended.
      this.close();
    }
    if (!this.#closed) this.#wait();
  }

  /** Whether there may be more to do at once. */
  #moveBlock(): boolean {
    if (this.#start === this.#end) {
      const count = addon.read(this.#source.fd, this.#block, 0, blockBytes);
      if (count === 0) this.close();
      if (count <= 0) return false;
      this.#start = 0;
      this.#end = count;
    }
    const taken = addon.write(this.#target.fd, this.#block, this.#start, this.#end);
    if (taken > 0) this.#start += taken;
    return this.#start === this.#end;
  }

  /** With bytes at hand the target's readiness counts, else the source's; and the target's end in any case. */
  #wait(): void {
    const holding = this.#start < this.#end;
    this.#sourceWatch?.update(holding ? 0 : pollEvents.readable);
    this.#targetWatch?.update(holding ? pollEvents.writable : pollEvents.disconnect);
  }
}

function watchIfPossible(fd: number, ready: () => void): Poll | undefined {
  try {
    return new addon.Poll(fd, ready);
  } catch (error) {
    if (isSystemError(error) && error.code === 'EPERM') return undefined;
    throw error;
  }
}
