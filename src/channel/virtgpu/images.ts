/**
 * Memory that the host allocates, as images: real ones, and plain memory as an R8 image. Each shape is asked for once,
 * since the host keeps every answer; that blocks until the host's device has answered, 3 s at the most.
 */
import { HostError } from '../../errors.js';
import type { ChannelImage, ChannelMemory } from '../channel.js';
import type { ImageLayout, VirtgpuContext } from './context.js';

/** `R8` of drm_fourcc.h: one byte a pixel. */
const r8 = 0x20203852;
/** Rows of this many bytes need no padding, and no host has images that are much wider than a few of these. */
const rowBytes = 4096;
/** Plain memory comes in steps of 64 KiB, so that windows which are resized don't make the host keep an answer each. */
const rowStep = 16;
const maxRows = 16384;

export class VirtgpuImages {
  readonly #context: VirtgpuContext;
  readonly #hasDmabufs: boolean;
  readonly #layouts = new Map<string, ImageLayout | undefined>();

  constructor(context: VirtgpuContext) {
    this.#context = context;
    this.#hasDmabufs = context.hasDmabufs;
  }

  /** Throws `HostError` if the host does not answer: INIT is never answered, but a host that did not take it is silent. */
  check(limitMs: number): void {
    if (this.#layout(rowBytes, rowStep, r8, limitMs)) return;
    // A device that has ended says so itself.
    this.#context.takeEvent();
    throw new HostError(
      'the host does not answer on this channel: it cannot reach its compositor, or has no memory to share',
    );
  }

  /** Memory of at least `bytes` bytes. Throws `HostError` if the host has none. */
  allocate(bytes: number): ChannelMemory {
    const layout = this.#plainLayout(bytes);
    return { fd: this.#context.openBlob(layout.blobId, layout.bytes), bytes: layout.bytes };
  }

  /** `undefined` if the host has no such image. `format` is a fourcc. */
  allocateImage(width: number, height: number, format: number, planes: number): ChannelImage | undefined {
    const layout = this.#hasDmabufs ? this.#layout(width, height, format) : undefined;
    if (!layout) return undefined;
    const { strides, offsets, blobId, bytes } = layout;
    return {
      fd: this.#context.openBlob(blobId, bytes),
      bytes,
      planes: Array.from({ length: planes }, (_, i) => ({ stride: strides[i]!, offset: offsets[i]! })),
      // The host's memory is coherent.
      beginWrite: () => undefined,
      endWrite: () => undefined,
    };
  }

  #plainLayout(bytes: number): ImageLayout {
    const rows = Math.ceil(bytes / rowBytes / rowStep) * rowStep;
    const layout = rows > 0 && rows <= maxRows ? this.#layout(rowBytes, rows, r8) : undefined;
    if (!layout || layout.bytes < bytes)
      throw new HostError(`the host has no memory of ${bytes} bytes for this channel`);
    return layout;
  }

  #layout(width: number, height: number, format: number, limitMs?: number): ImageLayout | undefined {
    const key = `${width}x${height} ${format}`;
    if (!this.#layouts.has(key))
      this.#layouts.set(key, this.#context.queryImage(width, height, format, limitMs));
    return this.#layouts.get(key);
  }
}
