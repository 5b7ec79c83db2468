/**
 * One split virtqueue (VIRTIO 1.3, 2.7) from the device's side, with indirect descriptors, without event indexes. All that
 * lies in it is the guest's to change at any time: each word is read once and checked, and chains cannot be endless. What
 * is wrong throws `QueueError`.
 */
import type { GuestMemory, GuestRange } from './memory.js';
import { QueueError } from './rules.js';

const descriptorBytes = 16;
const descriptorFlags = { next: 1, write: 2, indirect: 4 } as const;
/** VRING_AVAIL_F_NO_INTERRUPT. */
const noInterrupt = 1;
/** The most that a chain may give to read: a blob of 4 GiB in pages is described in less. */
const maxRequestBytes = 16 * 1024 * 1024;
const maxSize = 32768;
/** What is known of the room for an answer: no answer is longer, and no driver cuts it into more. */
const mostRoom = { bytes: 4096, pieces: 64 } as const;

/** Where the parts lie: guest addresses. */
export interface QueuePlace {
  readonly descriptors: number;
  readonly available: number;
  readonly used: number;
}

/** Where the answer to a request goes. Small, whatever the driver gave: it may be kept for long. */
export interface AnswerPlace {
  readonly head: number;
  readonly room: readonly GuestRange[];
}

/** A request: what the driver gave to read. */
export interface Chain extends AnswerPlace {
  readonly request: Uint8Array;
}

interface Descriptor {
  readonly address: number;
  readonly bytes: number;
  readonly flags: number;
  readonly next: number;
}

export class Virtqueue {
  readonly #memory: GuestMemory;
  readonly #size: number;
  readonly #place: QueuePlace;
  #next: number;

  /** `next` is the place in the available ring, not yet wrapped, of the first chain that is to be taken. */
  constructor(memory: GuestMemory, size: number, place: QueuePlace, next: number) {
    if (size < 1 || size > maxSize || (size & (size - 1)) !== 0) throw new QueueError(`a queue of ${size}`);
    if (place.descriptors % 16 !== 0 || place.available % 2 !== 0 || place.used % 4 !== 0)
      throw new QueueError('a queue between words');
    this.#memory = memory;
    this.#size = size;
    this.#place = place;
    this.#next = next & 0xffff;
  }

  /** Where the next chain will be: what another device would go on with. */
  get next(): number {
    return this.#next;
  }

  /** The next chain; `undefined` if the driver has given no more. */
  take(): Chain | undefined {
    const { available } = this.#place;
    const waiting = (this.#atomicWord(available + 2)() - this.#next) & 0xffff;
    if (waiting === 0) return undefined;
    if (waiting > this.#size) throw new QueueError(`${waiting} chains in a queue of ${this.#size}`);
    const slot = available + 4 + 2 * (this.#next % this.#size);
    const head = this.#memory.view(slot, 2).getUint16(0, true);
    this.#next = (this.#next + 1) & 0xffff;
    return this.#chain(head);
  }

  /** Answers a chain: the response goes as far as there is room. Whether the driver wants to be told. */
  complete({ head, room }: AnswerPlace, response: Uint8Array): boolean {
    const { used, available } = this.#place;
    const written = this.#memory.scatter(room, response);
    const index = this.#atomicWord(used + 2);
    const at = index();
    const entry = this.#memory.view(used + 4 + 8 * (at % this.#size), 8);
    entry.setUint32(0, head, true);
    entry.setUint32(4, written, true);
    index((at + 1) & 0xffff);
    return (this.#atomicWord(available)() & noInterrupt) === 0;
  }

  #chain(head: number): Chain {
    const readable: GuestRange[] = [];
    const room: GuestRange[] = [];
    let [bytes, roomBytes, writing] = [0, 0, false];
    for (const { address, bytes: length, flags } of this.#walk(head)) {
      if ((flags & descriptorFlags.write) !== 0) {
        writing = true;
        if (length === 0 || roomBytes >= mostRoom.bytes || room.length === mostRoom.pieces) continue;
        room.push({ address, bytes: length });
        roomBytes += length;
        continue;
      }
      if (writing) throw new QueueError('a chain with something to read after what is to be written');
      bytes += length;
      if (bytes > maxRequestBytes) throw new QueueError(`a request of more than ${maxRequestBytes} bytes`);
      readable.push({ address, bytes: length });
    }
    const request = new Uint8Array(bytes);
    let at = 0;
    for (const range of readable) {
      request.set(this.#memory.read(range.address, range.bytes), at);
      at += range.bytes;
    }
    return { head, request, room };
  }

  *#walk(head: number): Generator<Descriptor> {
    const { descriptors } = this.#place;
    const first = this.#descriptor(descriptors, this.#size, head);
    if ((first.flags & descriptorFlags.indirect) === 0)
      return yield* this.#follow(first, descriptors, this.#size);
    const count = first.bytes / descriptorBytes;
    if ((first.flags & descriptorFlags.next) !== 0 || !Number.isInteger(count) || count < 1 || count > 65536)
      throw new QueueError(`an indirect table of ${first.bytes} bytes`);
    yield* this.#follow(this.#descriptor(first.address, count, 0), first.address, count);
  }

  *#follow(first: Descriptor, table: number, count: number): Generator<Descriptor> {
    let each = first;
    for (let taken = 1; ; taken++) {
      if ((each.flags & descriptorFlags.indirect) !== 0)
        throw new QueueError('an indirect table within a chain');
      yield each;
      if ((each.flags & descriptorFlags.next) === 0) return;
      if (taken === count) throw new QueueError('a chain that goes round');
      each = this.#descriptor(table, count, each.next);
    }
  }

  #descriptor(table: number, count: number, index: number): Descriptor {
    if (index >= count) throw new QueueError(`descriptor ${index} of ${count}`);
    const view = this.#memory.view(table + descriptorBytes * index, descriptorBytes);
    const address = view.getBigUint64(0, true);
    if (address > BigInt(Number.MAX_SAFE_INTEGER))
      throw new QueueError(`guest address ${address} is no memory`);
    return {
      address: Number(address),
      bytes: view.getUint32(8, true),
      flags: view.getUint16(12, true),
      next: view.getUint16(14, true),
    };
  }

  /** A word that both sides use: what was written before it is seen by whoever reads it. Reads, or writes what it is given. */
  #atomicWord(address: number): (value?: number) => number {
    const { buffer, byteOffset } = this.#memory.view(address, 2);
    const word = new Uint16Array(buffer, byteOffset, 1);
    return (value) => (value === undefined ? Atomics.load(word, 0) : Atomics.store(word, 0, value));
  }
}
