// Made by tools/scanner from wayland-protocols/content-type-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const wp_content_type_manager_v1 = {
  name: 'wp_content_type_manager_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_surface_content_type', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wp_content_type_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { already_constructed: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const wp_content_type_v1 = {
  name: 'wp_content_type_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_content_type', since: 1, args: [{ name: 'content_type', type: 'uint', enum: 'type' }] },
  ],
  events: [],
  enums: [
    { name: 'type', entries: { none: 0, photo: 1, video: 2, game: 3 } },
  ],
} as const satisfies InterfaceSchema;
