// Made by tools/scanner from wayland-protocols/pointer-gestures-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwp_pointer_gestures_v1 = {
  name: 'zwp_pointer_gestures_v1',
  version: 3,
  requests: [
    { name: 'get_swipe_gesture', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_pointer_gesture_swipe_v1' }, { name: 'pointer', type: 'object', interface: 'wl_pointer' }] },
    { name: 'get_pinch_gesture', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_pointer_gesture_pinch_v1' }, { name: 'pointer', type: 'object', interface: 'wl_pointer' }] },
    { name: 'release', since: 2, destructor: true, args: [] },
    { name: 'get_hold_gesture', since: 3, args: [{ name: 'id', type: 'new_id', interface: 'zwp_pointer_gesture_hold_v1' }, { name: 'pointer', type: 'object', interface: 'wl_pointer' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwp_pointer_gesture_swipe_v1 = {
  name: 'zwp_pointer_gesture_swipe_v1',
  version: 3,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'begin', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'time', type: 'uint' }, { name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'fingers', type: 'uint' }] },
    { name: 'update', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'dx', type: 'fixed' }, { name: 'dy', type: 'fixed' }] },
    { name: 'end', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'time', type: 'uint' }, { name: 'cancelled', type: 'int' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwp_pointer_gesture_pinch_v1 = {
  name: 'zwp_pointer_gesture_pinch_v1',
  version: 3,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'begin', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'time', type: 'uint' }, { name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'fingers', type: 'uint' }] },
    { name: 'update', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'dx', type: 'fixed' }, { name: 'dy', type: 'fixed' }, { name: 'scale', type: 'fixed' }, { name: 'rotation', type: 'fixed' }] },
    { name: 'end', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'time', type: 'uint' }, { name: 'cancelled', type: 'int' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwp_pointer_gesture_hold_v1 = {
  name: 'zwp_pointer_gesture_hold_v1',
  version: 3,
  requests: [
    { name: 'destroy', since: 3, destructor: true, args: [] },
  ],
  events: [
    { name: 'begin', since: 3, args: [{ name: 'serial', type: 'uint' }, { name: 'time', type: 'uint' }, { name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'fingers', type: 'uint' }] },
    { name: 'end', since: 3, args: [{ name: 'serial', type: 'uint' }, { name: 'time', type: 'uint' }, { name: 'cancelled', type: 'int' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
