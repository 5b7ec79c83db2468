/**
 * Which client object is which host object: the only file that translates ids.
 *
 * Ids below `serverIdStart` are named by the client of a connection, those above by its server. So there are four
 * ranges: the client names `client.low` and the host `host.high`; this process names the other two. A pair lives in
 * `low` on both sides (the client made it) or in `high` on both sides (the host made it).
 *
 * Life of a pair in `low`: made by a request, `destroyed` by a request, freed when the host says `delete_id`.
 * In `high` there is no `delete_id`: after the client destroyed the object, events that were under way are swallowed
 * until the host uses the id again.
 */
import { HostError, ProtocolError, displayError } from '../errors.js';
import { serverIdStart } from '../wire/framing.js';
import type { InterfaceLayout } from '../wire/layout.js';
import { IdRange, idFlag, maxObjects, type ClientId, type HostId } from './ids.js';

export class Objects {
  readonly client = { low: new IdRange('client', 'requests'), high: new IdRange('server', 'requests') };
  readonly host = { low: new IdRange('client', 'events'), high: new IdRange('server', 'events') };

  /** The client made an object by a request: its host id, newly named. Throws `ProtocolError` for an id not free. */
  pairFromClient(id: number, layout: InterfaceLayout, version: number): HostId {
    this.#claimClientId(id, layout);
    const hostEntry = this.host.low.allocate();
    this.host.low.set(hostEntry, layout, version, id, 0);
    this.client.low.set(id, layout, version, hostEntry, 0);
    return hostEntry as HostId;
  }

  /** The client made an object by a request that this process has made on the host already, by `addProxy`. */
  pairWithProxy(id: number, hostId: HostId, layout: InterfaceLayout): void {
    this.#claimClientId(id, layout);
    const version = this.host.low.versions[hostId]!;
    this.host.low.set(hostId, layout, version, id, 0);
    this.client.low.set(id, layout, version, hostId, 0);
  }

  /** The host made an object by an event: the client's id for it. Throws `HostError` for an id out of order. */
  pairFromHost(id: number, layout: InterfaceLayout, version: number): ClientId {
    const entry = this.#claimHostId(id, layout);
    const known = this.host.high.other[entry] ?? 0;
    const clientEntry = known === 0 ? this.client.high.allocate() : known - (serverIdStart | 0);
    const clientId = (clientEntry + serverIdStart) | 0;
    this.client.high.set(clientEntry, layout, version, id, 0);
    this.host.high.set(entry, layout, version, clientId, 0);
    return clientId as ClientId;
  }

  /** The host made an object that the client is not to see: its events are swallowed. */
  orphanFromHost(id: number, layout: InterfaceLayout, version: number): void {
    const entry = this.#claimHostId(id, layout);
    this.host.high.set(entry, layout, version, this.host.high.other[entry] ?? 0, idFlag.destroyed);
  }

  /** An object of the client's with no counterpart; `inert` ones swallow every request. */
  addLocal(id: number, layout: InterfaceLayout, version: number, inert: boolean): ClientId {
    this.#claimClientId(id, layout);
    this.client.low.set(id, layout, version, 0, idFlag.local | (inert ? idFlag.inert : 0));
    return id as ClientId;
  }

  /** An object of this process on the host, unknown to the client. */
  addProxy(layout: InterfaceLayout, version: number): HostId {
    const entry = this.host.low.allocate();
    this.host.low.set(entry, layout, version, 0, idFlag.local);
    return entry as HostId;
  }

  /** Binds id 1 on both sides to `wl_display`. */
  addDisplay(layout: InterfaceLayout): void {
    this.client.low.set(1, layout, 1, 1, 0);
    this.host.low.set(1, layout, 1, 1, 0);
  }

  /** The client's entry for `id`: range and index; `undefined` if no such object lives. */
  clientRange(id: number): IdRange | undefined {
    return living(id, this.client.low, this.client.high);
  }

