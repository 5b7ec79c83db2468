/**
 * Bytes and descriptors that were read before anybody wanted them, in the order and with the neighbours in which they came.
 * Owns the descriptors until they are taken.
 */
import { addon, fdSlots } from '../native/addon.js';
import type { Channel } from './channel.js';

/** Read at once. */
const partBytes = 64 * 1024;
const scratch = new Uint8Array(partBytes);
const received = new Int32Array(fdSlots);

interface Part {
  readonly bytes: Uint8Array;
  /** Bytes that have been taken. */
  taken: number;
  /** They came with the first byte. */
  fds: readonly number[];
}

export class StoredInput {
  #parts: Part[] = [];
  #bytes = 0;
  #fds = 0;
  /** What comes after all else: the end of the stream, or what reading threw. */
  #end: { readonly error: unknown } | undefined;

  get bytes(): number {
    return this.#bytes;
  }

  get fds(): number {
    return this.#fds;
  }

  /** Whether there is nothing to take: not even the end. */
  get isEmpty(): boolean {
    return this.#parts.length === 0 && !this.#end;
  }

  /** Nothing comes after what is here. */
  get ended(): boolean {
    return this.#end !== undefined;
  }

  /** Reads once. Whether there may be more. */
  fill(source: Pick<Channel, 'receive'>): boolean {
    let count: number;
    try {
      count = source.receive(scratch, 0, partBytes, received);
    } catch (error) {
      this.#end = { error };
      return false;
    }
    if (count < 0) return false;
    if (count === 0) {
      this.#end = { error: undefined };
      return false;
    }
    const fds = [...received.subarray(1, 1 + received[0]!)];
    this.#parts.push({ bytes: scratch.slice(0, count), taken: 0, fds });
    this.#bytes += count;
    this.#fds += fds.length;
    return true;
  }

  /** As `Channel.receive`, for as much as there is room for. */
  take(buffer: Uint8Array, offset: number, length: number, fds: Int32Array): number {
    fds[0] = 0;
    if (this.#parts.length === 0) return this.#takeEnd();
    let taken = 0;
    for (let part = this.#parts[0]; part && taken < length; part = this.#parts[0]) {
      if (fds[0] + part.fds.length >= fds.length) break;
      for (const fd of part.fds) fds[++fds[0]] = fd;
      this.#fds -= part.fds.length;
      part.fds = [];
      const bytes = part.bytes.subarray(part.taken, part.taken + length - taken);
      buffer.set(bytes, offset + taken);
      taken += bytes.length;
      part.taken += bytes.length;
      if (part.taken === part.bytes.length) this.#parts.shift();
    }
    this.#bytes -= taken;
    return taken;
  }

  /** Closes the descriptors that nobody took. */
  close(): void {
    for (const { fds } of this.#parts) for (const fd of fds) addon.close(fd);
    this.#parts = [];
    this.#bytes = this.#fds = 0;
    this.#end = { error: undefined };
  }

  #takeEnd(): number {
    const end = this.#end;
    if (!end) return -1;
    // The end of a stream stays; an error is told once.
    if (end.error === undefined) return 0;
    this.#end = undefined;
    throw end.error;
  }
}
