/** Bytes on their way into a pipe that has no room for them now, in their order. Knows no limit: who fills it has one. */
import { addon } from '../../native/addon.js';

/** Small messages share a block. */
const blockBytes = 64 * 1024;

export class Backlog {
  readonly #blocks: Uint8Array[] = [];
  /** Bytes of the first block that have gone, and of the last that are there. */
  #start = 0;
  #end = 0;
  #length = 0;

  /** In bytes. */
  get length(): number {
    return this.#length;
  }

  /** Copies `bytes`. */
  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      if (this.#blocks.length === 0 || this.#end === blockBytes) this.#addBlock();
      const part = bytes.subarray(at, at + blockBytes - this.#end);
      this.#blocks.at(-1)!.set(part, this.#end);
      this.#end += part.length;
      this.#length += part.length;
      at += part.length;
    }
  }

  /** Writes what `fd` takes. Throws EPIPE when nobody reads any more. */
  writeTo(fd: number): void {
    while (this.#length > 0) {
      const end = this.#blocks.length === 1 ? this.#end : blockBytes;
      const taken = addon.write(fd, this.#blocks[0]!, this.#start, end);
      if (taken < 0) return;
      this.#length -= taken;
      this.#start += taken;
      if (this.#start === end) this.#dropBlock();
    }
  }

  clear(): void {
    this.#blocks.length = 0;
    this.#start = this.#end = this.#length = 0;
  }

  #addBlock(): void {
    this.#blocks.push(new Uint8Array(blockBytes));
    this.#end = 0;
  }

  /** The last one is used again. */
  #dropBlock(): void {
    if (this.#blocks.length > 1) this.#blocks.shift();
    else this.#end = 0;
    this.#start = 0;
  }
}
