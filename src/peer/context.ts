/**
 * What a peer offers its handlers: objects, globals, and messages of the peer's own making. Owns the objects that only
 * one side knows; when messages flow and how a peer ends is `peer.ts`'s.
 */
import type { Drivers } from '../drivers/index.js';
import { HostError, HostRefusal, displayError } from '../errors.js';
import type { Logger } from '../log/logger.js';
import type { OwnedFd } from '../native/fd.js';
import { wl_display } from '../protocol/generated/wayland.js';
import type { InterfaceSchema, MessageSchema } from '../protocol/schema.js';
import type { ProtocolLayout } from '../wire/layout.js';
import type { Outbox } from '../wire/outbox.js';
import type { Args } from '../wire/reader.js';
import { AsClient } from './as-client.js';
import { Emitter } from './emitter.js';
import { Globals } from './globals.js';
import {
  consumed,
  type AnyHandlers,
  type Handler,
  type MessageHandlers,
  type PeerContext,
} from './handler.js';
import { HostBacklog } from './host-backlog.js';
import { HostGlobals } from './host-globals.js';
import type { ClientId, HostId } from './ids.js';
import { Objects, entryOf } from './objects.js';
import { withHandlers, type DirectionTables, type RelayTables } from './tables.js';
import type { MessageTap } from './tap.js';

/** Makes what watches the messages of a peer's two sides. */
export type TapMaker = (peer: { readonly objects: Objects; readonly protocol: ProtocolLayout }) => {
  readonly client: MessageTap | undefined;
  readonly host: MessageTap | undefined;
};

/**
 * Older libwayland receives no message over 4096 bytes, and a character of UTF-16 takes three bytes at the most. What is
 * longer quotes somebody else's text.
 */
const maxErrorText = 1000;

/** `text`, cut where an error message must end. */
export function shortened(text: string): string {
  return text.length > maxErrorText ? `${text.slice(0, maxErrorText)}…` : text;
}

function isDisposable(part: unknown): part is Disposable {
  return typeof part === 'object' && part !== null && Symbol.dispose in part;
}

export interface ContextOptions {
  readonly tables: RelayTables;
  readonly log: Logger;
  readonly drivers: Drivers;
  readonly clientOutbox: Outbox;
  readonly hostOutbox: Outbox;
  readonly makeTaps: TapMaker | undefined;
  /** Runs work as a turn of the peer. */
  readonly turn: (work: () => void) => void;
}

export class Context implements PeerContext {
  readonly protocol: ProtocolLayout;
  readonly objects = new Objects();
  readonly hostGlobals: HostGlobals;
  readonly hostBacklog: HostBacklog;
  readonly globals: Globals;
  readonly log: Logger;
  readonly drivers: Drivers;
  readonly asClient: PeerContext;
  /** Functions of the client's objects that the host does not know, by id. */
  readonly resources = new Map<number, AnyHandlers>();
  /** Functions of host objects that the client does not know, by id. */
  readonly proxies = new Map<number, AnyHandlers>();
  readonly taps: ReturnType<TapMaker> | undefined;
  /** This peer's own, of the lists that all share. */
  readonly requests: DirectionTables;
  readonly events: DirectionTables;
  readonly act: (work: () => void) => void;
  #holds = 0;
  readonly #parts = new Map<(peer: PeerContext) => unknown, unknown>();
  readonly #started: RelayTables['started'];
  readonly #toClient: Emitter;
  readonly #toHost: Emitter;

  constructor({ tables, log, drivers, clientOutbox, hostOutbox, makeTaps, turn }: ContextOptions) {
    this.protocol = tables.protocol;
    this.requests = { ...tables.requests };
    this.events = { ...tables.events };
    this.log = log;
    this.drivers = drivers;
    this.act = turn;
    this.taps = makeTaps?.(this);
    this.#toClient = new Emitter(clientOutbox, this.taps?.client);
    this.hostBacklog = new HostBacklog(hostOutbox);
    this.#toHost = new Emitter(hostOutbox, this.taps?.host);
    this.objects.addDisplay(this.protocol.get('wl_display'));
    this.hostGlobals = new HostGlobals(this);
    this.globals = new Globals(this, tables.offers);
    this.#started = tables.started;
    this.asClient = tables.alsoOwn.length === 0 ? this : new AsClient(this, tables.alsoOwn);
  }

