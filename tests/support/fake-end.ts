/**
 * What the two doubles have in common: says messages by name, keeps what it sees in raw and in decoded form, knows what
 * its objects are. Lenient: it never refuses what the peer sends, so that a test can look at it.
 * Owns the descriptors it received until `close`.
 */
import { OwnedFd } from '../../src/native/fd.js';
import type { InterfaceSchema } from '../../src/protocol/schema.js';
import { wl_display } from '../../src/protocol/generated/wayland.js';
import { headerBytes } from '../../src/wire/framing.js';
import { step, type MessageLayout, type ProtocolLayout } from '../../src/wire/layout.js';
import { decode, type AnyNewId, type Args } from '../../src/wire/reader.js';
import { MessageWriter } from '../../src/wire/writer.js';
import type { MemoryTransport } from './memory-transport.js';

/** One message that arrived. */
export interface Seen {
  readonly id: number;
  readonly interface: string;
  readonly message: string;
  readonly args: Args<OwnedFd>;
}

type Kind = 'requests' | 'events';

export abstract class FakeEnd {
  readonly transport: MemoryTransport;
  /** All messages that arrived, in order. */
  readonly seen: Seen[] = [];
  /** Interfaces of the objects that live, by id (as a signed word). */
  readonly objects = new Map<number, InterfaceSchema>([[1, wl_display]]);
  /** Whether to take what the peer sends. */
  reading = true;
  /** Told of each message that arrives, after it was noted. What it throws comes out of whatever the test does. */
  onSeen: (seen: Seen) => void = () => undefined;
  /** Told of each message that is said by its name. */
  onSaid: (said: Seen) => void = () => undefined;
  readonly #protocol: ProtocolLayout;
  #highest = 1;
  readonly #says: Kind;
  readonly #settle: () => void;
  readonly #writer = new MessageWriter();
  readonly #fds: OwnedFd[] = [];
  #raw: Uint8Array[] = [];
  #rest = new Uint8Array(0);
  #fdsSeen = 0;

  constructor(protocol: ProtocolLayout, transport: MemoryTransport, says: Kind, settle: () => void) {
    this.#protocol = protocol;
    this.transport = transport;
    this.#says = says;
    this.#settle = settle;
  }

  /** Sends a message to object `id` and lets everything follow from it. Descriptors are handed over. */
  say(id: number, name: string, args: Args<OwnedFd> = {}): void {
    const { bytes, fds } = this.encode(id, name, args);
    this.sayBytes(bytes, fds);
  }

  /** Sends bytes as they are. */
  sayBytes(bytes: Uint8Array, fds: readonly OwnedFd[] = []): void {
    this.transport.put(bytes, fds);
    this.#settle();
  }

  /** Has one more told of what arrives and of what is said, behind those who are told already. */
  tellAlso(seen: (seen: Seen) => void, said: (said: Seen) => void): void {
    const { onSeen, onSaid } = this;
    this.onSeen = (each) => {
      onSeen(each);
      seen(each);
    };
    this.onSaid = (each) => {
      onSaid(each);
      said(each);
    };
  }

