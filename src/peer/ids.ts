/**
 * The ids of one side in one range: what they stand for and what they are called on the other side.
 * Columns instead of objects, since the relay looks at them for every message. Ids are dense: a new one is either
 * the next never used or one that was freed (libwayland's map demands it of both sides).
 * Entry `i` stands for id `first + i`.
 */
import { serverIdStart } from '../wire/framing.js';
import { leadingMessagesAtVersion, type InterfaceLayout } from '../wire/layout.js';
import type { MessageSchema } from '../protocol/schema.js';

declare const side: unique symbol;
/** An object id as a client knows it. */
export type ClientId = number & { readonly [side]: 'client' };
/** An object id as the host knows it. */
export type HostId = number & { readonly [side]: 'host' };

/** More objects than this at once end a connection with `no_memory`. */
export const maxObjects = 1 << 20;

const initialCapacity = 64;

/** Bits of `IdRange.flags`. */
export const idFlag = {
  /** The client may not use it any more; the id is not free yet. */
  destroyed: 1,
  /** No counterpart on the other side; messages are dealt with in this process. */
  local: 2,
  /** Swallows every request: stands for something that the host no longer has. */
  inert: 4,
} as const;

export class IdRange {
  readonly first: number;
  /** The same object's id on the other side, 0 if it has none there. */
  other = new Int32Array(initialCapacity);
  /** Interface number, 0: the id is free. */
  interfaces = new Uint16Array(initialCapacity);
  /** Number of the first message that this side may send to the object. */
  base = new Int32Array(initialCapacity);
  /** How many opcodes pass without a closer look: 0 for everything but a living pair. */
  limit = new Uint8Array(initialCapacity);
  versions = new Uint8Array(initialCapacity);
  flags = new Uint8Array(initialCapacity);
  /** Entries ever used. */
  used = 0;
  /** Entries in use now. */
  count = 0;
  #free: number[] = [];
  readonly #messages: 'requests' | 'events';
  readonly #ours: boolean;

  /** `messages`: what comes from this side, from a client `requests`, from the host `events`. */
  constructor(range: 'client' | 'server', messages: 'requests' | 'events') {
    this.first = range === 'client' ? 0 : serverIdStart;
    this.#messages = messages;
    this.#ours = (range === 'client') === (messages === 'events');
    if (range === 'client') this.used = 1;
  }

  /** A free entry, to be `set` at once: a freed one, else the next. Only for ranges that this process names. */
  allocate(): number {
    return this.#free.pop() ?? this.used;
  }

  /** Whether `i` may be named by the other end: free, and no gap before it. */
  isFree(i: number): boolean {
    return (
      i <= this.used &&
      i < maxObjects &&
      (i === this.used || this.interfaces[i] === 0) &&
      (i > 0 || this.first > 0)
    );
  }

  /** Makes entry `i` (free) stand for an object. `other` 0 and `flags` say what it is if not a pair. */
  set(i: number, layout: InterfaceLayout, version: number, other: number, flags: number): void {
    if (i >= this.other.length) this.#grow(i);
    if (i >= this.used) this.used = i + 1;
    if (this.interfaces[i] === 0) this.count++;
    this.interfaces[i] = layout.number;
    this.other[i] = other;
    this.versions[i] = version;
    this.flags[i] = flags;
    this.base[i] = this.#messages === 'requests' ? layout.requestBase : layout.eventBase;
    this.limit[i] = flags === 0 && other !== 0 ? this.#leadingMessages(layout, version) : 0;
  }

  /**
   * Whether the object in entry `i` has a message `opcode`. A client may send nothing newer than the version it bound;
   * a host that does is forgiven, as client libraries do.
   */
  hasMessage(i: number, opcode: number, layout: InterfaceLayout): boolean {
    const message: MessageSchema | undefined = layout.schema[this.#messages][opcode];
    return message !== undefined && (this.#messages === 'events' || message.since <= this.versions[i]!);
  }

  /** From now on every message to entry `i` gets a closer look. */
  flag(i: number, flags: number): void {
    this.flags[i] = this.flags[i]! | flags;
    this.limit[i] = 0;
  }

  release(i: number): void {
    if (this.interfaces[i] === 0) return;
    this.count--;
    this.interfaces[i] = 0;
    this.other[i] = 0;
    this.limit[i] = 0;
    this.flags[i] = 0;
    if (this.#ours) this.#free.push(i);
  }

  #leadingMessages(layout: InterfaceLayout, version: number): number {
    const messages: readonly MessageSchema[] = layout.schema[this.#messages];
    return this.#messages === 'events' ? messages.length : leadingMessagesAtVersion(messages, version);
  }

  #grow(i: number): void {
    let capacity = this.other.length;
    while (capacity <= i) capacity *= 2;
    this.other = enlarge(this.other, new Int32Array(capacity));
    this.interfaces = enlarge(this.interfaces, new Uint16Array(capacity));
    this.base = enlarge(this.base, new Int32Array(capacity));
    this.limit = enlarge(this.limit, new Uint8Array(capacity));
    this.versions = enlarge(this.versions, new Uint8Array(capacity));
    this.flags = enlarge(this.flags, new Uint8Array(capacity));
  }
}

function enlarge<T extends Int32Array | Uint16Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