  /** Asks the host for its globals, for the client and for the peer's own use. */
  open(): void {
    this.hostGlobals.open();
    this.globals.followHost();
    for (const started of this.#started) started(this);
  }

  part<T>(make: (peer: PeerContext) => T): T {
    if (!this.#parts.has(make)) this.#parts.set(make, make(this));
    return this.#parts.get(make) as T;
  }

  get holdsRequests(): boolean {
    return this.#holds > 0;
  }

  holdRequests(): () => void {
    this.#holds++;
    return () => {
      this.#holds--;
    };
  }

  /** Disposes of the parts that have something to give back. */
  close(): void {
    for (const part of this.#parts.values()) {
      if (isDisposable(part)) part[Symbol.dispose]();
    }
    this.#parts.clear();
    this.drivers[Symbol.dispose]();
  }

  sendEvent(table: InterfaceSchema, name: string, id: ClientId, args: object): void {
    this.#toClient.send(this.protocol.event(table, name), id, args as Args<never>);
  }

  sendRequest(table: InterfaceSchema, name: string, id: HostId, args: object): void {
    this.#toHost.send(this.protocol.request(table, name), id, args as Args<never>);
  }

  repeat(table: InterfaceSchema, name: string, id: ClientId, args: object): void {
    const hostId = this.objects.livingHostIdOf(id);
    if (hostId !== 0) this.sendRequest(table, name, hostId, withHostIds(this.objects, table, name, args));
  }

  addProxy<const I extends InterfaceSchema>(
    table: I,
    version: number,
    events: MessageHandlers<I['events']>,
  ): HostId {
    const id = this.objects.addProxy(this.protocol.get(table.name), version);
    this.proxies.set(id, events);
    return id;
  }

  adoptProxy<const I extends InterfaceSchema>(
    table: I,
    version: number,
    id: number,
    events: MessageHandlers<I['events']>,
  ): HostId {
    this.objects.orphanFromHost(id, this.protocol.get(table.name), version);
    this.proxies.set(id, events);
    return id as HostId;
  }

  endProxy(id: HostId): void {
    this.proxies.delete(id);
  }

  addResource<const I extends InterfaceSchema>(
    table: I,
    version: number,
    id: number,
    requests: MessageHandlers<I['requests']>,
  ): ClientId {
    const clientId = this.objects.addLocal(id, this.protocol.get(table.name), version, false);
    this.resources.set(clientId, requests);
    return clientId;
  }

  addHandlers(handlers: readonly Handler[]): void {
    Object.assign(this.requests, withHandlers(this.requests, this.protocol, 'requests', handlers));
    Object.assign(this.events, withHandlers(this.events, this.protocol, 'events', handlers));
  }

  addServed<const I extends InterfaceSchema>(
    table: I,
    version: number,
    id: number,
    requests: MessageHandlers<I['requests']>,
  ): ClientId {
    const own: AnyHandlers = requests;
    const { requestBase } = this.protocol.get(table.name);
    const all = table.requests.map(({ name }, opcode): [string, AnyHandlers[string]] => [
      name,
      (target, args) => {
        const passed = this.requests.handlers[requestBase + opcode]?.(target, args);
        return passed === consumed
          ? undefined
          : own[name]?.(target, (passed as typeof args | undefined) ?? args);
      },
    ]);
    return this.addResource(table, version, id, Object.fromEntries(all) as MessageHandlers<I['requests']>);
  }

  sendServed(table: InterfaceSchema, name: string, id: ClientId, args: object): void {
    const { opcode, owner } = this.protocol.event(table, name);
    const version = this.objects.clientRange(id)?.versions[entryOf(id)] ?? 1;
    const target = { peer: this, id: 0, counterpart: id, version };
    const given = args as Args<OwnedFd>;
    const own = objectArgs(table.events, name, given);
    // Handlers of events get the host's ids.
    const hosts = Object.entries(own).map(([arg, object]) => [arg, this.objects.hostIdOf(object)]);
    const heard = { ...given, ...Object.fromEntries(hosts) } as Args<OwnedFd>;
    const passed = this.events.handlers[owner.eventBase + opcode]?.(target, heard);
    if (passed === consumed) return;
    this.sendEvent(table, name, id, { ...given, ...(passed as object | undefined), ...own });
  }

  endResource(id: ClientId): void {
    this.resources.delete(id);
    this.objects.releaseLocal(id);
    this.sendEvent(wl_display, 'delete_id', 1 as ClientId, { id });
  }

  releaseByHost(id: number): ClientId | 0 {
    if (id === this.hostGlobals.registry) throw new HostError("the host deleted the peer's own registry");
    this.proxies.delete(id);
    return this.objects.releaseByHost(id);
  }

  hostRefused(objectId: number, code: number, message: string): never {
    const clientId = this.objects.clientIdOf(objectId);
    const text = `${this.#nameOf(objectId)}: error ${code}: ${shortened(message)}`;
    if (clientId !== 0) this.tellClient(clientId, code, message);
    else this.tellClient(1 as ClientId, displayError.implementation, `the host refused ${text}`);
    throw new HostRefusal(text);
  }

  /** Tells the client of an error on its object `id`; what follows from it is the caller's. */
  tellClient(id: ClientId, code: number, message: string): void {
    this.sendEvent(wl_display, 'error', 1 as ClientId, { object_id: id, code, message: shortened(message) });
  }

  /** `interface#id` of a host object, for messages. */
  #nameOf(hostId: number): string {
    const number = this.objects.hostRange(hostId)?.interfaces[entryOf(hostId)];
    return `${number ? this.protocol.at(number).schema.name : 'unknown object'}#${hostId >>> 0}`;
  }
}

/** Arguments with the host's ids in place of the client's; 0 for objects that only one side has. */
function withHostIds(objects: Objects, { requests }: InterfaceSchema, name: string, args: object): object {
  const own = Object.entries(objectArgs(requests, name, args as Args<OwnedFd>));
  return { ...args, ...Object.fromEntries(own.map(([arg, id]) => [arg, objects.livingHostIdOf(id)])) };
}

/** The objects among the arguments, less new ones. */
function objectArgs(
  messages: readonly MessageSchema[],
  name: string,
  args: Args<OwnedFd>,
): Readonly<Record<string, number>> {
  const schema = messages.find((message) => message.name === name);
  const objects = (schema?.args ?? []).filter(({ type }) => type === 'object');
  return Object.fromEntries(objects.map((arg) => [arg.name, args[arg.name] as number]));
}
