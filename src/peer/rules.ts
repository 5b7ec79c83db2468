/**
 * How the two directions differ. `Relay` is the same code for requests and events; what an id means, who is to blame
 * for a bad one, and what happens to new and ending objects is said here, once per direction.
 */
import { HostError, ProtocolError, displayError } from '../errors.js';
import { label, noCounterpart, type IdTranslator } from '../wire/patch.js';
import type { InterfaceLayout, MessageLayout, ProtocolLayout } from '../wire/layout.js';
import { idFlag, type IdRange } from './ids.js';
import { entryOf, type Objects } from './objects.js';

export interface Rules extends IdTranslator {
  /** The sender's ids that most messages are for. */
  readonly low: IdRange;
  /** The living object `id`; throws if the sender may not name it. */
  find(id: number): IdRange;
  /** Whether the receiver has destroyed its object `counterpart`: what was under way to it says nothing to anybody. */
  hasGone(counterpart: number): boolean;
  /** The error for a bad message to object `id`: who sent it is to blame. */
  fault(id: number, code: number, message: string): Error;
  /** A new object by the sender: the other side's id. */
  newId(id: number, layout: InterfaceLayout, version: number): number;
  /** A new object that the other side is not told of. */
  newLocalId(id: number, layout: InterfaceLayout, version: number): void;
  /** A message ended the object. */
  ended(id: number): void;
}

/** Client to host. */
export class RequestRules implements Rules {
  readonly low: IdRange;
  readonly #objects: Objects;
  readonly #protocol: ProtocolLayout;

  constructor(objects: Objects, protocol: ProtocolLayout) {
    this.#objects = objects;
    this.#protocol = protocol;
    this.low = objects.client.low;
  }

  find(id: number): IdRange {
    const range = this.#objects.clientRange(id);
    if (!range || (range.flags[entryOf(id)]! & idFlag.destroyed) !== 0) {
      throw this.fault(1, displayError.invalidObject, `invalid object ${id >>> 0}`);
    }
    return range;
  }

  /** Whatever the host ends, it says so by an event, which ends the object for both sides. */
  hasGone(): boolean {
    return false;
  }

  fault(id: number, code: number, message: string): Error {
    return new ProtocolError(id, code, message);
  }

  object(id: number, interfaceNumber: number, message: MessageLayout): number {
    const range = this.#objects.clientRange(id);
    const entry = entryOf(id);
    if (!range || (range.flags[entry]! & idFlag.destroyed) !== 0) {
      throw this.fault(1, displayError.invalidObject, `${label(message)}: unknown object ${id >>> 0}`);
    }
    const actual = range.interfaces[entry]!;
    if (interfaceNumber !== 0 && actual !== interfaceNumber) {
      const [is, wanted] = [this.#protocol.at(actual), this.#protocol.at(interfaceNumber)];
      const text = `object ${id >>> 0} is a ${is.schema.name}, not a ${wanted.schema.name}`;
      throw this.fault(1, displayError.invalidMethod, `${label(message)}: ${text}`);
    }
    return range.other[entry]! || noCounterpart;
  }

  newId(id: number, layout: InterfaceLayout, version: number): number {
    return this.#objects.pairFromClient(id, layout, version);
  }

  newLocalId(id: number, layout: InterfaceLayout, version: number): void {
    this.#objects.addLocal(id, layout, version, true);
  }

  ended(id: number): void {
    this.#objects.destroyByClient(id);
  }
}

/** Host to client. */
export class EventRules implements Rules {
  readonly low: IdRange;
  readonly #objects: Objects;

  constructor(objects: Objects) {
    this.#objects = objects;
    this.low = objects.host.low;
  }

  find(id: number): IdRange {
    const range = this.#objects.hostRange(id);
    if (!range)
      throw this.fault(id, 0, `the host sent an event for object ${id >>> 0}, which does not exist`);
    return range;
  }

  hasGone(counterpart: number): boolean {
    return counterpart !== 0 && !this.#objects.lives(counterpart);
  }

  fault(_id: number, _code: number, message: string): Error {
    return new HostError(message);
  }

  /**
   * Objects that the client has destroyed but whose id lives on are passed: its library knows them. Those from the
   * host's own range are gone for it without a trace, so they become null.
   */
  object(id: number): number {
    const range = this.#objects.hostRange(id);
    const entry = entryOf(id);
    if (!range || (id < 0 && (range.flags[entry]! & idFlag.destroyed) !== 0)) return noCounterpart;
    return range.other[entry]! || noCounterpart;
  }

  newId(id: number, layout: InterfaceLayout, version: number): number {
    return this.#objects.pairFromHost(id, layout, version);
  }

  newLocalId(id: number, layout: InterfaceLayout, version: number): void {
    this.#objects.orphanFromHost(id, layout, version);
  }

  /** A destructor event: ids that the client named stay until `delete_id`, the host's own are free at once. */
  ended(id: number): void {
    if (id < 0) this.#objects.endedByHost(id);
  }
}
