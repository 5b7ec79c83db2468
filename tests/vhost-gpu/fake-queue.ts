/**
 * The driver's half of a split ring, in a fake guest's memory. What virtgpu does in a kernel is done here word by word:
 * requests in pieces, heads that are used again, answers in any order.
 */
import { addon } from '../../src/native/addon.js';
import type { OwnedFd } from '../../src/native/fd.js';
import { longs } from './fake-words.js';

/** Where the guest's memory begins for it: at 1 MiB, so that its addresses are none of the file's. */
export const guestBase = 0x10_0000;
export const queueSize = 16;
/** Each queue has a page for its three parts. */
export const pageBytes = 4096;
export const queueParts = { descriptors: 0, available: 1024, used: 2048 } as const;
/** For one request with its answer, and a table of indirect descriptors at the end. */
const slotBytes = 16384;
const tableBytes = 48;

/** Memory of the guest. */
export interface GuestRam {
  readonly memory: Uint8Array;
  /** Memory that nothing has yet: its place in `memory`. */
  allocate(bytes: number): number;
}

/** A descriptor; `at` is a place in the guest's memory. */
export interface FakeDescriptor {
  readonly at: number;
  readonly bytes: number;
  readonly flags: number;
  readonly next: number;
}

export class FakeQueue {
  readonly at: number;
  /** Where the device is told of requests. */
  kick: OwnedFd | undefined;
  readonly #ram: GuestRam;
  #next = 0;
  #seen = 0;
  readonly #free = Array.from({ length: queueSize / 4 }, (_, i) => i * 4);
  readonly #waiting = new Map<number, (response: Uint8Array) => void>();
  readonly #room = new Map<number, number>();
  readonly #slots = new Map<number, number>();

  /** Of nothing yet, on the page at `at`. */
  constructor(ram: GuestRam, at: number) {
    this.#ram = ram;
    this.at = at;
    ram.memory.fill(0, at, at + pageBytes);
  }

  /** Gives the device a request, `indirect` or not, without waiting: its answer. */
  post(request: Uint8Array, room = 512, indirect = false): Promise<Uint8Array> {
    const head = this.#free.shift() ?? fail('the queue is full');
    const at = this.#slot(head);
    if (request.length + room > slotBytes - tableBytes) fail('a request is too long');
    const half = request.length >> 1;
    this.#ram.memory.set(request, at);
    const table = [
      { at, bytes: half, flags: 1, next: 1 },
      { at: at + half, bytes: request.length - half, flags: 1, next: 2 },
      { at: at + request.length, bytes: room, flags: 2, next: 0 },
    ];
    const place = this.at + queueParts.descriptors + 16 * head;
    const tableAt = indirect ? at + slotBytes - tableBytes : place;
    table.forEach((each, i) =>
      this.setDescriptor(tableAt + 16 * i, { ...each, next: each.next + (indirect ? 0 : head) }),
    );
    if (indirect) this.setDescriptor(place, { at: tableAt, bytes: 48, flags: 4, next: 0 });
    this.#room.set(head, at + request.length);
    const answered = new Promise<Uint8Array>((resolve) => this.#waiting.set(head, resolve));
    this.offer(head);
    return answered;
  }

  /** Writes a descriptor; `place` is one in the guest's memory. */
  setDescriptor(place: number, { at, bytes, flags, next }: FakeDescriptor): void {
    const view = new DataView(this.#ram.memory.buffer, place, 16);
    view.setBigUint64(0, BigInt(at + guestBase), true);
    view.setUint32(8, bytes, true);
    view.setUint16(12, flags, true);
    view.setUint16(14, next, true);
  }

  /** Puts a chain's head into the available ring and kicks. */
  offer(head: number): void {
    const ring = new DataView(this.#ram.memory.buffer, this.at + queueParts.available);
    ring.setUint16(4 + 2 * (this.#next % queueSize), head, true);
    this.#next = (this.#next + 1) & 0xffff;
    ring.setUint16(2, this.#next, true);
    addon.write(this.kick!.fd, longs(1), 0, 8);
  }

  /** Takes the answers that there are. */
  onUsed(): void {
    const ring = new DataView(this.#ram.memory.buffer, this.at + queueParts.used, 2048);
    for (; this.#seen !== ring.getUint16(2, true); this.#seen = (this.#seen + 1) & 0xffff) {
      const entry = 4 + 8 * (this.#seen % queueSize);
      const head = ring.getUint32(entry, true);
      const bytes = ring.getUint32(entry + 4, true);
      const at = this.#room.get(head)!;
      const answer = this.#waiting.get(head);
      this.#waiting.delete(head);
      this.#free.push(head);
      answer?.(this.#ram.memory.slice(at, at + bytes));
    }
  }

  /** Where requests of a head lie. */
  #slot(head: number): number {
    const at = this.#slots.get(head) ?? this.#ram.allocate(slotBytes);
    this.#slots.set(head, at);
    return at;
  }
}

/** Of the fakes: a test is wrong. */
export function fail(message: string): never {
  throw new Error(message);
}
