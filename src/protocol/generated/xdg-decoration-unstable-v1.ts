// Made by tools/scanner from wayland-protocols/xdg-decoration-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zxdg_decoration_manager_v1 = {
  name: 'zxdg_decoration_manager_v1',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_toplevel_decoration', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zxdg_toplevel_decoration_v1' }, { name: 'toplevel', type: 'object', interface: 'xdg_toplevel' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const zxdg_toplevel_decoration_v1 = {
  name: 'zxdg_toplevel_decoration_v1',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_mode', since: 1, args: [{ name: 'mode', type: 'uint', enum: 'mode' }] },
    { name: 'unset_mode', since: 1, args: [] },
  ],
  events: [
    { name: 'configure', since: 1, args: [{ name: 'mode', type: 'uint', enum: 'mode' }] },
  ],
  enums: [
    { name: 'error', entries: { unconfigured_buffer: 0, already_constructed: 1, orphaned: 2, invalid_mode: 3 } },
    { name: 'mode', entries: { client_side: 1, server_side: 2 } },
  ],
} as const satisfies InterfaceSchema;
