/**
 * Handlers for the peer that serves Xwayland, and for no other: they tell `X11Windows` of surfaces and buffers, and hold back
 * what it does not let pass.
 */
import { wl_buffer, wl_compositor, wl_shm_pool, wl_surface } from '../../protocol/generated/wayland.js';
import { zwp_linux_buffer_params_v1 } from '../../protocol/generated/linux-dmabuf-v1.js';
import { consumed, defineHandler, type Handler, type Target } from '../handler.js';
import type { ClientId, HostId } from '../ids.js';
import { inputHandlers } from './input-handlers.js';
import { selections } from './selections.js';
import { x11Windows, type X11Windows } from './x11-windows.js';

const pass = undefined;

const of = ({ peer }: Target): X11Windows => peer.part(x11Windows);
const passIf = (passes: boolean | undefined): typeof consumed | undefined =>
  passes === false ? consumed : pass;

const compositor = defineHandler(wl_compositor, {
  requests: {
    // Made here instead of by the relay, so that the pair exists when the window manager hears of it.
    create_surface: (target, { id }) => {
      const { version, counterpart } = target;
      of(target).makeSurface(id as ClientId, { hostId: counterpart as HostId, version });
      return consumed;
    },
  },
});

const surface = defineHandler(wl_surface, {
  requests: {
    attach: (target, { buffer }) => passIf(of(target).surface(target.id)?.attach(buffer)),
    frame: (target, { callback }) => passIf(of(target).surface(target.id)?.frame(callback)),
    commit: (target) => passIf(of(target).commit(target.id)),
    destroy: (target) => {
      of(target).surfaceGone(target.id);
      target.peer.part(selections).dragsOut.surfaceGone(target.id);
    },
  },
  events: {
    enter: (target, { output }) => {
      const { peer, counterpart } = target;
      if (of(target).hasSurface(counterpart))
        of(target).surfaceOutputs.enter(counterpart, peer.objects.clientIdOf(output));
    },
    leave: (target, { output }) => {
      const { peer, counterpart } = target;
      if (of(target).hasSurface(counterpart))
        of(target).surfaceOutputs.leave(counterpart, peer.objects.clientIdOf(output));
    },
  },
});

const pool = defineHandler(wl_shm_pool, {
  requests: {
    create_buffer: (target, { id, width, height }) => of(target).sizes.made(id, { width, height }),
  },
});

const params = defineHandler(zwp_linux_buffer_params_v1, {
  requests: {
    create_immed: (target, { buffer_id: id, width, height }) => of(target).sizes.made(id, { width, height }),
  },
});

const buffer = defineHandler(wl_buffer, {
  requests: { destroy: (target) => of(target).bufferGone(target.id) },
});

export const x11Handlers: readonly Handler[] = [compositor, surface, pool, params, buffer, ...inputHandlers];
