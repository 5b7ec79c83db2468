/**
 * Memory of the host that a guest may have: files, known by what the kernel says of them, counted together so that a guest
 * cannot take all there is.
 */
import { fstatSync, readSync } from 'node:fs';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { RefusedCommand } from './rules.js';
import { responses } from './gpu-protocol.js';

const pageBytes = 4096;
const copyBytes = 1024 * 1024;
/** Each has a descriptor. Programs have a few buffers each. */
const defaultMaxFiles = 8192;

/** A file for a guest. Whoever holds it disposes of it. */
export interface HostMemory extends Disposable {
  readonly fd: number;
  /** Whole pages. */
  readonly bytes: number;
  /** Whether the guest may write. */
  readonly writable: boolean;
}

export class HostMemories {
  readonly #limitBytes: number;
  readonly #maxFiles: number;
  #bytes = 0;
  #count = 0;
  readonly #files = new Map<string, number>();

  constructor(limitBytes: number, maxFiles = defaultMaxFiles) {
    this.#limitBytes = limitBytes;
    this.#maxFiles = maxFiles;
  }

  /** What guests have now, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** New memory of at least `bytes` bytes. Throws `RefusedCommand` where the guest has too much. */
  allocate(bytes: number): HostMemory {
    return this.#own(pagesOf(bytes), true, (size) => addon.createMemfd('vhost-gpu', size));
  }

  /**
   * What a compositor sends. A file is copied: sealed, it could not be mapped as a guest maps it, and whoever made it could
   * shorten it. Other memory (a dmabuf) is what it is. `fd` stays the caller's. Throws as `allocate`.
   */
  received(fd: number, bytes: number): HostMemory {
    if (!fstatSync(fd).isFile()) return this.#own(pagesOf(bytes), false, () => addon.duplicate(fd));
    return this.#own(pagesOf(bytes), false, (size) => {
      const copy = addon.createMemfd('vhost-gpu', size);
      try {
        copyFile(fd, copy, bytes);
      } catch (error) {
        addon.close(copy);
        throw error;
      }
      return copy;
    });
  }

  /** Whether a descriptor is of a file that is here. */
  has(fd: number): boolean {
    return this.#files.has(identityOf(fd));
  }

  #own(bytes: number, writable: boolean, make: (bytes: number) => number): HostMemory {
    if (this.#count >= this.#maxFiles)
      throw new RefusedCommand(`more than ${this.#maxFiles} buffers`, responses.outOfMemory);
    if (this.#bytes + bytes > this.#limitBytes)
      throw new RefusedCommand(
        `${bytes} bytes more than ${this.#bytes}: the limit is ${this.#limitBytes}`,
        responses.outOfMemory,
      );
    const owned = new OwnedFd(make(bytes));
    const identity = identityOf(owned.fd);
    this.#bytes += bytes;
    this.#count++;
    this.#files.set(identity, (this.#files.get(identity) ?? 0) + 1);
    return {
      fd: owned.fd,
      bytes,
      writable,
      [Symbol.dispose]: () => {
        if (owned.released) return;
        owned.close();
        this.#bytes -= bytes;
        this.#count--;
        const users = this.#files.get(identity)! - 1;
        if (users > 0) this.#files.set(identity, users);
        else this.#files.delete(identity);
      },
    };
  }
}

function pagesOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / pageBytes)) * pageBytes;
}

function identityOf(fd: number): string {
  const { dev, ino } = fstatSync(fd, { bigint: true });
  return `${dev}:${ino}`;
}

function copyFile(from: number, to: number, bytes: number): void {
  const memory = addon.map(to, bytes, true);
  try {
    for (let at = 0; at < bytes;) {
      const count = readSync(from, new Uint8Array(memory, at), 0, Math.min(copyBytes, bytes - at), at);
      // Somebody has shortened it: what is missing is zero.
      if (count === 0) break;
      at += count;
    }
  } finally {
    addon.unmap(memory);
  }
}
