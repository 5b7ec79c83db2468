/**
 * A surface of decant's own on the host, with pixels of decant's own: parts of frames, and cursors. Each picture
 * is a buffer of its own, which ends when the host has released it.
 */
import { wl_buffer, wl_compositor, wl_shm, wl_shm_pool, wl_surface } from '../protocol/generated/wayland.js';
import { addon } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import type { PeerContext } from './handler.js';
import type { HostId } from './ids.js';
import type { Size } from '../geometry/rect.js';

/** The host's globals that it takes, bound by the peer. */
export interface SurfaceMakers {
  readonly compositor: HostId | undefined;
  readonly shm: HostId | undefined;
}

export class OwnSurface {
  readonly id: HostId;
  readonly #peer: PeerContext;
  readonly #makers: SurfaceMakers;
  readonly #buffers = new Set<HostId>();

  /** Both of `makers` must be there. */
  constructor(peer: PeerContext, makers: SurfaceMakers) {
    this.#peer = peer;
    this.#makers = makers;
    const compositor = makers.compositor!;
    this.id = peer.addProxy(wl_surface, 1, {});
    peer.sendRequest(wl_compositor, 'create_surface', compositor, { id: this.id });
  }

  /** Commits a picture: `argb8888`, premultiplied, rows without padding. */
  show({ width, height }: Size, pixels: Buffer): void {
    this.#attach(this.#makeBuffer({ width, height }, pixels));
    this.#peer.sendRequest(wl_surface, 'damage', this.id, { x: 0, y: 0, width, height });
    this.#peer.sendRequest(wl_surface, 'commit', this.id, {});
  }

  hide(): void {
    this.#attach(0);
    this.#peer.sendRequest(wl_surface, 'commit', this.id, {});
  }

  destroy(): void {
    this.#peer.sendRequest(wl_surface, 'destroy', this.id, {});
    for (const id of this.#buffers) this.#peer.sendRequest(wl_buffer, 'destroy', id, {});
    this.#buffers.clear();
  }

  #attach(buffer: HostId | 0): void {
    this.#peer.sendRequest(wl_surface, 'attach', this.id, { buffer, x: 0, y: 0 });
  }

  /** Ids have to reach the host in the order in which they were given: the pool's first. */
  #makeBuffer({ width, height }: Size, pixels: Buffer): HostId {
    const peer = this.#peer;
    const shm = this.#makers.shm!;
    const pool = peer.addProxy(wl_shm_pool, 1, {});
    const fd = inMemory(peer, pixels);
    peer.sendRequest(wl_shm, 'create_pool', shm, { id: pool, fd, size: pixels.length });
    const id: HostId = peer.addProxy(wl_buffer, 1, {
      release: () => {
        if (this.#buffers.delete(id)) peer.sendRequest(wl_buffer, 'destroy', id, {});
      },
    });
    this.#buffers.add(id);
    const { argb8888: format } = wl_shm.enums[1].entries;
    const shape = { offset: 0, stride: width * 4, width, height, format };
    peer.sendRequest(wl_shm_pool, 'create_buffer', pool, { id, ...shape });
    peer.sendRequest(wl_shm_pool, 'destroy', pool, {});
    return id;
  }
}

/** Memory with these bytes that the host can see. */
function inMemory(peer: PeerContext, bytes: Buffer): OwnedFd {
  using fd = new OwnedFd(addon.createMemfd('decant-frame', bytes.length));
  for (let at = 0; at < bytes.length;) at += Math.max(addon.write(fd.fd, bytes, at, bytes.length), 0);
  return peer.drivers.share(fd, bytes.length);
}
