/**
 * Pools and buffers of a client whose pixels are copied: `wl_shm` as a server of it has to serve it (wayland.xml,
 * `wl_shm_pool`). A pool is mapped when it is first read, and again only after it was resized.
 */
import { copyLayout, leastStride, placePlanes, rowsFit, type Shape } from '../drivers/shm/formats.js';
import { ProtocolError, isSystemError } from '../errors.js';
import { addon, type Memory } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import { wl_shm } from '../protocol/generated/wayland.js';
import type { ClientId } from './ids.js';

const errors = wl_shm.enums[0].entries;

/** What `wl_shm_pool.create_buffer` says, besides the new id. */
export interface BufferArgs {
  readonly offset: number;
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  readonly format: number;
}

export class ClientPool implements Disposable {
  readonly #fd: OwnedFd;
  #size: number;
  #memory: Memory | undefined;
  #canGrow = true;
  /** The pool object and its buffers. */
  #users = 1;

  /** The `wl_shm` object that it was made by. */
  readonly shm: number;

  /** Takes over `fd`. Throws `ProtocolError` on the `wl_shm` object `shm`. */
  constructor(fd: OwnedFd, size: number, shm: number) {
    this.shm = shm;
    if (size <= 0) throw new ProtocolError(shm, errors.invalid_stride, `wl_shm.create_pool: size ${size}`);
    this.#fd = new OwnedFd(fd.release());
    this.#size = size;
  }

  /** Throws `ProtocolError` on the pool object `id` for a size that is smaller than before. */
  resize(size: number, id: number): void {
    if (size < this.#size)
      throw new ProtocolError(
        id,
        errors.invalid_fd,
        `wl_shm_pool.resize: ${size} is less than ${this.#size}`,
      );
    this.#size = size;
  }

  /**
   * A new buffer in this pool, of one of the formats that were `offered`. Throws `ProtocolError` on the pool object `id`
   * for another one, and for a buffer that does not fit in it.
   */
  addBuffer(args: BufferArgs, id: number, offered: ReadonlySet<number>): ClientBuffer {
    const { offset, width, height, stride, format } = args;
    const what = `wl_shm_pool.create_buffer: ${width}×${height}, stride ${stride}, offset ${offset}`;
    if (!offered.has(format))
      throw new ProtocolError(id, errors.invalid_format, `${what}: format 0x${format.toString(16)}`);
    const shape = { width, height, format };
    if (offset < 0 || width <= 0 || height <= 0 || stride < leastStride(shape))
      throw new ProtocolError(id, errors.invalid_stride, what);
    const { places, end } = placePlanes(shape, offset, stride);
    if (!rowsFit(shape, places))
      throw new ProtocolError(id, errors.invalid_stride, `${what}: rows of chroma do not fit`);
    if (end > this.#size)
      throw new ProtocolError(id, errors.invalid_stride, `${what}: outside of a pool of ${this.#size} bytes`);
    this.#users++;
    return { shape, layout: copyLayout(shape, places), pool: this };
  }

  /** The pool's bytes, for copying from. Throws `fault` if the descriptor cannot be mapped. */
  memory(buffer: ClientId | undefined): Memory {
    if (this.#memory?.length === this.#size) return this.#memory;
    this.#memory?.release();
    this.#memory = undefined;
    try {
      this.#memory = new addon.Memory(this.#fd.fd, this.#size, false);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      throw this.fault(buffer, `cannot be mapped: ${error.message}`);
    }
    if (!this.#canGrow) this.#fd.close();
    return this.#memory;
  }

  /** What is wrong with the file, told on a buffer, or on `wl_shm` if that has gone. */
  fault(buffer: ClientId | undefined, what: string): ProtocolError {
    return new ProtocolError(buffer ?? this.shm, errors.invalid_fd, `the file of a pool ${what}`);
  }

  /** The client destroyed the pool object: once mapped, its descriptor is of no more use. */
  objectGone(): void {
    this.#canGrow = false;
    if (this.#memory?.length === this.#size) this.#fd.close();
  }

  /** One user more. */
  use(): void {
    this.#users++;
  }

  /** One user less; whether it was the last, which ends the pool. */
  drop(): boolean {
    this.#users--;
    if (this.#users === 0) this[Symbol.dispose]();
    return this.#users === 0;
  }

  [Symbol.dispose](): void {
    this.#memory?.release();
    this.#fd[Symbol.dispose]();
  }
}

export interface ClientBuffer {
  readonly shape: Shape;
  /** As `addon.copyDamage` takes it. */
  readonly layout: Uint32Array;
  readonly pool: ClientPool;
}
