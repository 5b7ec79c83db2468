/**
 * What one machine makes the backend hold: descriptors, and bytes that wait for somebody who reads slowly. Programs of one
 * guest share it, so that many of them cannot take what one may not. Counts only; host memory is host-memory.ts's.
 */
import { RefusedCommand } from './rules.js';
import { responses } from './gpu-protocol.js';

export interface AccountLimits {
  readonly descriptors: number;
  /** Of waiting bytes. */
  readonly bytes: number;
}

const defaults: AccountLimits = { descriptors: 8192, bytes: 256 * 1024 * 1024 };

export class MachineAccount {
  readonly limits: AccountLimits;
  #descriptors = 0;
  #bytes = 0;

  constructor(limits: AccountLimits = defaults) {
    this.limits = limits;
  }

  get descriptors(): number {
    return this.#descriptors;
  }

  get bytes(): number {
    return this.#bytes;
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

  /** Bytes that wait from now on, or, negative, that do not any more. */
  addBytes(count: number): void {
    this.#bytes += count;
  }
}
