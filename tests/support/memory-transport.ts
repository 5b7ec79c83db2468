/**
 * A transport without a socket: the peer's end is a `Transport`, the far end is the test's. Behaves as a Unix stream
 * socket does: descriptors come with the first byte they were sent with, a read never goes over the next such byte,
 * what waits unread is limited, what was sent before a hang-up can still be read.
 * Owns every descriptor on its way; what nobody takes is closed by `close` and `hangUp`.
 */
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import type { Transport } from '../../src/wire/transport.js';

/** What a Linux socket holds, roughly. */
export const defaultCapacityBytes = 200 * 1024;

/** More calls than this for one thing that happened: the peer waits for something that is always there. */
const maxCallsPerTurn = 100_000;

interface Packet {
  readonly bytes: Uint8Array;
  at: number;
  readonly fds: number[];
}

/** What the far end took off the wire. Its owner closes the descriptors. */
export interface Taken {
  readonly bytes: Uint8Array;
  readonly fds: readonly OwnedFd[];
}

export class MemoryTransport implements Transport {
  /** Bytes that may wait for the far end before the peer's sends would block. */
  capacityBytes = defaultCapacityBytes;
  /** Most bytes that one read of the peer yields. */
  readLimitBytes = Number.POSITIVE_INFINITY;
  /** How often the peer read something. */
  reads = 0;
  readonly #incoming: Packet[] = [];
  #outgoing: Packet[] = [];
  #unread = 0;
  #ready: (readable: boolean, writable: boolean) => void = () => undefined;
  #wantsReadable = false;
  #wantsWritable = false;
  #closed = false;
  #hungUp = false;

  /** Whether the peer closed its end. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Whether the peer waits for something to read. */
  get wantsReadable(): boolean {
    return this.#wantsReadable;
  }

  /** Whether the peer waits for room. */
  get wantsWritable(): boolean {
    return this.#wantsWritable;
  }

  /** Bytes that the peer sent and the far end has not taken. */
  get unreadBytes(): number {
    return this.#unread;
  }

  /** Whether the peer has read everything that the far end sent. */
  get isRead(): boolean {
    return this.#incoming.length === 0;
  }

  receive(buffer: Uint8Array, offset: number, length: number, fds: Int32Array): number {
    let fdCount = 0;
    let read = 0;
    const most = Math.min(length, this.readLimitBytes);
    while (read < most) {
      const packet = this.#incoming[0];
      if (!packet || (read > 0 && packet.fds.length > 0)) break;
      for (const fd of packet.fds.splice(0)) fds[++fdCount] = fd;
      const part = packet.bytes.subarray(packet.at, packet.at + most - read);
      buffer.set(part, offset + read);
      packet.at += part.length;
      read += part.length;
      if (packet.at === packet.bytes.length) this.#incoming.shift();
    }
    fds[0] = fdCount;
    if (read > 0) this.reads++;
    if (read === 0) return this.#hungUp ? 0 : -1;
    return read;
  }

  send(buffer: Uint8Array, start: number, end: number, fds: Int32Array | null, fdCount: number): number {
    if (this.#hungUp) throw brokenPipe();
    const room = Math.min(this.capacityBytes - this.#unread, end - start);
    if (room <= 0) return -1;
    const copies = Array.from({ length: fdCount }, (_, i) => addon.duplicate(fds![i]!));
    this.#outgoing.push({ bytes: buffer.slice(start, start + room), at: 0, fds: copies });
    this.#unread += room;
    return room;
  }

  listen(ready: (readable: boolean, writable: boolean) => void): void {
    this.#ready = ready;
  }

  want(readable: boolean, writable: boolean): void {
    this.#wantsReadable = readable;
    this.#wantsWritable = writable;
  }

  close(): void {
    this.#closed = true;
    this.#wantsReadable = this.#wantsWritable = false;
    closePackets(this.#incoming);
  }

  /** The far end sends. The descriptors are handed over. */
  put(bytes: Uint8Array, fds: readonly OwnedFd[] = []): void {
    const numbers = fds.map((fd) => fd.release());
    const packet = { bytes: bytes.slice(), at: 0, fds: numbers };
    if (this.#closed) closePackets([packet]);
    else if (bytes.length > 0) this.#incoming.push(packet);
  }

  /** The far end reads everything that is there. */
  take(): Taken {
    const packets = this.#outgoing;
    this.#outgoing = [];
    this.#unread = 0;
    const bytes = Buffer.concat(packets.map((packet) => packet.bytes));
    const fds = packets.flatMap((packet) => packet.fds.map((fd) => new OwnedFd(fd)));
    return { bytes: new Uint8Array(bytes), fds };
  }

  /** The far end closes. */
  hangUp(): void {
    this.#hungUp = true;
    closePackets(this.#outgoing);
    this.#unread = 0;
  }

  /** Calls the peer, as poll(2) would, once. Whether there was a reason to. */
  poll(): boolean {
    const readable = this.#wantsReadable && (this.#incoming.length > 0 || this.#hungUp);
    const writable = this.#wantsWritable && (this.#hungUp || this.#unread < this.capacityBytes);
    if (this.#closed || (!readable && !writable)) return false;
    this.#ready(readable, writable);
    return true;
  }
}

/** Calls the peer until neither of its ends has anything left to tell it; `between` runs after each call. */
export function settle(transports: readonly MemoryTransport[], between: () => void): void {
  for (let calls = 0; calls < maxCallsPerTurn; calls++) {
    let called = false;
    for (const transport of transports) called = transport.poll() || called;
    between();
    if (!called) return;
  }
  throw new Error('the peer waits for something that is always ready: it would spin');
}

function closePackets(packets: Packet[]): void {
  for (const packet of packets) for (const fd of packet.fds) addon.close(fd);
  packets.length = 0;
}

function brokenPipe(): Error {
  return Object.assign(new Error('sendmsg: EPIPE'), { code: 'EPIPE', errno: 32, syscall: 'sendmsg' });
}
