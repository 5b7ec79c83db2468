/**
 * Resources of one guest: blobs of its own memory, and of the host's. Host blobs are mapped into the guest's window, one
 * place each. Knows nothing of contexts.
 */
import type { WindowRange } from './backend-requests.js';
import type { FrontendServices } from './frontend.js';
import { responses } from './gpu-protocol.js';
import type { HostMemory } from './host-memory.js';
import type { MachineAccount } from './machine-account.js';
import type { GuestRange } from './memory.js';
import { RefusedCommand } from './rules.js';

const pageBytes = 4096;

/** One resource; at most one of `guest` and `host` is set. */
export interface Resource {
  readonly id: number;
  readonly bytes: number;
  /** Its first piece only: nobody needs more. */
  readonly guest?: GuestRange;
  readonly host?: HostMemory;
}

export class Resources {
  readonly #services: FrontendServices;
  readonly #account: MachineAccount;
  readonly #windowBytes: number;
  readonly #all = new Map<number, Resource>();
  readonly #mapped = new Map<number, WindowRange>();

  constructor(services: FrontendServices, account: MachineAccount, windowBytes: number) {
    this.#services = services;
    this.#account = account;
    this.#windowBytes = windowBytes;
  }

  /** Throws `RefusedCommand` if an id is in use, and where there are too many. */
  add(resource: Resource): void {
    const { id } = resource;
    if (id === 0 || this.#all.has(id))
      throw new RefusedCommand(`resource ${id} cannot be made`, responses.invalidResource);
    this.#account.addEntry();
    this.#all.set(id, resource);
  }

  find(id: number): Resource | undefined {
    return this.#all.get(id);
  }

  /** Throws `RefusedCommand` if there is none. */
  get(id: number): Resource {
    const found = this.#all.get(id);
    if (!found) throw new RefusedCommand(`there is no resource ${id}`, responses.invalidResource);
    return found;
  }

  /** Maps a host blob at `offset` of the window. Throws `RefusedCommand`. */
  async map(id: number, offset: number): Promise<void> {
    const { host, bytes } = this.get(id);
    if (!host || this.#mapped.has(id)) throw new RefusedCommand(`resource ${id} cannot be mapped`);
    const end = offset + bytes;
    if (offset % pageBytes !== 0 || end > this.#windowBytes)
      throw new RefusedCommand(`${bytes} bytes at ${offset} of a window of ${this.#windowBytes}`);
    for (const other of this.#mapped.values())
      if (offset < other.offset + other.bytes && other.offset < end)
        throw new RefusedCommand(`something is mapped at ${offset} already`);
    const range = { offset, bytes };
    this.#mapped.set(id, range);
    if (await this.#services.map(host.fd, range, host.writable)) return;
    this.#mapped.delete(id);
    throw new RefusedCommand(`the frontend does not map resource ${id}`, responses.unspecified);
  }

  /** Throws `RefusedCommand`. */
  async unmap(id: number): Promise<void> {
    const range = this.#mapped.get(id);
    if (!range) throw new RefusedCommand(`resource ${id} is not mapped`, responses.invalidResource);
    this.#mapped.delete(id);
    if (!(await this.#services.unmap(range)))
      throw new RefusedCommand(`the frontend does not unmap resource ${id}`, responses.unspecified);
  }

  /** Removes a resource, unmapped first if it must be. Throws `RefusedCommand`. */
  async remove(id: number): Promise<void> {
    const { host } = this.get(id);
    this.#all.delete(id);
    this.#account.removeEntries(1);
    try {
      if (this.#mapped.has(id)) await this.unmap(id);
    } finally {
      host?.[Symbol.dispose]();
    }
  }

  /** Forgets all: the frontend itself unmaps what a guest leaves. */
  clear(): void {
    for (const { host } of this.#all.values()) host?.[Symbol.dispose]();
    this.#account.removeEntries(this.#all.size);
    this.#all.clear();
    this.#mapped.clear();
  }
}
