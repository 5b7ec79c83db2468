/**
 * Protocol tables made ready for the data path: every interface and every message gets a small number, and every
 * message a list of argument steps, so that relaying needs no names and no lookups by string.
 * Made once per process, shared by all peers (and by all forks). Immutable.
 */
import type { ArgSchema, InterfaceSchema, MessageSchema } from '../protocol/schema.js';
import { headerBytes, maxFdsPerSend } from './framing.js';

/** What to do with the next argument. One step may cover one word (`word`) or a whole string. */
export const step = {
  word: 0,
  object: 1,
  objectOrNull: 2,
  newId: 3,
  /** Interface name, version and id: `wl_registry.bind`. */
  newIdOfAnyInterface: 4,
  string: 5,
  stringOrNull: 6,
  array: 7,
  fd: 8,
} as const;

/** A message and where it lies: in an inbox, or where it was written. */
export interface PlacedMessage {
  readonly message: MessageLayout;
  /** `words` and `bytes` are the same memory. */
  readonly words: Int32Array;
  readonly bytes: Uint8Array;
  /** First byte, a multiple of 4. */
  readonly pos: number;
  /** In bytes, header included. */
  readonly size: number;
}

/** One message of one interface. */
export interface MessageLayout {
  readonly schema: MessageSchema;
  readonly owner: InterfaceLayout;
  readonly opcode: number;
  /** Values of `step`, one an argument. */
  readonly steps: Uint8Array;
  /** For `object` and `new_id` steps: number of the expected interface, 0 for any. */
  readonly stepInterfaces: Uint16Array;
  readonly fdCount: number;
  /** Size in bytes if every such message has the same, else 0. */
  readonly fixedBytes: number;
  /** No ids, no descriptors, no end of an object: forwarding means replacing the first word. */
  readonly plain: boolean;
}

/** One interface. `number` is 1-based: 0 means "no interface" everywhere. */
export interface InterfaceLayout {
  readonly number: number;
  readonly schema: InterfaceSchema;
  /** Number of the first request in `ProtocolLayout.requests`; the others follow in opcode order. */
  readonly requestBase: number;
  readonly eventBase: number;
}

/** All interfaces of a set of tables. */
export class ProtocolLayout {
  /** By interface number; entry 0 is unused. */
  readonly interfaces: (InterfaceLayout | undefined)[] = [undefined];
  /** By request number. */
  readonly requests: MessageLayout[] = [];
  /** By event number. */
  readonly events: MessageLayout[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #requestsByName = new Map<InterfaceSchema, Map<string, MessageLayout>>();
  readonly #eventsByName = new Map<InterfaceSchema, Map<string, MessageLayout>>();

  constructor(tables: readonly InterfaceSchema[]) {
    tables.forEach((table, index) => this.#numbers.set(table.name, index + 1));
    for (const schema of tables) {
      const layout: InterfaceLayout = {
        number: this.interfaces.length,
        schema,
        requestBase: this.requests.length,
        eventBase: this.events.length,
      };
      this.interfaces.push(layout);
      this.#requestsByName.set(schema, this.#addMessages(this.requests, layout, schema.requests));
      this.#eventsByName.set(schema, this.#addMessages(this.events, layout, schema.events));
    }
  }

  /** The request `name` of `table`, which must be one of the tables given. */
  request(table: InterfaceSchema, name: string): MessageLayout {
    return named(this.#requestsByName, table, name);
  }

  /** The event `name` of `table`, which must be one of the tables given. */
  event(table: InterfaceSchema, name: string): MessageLayout {
    return named(this.#eventsByName, table, name);
  }

  /** The interface called `name`, `undefined` if no table has it. */
  find(name: string): InterfaceLayout | undefined {
    return this.interfaces[this.#numbers.get(name) ?? 0];
  }

  /** The interface called `name`; throws if no table has it. */
  get(name: string): InterfaceLayout {
    const found = this.find(name);
    if (!found) throw new Error(`no table has the interface ${name}`);
    return found;
  }

  /** The interface with this number, which must exist. */
  at(number: number): InterfaceLayout {
    const found = this.interfaces[number];
    if (!found) throw new Error(`no interface has the number ${number}`);
    return found;
  }

  #addMessages(
    list: MessageLayout[],
    owner: InterfaceLayout,
    schemas: readonly MessageSchema[],
  ): Map<string, MessageLayout> {
    const layouts = schemas.map((schema, opcode) => this.#message(owner, schema, opcode));
    list.push(...layouts);
    return new Map(layouts.map((layout) => [layout.schema.name, layout]));
  }

  #message(owner: InterfaceLayout, schema: MessageSchema, opcode: number): MessageLayout {
    const steps = Uint8Array.from(schema.args, stepOf);
    const fdCount = schema.args.filter((arg) => arg.type === 'fd').length;
    if (fdCount > maxFdsPerSend)
      throw new RangeError(`${owner.schema.name}.${schema.name}: too many descriptors`);
    const variable = schema.args.some(
      (arg) => arg.type === 'string' || arg.type === 'array' || isAnyNewId(arg),
    );
    const words = schema.args.length - fdCount;
    return {
      schema,
      owner,
      opcode,
      steps,
      stepInterfaces: Uint16Array.from(schema.args, (arg) => this.#numbers.get(arg.interface ?? '') ?? 0),
      fdCount,
      fixedBytes: variable ? 0 : headerBytes + 4 * words,
      plain: !variable && !schema.destructor && steps.every((value) => value === step.word),
    };
  }
}

/**
 * How many opcodes, from 0 on, an object of `version` has without a gap. Nearly always all that it has; protocols exist
 * whose messages are not in order of `since`, and there the rest gets a closer look.
 */
export function leadingMessagesAtVersion(messages: readonly MessageSchema[], version: number): number {
  const gap = messages.findIndex((message) => message.since > version);
  return gap < 0 ? messages.length : gap;
}

function named(
  messages: ReadonlyMap<InterfaceSchema, ReadonlyMap<string, MessageLayout>>,
  table: InterfaceSchema,
  name: string,
): MessageLayout {
  const found = messages.get(table)?.get(name);
  if (!found) throw new Error(`no table has ${table.name}.${name}`);
  return found;
}

function isAnyNewId(arg: ArgSchema): boolean {
  return arg.type === 'new_id' && arg.interface === undefined;
}

function stepOf(arg: ArgSchema): number {
  switch (arg.type) {
    case 'int':
    case 'uint':
    case 'fixed':
      return step.word;
    case 'object':
      return arg.nullable ? step.objectOrNull : step.object;
    case 'new_id':
      return isAnyNewId(arg) ? step.newIdOfAnyInterface : step.newId;
    case 'string':
      return arg.nullable ? step.stringOrNull : step.string;
    case 'array':
      return step.array;
    case 'fd':
      return step.fd;
  }
}
