/**
 * The host buffers of one surface. Each knows what has changed since it was last filled, so that only that is copied
 * when its turn comes (design: docs/DRIVERS.md). Buffers of an old shape go when the host gives them back.
 */
import type { Shape } from '../drivers/shm/formats.js';
import { addon, type Region } from '../native/addon.js';
import type { HostBuffer } from './host-buffer.js';

/** Buffers that are free and stay for the next frame: while frames come, and when none has come for `idleMs`. */
const spareBuffers = 2;
const idleSpareBuffers = 1;
export const idleMs = 5000;
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

/** Makes a buffer and calls back whenever the host has released it. */
export type MakeBuffer = (shape: Shape, released: () => void) => HostBuffer;

export class BufferQueue implements Disposable {
  readonly #make: MakeBuffer;
  readonly #act: (work: () => void) => void;
  /** In the order of use. */
  #entries: Entry[] = [];
  #shape: Shape | undefined;
  #idleTimer: NodeJS.Timeout | undefined;

  /** `act` runs what is done without a message to cause it. */
  constructor(make: MakeBuffer, act: (work: () => void) => void) {
    this.#make = make;
    this.#act = act;
  }

  get length(): number {
    return this.#entries.length;
  }

  /**
   * A buffer for the next frame of that shape, in which `damage` has changed, and what has to be copied into it. It is
   * the host's until it is released; the caller attaches it.
   */
  next(shape: Shape, damage: Region): { buffer: HostBuffer; stale: Region } {
    if (!sameShape(shape, this.#shape)) {
      this.#shape = shape;
      this.forget();
    }
    for (const entry of this.#entries) if (!entry.busy && entry.buffer.isUnwanted()) this.#remove(entry);
    for (const { stale } of this.#entries) stale.addRegion(damage);
    const entry = this.#free() ?? this.#add(shape);
    this.#entries = [...this.#entries.filter((each) => each !== entry), entry];
    entry.busy = true;
    this.#watchForIdleness();
    return entry;
  }

  /**
   * The surface shows something else now, or another shape, which need not be damaged: what the buffers hold is of no use for
   * the next frame of ours.
   */
  forget(): void {
    for (const entry of this.#entries)
      if (entry.busy) entry.stale.add(0, 0, entry.buffer.shape.width, entry.buffer.shape.height);
      else this.#remove(entry);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#idleTimer);
    for (const { buffer } of this.#entries.splice(0)) buffer[Symbol.dispose]();
  }

  #free(): Entry | undefined {
    const fitting = this.#entries.filter(({ buffer }) => sameShape(buffer.shape, this.#shape));
    const free = fitting.findLast(({ busy }) => !busy);
    return free ?? (this.#entries.length >= maxBuffers ? fitting[0] : undefined);
  }

  #add(shape: Shape): Entry {
    // With none of that shape among so many, what the host got first goes, shown or not.
    if (this.#entries.length >= maxBuffers) this.#remove(this.#entries[0]!);
    const stale = new addon.Region();
    stale.add(0, 0, shape.width, shape.height);
    const entry: Entry = { buffer: this.#make(shape, () => this.#released(entry)), stale, busy: false };
    this.#entries.push(entry);
    return entry;
  }

  #released(entry: Entry): void {
    // The host may say it of a buffer that has been destroyed meanwhile.
    if (!this.#entries.includes(entry)) return;
    entry.busy = false;
    const { buffer } = entry;
    if (!sameShape(buffer.shape, this.#shape) || buffer.isUnwanted()) this.#remove(entry);
    else this.#trim(this.#idleTimer ? spareBuffers : idleSpareBuffers);
  }

  /** Removes what is free beyond `count`; what missed the most goes first. */
  #trim(count: number): void {
    const free = this.#entries.filter(({ busy }) => !busy);
    for (const entry of free.slice(0, Math.max(free.length - count, 0))) this.#remove(entry);
  }

  #remove(entry: Entry): void {
    this.#entries = this.#entries.filter((each) => each !== entry);
    entry.buffer[Symbol.dispose]();
  }

  #watchForIdleness(): void {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => {
      this.#idleTimer = undefined;
      this.#act(() => this.#trim(idleSpareBuffers));
    }, idleMs).unref();
  }
}

function sameShape(a: Shape, b: Shape | undefined): boolean {
  return a.width === b?.width && a.height === b.height && a.format === b.format;
}
