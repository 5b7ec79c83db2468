// Made by tools/scanner from wlr/wlr-input-inhibit-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwlr_input_inhibit_manager_v1 = {
  name: 'zwlr_input_inhibit_manager_v1',
  version: 1,
  requests: [
    { name: 'get_inhibitor', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwlr_input_inhibitor_v1' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { already_inhibited: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const zwlr_input_inhibitor_v1 = {
  name: 'zwlr_input_inhibitor_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
