// Made by tools/scanner from wlr/wlr-gamma-control-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwlr_gamma_control_manager_v1 = {
  name: 'zwlr_gamma_control_manager_v1',
  version: 1,
  requests: [
    { name: 'get_gamma_control', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwlr_gamma_control_v1' }, { name: 'output', type: 'object', interface: 'wl_output' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwlr_gamma_control_v1 = {
  name: 'zwlr_gamma_control_v1',
  version: 1,
  requests: [
    { name: 'set_gamma', since: 1, args: [{ name: 'fd', type: 'fd' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'gamma_size', since: 1, args: [{ name: 'size', type: 'uint' }] },
    { name: 'failed', since: 1, args: [] },
  ],
  enums: [
    { name: 'error', entries: { invalid_gamma: 1 } },
  ],
} as const satisfies InterfaceSchema;
