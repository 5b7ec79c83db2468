/**
 * Handlers for the peer that serves Xwayland, and for no other: they tell `X11Windows` of surfaces, buffers and buttons, and
 * hold back what it does not let pass.
 */
import {
  wl_buffer,
  wl_compositor,
  wl_keyboard,
  wl_pointer,
  wl_seat,
  wl_shm_pool,
  wl_surface,
  wl_touch,
} from '../../protocol/generated/wayland.js';
import { zwp_linux_buffer_params_v1 } from '../../protocol/generated/linux-dmabuf-v1.js';
import { zwp_tablet_tool_v2 } from '../../protocol/generated/tablet-v2.js';
import { consumed, defineHandler, type Handler, type Target } from '../handler.js';
import type { ClientId, HostId } from '../ids.js';
import type { PointerArgs, PointerEvent } from './pointer-hold.js';
import { selections } from './selections.js';
import { x11Windows, type X11Windows } from './x11-windows.js';

const pass = undefined;

const of = ({ peer }: Target): X11Windows => peer.part(x11Windows);
const sawSerial = ({ peer }: Target, serial: number): void => {
  peer.part(selections).serial = serial;
};
const passIf = (passes: boolean | undefined): typeof consumed | undefined =>
  passes === false ? consumed : pass;

const compositor = defineHandler(wl_compositor, {
  requests: {
    // Made here instead of by the relay, so that the pair exists when the window manager hears of it.
    create_surface: (target, { id }) => {
      const { peer, version, counterpart } = target;
      const hostId = peer.objects.pairFromClient(id, peer.protocol.get(wl_surface.name), version);
      peer.sendRequest(wl_compositor, 'create_surface', counterpart as HostId, { id: hostId });
      of(target).surfaceMade(id as ClientId, hostId);
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
      of(target).surfaceOutputs.enter(counterpart, peer.objects.clientIdOf(output));
    },
    leave: (target, { output }) => {
      const { peer, counterpart } = target;
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
  requests: { destroy: (target) => of(target).sizes.gone(target.id) },
});

const seat = defineHandler(wl_seat, {
  requests: {
    get_pointer: (target, { id }) => of(target).presses.deviceMade(id, target.counterpart as HostId),
    get_keyboard: (target, { id }) => of(target).presses.deviceMade(id, target.counterpart as HostId),
    get_touch: (target, { id }) => of(target).presses.deviceMade(id, target.counterpart as HostId),
    release: (target) => of(target).presses.seatGone(target.counterpart as HostId),
  },
});

/** Whether a frame takes an event of a pointer's. */
const ofFrame = (target: Target, name: PointerEvent, args: PointerArgs): boolean => {
  const { presses, frames } = of(target);
  return frames.takesPointer(target.id as HostId, presses.seatOf(target.counterpart), name, args);
};

/** Everything that comes for a pointer keeps its order, whatever of it is held. */
const inOrder = Object.fromEntries(
  wl_pointer.events.map(({ name }) => [
    name,
    (target: Target, args: PointerArgs) =>
      ofFrame(target, name, args) ? consumed : passIf(of(target).hold.passes(target.counterpart, name, args)),
  ]),
);

const pointer = defineHandler(wl_pointer, {
  requests: {
    set_cursor: (target, { surface: id }) => of(target).surface(id)?.setFree(),
    release: (target) => {
      of(target).pointerGone(target.id);
      target.peer.part(selections).dragsOut.pointerGone(target.id);
    },
  },
  events: {
    ...inOrder,
    enter: (target, args) => {
      sawSerial(target, args.serial);
      // A host that lets the pointer enter has ended the drag.
      target.peer.part(selections).dragsOut.release();
      const over = ofFrame(target, 'enter', args);
      const surface = over ? 0 : target.peer.objects.clientIdOf(args.surface);
      of(target).presses.entered(target.counterpart, surface, args.surface_x, args.surface_y);
      if (!over) of(target).pointerEnters(target.counterpart, args);
      return consumed;
    },
    leave: (target, args) => {
      // Xwayland is told where the pointer is by the drag.
      if (target.peer.part(selections).dragsOut.hasPointer(target.counterpart)) return consumed;
      of(target).presses.entered(target.counterpart, 0, 0, 0);
      return inOrder['leave']!(target, args);
    },
    motion: (target, args) => {
      of(target).presses.moved(target.counterpart, args.surface_x, args.surface_y);
      return inOrder['motion']!(target, args);
    },
    button: (target, args) => {
      sawSerial(target, args.serial);
      if (ofFrame(target, 'button', args)) return consumed;
      target.peer.part(selections).dragsOut.refused(target.counterpart);
      const { presses, hold } = of(target);
      if (args.state === wl_pointer.enums[1].entries.pressed)
        presses.pressed(target.counterpart, args, target.version);
      else presses.buttonReleased(target.counterpart, args.button);
      return passIf(hold.passes(target.counterpart, 'button', args));
    },
  },
});

const keyboard = defineHandler(wl_keyboard, {
  requests: { release: (target) => of(target).presses.deviceGone(target.id) },
  events: {
    enter: (target, { serial }) => sawSerial(target, serial),
    key: (target, { serial, state }) => {
      sawSerial(target, serial);
      if (state === wl_keyboard.enums[1].entries.pressed)
        of(target).presses.keyPressed(target.counterpart, serial);
    },
  },
});

/** Whether a frame has the finger. */
const onFrame = (target: Target, id: number, up = false): typeof consumed | undefined =>
  passIf(!of(target).frames.hasFinger(target.id as HostId, id, up));

const touch = defineHandler(wl_touch, {
  requests: { release: (target) => of(target).presses.deviceGone(target.id) },
  events: {
    down: (target, args) => {
      sawSerial(target, args.serial);
      const { presses, frames } = of(target);
      const seat = presses.seatOf(target.counterpart);
      return passIf(!frames.takesFinger(target.id as HostId, seat, args));
    },
    up: (target, { id }) => onFrame(target, id, true),
    motion: (target, { id }) => onFrame(target, id),
    shape: (target, { id }) => onFrame(target, id),
    orientation: (target, { id }) => onFrame(target, id),
  },
});

const tabletTool = defineHandler(zwp_tablet_tool_v2, {
  requests: { set_cursor: (target, { surface: id }) => of(target).surface(id)?.setFree() },
});

export const x11Handlers: readonly Handler[] = [
  compositor,
  surface,
  pool,
  params,
  buffer,
  seat,
  pointer,
  keyboard,
  touch,
  tabletTool,
];
