/**
 * What a protocol extension needs in order to differ from plain relaying: a handler per interface, made of functions
 * from message to message. What has no function here passes untouched.
 * Owns the vocabulary between handlers and the relay; the relay calls, handlers never call each other.
 */
import type { Drivers } from '../drivers/index.js';
import type { Logger } from '../log/logger.js';
import type { OwnedFd } from '../native/fd.js';
import type { InterfaceSchema, MessageSchema } from '../protocol/schema.js';
import type { ArgsOf } from '../protocol/types.js';
import type { ProtocolLayout } from '../wire/layout.js';
import type { Args } from '../wire/reader.js';
import type { Globals } from './globals.js';
import type { HostBacklog } from './host-backlog.js';
import type { HostGlobals } from './host-globals.js';
import type { ClientId, HostId } from './ids.js';
import type { Objects } from './objects.js';

/** Returned by a handler that has dealt with the message itself: nothing is passed on. */
export const consumed: unique symbol = Symbol('consumed');

/** The object that a message is for, as the sender of the message names it. */
export interface Target {
  readonly peer: PeerContext;
  readonly id: number;
  /** The same object as the other side names it, 0 if it has none there. */
  readonly counterpart: number;
  readonly version: number;
}

/**
 * Returns the arguments to pass on instead, `consumed`, or nothing to pass the message as it came. All ids are those
 * of the sender's side. A descriptor is closed afterwards unless it is passed on or was released.
 */
export type MessageHandler<M extends MessageSchema> = (
  target: Target,
  args: ArgsOf<M, OwnedFd>,
) => ArgsOf<M, OwnedFd> | typeof consumed | void;

/** Functions by message name, each optional. */
export type MessageHandlers<T extends readonly MessageSchema[]> = {
  readonly [Name in T[number]['name']]?: MessageHandler<Extract<T[number], { readonly name: Name }>>;
};

/** A handler function without its message's types. The method form lets typed ones be stored as this. */
export interface AnyHandlers {
  readonly [name: string]: { call(target: Target, args: Args<OwnedFd>): unknown }['call'] | undefined;
}

/**
 * For messages that come with every frame: sees the words of a message of fixed size, which begins at word `at` of
 * `words`, changes them into the receiver's, and says whether the message passes.
 */
export type RawHandler = (peer: PeerContext, words: Int32Array, at: number) => boolean;

export interface Handler {
  readonly interface: InterfaceSchema;
  /** Serves the peer's own windows too: see `as-client.ts`. */
  readonly alsoOwn?: true;
  /** Called once for each peer, when it has begun to ask the host for its globals and before any message comes. */
  readonly started?: (peer: PeerContext) => void;
  readonly requests: AnyHandlers;
  readonly events: AnyHandlers;
  readonly rawEvents: Readonly<Record<string, RawHandler | undefined>>;
}

/** A handler for the objects of one interface. */
export function defineHandler<const I extends InterfaceSchema>(
  table: I,
  functions: {
    readonly requests?: MessageHandlers<I['requests']>;
    readonly events?: MessageHandlers<I['events']>;
    readonly rawEvents?: { readonly [Name in I['events'][number]['name']]?: RawHandler };
    readonly started?: (peer: PeerContext) => void;
  },
): Handler {
  const { requests = {}, events = {}, rawEvents = {}, started } = functions;
  return { interface: table, requests, events, rawEvents, ...(started ? { started } : {}) };
}

/** What a handler may do with the peer that it serves. */
export interface PeerContext {
  readonly protocol: ProtocolLayout;
  readonly objects: Objects;
  /** What the client may see. */
  readonly globals: Globals;
  /** What the host offers, hidden ones included. */
  readonly hostGlobals: HostGlobals;
  readonly hostBacklog: HostBacklog;
  readonly log: Logger;
  readonly drivers: Drivers;
  /** The same peer, for own objects that are said and heard of as the client would: see `as-client.ts`. */
  readonly asClient: PeerContext;

