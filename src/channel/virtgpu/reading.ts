/**
 * One pipe of this machine that gets what the host writes. Never blocks, and never refuses bytes: what its reader has not
 * taken waits here. Whoever reads no more gets nothing more: the host cannot be told.
 */
import { isSystemError } from '../../errors.js';
import { addon, pollEvents, type Poll } from '../../native/addon.js';
import type { OwnedFd } from '../../native/fd.js';
import { Backlog } from './backlog.js';

export class Reading {
  readonly #target: OwnedFd;
  readonly #watch: Poll;
  readonly #backlog = new Backlog();
  /** The host has written all. */
  #ended = false;

  /** Takes over `target` unless it throws. `onRoom` is called when there is room for what waits: `drain` is due. */
  constructor(target: OwnedFd, onRoom: () => void) {
    addon.setNonBlocking(target.fd, true);
    this.#watch = new addon.Poll(target.fd, onRoom);
    this.#target = target;
  }

  /** Bytes that wait for the reader. */
  get held(): number {
    return this.#backlog.length;
  }

  /** The host has written all, and the reader has it or wants it no more. */
  get isOver(): boolean {
    return this.#ended && this.held === 0;
  }

  /** Takes a READ: bytes are copied if they have to wait. */
  read(bytes: Uint8Array, hangUp: boolean): void {
    this.#ended ||= hangUp;
    if (this.#target.released) return;
    this.#backlog.add(bytes);
    this.drain();
  }

  /** Moves what there is room for. */
  drain(): void {
    if (this.#target.released) return;
    try {
      this.#backlog.writeTo(this.#target.fd);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      return this.close();
    }
    if (this.isOver) this.close();
    else this.#watch.update(this.held > 0 ? pollEvents.writable : 0);
  }

  /** Throws away what waits. Idempotent. */
  close(): void {
    if (this.#target.released) return;
    this.#backlog.clear();
    this.#watch.close();
    this.#target.close();
  }
}
