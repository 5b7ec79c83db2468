/**
 * The host buffers of one surface. Each knows what has changed since it was last filled, so that only that is copied
 * when its turn comes (design: docs/DRIVERS.md). Buffers of an old shape go when the host gives them back.
 */
import type { Shape } from '../drivers/shm/formats.js';
import { addon, type Region } from '../native/addon.js';
import type { HostBuffer } from './host-buffer.js';

/** Buffers that are free and stay for the next frame. */
const spareBuffers = 2;
/**
 * A host that holds more than this gives nothing back any more. The one that it has held longest is then written to
 * although it is not ours: torn pixels are better than a client that stands still or memory without end.
 */
const maxBuffers = 16;

interface Entry {
  readonly buffer: HostBuffer;
  readonly stale: Region;
  busy: boolean;
}

export class BufferQueue implements Disposable {
  readonly #make: (shape: Shape, released: () => void) => HostBuffer;
  /** In the order of use. */
  #entries: Entry[] = [];
  #shape: Shape | undefined;

  /** `make` makes a buffer and calls back whenever the host has released it. */
  constructor(make: (shape: Shape, released: () => void) => HostBuffer) {
    this.#make = make;
  }

  get length(): number {
    return this.#entries.length;
  }

  /**
   * A buffer for the next frame of that shape, in which `damage` has changed, and what has to be copied into it. It is
   * the host's until it is released; the caller attaches it.
   */
  next(shape: Shape, damage: Region): { buffer: HostBuffer; stale: Region } {
    if (!sameShape(shape, this.#shape)) this.#changeShape(shape);
    for (const entry of this.#entries) if (!entry.busy && entry.buffer.isSuperseded()) this.#remove(entry);
    for (const { stale } of this.#entries) stale.addRegion(damage);
    const entry = this.#free() ?? this.#add(shape);
    this.#entries = [...this.#entries.filter((each) => each !== entry), entry];
    entry.busy = true;
    return entry;
  }

  [Symbol.dispose](): void {
    for (const { buffer } of this.#entries.splice(0)) buffer[Symbol.dispose]();
  }

  #changeShape(shape: Shape): void {
    this.#shape = shape;
    for (const entry of this.#entries) if (!entry.busy) this.#remove(entry);
  }

  #free(): Entry | undefined {
    const fitting = this.#entries.filter(({ buffer }) => sameShape(buffer.shape, this.#shape));
    const free = fitting.findLast(({ busy }) => !busy);
    return free ?? (this.#entries.length >= maxBuffers ? fitting[0] : undefined);
  }

  #add(shape: Shape): Entry {
    const stale = new addon.Region();
    stale.add(0, 0, shape.width, shape.height);
    const entry: Entry = { buffer: this.#make(shape, () => this.#released(entry)), stale, busy: false };
    this.#entries.push(entry);
    return entry;
  }

  #released(entry: Entry): void {
    entry.busy = false;
    const free = this.#entries.filter(({ busy }) => !busy);
    const { buffer } = entry;
    const isOld = !sameShape(buffer.shape, this.#shape) || buffer.isSuperseded();
    if (isOld || free.length > spareBuffers) this.#remove(entry);
  }

  #remove(entry: Entry): void {
    this.#entries = this.#entries.filter((each) => each !== entry);
    entry.buffer[Symbol.dispose]();
  }
}

function sameShape(a: Shape, b: Shape | undefined): boolean {
  return a.width === b?.width && a.height === b.height && a.format === b.format;
}
