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
const passIf = (passes: boolean): typeof consumed | undefined => (passes ? pass : consumed);

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
const inOrder = Object.fromEntries(
  wl_pointer.events.map(({ name }) => [
    name,
    (target: Target, args: InputArgs) =>
      ofFrame(target, name, args)
        ? consumed
        : passIf(of(target).input.pointer.passes(target.counterpart, name, args)),
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
    ...inOrder,
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
      const { presses, input } = of(target);
      if (args.state === wl_pointer.enums[1].entries.pressed)
        presses.pressed(target.counterpart, args, target.version);
      else presses.buttonReleased(target.counterpart, args.button);
      return passIf(input.pointer.passes(target.counterpart, 'button', args));
    },
  },
});

const keyboardSays = (target: Target, name: string, args: InputArgs): typeof consumed | undefined =>
  passIf(of(target).input.keyboard.passes(target.counterpart, name, args));

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
    leave: (target, args) => keyboardSays(target, 'leave', args),
    modifiers: (target, args) => keyboardSays(target, 'modifiers', args),
    key: (target, args) => {
      sawSerial(target, args.serial);
      if (args.state === wl_keyboard.enums[1].entries.pressed)
        of(target).presses.keyPressed(target.counterpart, args.serial);
      return keyboardSays(target, 'key', args);
    },
  },
});

/** A finger on a frame says nothing to Xwayland, and others only what those before it have said. */
const fingerSays = (target: Target, name: string, args: InputArgs): typeof consumed | undefined => {
  const { frames, input } = of(target);
  if (frames.hasFinger(target.id as HostId, args['id']!, name === 'up')) return consumed;
  return passIf(input.touch.passes(target.counterpart, name, args));
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
    frame: (target) => passIf(of(target).input.touch.passes(target.counterpart, 'frame', {})),
    cancel: (target) => {
      of(target).frames.forgetFingers(target.id as HostId);
      return passIf(of(target).input.touch.passes(target.counterpart, 'cancel', {}));
    },
  },
});

const toolInOrder = Object.fromEntries(
  zwp_tablet_tool_v2.events.map(({ name }) => [
    name,
    (target: Target, args: InputArgs) => passIf(of(target).input.tool.passes(target.counterpart, name, args)),
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
      return toolInOrder['down']!(target, args);
    },
    button: (target, args) => {
      sawSerial(target, args.serial);
      return toolInOrder['button']!(target, args);
    },
  },
});

export const inputHandlers: readonly Handler[] = [seat, pointer, keyboard, touch, tabletTool];
