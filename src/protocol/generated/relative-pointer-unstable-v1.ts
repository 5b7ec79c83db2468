// Made by tools/scanner from wayland-protocols/relative-pointer-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwp_relative_pointer_manager_v1 = {
  name: 'zwp_relative_pointer_manager_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_relative_pointer', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_relative_pointer_v1' }, { name: 'pointer', type: 'object', interface: 'wl_pointer' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwp_relative_pointer_v1 = {
  name: 'zwp_relative_pointer_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'relative_motion', since: 1, args: [{ name: 'utime_hi', type: 'uint' }, { name: 'utime_lo', type: 'uint' }, { name: 'dx', type: 'fixed' }, { name: 'dy', type: 'fixed' }, { name: 'dx_unaccel', type: 'fixed' }, { name: 'dy_unaccel', type: 'fixed' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
