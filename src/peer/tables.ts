/**
 * What all peers of a process share: the layout of the protocols and, per message, how it is relayed. Made once, before
 * the first fork, so that every peer starts with it.
 */
import type { InterfaceSchema } from '../protocol/schema.js';
import { ProtocolLayout, type MessageLayout } from '../wire/layout.js';
import { IdSteps, isShort } from '../wire/id-steps.js';
import type { AnyHandlers, Handler, RawHandler } from './handler.js';

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
  /** Interfaces that clients are never offered, with the reason. */
  readonly notOffered: Readonly<Record<string, string>>;
}

/** Tables for relaying `interfaces` with these `handlers`. `traced`: every message is looked at. */
export function makeTables(
  interfaces: readonly InterfaceSchema[],
  handlers: readonly Handler[],
  notOffered: Readonly<Record<string, string>>,
  traced = false,
): RelayTables {
  const protocol = new ProtocolLayout(interfaces);
  const byInterface = new Map(handlers.map((handler) => [handler.interface.name, handler]));
  const direction = (messages: readonly MessageLayout[], kind: 'requests' | 'events'): DirectionTables => {
    const handlerOf = (message: MessageLayout) => byInterface.get(message.owner.schema.name);
    const functions = messages.map((message) => handlerOf(message)?.[kind][message.schema.name]);
    const rawHandlers = messages.map((message) =>
      kind === 'events' ? handlerOf(message)?.rawEvents[message.schema.name] : undefined,
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
    notOffered,
  };
}

function planOf(message: MessageLayout): number {
  if (message.plain) return message.fixedBytes;
  return isShort(message) ? -message.fixedBytes : lookCloser;
}
