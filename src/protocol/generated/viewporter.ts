// Made by tools/scanner from wayland-protocols/viewporter.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const wp_viewporter = {
  name: 'wp_viewporter',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_viewport', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wp_viewport' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { viewport_exists: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const wp_viewport = {
  name: 'wp_viewport',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_source', since: 1, args: [{ name: 'x', type: 'fixed' }, { name: 'y', type: 'fixed' }, { name: 'width', type: 'fixed' }, { name: 'height', type: 'fixed' }] },
    { name: 'set_destination', since: 1, args: [{ name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { bad_value: 0, bad_size: 1, out_of_buffer: 2, no_surface: 3 } },
  ],
} as const satisfies InterfaceSchema;
