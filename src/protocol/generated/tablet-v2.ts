// Made by tools/scanner from wayland-protocols/tablet-v2.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwp_tablet_manager_v2 = {
  name: 'zwp_tablet_manager_v2',
  version: 2,
  requests: [
    { name: 'get_tablet_seat', since: 1, args: [{ name: 'tablet_seat', type: 'new_id', interface: 'zwp_tablet_seat_v2' }, { name: 'seat', type: 'object', interface: 'wl_seat' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwp_tablet_seat_v2 = {
  name: 'zwp_tablet_seat_v2',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'tablet_added', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_tablet_v2' }] },
    { name: 'tool_added', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_tablet_tool_v2' }] },
    { name: 'pad_added', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_tablet_pad_v2' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwp_tablet_tool_v2 = {
  name: 'zwp_tablet_tool_v2',
  version: 2,
  requests: [
    { name: 'set_cursor', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'surface', type: 'object', interface: 'wl_surface', nullable: true }, { name: 'hotspot_x', type: 'int' }, { name: 'hotspot_y', type: 'int' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'type', since: 1, args: [{ name: 'tool_type', type: 'uint', enum: 'type' }] },
    { name: 'hardware_serial', since: 1, args: [{ name: 'hardware_serial_hi', type: 'uint' }, { name: 'hardware_serial_lo', type: 'uint' }] },
    { name: 'hardware_id_wacom', since: 1, args: [{ name: 'hardware_id_hi', type: 'uint' }, { name: 'hardware_id_lo', type: 'uint' }] },
    { name: 'capability', since: 1, args: [{ name: 'capability', type: 'uint', enum: 'capability' }] },
    { name: 'done', since: 1, args: [] },
    { name: 'removed', since: 1, args: [] },
    { name: 'proximity_in', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'tablet', type: 'object', interface: 'zwp_tablet_v2' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'proximity_out', since: 1, args: [] },
    { name: 'down', since: 1, args: [{ name: 'serial', type: 'uint' }] },
    { name: 'up', since: 1, args: [] },
    { name: 'motion', since: 1, args: [{ name: 'x', type: 'fixed' }, { name: 'y', type: 'fixed' }] },
    { name: 'pressure', since: 1, args: [{ name: 'pressure', type: 'uint' }] },
    { name: 'distance', since: 1, args: [{ name: 'distance', type: 'uint' }] },
    { name: 'tilt', since: 1, args: [{ name: 'tilt_x', type: 'fixed' }, { name: 'tilt_y', type: 'fixed' }] },
    { name: 'rotation', since: 1, args: [{ name: 'degrees', type: 'fixed' }] },
    { name: 'slider', since: 1, args: [{ name: 'position', type: 'int' }] },
    { name: 'wheel', since: 1, args: [{ name: 'degrees', type: 'fixed' }, { name: 'clicks', type: 'int' }] },
    { name: 'button', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'button', type: 'uint' }, { name: 'state', type: 'uint', enum: 'button_state' }] },
    { name: 'frame', since: 1, args: [{ name: 'time', type: 'uint' }] },
  ],
  enums: [
    { name: 'type', entries: { pen: 320, eraser: 321, brush: 322, pencil: 323, airbrush: 324, finger: 325, mouse: 326, lens: 327 } },
    { name: 'capability', entries: { tilt: 1, pressure: 2, distance: 3, rotation: 4, slider: 5, wheel: 6 } },
    { name: 'button_state', entries: { released: 0, pressed: 1 } },
    { name: 'error', entries: { role: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const zwp_tablet_v2 = {
  name: 'zwp_tablet_v2',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'name', since: 1, args: [{ name: 'name', type: 'string' }] },
    { name: 'id', since: 1, args: [{ name: 'vid', type: 'uint' }, { name: 'pid', type: 'uint' }] },
    { name: 'path', since: 1, args: [{ name: 'path', type: 'string' }] },
    { name: 'done', since: 1, args: [] },
    { name: 'removed', since: 1, args: [] },
    { name: 'bustype', since: 2, args: [{ name: 'bustype', type: 'uint', enum: 'bustype' }] },
  ],
  enums: [
    { name: 'bustype', entries: { usb: 3, bluetooth: 5, virtual: 6, serial: 17, i2c: 24 } },
  ],
} as const satisfies InterfaceSchema;

export const zwp_tablet_pad_ring_v2 = {
  name: 'zwp_tablet_pad_ring_v2',
  version: 2,
  requests: [
    { name: 'set_feedback', since: 1, args: [{ name: 'description', type: 'string' }, { name: 'serial', type: 'uint' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'source', since: 1, args: [{ name: 'source', type: 'uint', enum: 'source' }] },
    { name: 'angle', since: 1, args: [{ name: 'degrees', type: 'fixed' }] },
    { name: 'stop', since: 1, args: [] },
    { name: 'frame', since: 1, args: [{ name: 'time', type: 'uint' }] },
  ],
  enums: [
    { name: 'source', entries: { finger: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const zwp_tablet_pad_strip_v2 = {
  name: 'zwp_tablet_pad_strip_v2',
  version: 2,
  requests: [
    { name: 'set_feedback', since: 1, args: [{ name: 'description', type: 'string' }, { name: 'serial', type: 'uint' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'source', since: 1, args: [{ name: 'source', type: 'uint', enum: 'source' }] },
    { name: 'position', since: 1, args: [{ name: 'position', type: 'uint' }] },
    { name: 'stop', since: 1, args: [] },
    { name: 'frame', since: 1, args: [{ name: 'time', type: 'uint' }] },
  ],
  enums: [
    { name: 'source', entries: { finger: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const zwp_tablet_pad_group_v2 = {
  name: 'zwp_tablet_pad_group_v2',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'buttons', since: 1, args: [{ name: 'buttons', type: 'array' }] },
    { name: 'ring', since: 1, args: [{ name: 'ring', type: 'new_id', interface: 'zwp_tablet_pad_ring_v2' }] },
    { name: 'strip', since: 1, args: [{ name: 'strip', type: 'new_id', interface: 'zwp_tablet_pad_strip_v2' }] },
    { name: 'modes', since: 1, args: [{ name: 'modes', type: 'uint' }] },
    { name: 'done', since: 1, args: [] },
    { name: 'mode_switch', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'serial', type: 'uint' }, { name: 'mode', type: 'uint' }] },
    { name: 'dial', since: 2, args: [{ name: 'dial', type: 'new_id', interface: 'zwp_tablet_pad_dial_v2' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwp_tablet_pad_v2 = {
  name: 'zwp_tablet_pad_v2',
  version: 2,
  requests: [
    { name: 'set_feedback', since: 1, args: [{ name: 'button', type: 'uint' }, { name: 'description', type: 'string' }, { name: 'serial', type: 'uint' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'group', since: 1, args: [{ name: 'pad_group', type: 'new_id', interface: 'zwp_tablet_pad_group_v2' }] },
    { name: 'path', since: 1, args: [{ name: 'path', type: 'string' }] },
    { name: 'buttons', since: 1, args: [{ name: 'buttons', type: 'uint' }] },
    { name: 'done', since: 1, args: [] },
    { name: 'button', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'button', type: 'uint' }, { name: 'state', type: 'uint', enum: 'button_state' }] },
    { name: 'enter', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'tablet', type: 'object', interface: 'zwp_tablet_v2' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'leave', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'removed', since: 1, args: [] },
  ],
  enums: [
    { name: 'button_state', entries: { released: 0, pressed: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const zwp_tablet_pad_dial_v2 = {
  name: 'zwp_tablet_pad_dial_v2',
  version: 2,
  requests: [
    { name: 'set_feedback', since: 1, args: [{ name: 'description', type: 'string' }, { name: 'serial', type: 'uint' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'delta', since: 1, args: [{ name: 'value120', type: 'int' }] },
    { name: 'frame', since: 1, args: [{ name: 'time', type: 'uint' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
