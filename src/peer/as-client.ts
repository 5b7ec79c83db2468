/**
 * A peer's own windows on the host that show what the client draws (those of an X11 window manager): what is said of them
 * goes through the same handlers as if the client said it, and what the host says through the same as if the client
 * heard it. So it can be said in the client's units and names, whatever the host's are.
 *
 * Only handlers marked `alsoOwn` take part. What they get in the client's ids has those where there are any; else numbers beyond all
 * ids (`own-ids.ts`), since the host's for an object may be the client's for another.
 */
import type { OwnedFd } from '../native/fd.js';
import type { InterfaceSchema, MessageSchema } from '../protocol/schema.js';
import type { ArgsOf } from '../protocol/types.js';
import type { Args } from '../wire/reader.js';
import {
  consumed,
  type AnyHandlers,
  type Handler,
  type MessageHandlers,
  type PeerContext,
  type Target,
} from './handler.js';
import type { ClientId, HostId } from './ids.js';
import { entryOf } from './objects.js';
import { clientIdFor, ownHostId } from './own-ids.js';

type AnyFunction = NonNullable<AnyHandlers[string]>;
type Direction = 'requests' | 'events';

const none: readonly AnyFunction[] = [];

export class AsClient implements PeerContext {
  readonly asClient = this;
  readonly #peer: PeerContext;
  readonly #byTable = new Map<InterfaceSchema, Handler[]>();

  /** `handlers` from the client's end to the host's. */
  constructor(peer: PeerContext, handlers: readonly Handler[]) {
    this.#peer = peer;
    for (const handler of handlers)
      this.#byTable.set(handler.interface, [...(this.#byTable.get(handler.interface) ?? []), handler]);
  }

  get protocol() {
    return this.#peer.protocol;
  }

  get objects() {
    return this.#peer.objects;
  }

  get globals() {
    return this.#peer.globals;
  }

  get hostGlobals() {
    return this.#peer.hostGlobals;
  }

  get hostBacklog() {
    return this.#peer.hostBacklog;
  }

  get log() {
    return this.#peer.log;
  }

  get drivers() {
    return this.#peer.drivers;
  }

  part<T>(make: (peer: PeerContext) => T): T {
    return this.#peer.part(make);
  }

  act(work: () => void): void {
    this.#peer.act(work);
  }

  holdRequests(): () => void {
    return this.#peer.holdRequests();
  }

  sendEvent<I extends InterfaceSchema, N extends I['events'][number]['name']>(
    table: I,
    name: N,
    id: ClientId,
    args: ArgsOf<Extract<I['events'][number], { readonly name: N }>, OwnedFd>,
  ): void {
    this.#peer.sendEvent(table, name, id, args);
  }

