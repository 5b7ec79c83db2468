// Made by tools/scanner from chromium/text-input-crostini-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zcr_text_input_crostini_manager_v1 = {
  name: 'zcr_text_input_crostini_manager_v1',
  version: 1,
  requests: [
    { name: 'get_text_input_crostini', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zcr_text_input_crostini_v1' }, { name: 'text_input', type: 'object', interface: 'zwp_text_input_v1' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { text_input_crostini_exists: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const zcr_text_input_crostini_v1 = {
  name: 'zcr_text_input_crostini_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'activate_x11', since: 1, args: [{ name: 'seat', type: 'object', interface: 'wl_seat' }, { name: 'x11_window_id', type: 'uint' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
