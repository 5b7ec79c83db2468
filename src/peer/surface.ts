/**
 * A client's surface whose pixels are copied: what it has said since its last commit, and the host buffers that show it.
 * Attaching is all that is held back. It happens at the commit, with a host buffer into which the damaged pixels of the
 * client's have been copied; the client's buffer is free from then on. All other requests pass as they come, damage too,
 * since the host's buffer has the same pixels.
 */
import { HostError } from '../errors.js';
import type { Rect, Size } from '../geometry/rect.js';
import { surfaceRectToBuffer, type SurfaceView } from '../geometry/surface.js';
import type { Shape } from '../drivers/shm/formats.js';
import { transform } from '../geometry/transform.js';
import { addon, sourceTruncated, targetTruncated, type Region } from '../native/addon.js';
import { wl_shm, wl_surface } from '../protocol/generated/wayland.js';
import { BufferQueue } from './buffer-queue.js';
import type { PeerContext } from './handler.js';
import { hostBuffers } from './host-buffer.js';
import type { ClientId, HostId } from './ids.js';
import { shmBuffers } from './shm-buffers.js';
import type { ClientBuffer } from './shm-pool.js';
import { copyStatistics } from './copy-statistics.js';

/** Those that can be masked. */
const { argb8888, xrgb8888 } = wl_shm.enums[1].entries;
/** More rectangles than this in the surface's own coordinates count as all of it. */
const maxRects = 256;

interface Attachment {
  readonly id: ClientId;
  readonly buffer: ClientBuffer;
  readonly x: number;
  readonly y: number;
  /** The client waits for no word that it may draw into it again. */
  readonly isOld?: boolean;
}

export class Surface implements Disposable {
  readonly #peer: PeerContext;
  readonly #id: HostId;
  readonly #queue: BufferQueue;
  #attachment: Attachment | undefined;
  /** The next commit shows something that is not copied: an image of the client's own, or nothing. */
  #leaves = false;
  #view: SurfaceView = { scale: 1, transform: transform.normal, source: undefined, destination: undefined };
  /** In the surface's coordinates as they will be after the commit. */
  #surfaceDamage: Rect[] = [];
  readonly #bufferDamage = new addon.Region();
  /** Where the surface shows, in pixels of its buffer; `undefined`: all over. */
  #mask: Region | undefined;

  /** `id` is the host's. */
  constructor(peer: PeerContext, id: HostId) {
    this.#peer = peer;
    this.#id = id;
    const buffers = peer.part(hostBuffers);
    this.#queue = new BufferQueue(
      (shape, released) => buffers.make(shape, released),
      (work) => peer.act(work),
    );
  }

  /** `undefined`: the next commit attaches nothing of ours. */
  attach(attachment: Attachment | undefined): void {
    if (this.#attachment) this.#peer.part(shmBuffers).drop(this.#attachment.buffer.pool);
    attachment?.buffer.pool.use();
    this.#attachment = attachment;
    this.#leaves = attachment === undefined;
  }

  get isMasked(): boolean {
    return this.#mask !== undefined;
  }

  /**
   * Cuts the surface out along `mask` from now on, which must not change; `undefined`: along nothing. What it shows is the
   * client's buffer `shown`, 0 for none; the next commit shows that anew, if it is one that can be masked.
   */
  mask(mask: Region | undefined, shown: ClientId | 0): void {
    this.#mask = mask;
    this.#queue.forget();
    this.#peer.sendRequest(wl_surface, 'set_opaque_region', this.#id, { region: 0 });
    const buffer = this.#peer.part(shmBuffers).get(shown);
    if (!buffer || shown === 0 || this.#attachment) return;
    this.attach({ id: shown, buffer, x: 0, y: 0, isOld: true });
    this.damage(everything);
    this.#peer.sendRequest(wl_surface, 'damage', this.#id, allOver);
  }

  damage(rect: Rect): void {
    if (this.#surfaceDamage.length < maxRects) this.#surfaceDamage.push(rect);
    else this.#surfaceDamage[0] = everything;
  }

  damageBuffer({ x, y, width, height }: Rect): void {
    this.#bufferDamage.add(x, y, width, height);
  }

  /** Changes how the surface shows its buffer, from the next commit on. */
  show(change: Partial<SurfaceView>): void {
    this.#view = { ...this.#view, ...change };
  }

  /** To be called before the commit is passed on. Throws `ProtocolError` if the client's buffer cannot be read. */
  commit(): void {
    const attachment = this.#attachment;
    if (attachment) {
      const { id, buffer, x, y, isOld } = attachment;
      this.#peer.sendRequest(wl_surface, 'attach', this.#id, { buffer: this.#fill(id, buffer), x, y });
      if (!isOld) this.#peer.part(shmBuffers).release(id, buffer);
      this.attach(undefined);
    } else if (this.#leaves) this.#queue.forget();
    this.#leaves = false;
    this.#surfaceDamage = [];
    this.#bufferDamage.clear();
  }

  [Symbol.dispose](): void {
    this.attach(undefined);
    this.#queue[Symbol.dispose]();
  }

  /** The host's id of a buffer with the client's pixels in it. */
  #fill(id: ClientId, { shape, layout, pool }: ClientBuffer): HostId {
    const name = this.#peer.part(shmBuffers).get(id)?.pool === pool ? id : undefined;
    for (const rect of this.#surfaceDamage) this.damageBuffer(this.#toBuffer(rect, shape));
    const mask = canMask(shape) ? this.#mask : undefined;
    const shown = mask ? { ...shape, format: argb8888 } : shape;
    const { buffer, stale } = this.#queue.next(shown, this.#bufferDamage);
    const start = performance.now();
    buffer.beginWrite();
    const copied = addon.copyDamage(stale, pool.memory(name), layout, buffer.memory, buffer.layout);
    const masked = mask
      ? addon.maskImage(stale, mask, shape.format === xrgb8888, buffer.memory, buffer.layout)
      : 0;
    buffer.endWrite();
    if (copied === sourceTruncated) throw pool.fault(name, 'is shorter than it was said to be');
    if (copied === targetTruncated || masked === targetTruncated)
      throw new HostError('memory of the host was taken away');
    this.#peer.part(copyStatistics).copied(copied, performance.now() - start);
    stale.clear();
    return buffer.id;
  }

  #toBuffer(rect: Rect, size: Size): Rect {
    return rect === everything
      ? { x: 0, y: 0, ...size }
      : clamped(surfaceRectToBuffer(rect, this.#view, size), size);
  }
}

const everything: Rect = { x: 0, y: 0, width: 0, height: 0 };
/** The same as hosts know it. */
const allOver: Rect = { x: 0, y: 0, width: 0x7fff_ffff, height: 0x7fff_ffff };

function canMask({ format }: Shape): boolean {
  return format === argb8888 || format === xrgb8888;
}

/** The part of `rect` within `size`; regions take 32 bits only, and a scaled rectangle may need more. */
function clamped({ x, y, width, height }: Rect, size: Size): Rect {
  const [left, right] = [within(x, size.width), within(x + width, size.width)];
  const [top, bottom] = [within(y, size.height), within(y + height, size.height)];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function within(value: number, length: number): number {
  return Math.min(Math.max(value, 0), length);
}