  sendRequest<I extends InterfaceSchema, N extends I['requests'][number]['name']>(
    table: I,
    name: N,
    id: HostId,
    args: ArgsOf<Extract<I['requests'][number], { readonly name: N }>, OwnedFd>,
  ): void {
    const functions = this.#functions('requests', table, name);
    if (functions.length === 0) {
      this.#peer.sendRequest(table, name, id, args);
      return;
    }
    const target = { ...this.#target(id), id: clientIdFor(this.objects, id) };
    const [own, inClients] = this.#objectArgs(table.requests, name, args);
    const passed = through(functions, target, inClients);
    if (passed !== consumed) this.#peer.sendRequest(table, name, id, { ...passed, ...own } as typeof args);
  }

  repeat<I extends InterfaceSchema, N extends I['requests'][number]['name']>(
    table: I,
    name: N,
    id: ClientId,
    args: ArgsOf<Extract<I['requests'][number], { readonly name: N }>, OwnedFd>,
  ): void {
    const own = ownHostId(id);
    if (own !== undefined) {
      this.sendRequest(table, name, own, args);
      return;
    }
    const counterpart = this.objects.livingHostIdOf(id);
    if (counterpart === 0) return;
    const functions = this.#functions('requests', table, name);
    const target = { ...this.#target(counterpart), id };
    const passed = through(functions, target, args);
    if (passed !== consumed) this.#peer.repeat(table, name, id, passed as typeof args);
  }

  addProxy<const I extends InterfaceSchema>(
    table: I,
    version: number,
    events: MessageHandlers<I['events']>,
  ): HostId {
    return this.#peer.addProxy(table, version, this.#heard(table, events));
  }

  adoptProxy<const I extends InterfaceSchema>(
    table: I,
    version: number,
    id: number,
    events: MessageHandlers<I['events']>,
  ): HostId {
    return this.#peer.adoptProxy(table, version, id, this.#heard(table, events));
  }

  endProxy(id: HostId): void {
    this.#peer.endProxy(id);
  }

  addResource<const I extends InterfaceSchema>(
    table: I,
    version: number,
    id: number,
    requests: MessageHandlers<I['requests']>,
  ): ClientId {
    return this.#peer.addResource(table, version, id, requests);
  }

  addHandlers(handlers: readonly Handler[]): void {
    this.#peer.addHandlers(handlers);
  }

  addServed<const I extends InterfaceSchema>(
    table: I,
    version: number,
    id: number,
    requests: MessageHandlers<I['requests']>,
  ): ClientId {
    return this.#peer.addServed(table, version, id, requests);
  }

  sendServed<I extends InterfaceSchema, N extends I['events'][number]['name']>(
    table: I,
    name: N,
    id: ClientId,
    args: ArgsOf<Extract<I['events'][number], { readonly name: N }>, OwnedFd>,
  ): void {
    this.#peer.sendServed(table, name, id, args);
  }

  endResource(id: ClientId): void {
    this.#peer.endResource(id);
  }

  releaseByHost(id: number): ClientId | 0 {
    return this.#peer.releaseByHost(id);
  }

  hostRefused(objectId: number, code: number, message: string): never {
    return this.#peer.hostRefused(objectId, code, message);
  }

  /** The events of a proxy, each behind the handlers for it; also those that nobody but the handlers hears. */
  #heard<const I extends InterfaceSchema>(
    table: I,
    events: MessageHandlers<I['events']>,
  ): MessageHandlers<I['events']> {
    if (!this.#byTable.has(table)) return events;
    const own: AnyHandlers = events;
    const all = table.events.map(({ name }): [string, AnyFunction | undefined] => {
      const functions = this.#functions('events', table, name).toReversed();
      if (functions.length === 0) return [name, own[name]];
      return [
        name,
        (target, args) => {
          const passed = through(
            functions,
            { ...target, counterpart: clientIdFor(this.objects, target.id) },
            args,
          );
          return passed === consumed ? undefined : own[name]?.(target, passed);
        },
      ];
    });
    const heard: AnyHandlers = Object.fromEntries(all);
    return heard as MessageHandlers<I['events']>;
  }

  /** The objects among the arguments, new ones too, as they are, and all arguments with the ids that handlers get. */
  #objectArgs(
    messages: readonly MessageSchema[],
    name: string,
    args: object,
  ): readonly [own: Args<OwnedFd>, inClients: Args<OwnedFd>] {
    const given = args as Args<OwnedFd>;
    const schema = messages.find((message) => message.name === name);
    const objects = (schema?.args ?? [])
      .filter(
        ({ type, name: arg }) => (type === 'object' || type === 'new_id') && typeof given[arg] === 'number',
      )
      .map((arg) => arg.name);
    const own = Object.fromEntries(objects.map((each) => [each, given[each]!]));
    const known = objects.map((each) => [each, clientIdFor(this.objects, given[each] as number)]);
    return [own, { ...given, ...Object.fromEntries(known) } as Args<OwnedFd>];
  }

  #functions(direction: Direction, table: InterfaceSchema, name: string): readonly AnyFunction[] {
    const handlers = this.#byTable.get(table);
    return handlers === undefined ? none : handlers.flatMap((handler) => handler[direction][name] ?? []);
  }

  #target(id: HostId): Omit<Target, 'id'> {
    const version = this.objects.hostRange(id)?.versions[entryOf(id)] ?? 1;
    return { peer: this.#peer, counterpart: id, version };
  }
}

/** What comes out of `functions`, called in their order. */
function through(
  functions: readonly AnyFunction[],
  target: Target,
  args: Args<OwnedFd>,
): Args<OwnedFd> | typeof consumed {
  let result = args;
  for (const each of functions) {
    const returned = each(target, result);
    if (returned === consumed) return consumed;
    if (typeof returned === 'object' && returned !== null) result = { ...result, ...returned };
  }
  return result;
}