  /**
   * What `make` made for this peer: once, when it is first asked for. How handlers keep state, and share it. A
   * `Disposable` is disposed of when the peer ends.
   */
  part<T>(make: (peer: PeerContext) => T): T;

  /**
   * Runs `work` that no message called for (a timer, another descriptor). What it sends goes out at its end, and a
   * fault in it ends the peer like one in a handler. Called by a handler, it is part of what the message does. Does
   * nothing once the peer has ended.
   */
  act(work: () => void): void;

  /**
   * Nothing more of what the client says is dealt with, after the message that this is called for, until the function that
   * is returned has been called, once, within `act`.
   */
  holdRequests(): () => void;

  /** Sends an event to the client's object `id`. Descriptors in `args` are handed over. */
  sendEvent<I extends InterfaceSchema, N extends I['events'][number]['name']>(
    table: I,
    name: N,
    id: ClientId,
    args: ArgsOf<Extract<I['events'][number], { readonly name: N }>, OwnedFd>,
  ): void;

  /** Sends a request to the host's object `id`. Descriptors in `args` are handed over. */
  sendRequest<I extends InterfaceSchema, N extends I['requests'][number]['name']>(
    table: I,
    name: N,
    id: HostId,
    args: ArgsOf<Extract<I['requests'][number], { readonly name: N }>, OwnedFd>,
  ): void;

  /**
   * Sends on what the client has said to its object `id` and a handler had consumed. All ids are the client's; for objects that
   * it has destroyed since, or that the host does not know, the host is told 0.
   */
  repeat<I extends InterfaceSchema, N extends I['requests'][number]['name']>(
    table: I,
    name: N,
    id: ClientId,
    args: ArgsOf<Extract<I['requests'][number], { readonly name: N }>, OwnedFd>,
  ): void;

  /** Makes a host object of this process's own; the caller sends the request that carries its id. */
  addProxy<const I extends InterfaceSchema>(
    table: I,
    version: number,
    events: MessageHandlers<I['events']>,
  ): HostId;

  /**
   * Makes the object `id` that the host has just named, in an event for a proxy of this process's own, another one. Only
   * for ids of the host's range; call `endProxy` with the request that destroys it.
   */
  adoptProxy<const I extends InterfaceSchema>(
    table: I,
    version: number,
    id: number,
    events: MessageHandlers<I['events']>,
  ): HostId;

  /** The proxy made by `adoptProxy` has been destroyed: late events for it are swallowed. */
  endProxy(id: HostId): void;

  /** Makes the client's new object `id` one that only this process knows. */
  addResource<const I extends InterfaceSchema>(
    table: I,
    version: number,
    id: number,
    requests: MessageHandlers<I['requests']>,
  ): ClientId;

  /**
   * Handlers that this peer needs and others do not: from now on, at the host's end of those that it has. They stay as
   * long as it lives.
   */
  addHandlers(handlers: readonly Handler[]): void;

  /**
   * `addResource` for what decant serves in the host's stead: the client's requests go through the handlers first, and
   * `requests` gets what would have gone to the host. `counterpart` is 0.
   */
  addServed<const I extends InterfaceSchema>(
    table: I,
    version: number,
    id: number,
    requests: MessageHandlers<I['requests']>,
  ): ClientId;

  /** An event for an object made by `addServed`, as the host would say it: the client gets what the handlers return. */
  sendServed<I extends InterfaceSchema, N extends I['events'][number]['name']>(
    table: I,
    name: N,
    id: ClientId,
    args: ArgsOf<Extract<I['events'][number], { readonly name: N }>, OwnedFd>,
  ): void;

  /** Ends a resource made by `addResource` or `addServed` and tells the client that its id is free. */
  endResource(id: ClientId): void;

  /** The host said `delete_id`: frees the object on both sides. The client's id if the client must be told, else 0. */
  releaseByHost(id: number): ClientId | 0;

  /** The host said `wl_display.error`: passes it on, then throws what ends the peer. */
  hostRefused(objectId: number, code: number, message: string): never;
}
