// Made by tools/scanner from wayland-protocols/keyboard-shortcuts-inhibit-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwp_keyboard_shortcuts_inhibit_manager_v1 = {
  name: 'zwp_keyboard_shortcuts_inhibit_manager_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'inhibit_shortcuts', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_keyboard_shortcuts_inhibitor_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'seat', type: 'object', interface: 'wl_seat' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { already_inhibited: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const zwp_keyboard_shortcuts_inhibitor_v1 = {
  name: 'zwp_keyboard_shortcuts_inhibitor_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'active', since: 1, args: [] },
    { name: 'inactive', since: 1, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
