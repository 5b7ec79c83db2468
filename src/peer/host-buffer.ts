/**
 * The host's `wl_buffer`s on memory of a driver, made by the peer for itself. Where the host or the channel cannot have an
 * image for a dmabuf driver, `wl_shm` serves instead; that is said once.
 */
import type { HostMemory } from '../drivers/shm/driver.js';
import { copyLayout, type Shape } from '../drivers/shm/formats.js';
import { HostError, hostCall } from '../errors.js';
import { addon, type Memory } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import { wl_buffer, wl_shm, wl_shm_pool } from '../protocol/generated/wayland.js';
import type { PeerContext } from './handler.js';
import { HostDmabuf } from './host-dmabuf.js';
import type { HostGlobal } from './host-globals.js';
import type { HostId } from './ids.js';
import { copyStatistics } from './copy-statistics.js';

export interface HostBuffer extends Disposable {
  readonly id: HostId;
  readonly shape: Shape;
  readonly memory: Memory;
  /** As `addon.copyDamage` takes it. */
  readonly layout: Uint32Array;
  /** Writing happens between the two calls only. */
  beginWrite(): void;
  endWrite(): void;
  /** Whether it is only memory and an image can be had by now, or an image that the host has refused. */
  isUnwanted(): boolean;
}

export class HostBuffers {
  readonly #peer: PeerContext;
  readonly #dmabuf: HostDmabuf | undefined;
  #global: HostGlobal | undefined;
  #shm: HostId | undefined;
  #hasWarned = false;

  constructor(peer: PeerContext) {
    this.#peer = peer;
    if (peer.drivers.shm.images !== 'none') this.#dmabuf = new HostDmabuf(peer);
    peer.hostGlobals.watch({
      added: (global) => {
        if (global.interface === wl_shm.name) this.#global ??= global;
      },
    });
  }

  /** A `wl_buffer` of that shape. `released` is called whenever the host has released it. */
  make(shape: Shape, released: () => void): HostBuffer {
    const isStopgap = this.#dmabuf?.isTrying === true;
    const memory = hostCall(() => this.#allocate(shape));
    const addBuffer = (): HostId => this.#peer.addProxy(wl_buffer, 1, { release: () => released() });
    const id =
      memory.protocol === 'wl_shm'
        ? this.#makeFromPool(memory, addBuffer)
        : this.#dmabuf!.make(memory, addBuffer);
    const counts = this.#peer.part(copyStatistics);
    counts.bufferMade();
    return {
      id,
      shape,
      memory: memory.memory,
      layout: copyLayout(shape, memory.places),
      beginWrite: () => hostCall(() => memory.beginWrite()),
      endWrite: () => hostCall(() => memory.endWrite()),
      isUnwanted: () =>
        memory.protocol === 'wl_shm'
          ? isStopgap && this.#dmabuf.takes(shape)
          : this.#dmabuf?.takes(shape) === false,
      [Symbol.dispose]: () => {
        this.#peer.sendRequest(wl_buffer, 'destroy', id, {});
        memory[Symbol.dispose]();
        counts.bufferGone();
      },
    };
  }

  #allocate(shape: Shape): HostMemory {
    const { shm, plainShm } = this.#peer.drivers;
    if (!this.#dmabuf) return (shm.copies ? shm : plainShm).allocate(shape) as HostMemory;
    const image = this.#dmabuf.takes(shape) ? shm.allocate(shape) : this.#dmabuf.refusal(shape);
    if (image && !('refused' in image)) return image;
    if (image) this.#fallBack(shape, image.refused);
    return plainShm.allocate(shape) as HostMemory;
  }

  /** Said once, the louder to who asked for images. */
  #fallBack({ width, height, format }: Shape, reason: string): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    const { shm, isShmAsked } = this.#peer.drivers;
    const what = `${width}×${height}, format 0x${format.toString(16)}`;
    const text = `shm driver ${shm.name} has no image of ${what} for this host: ${reason}; wl_shm is used`;
    if (isShmAsked) this.#peer.log.warn(text);
    else this.#peer.log.info(text);
  }

  /** Ids have to reach the host in the order in which they were given: the pool's first. */
  #makeFromPool({ shape, fd, bytes, places }: HostMemory, addBuffer: () => HostId): HostId {
    const shm = this.#bound();
    const pool = this.#peer.addProxy(wl_shm_pool, 1, {});
    const shared = new OwnedFd(addon.duplicate(fd.fd));
    this.#peer.sendRequest(wl_shm, 'create_pool', shm, { id: pool, fd: shared, size: bytes });
    const id = addBuffer();
    const { offset, stride } = places[0]!;
    this.#peer.sendRequest(wl_shm_pool, 'create_buffer', pool, { id, offset, stride, ...shape });
    this.#peer.sendRequest(wl_shm_pool, 'destroy', pool, {});
    // The mapping is all that is needed here from now on.
    fd.close();
    return id;
  }

  #bound(): HostId {
    if (!this.#global) throw new HostError('the host has no wl_shm');
    this.#shm ??= this.#peer.hostGlobals.bind(this.#global, wl_shm, 1, {});
    return this.#shm;
  }
}

/** The one of each peer. */
export const hostBuffers = (peer: PeerContext): HostBuffers => new HostBuffers(peer);
