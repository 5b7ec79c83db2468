/** Checks of object ids that nobody else has checked: those in messages that a handler consumes, and those kept for later. */
import { ProtocolError, displayError } from '../errors.js';
import type { InterfaceSchema } from '../protocol/schema.js';
import type { PeerContext } from './handler.js';
import { idFlag, type HostId } from './ids.js';
import { entryOf } from './objects.js';

/** Whether the client has an object `id` of that interface which it has not destroyed. */
export function lives({ objects, protocol }: PeerContext, { name }: InterfaceSchema, id: number): boolean {
  const range = objects.clientRange(id);
  const entry = entryOf(id);
  if (!range || (range.flags[entry]! & idFlag.destroyed) !== 0) return false;
  return protocol.at(range.interfaces[entry]!).schema.name === name;
}

/**
 * The host's id of the client's living object `id` of that interface, 0 if the host knows it not. Throws `ProtocolError`,
 * which names the request, if there is no such object.
 */
export function livingObject(
  peer: PeerContext,
  table: InterfaceSchema,
  id: number,
  request: string,
): HostId | 0 {
  if (lives(peer, table, id)) return peer.objects.hostIdOf(id);
  throw new ProtocolError(
    1,
    displayError.invalidObject,
    `${request}: ${id >>> 0} is no living ${table.name}`,
  );
}
