// Made by tools/scanner from cosmic/cosmic-keyboard-layout-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zcosmic_keyboard_layout_manager_v1 = {
  name: 'zcosmic_keyboard_layout_manager_v1',
  version: 1,
  requests: [
    { name: 'get_keyboard_layout', since: 1, args: [{ name: 'keyboard_layout', type: 'new_id', interface: 'zcosmic_keyboard_layout_v1' }, { name: 'keyboard', type: 'object', interface: 'wl_keyboard' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const zcosmic_keyboard_layout_v1 = {
  name: 'zcosmic_keyboard_layout_v1',
  version: 1,
  requests: [
    { name: 'set_group', since: 1, args: [{ name: 'group', type: 'uint' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'group', since: 1, args: [{ name: 'group', type: 'uint' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
