/**
 * What all peers of a process share: the layout of the protocols and, per message, how it is relayed. Made once, before
 * the first fork, so that every peer starts with it.
 */
import type { InterfaceSchema } from '../protocol/schema.js';
import { ProtocolLayout, type MessageLayout } from '../wire/layout.js';
import type { AnyHandlers, Handler } from './handler.js';

type HandlerFunction = AnyHandlers[string];

/** One direction. All arrays are indexed by message number. */
export interface DirectionTables {
  readonly messages: readonly MessageLayout[];
  readonly handlers: readonly HandlerFunction[];
  /** Size in bytes of a message that needs nothing but its object id replaced, 0 for any other. */
  readonly plans: Int32Array;
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
    const functions = messages.map(
      (message) => byInterface.get(message.owner.schema.name)?.[kind][message.schema.name],
    );
    const plan = (message: MessageLayout, i: number): number =>
      message.plain && !functions[i] && !traced ? message.fixedBytes : 0;
    return { messages, handlers: functions, plans: Int32Array.from(messages, plan) };
  };
  return {
    protocol,
    requests: direction(protocol.requests, 'requests'),
    events: direction(protocol.events, 'events'),
    notOffered,
  };
}
