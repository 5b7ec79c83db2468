// Made by tools/scanner from chromium/gaming-input-unstable-v2.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zcr_gaming_input_v2 = {
  name: 'zcr_gaming_input_v2',
  version: 2,
  requests: [
    { name: 'get_gaming_seat', since: 1, args: [{ name: 'gaming_seat', type: 'new_id', interface: 'zcr_gaming_seat_v2' }, { name: 'seat', type: 'object', interface: 'wl_seat' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const zcr_gaming_seat_v2 = {
  name: 'zcr_gaming_seat_v2',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'gamepad_added', since: 1, args: [{ name: 'gamepad', type: 'new_id', interface: 'zcr_gamepad_v2' }] },
    { name: 'gamepad_added_with_device_info', since: 1, args: [{ name: 'gamepad', type: 'new_id', interface: 'zcr_gamepad_v2' }, { name: 'name', type: 'string' }, { name: 'bus', type: 'uint', enum: 'bus_type' }, { name: 'vendor_id', type: 'uint' }, { name: 'product_id', type: 'uint' }, { name: 'version', type: 'uint' }] },
  ],
  enums: [
    { name: 'bus_type', entries: { usb: 0, bluetooth: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const zcr_gamepad_v2 = {
  name: 'zcr_gamepad_v2',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'removed', since: 1, args: [] },
    { name: 'axis', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'axis', type: 'uint' }, { name: 'value', type: 'fixed' }] },
    { name: 'button', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'button', type: 'uint' }, { name: 'state', type: 'uint', enum: 'button_state' }, { name: 'analog', type: 'fixed' }] },
    { name: 'frame', since: 1, args: [{ name: 'time', type: 'uint' }] },
    { name: 'axis_added', since: 1, args: [{ name: 'index', type: 'uint' }, { name: 'min_value', type: 'int' }, { name: 'max_value', type: 'int' }, { name: 'flat', type: 'int' }, { name: 'fuzz', type: 'int' }, { name: 'resolution', type: 'int' }] },
    { name: 'activated', since: 1, args: [] },
    { name: 'vibrator_added', since: 2, args: [{ name: 'vibrator', type: 'new_id', interface: 'zcr_gamepad_vibrator_v2' }] },
  ],
  enums: [
    { name: 'button_state', entries: { released: 0, pressed: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const zcr_gamepad_vibrator_v2 = {
  name: 'zcr_gamepad_vibrator_v2',
  version: 2,
  requests: [
    { name: 'vibrate', since: 2, args: [{ name: 'timings', type: 'array' }, { name: 'amplitudes', type: 'array' }, { name: 'repeat', type: 'int' }] },
    { name: 'cancel_vibration', since: 2, args: [] },
    { name: 'destroy', since: 2, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
