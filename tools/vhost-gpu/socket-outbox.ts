/**
 * What goes out on a stream socket, descriptors with the first byte of what they came with. What the other side does not
 * take yet waits here, its descriptors duplicated. Does not watch the socket: whoever does calls `flush`.
 */
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { ByteQueue } from './byte-queue.js';
import type { MachineAccount } from './machine-account.js';

interface Waiting {
  readonly bytes: ByteQueue;
  fds: readonly OwnedFd[];
}

/** What one costs beside its bytes, in the account. */
const entryBytes = 512;

export class SocketOutbox {
  readonly #fd: number;
  readonly #account: MachineAccount | undefined;
  /** Each but the first begins with descriptors: there are no more than those may be. */
  readonly #waiting: Waiting[] = [];
  #waitingBytes = 0;

  /** `fd` is a non-blocking socket, and stays the caller's. What waits is counted in `account`, if there is one. */
  constructor(fd: number, account?: MachineAccount) {
    this.#fd = fd;
    this.#account = account;
  }

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /**
   * Sends a copy of `bytes` with descriptors, which stay the caller's. Throws the `SystemError` of a broken socket, and
   * `RefusedCommand` where the account has no more descriptors.
   */
  send(bytes: Uint8Array, fds: readonly number[]): void {
    let rest = bytes;
    let kept = fds;
    if (this.#waiting.length === 0) {
      const taken = sendSome(this.#fd, bytes, fds);
      if (taken === bytes.length) return;
      if (taken > 0) kept = [];
      rest = bytes.subarray(Math.max(taken, 0));
    }
    this.#keep(rest, kept);
  }

  /** Tries again; whether all has gone. Throws as `send`. */
  flush(): boolean {
    for (let first = this.#waiting[0]; first; first = this.#waiting[0]) {
      const taken = sendSome(
        this.#fd,
        first.bytes.peek(),
        first.fds.map(({ fd }) => fd),
      );
      if (taken < 0) return false;
      this.#closeFds(first);
      this.#change(first, () => first.bytes.take(taken));
      if (first.bytes.bytes > 0) continue;
      this.#waiting.shift();
      this.#account?.addBytes(-entryBytes);
    }
    return true;
  }

  /** Forgets what waits. */
  discard(): void {
    for (const each of this.#waiting.splice(0)) {
      this.#closeFds(each);
      this.#change(each, () => each.bytes.clear());
      this.#account?.addBytes(-entryBytes);
    }
  }

  #keep(bytes: Uint8Array, fds: readonly number[]): void {
    const last = this.#waiting.at(-1);
    const entry = last && fds.length === 0 ? last : { bytes: new ByteQueue(), fds: this.#duplicate(fds) };
    if (entry !== last) {
      this.#waiting.push(entry);
      this.#account?.addBytes(entryBytes);
    }
    this.#change(entry, () => entry.bytes.push(bytes));
  }

  #duplicate(fds: readonly number[]): readonly OwnedFd[] {
    this.#account?.addDescriptors(fds.length);
    const copies: OwnedFd[] = [];
    try {
      for (const fd of fds) copies.push(new OwnedFd(addon.duplicate(fd)));
    } catch (error) {
      for (const copy of copies) copy.close();
      this.#account?.removeDescriptors(fds.length);
      throw error;
    }
    return copies;
  }

  #closeFds(entry: Waiting): void {
    for (const fd of entry.fds) fd.close();
    this.#account?.removeDescriptors(entry.fds.length);
    entry.fds = [];
  }

  #change({ bytes }: Waiting, work: () => void): void {
    const before = { waiting: bytes.bytes, held: bytes.held };
    work();
    this.#waitingBytes += bytes.bytes - before.waiting;
    this.#account?.addBytes(bytes.held - before.held);
  }
}

function sendSome(fd: number, bytes: Uint8Array, fds: readonly number[]): number {
  return addon.send(fd, bytes, 0, bytes.length, fds.length === 0 ? null : Int32Array.from(fds), fds.length);
}
