// Made by tools/scanner from river/river-xkb-config-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const river_xkb_config_v1 = {
  name: 'river_xkb_config_v1',
  version: 2,
  requests: [
    { name: 'stop', since: 1, args: [] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'create_keymap', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'river_xkb_keymap_v1' }, { name: 'fd', type: 'fd' }, { name: 'format', type: 'uint', enum: 'keymap_format' }] },
  ],
  events: [
    { name: 'finished', since: 1, args: [] },
    { name: 'xkb_keyboard', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'river_xkb_keyboard_v1' }] },
  ],
  enums: [
    { name: 'error', entries: { invalid_destroy: 0, invalid_format: 1 } },
    { name: 'keymap_format', entries: { text_v1: 1, text_v2: 2 } },
  ],
} as const satisfies InterfaceSchema;

export const river_xkb_keymap_v1 = {
  name: 'river_xkb_keymap_v1',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'success', since: 1, args: [] },
    { name: 'failure', since: 1, args: [{ name: 'error_msg', type: 'string' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const river_xkb_keyboard_v1 = {
  name: 'river_xkb_keyboard_v1',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_keymap', since: 1, args: [{ name: 'keymap', type: 'object', interface: 'river_xkb_keymap_v1' }] },
    { name: 'set_layout_by_index', since: 1, args: [{ name: 'index', type: 'int' }] },
    { name: 'set_layout_by_name', since: 1, args: [{ name: 'name', type: 'string' }] },
    { name: 'capslock_enable', since: 1, args: [] },
    { name: 'capslock_disable', since: 1, args: [] },
    { name: 'numlock_enable', since: 1, args: [] },
    { name: 'numlock_disable', since: 1, args: [] },
  ],
  events: [
    { name: 'removed', since: 1, args: [] },
    { name: 'input_device', since: 1, args: [{ name: 'device', type: 'object', interface: 'river_input_device_v1' }] },
    { name: 'layout', since: 1, args: [{ name: 'index', type: 'uint' }, { name: 'name', type: 'string', nullable: true }] },
    { name: 'capslock_enabled', since: 1, args: [] },
    { name: 'capslock_disabled', since: 1, args: [] },
    { name: 'numlock_enabled', since: 1, args: [] },
    { name: 'numlock_disabled', since: 1, args: [] },
    { name: 'done', since: 2, args: [] },
  ],
  enums: [
    { name: 'error', entries: { invalid_keymap: 0 } },
  ],
} as const satisfies InterfaceSchema;
