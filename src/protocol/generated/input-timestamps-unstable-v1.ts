// Made by tools/scanner from wayland-protocols/input-timestamps-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwp_input_timestamps_manager_v1 = {
  name: 'zwp_input_timestamps_manager_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_keyboard_timestamps', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_input_timestamps_v1' }, { name: 'keyboard', type: 'object', interface: 'wl_keyboard' }] },
    { name: 'get_pointer_timestamps', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_input_timestamps_v1' }, { name: 'pointer', type: 'object', interface: 'wl_pointer' }] },
    { name: 'get_touch_timestamps', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_input_timestamps_v1' }, { name: 'touch', type: 'object', interface: 'wl_touch' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwp_input_timestamps_v1 = {
  name: 'zwp_input_timestamps_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'timestamp', since: 1, args: [{ name: 'tv_sec_hi', type: 'uint' }, { name: 'tv_sec_lo', type: 'uint' }, { name: 'tv_nsec', type: 'uint' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
