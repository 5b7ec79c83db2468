/** Bytes that wait, first in, first out, in few pieces however small they came, and never in much more memory than they are. */

/** Pieces are as large as all before them together, within this: small ones cost more than what is in them. */
const pieceBytes = { least: 512, most: 64 * 1024 } as const;

export class ByteQueue {
  #pieces: Uint8Array[] = [];
  /** The first that still waits. */
  #first = 0;
  /** Bytes used of the last piece, which may have room behind them. */
  #lastUsed = 0;
  #bytes = 0;
  #held = 0;

  get bytes(): number {
    return this.#bytes;
  }

  /** Bytes of memory that it has: those that wait, those gone of the first piece, room in the last. */
  get held(): number {
    return this.#held;
  }

  /** Appends a copy. */
  push(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    for (let rest = bytes; rest.length > 0;) {
      const last = this.#roomFor(rest.length);
      const part = rest.subarray(0, last.length - this.#lastUsed);
      last.set(part, this.#lastUsed);
      this.#lastUsed += part.length;
      rest = rest.subarray(part.length);
    }
  }

  /** What comes first, a part of it; empty if nothing waits. */
  peek(): Uint8Array {
    const piece = this.#pieces[this.#first];
    if (!piece) return new Uint8Array(0);
    return this.#first === this.#pieces.length - 1 ? piece.subarray(0, this.#lastUsed) : piece;
  }

  /** Forgets `count` bytes of what `peek` gave. */
  take(count: number): void {
    const rest = this.peek().length - count;
    this.#bytes -= count;
    if (this.#bytes === 0) return this.clear();
    if (rest === 0) this.#held -= this.#pieces[this.#first++]!.buffer.byteLength;
    else this.#cut(count);
    // Far enough behind: the array shrinks at a cost that its use has paid for.
    if (this.#first > 64 && this.#first * 2 > this.#pieces.length) {
      this.#pieces = this.#pieces.slice(this.#first);
      this.#first = 0;
    }
  }

  clear(): void {
    this.#pieces = [];
    this.#first = 0;
    this.#lastUsed = 0;
    this.#bytes = 0;
    this.#held = 0;
  }

  /** The last piece, or a new one if that is full. */
  #roomFor(bytes: number): Uint8Array {
    const last = this.#first < this.#pieces.length ? this.#pieces.at(-1)! : undefined;
    if (last && this.#lastUsed < last.length) return last;
    const size = Math.min(Math.max(bytes, this.#held, pieceBytes.least), pieceBytes.most);
    const piece = new Uint8Array(size);
    this.#pieces.push(piece);
    this.#held += size;
    this.#lastUsed = 0;
    return piece;
  }

  #cut(count: number): void {
    if (this.#first === this.#pieces.length - 1) this.#lastUsed -= count;
    this.#pieces[this.#first] = this.#pieces[this.#first]!.subarray(count);
  }
}
