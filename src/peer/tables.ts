/**
 * What all peers of a process share: the layout of the protocols and, per message, how it is relayed. Made once, before
 * the first fork, so that every peer starts with it.
 */
import type { InterfaceSchema } from '../protocol/schema.js';
import { ProtocolLayout, type MessageLayout } from '../wire/layout.js';
import { IdSteps, isShort } from '../wire/id-steps.js';
import type { Offers } from './offers.js';
import { consumed, type AnyHandlers, type Handler, type PeerContext, type RawHandler } from './handler.js';

type HandlerFunction = AnyHandlers[string];

/** In `plans`: the message needs more than a short way. No size is this large. */
export const lookCloser = 0x10000;

/** One direction. All arrays are indexed by message number. */
export interface DirectionTables {
  readonly messages: readonly MessageLayout[];
  readonly handlers: readonly HandlerFunction[];
  readonly rawHandlers: readonly (RawHandler | undefined)[];
  /** How a message is relayed: `relay.ts` says what the numbers mean. */
  readonly plans: Int32Array;
  readonly idSteps: IdSteps;
}

export interface RelayTables {
  readonly protocol: ProtocolLayout;
  readonly requests: DirectionTables;
  readonly events: DirectionTables;
  readonly offers: Offers;
  /** Those that serve the peer's own windows too, from the client's end to the host's. */
  readonly alsoOwn: readonly Handler[];
  /** What handlers do when a peer starts. */
  readonly started: readonly ((peer: PeerContext) => void)[];
}

/** Tables for relaying `interfaces` with these `handlers`. `traced`: every message is looked at. */
export function makeTables(
  interfaces: readonly InterfaceSchema[],
  handlers: readonly Handler[],
  offers: Offers,
  traced = false,
): RelayTables {
  const protocol = new ProtocolLayout(interfaces);
  const byInterface = new Map<string, Handler[]>();
  for (const handler of handlers) {
    const { name } = handler.interface;
    byInterface.set(name, [...(byInterface.get(name) ?? []), handler]);
  }
  const direction = (messages: readonly MessageLayout[], kind: 'requests' | 'events'): DirectionTables => {
    const handlersOf = (message: MessageLayout) => byInterface.get(message.owner.schema.name) ?? [];
    const functions = messages.map((message) => chainOf(handlersOf(message), kind, message.schema.name));
    const rawHandlers = messages.map((message) =>
      kind === 'events' ? rawHandlerOf(handlersOf(message), message.schema.name) : undefined,
    );
    const plans = Int32Array.from(messages, (message, i) =>
      traced || functions[i] || rawHandlers[i] ? lookCloser : planOf(message),
    );
    return { messages, handlers: functions, rawHandlers, plans, idSteps: new IdSteps(messages) };
  };
  return {
    protocol,
    requests: direction(protocol.requests, 'requests'),
    events: direction(protocol.events, 'events'),
    offers,
    alsoOwn: handlers.filter((handler) => handler.alsoOwn),
    started: handlers.flatMap((handler) => handler.started ?? []),
  };
}

/**
 * One direction of `tables`, made for one peer, with `handlers` at the host's end of those that are there. The lists are
 * copied, not changed.
 */
export function withHandlers(
  tables: DirectionTables,
  protocol: ProtocolLayout,
  kind: 'requests' | 'events',
  handlers: readonly Handler[],
): DirectionTables {
  const [functions, plans] = [[...tables.handlers], tables.plans.slice()];
  for (const handler of handlers) {
    const layout = protocol.get(handler.interface.name);
    const base = kind === 'requests' ? layout.requestBase : layout.eventBase;
    for (const [opcode, { name }] of layout.schema[kind].entries()) {
      const own = handler[kind][name];
      if (!own) continue;
      const number = base + opcode;
      if (tables.rawHandlers[number])
        throw new Error(`${layout.schema.name}.${name}: a raw handler shares its message with no other`);
      const there = functions[number] ?? [];
      functions[number] = inTurn(kind === 'requests' ? [there, own].flat() : [own, there].flat());
      plans[number] = lookCloser;
    }
  }
  return { ...tables, handlers: functions, plans };
}

/**
 * The functions of several handlers for the same message as one. Handlers are listed from the client's end to the
 * host's, so requests meet them in that order and events in the other.
 */
function chainOf(handlers: readonly Handler[], kind: 'requests' | 'events', name: string): HandlerFunction {
  const functions = handlers.flatMap((handler) => handler[kind][name] ?? []);
  return inTurn(kind === 'events' ? functions.toReversed() : functions);
}

/** Functions for the same message as one: each sees what the one before returned. */
function inTurn(functions: readonly NonNullable<HandlerFunction>[]): HandlerFunction {
  if (functions.length < 2) return functions[0];
  return (target, args) => {
    let result: unknown;
    for (const each of functions) {
      const returned = each(target, (result as typeof args | undefined) ?? args);
      if (returned === consumed) return consumed;
      result = returned ?? result;
    }
    return result;
  };
}

function rawHandlerOf(handlers: readonly Handler[], name: string): RawHandler | undefined {
  const raw = handlers.flatMap((handler) => handler.rawEvents[name] ?? []);
  const others = handlers.filter((handler) => handler.events[name]);
  if (raw.length + others.length > 1 && raw.length > 0) {
    throw new Error(`${handlers[0]!.interface.name}.${name}: a raw handler shares its message with no other`);
  }
  return raw[0];
}

function planOf(message: MessageLayout): number {
  if (message.plain) return message.fixedBytes;
  return isShort(message) ? -message.fixedBytes : lookCloser;
}
