/**
 * Numbers for the host's objects that the client does not know, where handlers go by the client's ids: beyond all of those, since the
 * host's id for an object may be the client's for another.
 */
import type { HostId } from './ids.js';
import type { Objects } from './objects.js';

/** Ids are 32 bits with a sign. */
const base = 2 ** 32;
const greatestId = 0x7fffffff;

/** The client's id of an object of the host's, or a number beyond all ids where the client does not know it; 0 stays 0. */
export function clientIdFor(objects: Pick<Objects, 'clientIdOf'>, id: number): number {
  return id === 0 ? 0 : objects.clientIdOf(id) || id + base;
}

/** The host's object that such a number stands for; `undefined`: it is an id of the client's. */
export function ownHostId(id: number): HostId | undefined {
  return id > greatestId ? ((id - base) as HostId) : undefined;
}

/** The host's id of the client's object, or of one that the client does not know; 0 if the host has none. */
export function hostIdFor(objects: Pick<Objects, 'hostIdOf'>, id: number): HostId | 0 {
  return ownHostId(id) ?? objects.hostIdOf(id);
}
