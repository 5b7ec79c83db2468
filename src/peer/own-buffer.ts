/** A buffer on the host with pixels of decant's own. */
import type { Size } from '../geometry/rect.js';
import { addon } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import { wl_buffer, wl_shm, wl_shm_pool } from '../protocol/generated/wayland.js';
import type { PeerContext } from './handler.js';
import type { HostId } from './ids.js';

/**
 * Pixels are `argb8888`, premultiplied, rows without padding. `released`: the host reads it no longer. Ids have to reach the
 * host in the order in which they were given: the pool's first. `shm`: the host's `wl_shm`, bound before.
 */
export function makeOwnBuffer(
  peer: PeerContext,
  shm: HostId,
  { width, height }: Size,
  pixels: Buffer,
  released: (id: HostId) => void,
): HostId {
  // The one thing that may fail, before there are ids that the host must hear of.
  const fd = sharedPixels(peer, pixels);
  const pool = peer.addProxy(wl_shm_pool, 1, {});
  peer.sendRequest(wl_shm, 'create_pool', shm, { id: pool, fd, size: pixels.length });
  const id: HostId = peer.addProxy(wl_buffer, 1, { release: () => released(id) });
  const { argb8888: format } = wl_shm.enums[1].entries;
  const shape = { offset: 0, stride: width * 4, width, height, format };
  peer.sendRequest(wl_shm_pool, 'create_buffer', pool, { id, ...shape });
  peer.sendRequest(wl_shm_pool, 'destroy', pool, {});
  return id;
}

/** Memory with these bytes that the host can see. */
export function sharedPixels(peer: PeerContext, bytes: Buffer): OwnedFd {
  using fd = new OwnedFd(addon.createMemfd('decant-picture', bytes.length));
  for (let at = 0; at < bytes.length;) at += Math.max(addon.write(fd.fd, bytes, at, bytes.length), 0);
  return peer.drivers.share(fd, bytes.length);
}
