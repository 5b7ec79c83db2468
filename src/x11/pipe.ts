/** The two ends of a transfer between an X program and a Wayland program, as streams that do not block. */
import { createWriteStream, fstatSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { addon } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';

/**
 * A stream of what is written to `writer`, which is for somebody else and blocks as programs expect. It ends if nothing
 * is written, or read, for `timeoutMs`.
 */
export function openPipe(timeoutMs: number): { readonly reader: Readable; readonly writer: OwnedFd } {
  const [ours, theirs] = addon.socketPair();
  addon.setNonBlocking(theirs, false);
  const reader = new Socket({ fd: ours, readable: true, writable: false });
  reader.setTimeout(timeoutMs, () => reader.destroy());
  return { reader, writer: new OwnedFd(theirs) };
}

/** Writes to a descriptor of somebody else's, and never blocks on it. */
export class PipeWriter {
  readonly #stream: Writable;
  #broken = false;

  /** Takes over `fd`. */
  constructor(fd: OwnedFd) {
    const stat = fstatSync(fd.fd);
    const number = fd.release();
    this.#stream =
      stat.isFIFO() || stat.isSocket()
        ? new Socket({ fd: number, readable: false, writable: true })
        : createWriteStream('', { fd: number });
    this.#stream.on('error', () => {
      this.#broken = true;
    });
  }

  /** Resolves when there is room for more; `false`: nobody reads any more, or not within `timeoutMs`. */
  write(chunk: Buffer, timeoutMs: number): Promise<boolean> {
    if (this.#broken) return Promise.resolve(false);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), timeoutMs);
      this.#stream.write(chunk, (error) => {
        clearTimeout(timer);
        resolve(!error);
      });
    });
  }

  /** Closes it, once what was written has gone. */
  end(): void {
    this.#stream.end(() => this.#stream.destroy());
  }

  /** Closes it now. */
  destroy(): void {
    this.#stream.destroy();
  }
}

/** Reads in pieces of `pieceBytes`; only the last one is shorter. */
export async function* pieces(reader: Readable, pieceBytes: number): AsyncGenerator<Buffer, void> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of reader as AsyncIterable<Buffer>) {
    held.push(chunk);
    size += chunk.length;
    while (size >= pieceBytes) {
      const all = Buffer.concat(held);
      yield all.subarray(0, pieceBytes);
      held = [all.subarray(pieceBytes)];
      size -= pieceBytes;
    }
  }
  if (size > 0) yield Buffer.concat(held);
}
