/** Messages that came in and were not asked for yet, with their descriptors. Bounded by who fills it: `isFull` says when. */
import { fdSlots } from '../../native/addon.js';
import type { OwnedFd } from '../../native/fd.js';

const maxMessages = 16;

interface Received {
  bytes: Uint8Array;
  fds: readonly OwnedFd[];
}

export class ReceivedQueue {
  readonly #messages: Received[] = [];

  get isEmpty(): boolean {
    return this.#messages.length === 0;
  }

  /** Whether no more should be added. */
  get isFull(): boolean {
    return this.#messages.length >= maxMessages;
  }

  /** Takes over both. */
  add(bytes: Uint8Array, fds: readonly OwnedFd[]): void {
    this.#messages.push({ bytes, fds });
  }

  /** Fills `buffer[offset, offset + length)`: bytes. Descriptors come with the first byte of their message, as in `Channel`. */
  take(buffer: Uint8Array, offset: number, length: number, fds: Int32Array): number {
    let taken = 0;
    let count = 0;
    while (taken < length && this.#messages.length > 0) {
      const message = this.#messages[0]!;
      if (count + message.fds.length >= fdSlots) break;
      for (const fd of message.fds) fds[++count] = fd.release();
      message.fds = [];
      const part = message.bytes.subarray(0, length - taken);
      buffer.set(part, offset + taken);
      taken += part.length;
      message.bytes = message.bytes.subarray(part.length);
      if (message.bytes.length === 0) this.#messages.shift();
    }
    fds[0] = count;
    return taken;
  }

  /** Closes descriptors that nobody took. */
  discard(): void {
    for (const { fds } of this.#messages.splice(0)) for (const fd of fds) fd.close();
  }
}
