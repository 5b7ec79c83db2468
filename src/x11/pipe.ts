/** The two ends of a transfer between an X program and a Wayland program, neither of which blocks. */
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { isSystemError } from '../errors.js';
import { addon, pollEvents, type Poll } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';

/**
 * A stream of what is written to `writer`, which is for somebody else and blocks as programs expect. It ends if nothing
 * is written, or read, for `timeoutMs`. `undefined`: there are no descriptors left.
 */
export function openPipe(
  timeoutMs: number,
): { readonly reader: Readable; readonly writer: OwnedFd } | undefined {
  const pair = attempt(() => addon.socketPair());
  if (!pair) return undefined;
  const [ours, theirs] = pair;
  addon.setNonBlocking(theirs, false);
  const reader = new Socket({ fd: ours, readable: true, writable: false });
  reader.setTimeout(timeoutMs, () => reader.destroy());
  return { reader, writer: new OwnedFd(theirs) };
}

/**
 * Writes to a descriptor of somebody else's, and never blocks on it: by write(2) alone, since it may be a pipe, a socket, a
 * file, or something of a device's. What cannot be written to takes nothing.
 */
export class PipeWriter {
  readonly #fd: OwnedFd;
  #room: Poll | undefined;

  /** Takes over `fd`. */
  constructor(fd: OwnedFd) {
    this.#fd = fd;
    const made = attempt(() => {
      addon.setNonBlocking(fd.fd, true);
      return true;
    });
    if (!made) this.close();
  }

  /**
   * Resolves when all of `chunk` has been taken; `false`: nobody reads any more, or not within `timeoutMs`. One call at a time.
   */
  async write(chunk: Buffer, timeoutMs: number): Promise<boolean> {
    for (let start = 0; start < chunk.length;) {
      if (this.#fd.released) return false;
      const taken = this.#tryWrite(chunk, start);
      if (taken === undefined || (taken < 0 && !(await this.#hasRoom(timeoutMs)))) return false;
      start += Math.max(taken, 0);
    }
    return true;
  }

  /** Closes it. Idempotent. */
  close(): void {
    this.#room?.close();
    this.#room = undefined;
    this.#fd[Symbol.dispose]();
  }

  /** `undefined`: it takes no more. */
  #tryWrite(chunk: Buffer, start: number): number | undefined {
    return attempt(() => addon.write(this.#fd.fd, chunk, start, chunk.length));
  }

  #hasRoom(timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (is: boolean): void => {
        clearTimeout(timer);
        this.#room?.close();
        this.#room = undefined;
        resolve(is);
      };
      const timer = setTimeout(() => end(false), timeoutMs);
      this.#room = attempt(() => new addon.Poll(this.#fd.fd, () => end(true)));
      if (this.#room) this.#room.update(pollEvents.writable);
      else end(false);
    });
  }
}

/** `undefined`: the system refused. */
function attempt<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

/** Reads in pieces of `pieceBytes`; only the last one is shorter. */
export async function* pieces(reader: Readable, pieceBytes: number): AsyncGenerator<Buffer, void> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of reader as AsyncIterable<Buffer>) {
    held.push(chunk);
    size += chunk.length;
    if (size < pieceBytes) continue;
    // Once for each chunk, which may be all that a program has left behind.
    const all = held.length === 1 ? chunk : Buffer.concat(held);
    let start = 0;
    for (; size - start >= pieceBytes; start += pieceBytes) yield all.subarray(start, start + pieceBytes);
    held = start < size ? [all.subarray(start)] : [];
    size -= start;
  }
  if (size > 0) yield Buffer.concat(held);
}
