// Made by tools/scanner from wayland-protocols/xdg-toplevel-drag-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const xdg_toplevel_drag_manager_v1 = {
  name: 'xdg_toplevel_drag_manager_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_xdg_toplevel_drag', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'xdg_toplevel_drag_v1' }, { name: 'data_source', type: 'object', interface: 'wl_data_source' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { invalid_source: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const xdg_toplevel_drag_v1 = {
  name: 'xdg_toplevel_drag_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'attach', since: 1, args: [{ name: 'toplevel', type: 'object', interface: 'xdg_toplevel' }, { name: 'x_offset', type: 'int' }, { name: 'y_offset', type: 'int' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { toplevel_attached: 0, ongoing_drag: 1 } },
  ],
} as const satisfies InterfaceSchema;
