/**
 * Bytes and descriptors on their way out of one connection, in order.
 * A stretch of a receive buffer can be *borrowed* instead of copied: it is sent straight from there, and copied only
 * when something must be queued behind it or the socket is full. Whoever lends it must call `flush` or `settle`
 * before touching the buffer again. Descriptors leave with the first byte of their message and are closed once sent.
 */
import { addon } from '../native/addon.js';
import { maxFdsPerSend } from './framing.js';
import type { Transport } from './transport.js';

const initialQueueBytes = 4096;
const noBytes = new Uint8Array(0);
const fdsToSend = new Int32Array(maxFdsPerSend);

export class Outbox {
  #queue = new Uint8Array(initialQueueBytes);
  #start = 0;
  #end = 0;
  #borrowed: Uint8Array = noBytes;
  #borrowedStart = 0;
  #borrowedEnd = 0;
  /** Bytes of the stream accepted and sent so far: positions in the stream. */
  #accepted = 0;
  #sent = 0;
  #fds: number[] = [];
  /** Position in the stream of the first byte of each descriptor's message. */
  #fdPositions: number[] = [];

  /** Bytes accepted and not sent. */
  get backlog(): number {
    return this.#accepted - this.#sent;
  }

  /** Adds `bytes[start, end)` without copying. */
  borrow(bytes: Uint8Array, start: number, end: number): void {
    if (start === end) return;
    if (this.#borrowed === bytes && this.#borrowedEnd === start) {
      this.#borrowedEnd = end;
    } else {
      this.settle();
      this.#borrowed = bytes;
      this.#borrowedStart = start;
      this.#borrowedEnd = end;
    }
    this.#accepted += end - start;
  }

  /** Adds a copy of `bytes[start, end)`. */
  append(bytes: Uint8Array, start: number, end: number): void {
    this.settle();
    this.#copy(bytes, start, end);
    this.#accepted += end - start;
  }

  /** The descriptor belongs to the message that begins `ahead` bytes after what was added so far. Owned from now on. */
  attach(fd: number, ahead: number): void {
    this.#fds.push(fd);
    this.#fdPositions.push(this.#accepted + ahead);
  }

  /** Copies what is borrowed, so that its buffer may change. */
  settle(): void {
    if (this.#borrowedStart === this.#borrowedEnd) return;
    this.#copy(this.#borrowed, this.#borrowedStart, this.#borrowedEnd);
    this.#forgetBorrowed();
  }

  /** Sends as much as the transport takes; afterwards nothing is borrowed. Whether all is sent. */
  flush(transport: Transport): boolean {
    if (this.#start === this.#end && this.#borrowedStart < this.#borrowedEnd) {
      this.#borrowedStart = this.#send(transport, this.#borrowed, this.#borrowedStart, this.#borrowedEnd);
      this.settle();
      this.#forgetBorrowed();
      return this.#start === this.#end;
    }
    this.settle();
    this.#start = this.#send(transport, this.#queue, this.#start, this.#end);
    if (this.#start < this.#end) return false;
    this.#start = this.#end = 0;
    if (this.#queue.length > initialQueueBytes) this.#queue = new Uint8Array(initialQueueBytes);
    return true;
  }

  /** Closes descriptors that were never sent and forgets all bytes. */
  discard(): void {
    for (const fd of this.#fds) addon.close(fd);
    this.#fds = [];
    this.#fdPositions = [];
    this.#forgetBorrowed();
    this.#start = this.#end = 0;
    this.#sent = this.#accepted;
  }

  /** Sends from `bytes[start, end)` until done or full; returns where it stopped. */
  #send(transport: Transport, bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end) {
      const fdCount = this.#fds.length > 0 ? this.#takeFdsAtHead() : 0;
      const nextFd = this.#fdPositions[fdCount];
      const stop = nextFd === undefined ? end : Math.min(end, at + (nextFd - this.#sent));
      const count = transport.send(bytes, at, stop, fdCount > 0 ? fdsToSend : null, fdCount);
      if (count < 0) break;
      if (fdCount > 0) this.#dropSentFds(fdCount);
      at += count;
      this.#sent += count;
    }
    return at;
  }

  /** Puts the descriptors of the message at the head of the stream into `fdsToSend`; how many there are. */
  #takeFdsAtHead(): number {
    let count = 0;
    while (count < maxFdsPerSend && this.#fdPositions[count] === this.#sent) {
      fdsToSend[count] = this.#fds[count]!;
      count++;
    }
    return count;
  }

  #dropSentFds(count: number): void {
    for (const fd of this.#fds.splice(0, count)) addon.close(fd);
    this.#fdPositions.splice(0, count);
  }

  #copy(bytes: Uint8Array, start: number, end: number): void {
    const needed = this.#end - this.#start + (end - start);
    if (this.#end + (end - start) > this.#queue.length) this.#makeRoom(needed);
    this.#queue.set(bytes.subarray(start, end), this.#end);
    this.#end += end - start;
  }

  #makeRoom(needed: number): void {
    let capacity = this.#queue.length;
    while (capacity < needed) capacity *= 2;
    const target = capacity === this.#queue.length ? this.#queue : new Uint8Array(capacity);
    target.set(this.#queue.subarray(this.#start, this.#end), 0);
    this.#queue = target;
    this.#end -= this.#start;
    this.#start = 0;
  }

  #forgetBorrowed(): void {
    this.#borrowed = noBytes;
    this.#borrowedStart = this.#borrowedEnd = 0;
  }
}
