/**
 * What a context's guest may make blobs of: images that it has asked for, each as often as it likes, and memory that the
 * compositor has sent, once. Ids of all that the host names in a context come from here.
 */
import { HostMemories, type HostMemory } from './host-memory.js';
import { imageRequirements, type ImageRequirements } from './images.js';
import type { MachineAccount } from './machine-account.js';
import { BrokenRule } from './rules.js';

const pageBytes = 4096;
/** Shapes that a guest asks for, and memory that it leaves lying. */
const maxImages = 16384;
const maxUntaken = 1024;

/** An image under the id that makes a blob of it. */
export interface OfferedImage extends ImageRequirements {
  readonly id: number;
}

interface Received {
  readonly bytes: number;
  readonly memory: HostMemory;
}

export class Offers {
  readonly #memories: HostMemories;
  readonly #account: MachineAccount;
  readonly #images = new Map<string, OfferedImage | undefined>();
  readonly #imageBytes = new Map<number, number>();
  readonly #received = new Map<number, Received>();
  #last = 0;

  constructor(memories: HostMemories, account: MachineAccount) {
    this.#memories = memories;
    this.#account = account;
  }

  /** An id that nothing has yet. */
  nextId(): number {
    return ++this.#last;
  }

  /** An image, the same for the same question; `undefined` if there cannot be one. Throws `BrokenRule`, `RefusedCommand` for too many. */
  image(width: number, height: number, format: number): OfferedImage | undefined {
    const key = `${width}x${height} ${format}`;
    if (this.#images.has(key)) return this.#images.get(key);
    if (this.#images.size >= maxImages) throw new BrokenRule('host-limit', `${maxImages} images`);
    this.#account.addEntry();
    const requirements = imageRequirements(width, height, format);
    const image = requirements && { ...requirements, id: this.nextId() };
    this.#images.set(key, image);
    if (image) this.#imageBytes.set(image.id, image.bytes);
    return image;
  }

  /** Offers what the compositor has sent: its id. `fd` stays the caller's. Throws `BrokenRule`, `RefusedCommand`. */
  receive(fd: number, bytes: number): number {
    if (this.#received.size >= maxUntaken)
      throw new BrokenRule('host-limit', `${maxUntaken} descriptors that the guest does not take`);
    const memory = this.#memories.received(fd, bytes);
    const id = this.nextId();
    this.#received.set(id, { bytes, memory });
    return id;
  }

  /** The memory behind an id, which is the caller's. Throws `BrokenRule` for another size, `RefusedCommand`. */
  take(id: number, bytes: number): HostMemory {
    const imageBytes = this.#imageBytes.get(id);
    if (imageBytes !== undefined) {
      if (bytes !== imageBytes) throw new BrokenRule('blob-size', `${bytes} for ${imageBytes}`);
      return this.#memories.allocate(bytes);
    }
    const received = this.#received.get(id);
    if (!received) throw new BrokenRule('blob-unknown', String(id));
    // Kernels round sizes up to whole pages.
    if (bytes !== received.bytes && bytes !== Math.ceil(received.bytes / pageBytes) * pageBytes)
      throw new BrokenRule('blob-size', `${bytes} for ${received.bytes}`);
    this.#received.delete(id);
    return received.memory;
  }

  /** Gives back what nobody has taken, and forgets what was asked. Idempotent. */
  clear(): void {
    this.#account.removeEntries(this.#images.size);
    this.#images.clear();
    this.#imageBytes.clear();
    for (const { memory } of this.#received.values()) memory[Symbol.dispose]();
    this.#received.clear();
  }
}
