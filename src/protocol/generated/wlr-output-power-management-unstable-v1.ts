// Made by tools/scanner from wlr/wlr-output-power-management-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwlr_output_power_manager_v1 = {
  name: 'zwlr_output_power_manager_v1',
  version: 1,
  requests: [
    { name: 'get_output_power', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwlr_output_power_v1' }, { name: 'output', type: 'object', interface: 'wl_output' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwlr_output_power_v1 = {
  name: 'zwlr_output_power_v1',
  version: 1,
  requests: [
    { name: 'set_mode', since: 1, args: [{ name: 'mode', type: 'uint', enum: 'mode' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'mode', since: 1, args: [{ name: 'mode', type: 'uint', enum: 'mode' }] },
    { name: 'failed', since: 1, args: [] },
  ],
  enums: [
    { name: 'mode', entries: { off: 0, on: 1 } },
    { name: 'error', entries: { invalid_mode: 1 } },
  ],
} as const satisfies InterfaceSchema;
