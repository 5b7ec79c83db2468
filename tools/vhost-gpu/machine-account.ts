/**
 * What one machine makes the backend hold: descriptors, memory of what waits for somebody who reads slowly, and entries:
 * the small things that the backend remembers of a guest, a few hundred bytes each. Programs of one guest share it, so
 * that many of them cannot take what one may not. Counts only; host memory is host-memory.ts's.
 */
import { RefusedCommand } from './rules.js';
import { responses } from './gpu-protocol.js';

export interface AccountLimits {
  readonly descriptors: number;
  /** Of memory in which bytes wait. */
  readonly bytes: number;
  /** Resources, attachments of resources to contexts, and shapes of images that contexts have asked for. */
  readonly entries: number;
}

const defaults: AccountLimits = { descriptors: 8192, bytes: 256 * 1024 * 1024, entries: 131_072 };

export class MachineAccount {
  readonly limits: AccountLimits;
  #descriptors = 0;
  #bytes = 0;
  #entries = 0;

  constructor(limits: Partial<AccountLimits> = {}) {
    this.limits = { ...defaults, ...limits };
  }

  get descriptors(): number {
    return this.#descriptors;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get entries(): number {
    return this.#entries;
  }

  /** Whether more bytes wait than may. */
  get isFull(): boolean {
    return this.#bytes > this.limits.bytes;
  }

  /** Throws `RefusedCommand` where there would be too many. */
  addDescriptors(count: number): void {
    if (this.#descriptors + count > this.limits.descriptors)
      throw new RefusedCommand(
        `the machine has ${this.#descriptors} descriptors of ${this.limits.descriptors}`,
        responses.outOfMemory,
      );
    this.#descriptors += count;
  }

  removeDescriptors(count: number): void {
    this.#descriptors -= count;
  }

  /** Throws `RefusedCommand` where there would be too many. */
  addEntry(): void {
    if (this.#entries >= this.limits.entries)
      throw new RefusedCommand(`the machine has ${this.#entries} entries`, responses.outOfMemory);
    this.#entries++;
  }

  removeEntries(count: number): void {
    this.#entries -= count;
  }

  /** Memory of bytes that wait from now on, or, negative, that do not any more. */
  addBytes(count: number): void {
    this.#bytes += count;
  }
}
