/**
 * Bytes that came in and are not dealt with yet. One fixed buffer that holds the largest message; what is unread is
 * moved to its front before the next read, so messages always begin on a word.
 */
import { fdSlots } from '../native/addon.js';
import { FdQueue } from './fd-queue.js';
import { receiveBytes } from './framing.js';
import type { Transport } from './transport.js';

const receivedFds = new Int32Array(fdSlots);

export class Inbox {
  readonly bytes = new Uint8Array(receiveBytes);
  readonly words = new Int32Array(this.bytes.buffer);
  readonly fds = new FdQueue();
  /** Unread bytes are `bytes[start, end)`; `start` is a multiple of 4. */
  start = 0;
  end = 0;

  /** Reads once: bytes read, 0 at end of stream, -1 for would-block. */
  fill(transport: Transport): number {
    if (this.start === this.end) {
      this.start = this.end = 0;
    } else if (this.start > 0) {
      this.bytes.copyWithin(0, this.start, this.end);
      this.end -= this.start;
      this.start = 0;
    }
    if (this.end === receiveBytes) return -1;
    const count = transport.receive(this.bytes, this.end, receiveBytes - this.end, receivedFds);
    if (receivedFds[0]! > 0) this.fds.pushReceived(receivedFds);
    if (count > 0) this.end += count;
    return count;
  }
}
