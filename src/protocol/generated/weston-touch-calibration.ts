// Made by tools/scanner from weston/weston-touch-calibration.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const weston_touch_calibration = {
  name: 'weston_touch_calibration',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'create_calibrator', since: 1, args: [{ name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'device', type: 'string' }, { name: 'cal', type: 'new_id', interface: 'weston_touch_calibrator' }] },
    { name: 'save', since: 1, args: [{ name: 'device', type: 'string' }, { name: 'matrix', type: 'array' }] },
  ],
  events: [
    { name: 'touch_device', since: 1, args: [{ name: 'device', type: 'string' }, { name: 'head', type: 'string' }] },
  ],
  enums: [
    { name: 'error', entries: { invalid_surface: 0, invalid_device: 1, already_exists: 2 } },
  ],
} as const satisfies InterfaceSchema;

export const weston_touch_calibrator = {
  name: 'weston_touch_calibrator',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'convert', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'reply', type: 'new_id', interface: 'weston_touch_coordinate' }] },
  ],
  events: [
    { name: 'configure', since: 1, args: [{ name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'cancel_calibration', since: 1, args: [] },
    { name: 'invalid_touch', since: 1, args: [] },
    { name: 'down', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'id', type: 'int' }, { name: 'x', type: 'uint' }, { name: 'y', type: 'uint' }] },
    { name: 'up', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'id', type: 'int' }] },
    { name: 'motion', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'id', type: 'int' }, { name: 'x', type: 'uint' }, { name: 'y', type: 'uint' }] },
    { name: 'frame', since: 1, args: [] },
    { name: 'cancel', since: 1, args: [] },
  ],
  enums: [
    { name: 'error', entries: { bad_size: 0, not_mapped: 1, bad_coordinates: 2 } },
  ],
} as const satisfies InterfaceSchema;

export const weston_touch_coordinate = {
  name: 'weston_touch_coordinate',
  version: 1,
  requests: [],
  events: [
    { name: 'result', since: 1, args: [{ name: 'x', type: 'uint' }, { name: 'y', type: 'uint' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
