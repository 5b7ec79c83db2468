/**
 * Xwayland's surfaces that show windows which are not rectangles (`xwayland/surface.ts` says which): of these the pixels are
 * copied and cut out (`../surface.ts`) although the host could see the client's memory. So the files of all pools are kept
 * for as long as a buffer is on them. All else passes as it is.
 */
import { addon } from '../../native/addon.js';
import { OwnedFd } from '../../native/fd.js';
import { wl_buffer, wl_shm, wl_shm_pool, wl_surface } from '../../protocol/generated/wayland.js';
import { consumed, defineHandler, type Handler } from '../handler.js';
import type { ClientId } from '../ids.js';
import { shmBuffers } from '../shm-buffers.js';
import { ClientPool } from '../shm-pool.js';
import { surfaces } from '../surfaces.js';

/** Pools whose object lives, by its id. */
const keptPools = (): Map<number, ClientPool> => new Map();

const shm = defineHandler(wl_shm, {
  requests: {
    create_pool: ({ peer, id: shmId }, { id, fd, size }) => {
      // What is wrong is for the host to refuse.
      if (size <= 0) return;
      const pool = new ClientPool(new OwnedFd(addon.duplicate(fd.fd)), size, shmId);
      peer.part(shmBuffers).addPool(pool);
      peer.part(keptPools).set(id, pool);
    },
  },
});

const pool = defineHandler(wl_shm_pool, {
  requests: {
    create_buffer: ({ peer, id }, args) => {
      const buffers = peer.part(shmBuffers);
      const kept = peer.part(keptPools).get(id);
      if (kept && buffers.offered.has(args.format))
        buffers.add(args.id as ClientId, kept.addBuffer(args, id, buffers.offered));
    },
    resize: ({ peer, id }, { size }) => peer.part(keptPools).get(id)?.resize(size, id),
    destroy: ({ peer, id }) => {
      const kept = peer.part(keptPools).get(id);
      peer.part(keptPools).delete(id);
      kept?.objectGone();
      if (kept) peer.part(shmBuffers).drop(kept);
    },
  },
});

const buffer = defineHandler(wl_buffer, {
  requests: { destroy: ({ peer, id }) => peer.part(shmBuffers).remove(id as ClientId) },
});

const surface = defineHandler(wl_surface, {
  requests: {
    attach: ({ peer, id: surfaceId }, { buffer: id, x, y }) => {
      const found = peer.part(surfaces).find(surfaceId);
      const shown = found?.isMasked ? peer.part(shmBuffers).get(id) : undefined;
      found?.attach(shown && { id: id as ClientId, buffer: shown, x, y });
      return shown ? consumed : undefined;
    },
    damage: ({ peer, id }, rect) => {
      const found = peer.part(surfaces).find(id);
      if (found?.isMasked) found.damage(rect);
    },
    damage_buffer: ({ peer, id }, rect) => {
      const found = peer.part(surfaces).find(id);
      if (found?.isMasked) found.damageBuffer(rect);
    },
    commit: ({ peer, id }) => peer.part(surfaces).find(id)?.commit(),
    destroy: ({ peer, id }) => peer.part(surfaces).remove(id),
  },
});

const opaqueRegion = defineHandler(wl_surface, {
  requests: {
    // Xwayland does not think of shapes when it says so.
    set_opaque_region: ({ peer, id }) => (peer.part(surfaces).find(id)?.isMasked ? consumed : undefined),
  },
});

/** Where the shm driver copies nothing. */
export const maskedShmHandlers: readonly Handler[] = [shm, pool, buffer, { ...surface, alsoOwn: true }];

/** With every driver. */
export const maskedSurfaceHandlers: readonly Handler[] = [opaqueRegion];
