// Made by tools/scanner from wayland-protocols/fifo-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const wp_fifo_manager_v1 = {
  name: 'wp_fifo_manager_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_fifo', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wp_fifo_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { already_exists: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const wp_fifo_v1 = {
  name: 'wp_fifo_v1',
  version: 1,
  requests: [
    { name: 'set_barrier', since: 1, args: [] },
    { name: 'wait_barrier', since: 1, args: [] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { surface_destroyed: 0 } },
  ],
} as const satisfies InterfaceSchema;
