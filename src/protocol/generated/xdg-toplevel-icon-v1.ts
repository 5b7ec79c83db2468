// Made by tools/scanner from wayland-protocols/xdg-toplevel-icon-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const xdg_toplevel_icon_manager_v1 = {
  name: 'xdg_toplevel_icon_manager_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'create_icon', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'xdg_toplevel_icon_v1' }] },
    { name: 'set_icon', since: 1, args: [{ name: 'toplevel', type: 'object', interface: 'xdg_toplevel' }, { name: 'icon', type: 'object', interface: 'xdg_toplevel_icon_v1', nullable: true }] },
  ],
  events: [
    { name: 'icon_size', since: 1, args: [{ name: 'size', type: 'int' }] },
    { name: 'done', since: 1, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const xdg_toplevel_icon_v1 = {
  name: 'xdg_toplevel_icon_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_name', since: 1, args: [{ name: 'icon_name', type: 'string' }] },
    { name: 'add_buffer', since: 1, args: [{ name: 'buffer', type: 'object', interface: 'wl_buffer' }, { name: 'scale', type: 'int' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { invalid_buffer: 1, immutable: 2, no_buffer: 3 } },
  ],
} as const satisfies InterfaceSchema;