  hostRange(id: number): IdRange | undefined {
    return living(id, this.host.low, this.host.high);
  }

  /** The client's id of a host object, 0 if the client doesn't know it. */
  clientIdOf(hostId: number): ClientId | 0 {
    return (this.hostRange(hostId)?.other[entryOf(hostId)] ?? 0) as ClientId | 0;
  }

  /** The host's id of a client's object, 0 if the host doesn't know it. */
  hostIdOf(clientId: number): HostId | 0 {
    return (this.clientRange(clientId)?.other[entryOf(clientId)] ?? 0) as HostId | 0;
  }

  /** The same, 0 also if the client has destroyed it. */
  livingHostIdOf(clientId: number): HostId | 0 {
    return this.lives(clientId) ? this.hostIdOf(clientId) : 0;
  }

  /** Whether `clientId` is an object that the client may still use. */
  lives(clientId: number): boolean {
    const range = this.clientRange(clientId);
    return range !== undefined && (range.flags[entryOf(clientId)]! & idFlag.destroyed) === 0;
  }

  /** The client destroyed a pair: it may not use the id again, late events are dealt with as the head says. */
  destroyByClient(id: number): void {
    const range = id > 0 ? this.client.low : this.client.high;
    const entry = entryOf(id);
    if (id > 0) {
      range.flag(entry, idFlag.destroyed);
      return;
    }
    const hostId = range.other[entry]!;
    this.host.high.flag(entryOf(hostId), idFlag.destroyed);
    range.flag(entry, idFlag.destroyed);
  }

  /** A destructor event ended an object of the host's range: both sides may forget it. */
  endedByHost(id: number): void {
    const entry = entryOf(id);
    const clientId = this.host.high.other[entry]!;
    this.host.high.flag(entry, idFlag.destroyed);
    if (clientId !== 0) this.client.high.flag(entryOf(clientId), idFlag.destroyed);
  }

  /** The host said `delete_id`: frees the pair. The client's id if the client has to be told, else 0. */
  releaseByHost(id: number): ClientId | 0 {
    const { low } = this.host;
    if (id <= 1 || id >= low.used || low.interfaces[id] === 0) return 0;
    const clientId = low.other[id]!;
    low.release(id);
    if (clientId > 0) this.client.low.release(clientId);
    return clientId as ClientId;
  }

  /** A local object of the client's is gone; the caller sends `delete_id`. */
  releaseLocal(id: ClientId): void {
    this.client.low.release(id);
  }

  #claimClientId(id: number, layout: InterfaceLayout): void {
    if (id >= maxObjects || this.client.low.count >= maxObjects) {
      throw new ProtocolError(1, displayError.noMemory, `more than ${maxObjects} objects`);
    }
    if (id <= 0 || !this.client.low.isFree(id)) {
      throw new ProtocolError(
        1,
        displayError.invalidObject,
        `${id >>> 0} is not a free id for a new ${layout.schema.name}`,
      );
    }
  }

  /** The entry of a server-named id of the host's. The host may use an id again as soon as it likes. */
  #claimHostId(id: number, layout: InterfaceLayout): number {
    const entry = entryOf(id);
    if (id >= 0 || id >>> 0 < serverIdStart || entry > this.host.high.used || entry >= maxObjects) {
      throw new HostError(`the host named a new ${layout.schema.name} ${id >>> 0}, which is out of order`);
    }
    return entry;
  }
}

/** Index within its range of an id (as a signed word). */
export function entryOf(id: number): number {
  return id >= 0 ? id : (id >>> 0) - serverIdStart;
}

function living(id: number, low: IdRange, high: IdRange): IdRange | undefined {
  if (id === 0) return undefined;
  const range = id > 0 ? low : high;
  const entry = entryOf(id);
  return entry >= 0 && entry < range.used && range.interfaces[entry] !== 0 ? range : undefined;
}
