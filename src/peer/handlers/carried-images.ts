/**
 * Images of clients on a channel that carries those of one device only: others fail as a host lets them fail, and what
 * shows one waits until it is drawn. Only in the list for such a channel.
 */
import { addon } from '../../native/addon.js';
import { OwnedFd } from '../../native/fd.js';
import { wl_drm } from '../../protocol/generated/drm.js';
import { zwp_linux_buffer_params_v1, zwp_linux_dmabuf_v1 } from '../../protocol/generated/linux-dmabuf-v1.js';
import { wl_buffer, wl_surface } from '../../protocol/generated/wayland.js';
import { zwp_linux_explicit_synchronization_v1 } from '../../protocol/generated/zwp-linux-explicit-synchronization-unstable-v1.js';
import { carriedImages } from '../carried-images.js';
import { explicitSync } from '../explicit-sync.js';
import { consumed, defineHandler, type Handler, type Target } from '../handler.js';
import type { ClientId, HostId } from '../ids.js';
import { imageFences } from '../image-fences.js';

const fail = ({ peer, id }: Target): typeof consumed => {
  peer.sendEvent(zwp_linux_buffer_params_v1, 'failed', id as ClientId, {});
  return consumed;
};

const params = defineHandler(zwp_linux_buffer_params_v1, {
  started: (peer) => {
    if (peer.drivers.images) {
      peer.part(carriedImages);
      peer.part(explicitSync);
      return;
    }
    // This one host takes none after all; a warm-up has a channel to nowhere.
    for (const table of [zwp_linux_dmabuf_v1, wl_drm, zwp_linux_explicit_synchronization_v1])
      peer.globals.takeOver(table);
  },
  requests: {
    add: ({ peer, id }, { fd }) => {
      const fences = peer.part(imageFences);
      if (peer.drivers.images!.carries(fd.fd)) {
        fences.addPlane(id, new OwnedFd(addon.duplicate(fd.fd)));
        return undefined;
      }
      fences.spoil(id);
      return consumed;
    },
    create: (target) => (target.peer.part(imageFences).isSpoilt(target.id) ? fail(target) : undefined),
    create_immed: (target, { buffer_id: buffer }) => {
      const { peer, id } = target;
      const fences = peer.part(imageFences);
      if (!fences.isSpoilt(id)) {
        fences.bufferFromParams(id, buffer);
        return undefined;
      }
      // The host never hears of this one (linux-dmabuf-v1.xml, `create_immed`).
      peer.addServed(wl_buffer, 1, buffer, { destroy: (ended) => peer.endResource(ended.id as ClientId) });
      return fail(target);
    },
    destroy: ({ peer, id }) => peer.part(imageFences).endParams(id),
  },
  events: {
    created: ({ peer, counterpart }, { buffer }) =>
      peer.part(imageFences).hostBufferFromParams(counterpart, buffer),
  },
});

const buffer = defineHandler(wl_buffer, {
  requests: {
    destroy: ({ peer, id, counterpart }) => {
      peer.part(imageFences).removeBuffer(id, counterpart);
      peer.part(explicitSync).released(id);
    },
  },
  events: {
    release: ({ peer, counterpart }) => peer.part(explicitSync).released(counterpart),
  },
});

const surface = defineHandler(wl_surface, {
  requests: {
    attach: ({ peer, id }, { buffer: attached }) => {
      // One that failed must not take the surface's contents away.
      if (attached !== 0 && peer.objects.hostIdOf(attached) === 0) return consumed;
      peer.part(imageFences).attach(id, attached);
      return undefined;
    },
    commit: ({ peer, id, counterpart }) => {
      const fences = peer.part(imageFences);
      const attached = fences.attached(id);
      const acquire = peer.part(explicitSync).take(id, attached?.id, attached?.fds !== undefined);
      return fences.commit(id, counterpart as HostId, acquire) ? undefined : consumed;
    },
    destroy: ({ peer, id }) => {
      peer.part(imageFences).surfaceGone(id);
      peer.part(explicitSync).surfaceGone(id);
    },
  },
});

export const carriedImageHandlers: readonly Handler[] = [params, buffer, surface];
