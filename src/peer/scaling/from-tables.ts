/** Handlers for messages that are found by what the protocols' tables say of them. */
import type { InterfaceSchema, MessageSchema } from '../../protocol/schema.js';
import type { AnyHandlers, Handler } from '../handler.js';

/** A handler for each message of `interfaces` in that direction that `make` makes one for. */
export function fromTables(
  interfaces: readonly InterfaceSchema[],
  direction: 'requests' | 'events',
  make: (message: MessageSchema, table: InterfaceSchema) => AnyHandlers[string],
): Handler[] {
  return interfaces.flatMap((table) => {
    const made = table[direction].flatMap((message) => {
      const handler = make(message, table);
      return handler ? [[message.name, handler] as const] : [];
    });
    if (made.length === 0) return [];
    const nothing = { interface: table, requests: {}, events: {}, rawEvents: {} };
    return [{ ...nothing, [direction]: Object.fromEntries(made) }];
  });
}
