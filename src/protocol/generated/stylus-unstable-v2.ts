// Made by tools/scanner from chromium/stylus-unstable-v2.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zcr_stylus_v2 = {
  name: 'zcr_stylus_v2',
  version: 2,
  requests: [
    { name: 'get_touch_stylus', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zcr_touch_stylus_v2' }, { name: 'touch', type: 'object', interface: 'wl_touch' }] },
    { name: 'get_pointer_stylus', since: 2, args: [{ name: 'id', type: 'new_id', interface: 'zcr_pointer_stylus_v2' }, { name: 'pointer', type: 'object', interface: 'wl_pointer' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { touch_stylus_exists: 0, pointer_stylus_exists: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const zcr_touch_stylus_v2 = {
  name: 'zcr_touch_stylus_v2',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'tool', since: 1, args: [{ name: 'id', type: 'uint' }, { name: 'type', type: 'uint', enum: 'tool_type' }] },
    { name: 'force', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'id', type: 'uint' }, { name: 'force', type: 'fixed' }] },
    { name: 'tilt', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'id', type: 'uint' }, { name: 'tilt_x', type: 'fixed' }, { name: 'tilt_y', type: 'fixed' }] },
  ],
  enums: [
    { name: 'tool_type', entries: { touch: 1, pen: 2, eraser: 3 } },
  ],
} as const satisfies InterfaceSchema;

export const zcr_pointer_stylus_v2 = {
  name: 'zcr_pointer_stylus_v2',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'tool', since: 1, args: [{ name: 'type', type: 'uint', enum: 'tool_type' }] },
    { name: 'force', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'force', type: 'fixed' }] },
    { name: 'tilt', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'tilt_x', type: 'fixed' }, { name: 'tilt_y', type: 'fixed' }] },
  ],
  enums: [
    { name: 'tool_type', entries: { none: 0, touch: 1, pen: 2, eraser: 3 } },
  ],
} as const satisfies InterfaceSchema;
