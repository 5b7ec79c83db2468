/**
 * What goes out on a stream socket, descriptors with the first byte of what they came with. What the other side does not
 * take yet waits here, its descriptors duplicated. Does not watch the socket: whoever does calls `flush`.
 */
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';

interface Waiting {
  bytes: Uint8Array;
  fds: readonly OwnedFd[];
}

export class SocketOutbox {
  readonly #fd: number;
  readonly #waiting: Waiting[] = [];
  #waitingBytes = 0;

  /** `fd` is a non-blocking socket, and stays the caller's. */
  constructor(fd: number) {
    this.#fd = fd;
  }

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** Sends a copy of `bytes` with descriptors, which stay the caller's. Throws the `SystemError` of a broken socket. */
  send(bytes: Uint8Array, fds: readonly number[]): void {
    let rest = bytes;
    let kept = fds;
    if (this.#waiting.length === 0) {
      const taken = sendSome(this.#fd, bytes, fds);
      if (taken === bytes.length) return;
      if (taken > 0) kept = [];
      rest = bytes.subarray(Math.max(taken, 0));
    }
    this.#waiting.push({ bytes: rest.slice(), fds: kept.map((fd) => new OwnedFd(addon.duplicate(fd))) });
    this.#waitingBytes += rest.length;
  }

  /** Tries again; whether all has gone. Throws as `send`. */
  flush(): boolean {
    for (let first = this.#waiting[0]; first; first = this.#waiting[0]) {
      const taken = sendSome(
        this.#fd,
        first.bytes,
        first.fds.map(({ fd }) => fd),
      );
      if (taken < 0) return false;
      for (const fd of first.fds) fd.close();
      first.fds = [];
      first.bytes = first.bytes.subarray(taken);
      this.#waitingBytes -= taken;
      if (first.bytes.length === 0) this.#waiting.shift();
    }
    return true;
  }

  /** Forgets what waits. */
  discard(): void {
    for (const { fds } of this.#waiting.splice(0)) for (const fd of fds) fd.close();
    this.#waitingBytes = 0;
  }
}

function sendSome(fd: number, bytes: Uint8Array, fds: readonly number[]): number {
  return addon.send(fd, bytes, 0, bytes.length, fds.length === 0 ? null : Int32Array.from(fds), fds.length);
}