  /** The message as bytes. Objects that it makes are known from now on. */
  encode(id: number, name: string, args: Args<OwnedFd> = {}): { bytes: Uint8Array; fds: OwnedFd[] } {
    const table = this.objects.get(id | 0);
    if (!table) throw new Error(`the test says ${name} to object ${id}, which does not live`);
    const message =
      this.#says === 'requests' ? this.#protocol.request(table, name) : this.#protocol.event(table, name);
    const fds: OwnedFd[] = [];
    const size = this.#writer.encode(message, id, args, (fd) => fds.push(fd));
    this.#learn(message, id, args);
    this.onSaid({ id, interface: table.name, message: name, args });
    return { bytes: this.#writer.bytes.slice(0, size), fds };
  }

  /** Id of the newest object of an interface. */
  idOf(interfaceName: string): number {
    const ids = [...this.objects].filter(([, table]) => table.name === interfaceName).map(([id]) => id);
    const newest = ids.at(-1);
    if (newest === undefined) throw new Error(`no ${interfaceName} lives here`);
    return newest;
  }

  /** The arguments of all messages with this name that arrived. */
  seenOf(message: string): Args<OwnedFd>[] {
    return this.seen.filter((each) => each.message === message).map((each) => each.args);
  }

  /** Bytes that arrived since the last call. */
  takeRaw(): Uint8Array {
    const raw = new Uint8Array(Buffer.concat(this.#raw));
    this.#raw = [];
    return raw;
  }

  /** Takes what the peer sent, unless it is not reading. */
  read(): void {
    if (!this.reading) return;
    const { bytes, fds } = this.transport.take();
    this.#fds.push(...fds);
    if (bytes.length === 0) return;
    this.#raw.push(bytes);
    this.#rest = new Uint8Array(Buffer.concat([this.#rest, bytes]));
    this.#decodeRest();
  }

  /** Reads again, and lets everything follow from it. */
  resume(): void {
    this.reading = true;
    this.read();
    this.#settle();
  }

  /** Closes the connection. */
  hangUp(): void {
    this.transport.hangUp();
    this.#settle();
  }

  /** Closes all descriptors that arrived. */
  close(): void {
    for (const fd of this.#fds.splice(0)) fd[Symbol.dispose]();
    this.#fdsSeen = 0;
  }

  /** Descriptors that arrived and that no message has named. */
  get strayFds(): number {
    return this.#fds.length - this.#fdsSeen;
  }

  #decodeRest(): void {
    const words = new Int32Array(this.#rest.buffer, 0, this.#rest.length >> 2);
    let at = 0;
    while (this.#rest.length - at >= headerBytes) {
      const [id, head] = [words[at >> 2]!, words[(at >> 2) + 1]!];
      const size = head >>> 16;
      if (size > this.#rest.length - at) break;
      this.#see(words, at, id, head & 0xffff, size);
      at += size;
    }
    this.#rest = this.#rest.slice(at);
  }

  #see(words: Int32Array, at: number, id: number, opcode: number, size: number): void {
    const table = this.objects.get(id);
    if (!table) throw new Error(`a message came for object ${id >>> 0}, which does not live here`);
    const layout = this.#protocol.get(table.name);
    const message =
      this.#says === 'events'
        ? this.#protocol.requests[layout.requestBase + opcode]
        : this.#protocol.events[layout.eventBase + opcode];
    if (message?.owner !== layout) throw new Error(`${table.name} has no message ${opcode}`);
    const place = { message, words, bytes: this.#rest, pos: at, size };
    const args = decode(place, () => {
      const fd = this.#fds[this.#fdsSeen++];
      if (!fd) throw new Error(`${table.name}.${message.schema.name} came without its descriptor`);
      return fd;
    });
    this.#learn(message, id, args);
    const seen = { id, interface: table.name, message: message.schema.name, args };
    this.seen.push(seen);
    this.onSeen(seen);
  }

  /** Follows the lives of objects as both ends see them. */
  #learn(message: MessageLayout, id: number, args: Args<OwnedFd>): void {
    message.schema.args.forEach((arg, i) => {
      const value = args[arg.name];
      if (message.steps[i] === step.newId)
        this.#made(value as number, this.#protocol.get(arg.interface!).schema);
      if (message.steps[i] === step.newIdOfAnyInterface) {
        const made = value as AnyNewId;
        const layout = this.#protocol.find(made.interface);
        if (layout) this.#made(made.id, layout.schema);
      }
    });
    if (message.schema.destructor) this.ended(id);
    if (message.owner.schema === wl_display && message.schema.name === 'delete_id')
      this.objects.delete((args['id'] as number) | 0);
  }

  #made(id: number, table: InterfaceSchema): void {
    // libwayland's servers refuse a new id that leaves a gap (wl_map_insert_at).
    if (id > 0 && this.#says === 'events') {
      if (id > this.#highest + 1) throw new Error(`new ${table.name} ${id} after ${this.#highest}: a gap`);
      this.#highest = Math.max(this.#highest, id);
    }
    this.objects.delete(id | 0);
    this.objects.set(id | 0, table);
  }

  /** A destructor was said or seen. */
  protected abstract ended(id: number): void;
}
