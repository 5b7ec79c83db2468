// Made by tools/scanner from wayland-protocols/xwayland-keyboard-grab-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwp_xwayland_keyboard_grab_manager_v1 = {
  name: 'zwp_xwayland_keyboard_grab_manager_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'grab_keyboard', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_xwayland_keyboard_grab_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'seat', type: 'object', interface: 'wl_seat' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwp_xwayland_keyboard_grab_v1 = {
  name: 'zwp_xwayland_keyboard_grab_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
