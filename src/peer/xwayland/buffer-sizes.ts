/**
 * How large Xwayland's buffers are, by their id: only so can be told which contents fit which configure. Buffers that the
 * host makes by an event (`zwp_linux_buffer_params_v1.create`) are not known; Xwayland uses them on old hosts only.
 */
import type { Size } from './windows.js';

export class BufferSizes {
  readonly #sizes = new Map<number, Size>();

  get(buffer: number): Size | undefined {
    return this.#sizes.get(buffer);
  }

  made(buffer: number, size: Size): void {
    this.#sizes.set(buffer, size);
  }

  gone(buffer: number): void {
    this.#sizes.delete(buffer);
  }
}
