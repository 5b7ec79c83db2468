/**
 * `wl_shm` where the host cannot see the client's memory: pools and buffers end here, and what is attached is a buffer of
 * the peer's own (`surface.ts`). Only in the list for drivers that copy.
 */
import { fixedOne } from '../../geometry/fixed.js';
import { formats } from '../../drivers/shm/formats.js';
import type { Rect, Size } from '../../geometry/rect.js';
import { wp_viewport, wp_viewporter } from '../../protocol/generated/viewporter.js';
import { wl_buffer, wl_shm, wl_shm_pool, wl_surface } from '../../protocol/generated/wayland.js';
import { consumed, defineHandler, type Handler, type PeerContext } from '../handler.js';
import { hostBuffers } from '../host-buffer.js';
import type { ClientId } from '../ids.js';
import { shmBuffers } from '../shm-buffers.js';
import { ClientPool } from '../shm-pool.js';
import { surfaces } from '../surfaces.js';

const highestTransform = 7;

const shm = defineHandler(wl_shm, {
  requests: {
    create_pool: ({ peer, id: shmId }, { id, fd, size }) => {
      // From here on at the latest the host is asked what it takes.
      peer.part(hostBuffers);
      const pool = new ClientPool(fd, size, shmId);
      addPool(peer, id, pool);
      return consumed;
    },
  },
  events: {
    format: ({ peer }, { format }) => {
      // So that it is known by the first commit.
      peer.part(hostBuffers);
      if (!formats.has(format)) return consumed;
      peer.part(shmBuffers).offered.add(format);
      return undefined;
    },
  },
});

function addPool(peer: PeerContext, id: number, pool: ClientPool): void {
  const buffers = peer.part(shmBuffers);
  buffers.addPool(pool);
  peer.addResource(wl_shm_pool, 1, id, {
    create_buffer: (target, args) => {
      const buffer = pool.addBuffer(args, target.id, buffers.offered);
      // Served, since others may keep its id as well.
      const bufferId = peer.addServed(wl_buffer, 1, args.id, {
        destroy: (ended) => {
          buffers.remove(ended.id as ClientId);
          peer.endResource(ended.id as ClientId);
        },
      });
      buffers.add(bufferId, buffer);
    },
    resize: (target, { size }) => pool.resize(size, target.id),
    destroy: (ended) => {
      pool.objectGone();
      buffers.drop(pool);
      peer.endResource(ended.id as ClientId);
    },
  });
}

const surface = defineHandler(wl_surface, {
  requests: {
    attach: (target, { buffer: id, x, y }) => {
      const { peer } = target;
      const buffer = peer.part(shmBuffers).get(id);
      const attached = buffer && { id: id as ClientId, buffer, x, y };
      peer.part(surfaces).of(target).attach(attached);
      return attached ? consumed : undefined;
    },
    damage: (target, rect) => target.peer.part(surfaces).of(target).damage(rect),
    damage_buffer: (target, rect) => target.peer.part(surfaces).of(target).damageBuffer(rect),
    // What the host will not take ends the client soon, and must not be reckoned with here.
    set_buffer_scale: (target, { scale }) => {
      if (scale > 0) target.peer.part(surfaces).of(target).show({ scale });
    },
    set_buffer_transform: (target, { transform }) => {
      if (transform >= 0 && transform <= highestTransform)
        target.peer.part(surfaces).of(target).show({ transform });
    },
    commit: (target) => target.peer.part(surfaces).of(target).commit(),
    destroy: ({ peer, id }) => peer.part(surfaces).remove(id),
  },
});

const viewporter = defineHandler(wp_viewporter, {
  requests: {
    get_viewport: ({ peer }, { id, surface: surfaceId }) =>
      peer.part(surfaces).addViewport(id, surfaceId as ClientId),
  },
});

const viewport = defineHandler(wp_viewport, {
  requests: {
    set_source: ({ peer, id }, rect) => {
      peer
        .part(surfaces)
        .ofViewport(id)
        ?.show({ source: sourceOf(rect) });
    },
    set_destination: ({ peer, id }, size) => {
      peer
        .part(surfaces)
        .ofViewport(id)
        ?.show({ destination: positive(size) });
    },
    destroy: ({ peer, id }) => peer.part(surfaces).removeViewport(id),
  },
});

/** Of fixed-point numbers; -1 in all of them means none. */
function sourceOf({ x, y, width, height }: Rect): Rect | undefined {
  const scale = (value: number): number => value / fixedOne;
  return positive({ x: scale(x), y: scale(y), width: scale(width), height: scale(height) });
}

function positive<S extends Size>(size: S): S | undefined {
  return size.width > 0 && size.height > 0 ? size : undefined;
}

/** `ownWindows`: surfaces of the client's are windows of the peer's own, which attaches to them and commits them as well. */
export function copiedShmHandlers(ownWindows: boolean): readonly Handler[] {
  return [shm, ownWindows ? { ...surface, alsoOwn: true } : surface, viewporter, viewport];
}
