/**
 * Handlers for the devices of the peer that serves Xwayland: they tell of buttons, keys and fingers, and hold back what is a
 * frame's, or waits for the X server.
 */
import { wl_keyboard, wl_pointer, wl_seat, wl_touch } from '../../protocol/generated/wayland.js';
import { zwp_tablet_tool_v2 } from '../../protocol/generated/tablet-v2.js';
import { consumed, defineHandler, type Handler, type Target } from '../handler.js';
import type { HostId } from '../ids.js';
import type { InputArgs } from './input-hold.js';
import { selections } from './selections.js';
import { x11Windows, type X11Windows } from './x11-windows.js';

const pass = undefined;

const of = ({ peer }: Target): X11Windows => peer.part(x11Windows);
const sawSerial = ({ peer }: Target, serial: number): void => {
  peer.part(selections).serial = serial;
};
/** What a device says passes if nothing of it waits; else it waits, too. */
const inOrder = (
  target: Target,
  device: 'pointer' | 'keyboard' | 'touch' | 'tool',
  name: string,
  args: InputArgs,
): typeof consumed | undefined =>
  of(target).input[device].passes(target.counterpart, name, args) ? pass : consumed;

const seat = defineHandler(wl_seat, {
  requests: {
    get_pointer: (target, { id }) => of(target).presses.deviceMade(id, target.counterpart as HostId),
    get_keyboard: (target, { id }) => of(target).presses.deviceMade(id, target.counterpart as HostId),
    get_touch: (target, { id }) => of(target).presses.deviceMade(id, target.counterpart as HostId),
    release: (target) => of(target).presses.seatGone(target.counterpart as HostId),
  },
});

/** Whether a frame takes an event of a pointer's. */
const ofFrame = (target: Target, name: string, args: InputArgs): boolean => {
  const { presses, frames } = of(target);
  return frames.takesPointer(target.id as HostId, presses.seatOf(target.counterpart), name, args);
};

/** Everything that comes for a pointer keeps its order, whatever of it is held. */
const pointerInOrder = Object.fromEntries(
  wl_pointer.events.map(({ name }) => [
    name,
    (target: Target, args: InputArgs) =>
      ofFrame(target, name, args) ? consumed : inOrder(target, 'pointer', name, args),
  ]),
);

const pointer = defineHandler(wl_pointer, {
  requests: {
    set_cursor: (target, { surface: id }) => of(target).surface(id)?.setFree(),
    release: (target) => {
      of(target).pointerGone(target.id);
      of(target).frames.forgetPointer(target.counterpart as HostId);
      target.peer.part(selections).dragsOut.pointerGone(target.id);
    },
  },
  events: {
    ...pointerInOrder,
    enter: (target, args) => {
      sawSerial(target, args.serial);
      // A host that lets the pointer enter has ended the drag.
      target.peer.part(selections).dragsOut.release();
      const over = ofFrame(target, 'enter', args);
      const surface = over ? 0 : target.peer.objects.clientIdOf(args.surface);
      of(target).presses.entered(target.counterpart, surface, args.surface_x, args.surface_y);
      if (!over) of(target).input.pointerEnters(target.counterpart, args);
      return consumed;
    },
    leave: (target, args) => {
      // Xwayland is told where the pointer is by the drag.
      if (target.peer.part(selections).dragsOut.hasPointer(target.counterpart)) return consumed;
      of(target).presses.entered(target.counterpart, 0, 0, 0);
      return pointerInOrder['leave']!(target, args);
    },
    motion: (target, args) => {
      of(target).presses.moved(target.counterpart, args.surface_x, args.surface_y);
      return pointerInOrder['motion']!(target, args);
    },
    button: (target, args) => {
      sawSerial(target, args.serial);
      if (ofFrame(target, 'button', args)) return consumed;
      target.peer.part(selections).dragsOut.refused(target.counterpart);
      const { presses } = of(target);
      if (args.state === wl_pointer.enums[1].entries.pressed)
        presses.pressed(target.counterpart, args, target.version);
      else presses.buttonReleased(target.counterpart, args.button);
      return inOrder(target, 'pointer', 'button', args);
    },
  },
});

const keyboard = defineHandler(wl_keyboard, {
  requests: {
    release: (target) => {
      of(target).presses.deviceGone(target.id);
      of(target).input.keyboard.forget(target.id);
    },
  },
  events: {
    enter: (target, { keys, ...args }) => {
      sawSerial(target, args.serial);
      of(target).input.keyboardEnters(target.counterpart, args, keys);
      return consumed;
    },
    leave: (target, args) => inOrder(target, 'keyboard', 'leave', args),
    modifiers: (target, args) => inOrder(target, 'keyboard', 'modifiers', args),
    key: (target, args) => {
      sawSerial(target, args.serial);
      if (args.state === wl_keyboard.enums[1].entries.pressed)
        of(target).presses.keyPressed(target.counterpart, args.serial);
      return inOrder(target, 'keyboard', 'key', args);
    },
  },
});

/** A finger on a frame says nothing to Xwayland, and others only what those before it have said. */
const fingerSays = (target: Target, name: string, args: InputArgs): typeof consumed | undefined => {
  const { frames } = of(target);
  if (frames.hasFinger(target.id as HostId, args['id']!, name === 'up')) return consumed;
  return inOrder(target, 'touch', name, args);
};

const touch = defineHandler(wl_touch, {
  requests: {
    release: (target) => {
      const { presses, frames, input } = of(target);
      presses.deviceGone(target.id);
      input.touch.forget(target.id);
      frames.forgetFingers(target.counterpart as HostId);
    },
  },
  events: {
    down: (target, args) => {
      sawSerial(target, args.serial);
      const { presses, frames } = of(target);
      presses.touched(target.counterpart, args.serial);
      if (!frames.takesFinger(target.id as HostId, presses.seatOf(target.counterpart), args))
        of(target).input.touched('touch', target.counterpart, 'down', args);
      return consumed;
    },
    up: (target, args) => fingerSays(target, 'up', args),
    motion: (target, args) => fingerSays(target, 'motion', args),
    shape: (target, args) => fingerSays(target, 'shape', args),
    orientation: (target, args) => fingerSays(target, 'orientation', args),
    frame: (target) => inOrder(target, 'touch', 'frame', {}),
    cancel: (target) => {
      of(target).frames.forgetFingers(target.id as HostId);
      return inOrder(target, 'touch', 'cancel', {});
    },
  },
});

const toolInOrder = Object.fromEntries(
  zwp_tablet_tool_v2.events.map(({ name }) => [
    name,
    (target: Target, args: InputArgs) => inOrder(target, 'tool', name, args),
  ]),
);

const tabletTool = defineHandler(zwp_tablet_tool_v2, {
  requests: {
    set_cursor: (target, { surface: id }) => of(target).surface(id)?.setFree(),
    destroy: (target) => of(target).input.tool.forget(target.id),
  },
  events: {
    ...toolInOrder,
    proximity_in: (target, args) => {
      of(target).input.touched('tool', target.counterpart, 'proximity_in', args);
      return consumed;
    },
    down: (target, args) => {
      sawSerial(target, args.serial);
      return inOrder(target, 'tool', 'down', args);
    },
    button: (target, args) => {
      sawSerial(target, args.serial);
      return inOrder(target, 'tool', 'button', args);
    },
  },
});

export const inputHandlers: readonly Handler[] = [seat, pointer, keyboard, touch, tabletTool];
