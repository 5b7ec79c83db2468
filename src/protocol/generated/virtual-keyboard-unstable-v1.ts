// Made by tools/scanner from external/virtual-keyboard-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwp_virtual_keyboard_v1 = {
  name: 'zwp_virtual_keyboard_v1',
  version: 1,
  requests: [
    { name: 'keymap', since: 1, args: [{ name: 'format', type: 'uint' }, { name: 'fd', type: 'fd' }, { name: 'size', type: 'uint' }] },
    { name: 'key', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'key', type: 'uint' }, { name: 'state', type: 'uint' }] },
    { name: 'modifiers', since: 1, args: [{ name: 'mods_depressed', type: 'uint' }, { name: 'mods_latched', type: 'uint' }, { name: 'mods_locked', type: 'uint' }, { name: 'group', type: 'uint' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { no_keymap: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const zwp_virtual_keyboard_manager_v1 = {
  name: 'zwp_virtual_keyboard_manager_v1',
  version: 1,
  requests: [
    { name: 'create_virtual_keyboard', since: 1, args: [{ name: 'seat', type: 'object', interface: 'wl_seat' }, { name: 'id', type: 'new_id', interface: 'zwp_virtual_keyboard_v1' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { unauthorized: 0 } },
  ],
} as const satisfies InterfaceSchema;
