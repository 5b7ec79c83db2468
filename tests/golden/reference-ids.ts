/**
 * What a relayed message must look like, worked out by other means than the product's: every message is walked by its
 * table with a DataView, ids are looked up in a Map. Slow, small, and only for well-formed sessions.
 */
import type { InterfaceSchema, MessageSchema } from '../../src/protocol/schema.js';

/** A message as it lies on the wire. */
export interface WireMessage {
  readonly bytes: Uint8Array;
  readonly message: MessageSchema;
  readonly owner: InterfaceSchema;
  readonly fdCount: number;
}

/** Cuts whole messages off the front of a stream; what is left waits for the next piece. */
export class Cutter {
  #rest = new Uint8Array(0);

  *cut(piece: Uint8Array): Generator<Uint8Array> {
    this.#rest = new Uint8Array([...this.#rest, ...piece]);
    while (this.#rest.length >= 8) {
      const size = new DataView(this.#rest.buffer).getUint16(6, true);
      if (size > this.#rest.length) return;
      yield this.#rest.slice(0, size);
      this.#rest = this.#rest.slice(size);
    }
  }
}

/** The client's objects and the host's names for them. The host's 2 is the peer's registry. */
export class ReferenceIds {
  readonly #tables: ReadonlyMap<string, InterfaceSchema>;
  readonly #interfaces = new Map<number, InterfaceSchema>();
  readonly #hostIds = new Map([[1, 1]]);
  readonly #free: number[] = [];
  #next = 3;

  constructor(tables: readonly InterfaceSchema[]) {
    this.#tables = new Map(tables.map((table) => [table.name, table]));
    this.#interfaces.set(1, this.#tables.get('wl_display')!);
  }

  has(interfaceName: string): boolean {
    return this.#tables.has(interfaceName);
  }

  /** What a message of the client's is; its new objects are known from now on. */
  request(bytes: Uint8Array): WireMessage {
    return this.#read(bytes, 'requests');
  }

  event(bytes: Uint8Array): WireMessage {
    return this.#read(bytes, 'events');
  }

  /** The message with the client's ids replaced by the host's. */
  toHost({ bytes, message }: WireMessage): Uint8Array {
    const copy = bytes.slice();
    const words = new DataView(copy.buffer);
    const replace = (at: number): void => {
      const id = words.getUint32(at, true);
      if (id !== 0) words.setUint32(at, this.#hostIds.get(id) ?? 0, true);
    };
    replace(0);
    for (const { at, type } of places(message, words))
      if (type === 'object' || type === 'new_id' || message.name === 'delete_id') replace(at);
    return copy;
  }

  /** The host gave the client's id back. */
  deleted(id: number): void {
    this.#free.push(this.#hostIds.get(id)!);
    this.#hostIds.delete(id);
    this.#interfaces.delete(id);
  }

  #read(bytes: Uint8Array, kind: 'requests' | 'events'): WireMessage {
    const words = new DataView(bytes.buffer);
    const owner = this.#interfaces.get(words.getUint32(0, true))!;
    const message: MessageSchema = owner[kind][words.getUint16(4, true)]!;
    if (kind === 'requests') {
      for (const { at, type, interfaceName } of places(message, words))
        if (type === 'new_id') this.#made(words.getUint32(at, true), interfaceName);
    }
    const fdCount = message.args.filter((arg) => arg.type === 'fd').length;
    return { bytes, message, owner, fdCount };
  }

  #made(id: number, interfaceName: string): void {
    this.#interfaces.set(id, this.#tables.get(interfaceName)!);
    if (interfaceName === 'wl_registry') this.#hostIds.set(id, 2);
    else this.#hostIds.set(id, this.#free.pop() ?? this.#next++);
  }
}

/** Where the arguments of a message are; a `new_id` without interface stands where its id is. */
export function* places(
  message: MessageSchema,
  words: DataView,
): Generator<{ at: number; type: string; interfaceName: string }> {
  let at = 8;
  const skip = (): void => {
    at += 4 + Math.ceil(words.getUint32(at, true) / 4) * 4;
  };
  for (const arg of message.args) {
    if (arg.type === 'fd') continue;
    if (arg.type === 'new_id' && arg.interface === undefined) {
      const interfaceName = stringAt(words, at);
      skip();
      yield { at: at + 4, type: arg.type, interfaceName };
      at += 8;
      continue;
    }
    yield { at, type: arg.type, interfaceName: arg.interface ?? '' };
    if (arg.type === 'string' || arg.type === 'array') skip();
    else at += 4;
  }
}

/** The string whose length word is at byte `at`. */
export function stringAt(words: DataView, at: number): string {
  const length = words.getUint32(at, true);
  return Buffer.from(words.buffer, at + 4, length - 1).toString();
}
