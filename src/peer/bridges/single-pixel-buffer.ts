/** `wp_single_pixel_buffer_manager_v1` by shared memory: each buffer is a pool of one pixel, of eight bits for each colour. */
import { ProtocolError, displayError, isSystemError, reasonOf } from '../../errors.js';
import type { OwnedFd } from '../../native/fd.js';
import { wp_single_pixel_buffer_manager_v1 } from '../../protocol/generated/single-pixel-buffer-v1.js';
import { wl_buffer, wl_shm, wl_shm_pool } from '../../protocol/generated/wayland.js';
import type { Bridge } from '../bridge.js';
import type { PeerContext } from '../handler.js';
import type { ClientId, HostId } from '../ids.js';
import { sharedPixels } from '../own-buffer.js';

interface Colour {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  readonly a: number;
}

const pixelBytes = 4;
const { argb8888: format } = wl_shm.enums[1].entries;

/** The host's `wl_shm`, bound for the peer itself while it is known to be there. */
const ownShm = (peer: PeerContext): HostId =>
  peer.hostGlobals.bind(peer.hostGlobals.find(wl_shm)!, wl_shm, 1, {});

/** `argb8888` as it lies in memory; the colours are premultiplied on both sides. */
function pixel({ r, g, b, a }: Colour): Buffer {
  return Buffer.from([b >>> 24, g >>> 24, r >>> 24, a >>> 24]);
}

/** Each colour takes a descriptor until it is sent: a client that asks for thousands at once gets what it asked for. */
function colourInMemory(peer: PeerContext, colour: Colour): OwnedFd {
  try {
    return sharedPixels(peer, pixel(colour));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new ProtocolError(1, displayError.noMemory, `a single pixel: ${reasonOf(error)}`);
  }
}

/** Ids reach the host in the order in which they were given: the pool's first. */
function makeBuffer(peer: PeerContext, id: number, colour: Colour): void {
  const shm = peer.part(ownShm);
  const fd = colourInMemory(peer, colour);
  const pool = peer.addProxy(wl_shm_pool, 1, {});
  peer.sendRequest(wl_shm, 'create_pool', shm, { id: pool, fd, size: pixelBytes });
  const buffer = peer.objects.pairFromClient(id, peer.protocol.get(wl_buffer.name), 1);
  const shape = { offset: 0, width: 1, height: 1, stride: pixelBytes, format };
  peer.sendRequest(wl_shm_pool, 'create_buffer', pool, { id: buffer, ...shape });
  peer.sendRequest(wl_shm_pool, 'destroy', pool, {});
}

export const singlePixelBufferBridge: Bridge = {
  name: 'single-pixel-buffer',
  serves: wp_single_pixel_buffer_manager_v1,
  over: [wl_shm],
  version: () => 1,
  bind: (peer, id, version) => {
    peer.part(ownShm);
    peer.addServed(wp_single_pixel_buffer_manager_v1, version, id, {
      create_u32_rgba_buffer: (_manager, args) => makeBuffer(peer, args.id, args),
      destroy: (ended) => peer.endResource(ended.id as ClientId),
    });
  },
};
