/** Bytes that wait, first in, first out, in few large pieces however small they came. */

/** Small pieces are put together up to here; each costs more than what is in it otherwise. */
const pieceBytes = 64 * 1024;

export class ByteQueue {
  #pieces: Uint8Array[] = [];
  /** The first that still waits. */
  #first = 0;
  /** Bytes used of the last piece, which may have room behind them. */
  #lastUsed = 0;
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  /** Appends a copy. */
  push(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    for (let rest = bytes; rest.length > 0;) {
      let last = this.#first < this.#pieces.length ? this.#pieces.at(-1)! : undefined;
      if (!last || this.#lastUsed === last.length) {
        last = new Uint8Array(
          this.#first < this.#pieces.length ? pieceBytes : Math.min(rest.length, pieceBytes),
        );
        this.#pieces.push(last);
        this.#lastUsed = 0;
      }
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
    if (rest === 0) this.#first++;
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
  }

  #cut(count: number): void {
    if (this.#first === this.#pieces.length - 1) this.#lastUsed -= count;
    this.#pieces[this.#first] = this.#pieces[this.#first]!.subarray(count);
  }
}
