/**
 * Resources that a context's guest may name, because they were attached to it: memory that it sends, and its ring pages.
 * What is behind a number is looked up each time: pages of a resource that has gone are the guest's again.
 */
import { identifiers, pageBytes } from '../../src/channel/virtgpu/protocol.js';
import type { Identifier } from './channel-messages.js';
import type { MachineAccount } from './machine-account.js';
import type { GuestMemory, GuestRange } from './memory.js';
import type { Resource } from './resources.js';
import { BrokenRule } from './rules.js';

export class Attachments {
  readonly #memory: GuestMemory;
  readonly #account: MachineAccount;
  readonly #resources = new Map<number, Resource>();

  constructor(memory: GuestMemory, account: MachineAccount) {
    this.#memory = memory;
    this.#account = account;
  }

  /** Throws `RefusedCommand` where the machine has too many. */
  add(resource: Resource): void {
    if (!this.#resources.has(resource.id)) this.#account.addEntry();
    this.#resources.set(resource.id, resource);
  }

  remove(id: number): void {
    if (this.#resources.delete(id)) this.#account.removeEntries(1);
  }

  /** Idempotent. */
  clear(): void {
    this.#account.removeEntries(this.#resources.size);
    this.#resources.clear();
  }

  /** Throws `BrokenRule` unless a resource can be a ring. */
  checkRing(id: number): void {
    if (!this.#ring(id)) throw new BrokenRule('init-rings', String(id));
  }

  /** Writes onto a ring's page. Throws `BrokenRule` for one that has gone, `QueueError` for one that is no memory. */
  write(ring: number, message: Uint8Array): void {
    const range = this.#ring(ring);
    if (!range) throw new BrokenRule('ring-gone', String(ring));
    this.#memory.scatter([range], message);
  }

  /** The descriptor of memory that a guest sends; it stays the resource's. Throws `BrokenRule`. */
  memoryOf({ id, type }: Pick<Identifier, 'id' | 'type'>): number {
    if (type !== identifiers.blob) throw new BrokenRule('identifier-type', String(type));
    const resource = this.#resources.get(id);
    if (!resource?.host) throw new BrokenRule('unknown-resource', String(id));
    return resource.host.fd;
  }

  /** Where a ring's page lies; `undefined` if there is none. */
  #ring(id: number): GuestRange | undefined {
    const guest = this.#resources.get(id)?.guest;
    return guest && guest.bytes >= pageBytes ? guest : undefined;
  }
}
