// Made by tools/scanner from chromium/keyboard-extension-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zcr_keyboard_extension_v1 = {
  name: 'zcr_keyboard_extension_v1',
  version: 1,
  requests: [
    { name: 'get_extended_keyboard', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zcr_extended_keyboard_v1' }, { name: 'keyboard', type: 'object', interface: 'wl_keyboard' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { extended_keyboard_exists: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const zcr_extended_keyboard_v1 = {
  name: 'zcr_extended_keyboard_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'ack_key', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'handled', type: 'uint', enum: 'handled_state' }] },
  ],
  events: [],
  enums: [
    { name: 'handled_state', entries: { not_handled: 0, handled: 1 } },
  ],
} as const satisfies InterfaceSchema;
