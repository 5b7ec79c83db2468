/**
 * How large Xwayland's buffers are, by their id: only so can be told which contents fit which configure. Buffers that the
 * host makes by an event (`zwp_linux_buffer_params_v1.create`) are not known; Xwayland uses them on old hosts only.
 */
import type { PeerContext } from '../handler.js';
import { shmBuffers } from '../shm-buffers.js';
import type { Size } from './windows.js';

export class BufferSizes {
  readonly #peer: PeerContext;
  readonly #sizes = new Map<number, Size>();

  constructor(peer: PeerContext) {
    this.#peer = peer;
  }

  /** Those whose pixels are copied are known there alone. */
  get(buffer: number): Size | undefined {
    return this.#sizes.get(buffer) ?? this.#peer.part(shmBuffers).get(buffer)?.shape;
  }

  made(buffer: number, size: Size): void {
    this.#sizes.set(buffer, size);
  }

  gone(buffer: number): void {
    this.#sizes.delete(buffer);
  }
}
