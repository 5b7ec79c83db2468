/** The two ends of a transfer between an X program and a Wayland program, as streams that do not block. */
import { createWriteStream, fstatSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import { addon } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';

/** A stream of what is written to `writer`, which is for somebody else and blocks as programs expect. */
export function openPipe(): { readonly reader: Socket; readonly writer: OwnedFd } {
  const [ours, theirs] = addon.socketPair();
  addon.setNonBlocking(theirs, false);
  return { reader: new Socket({ fd: ours, readable: true, writable: false }), writer: new OwnedFd(theirs) };
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
export async function* pieces(reader: Socket, pieceBytes: number): AsyncGenerator<Buffer, void> {
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
