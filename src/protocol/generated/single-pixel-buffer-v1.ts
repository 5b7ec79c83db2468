// Made by tools/scanner from wayland-protocols/single-pixel-buffer-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const wp_single_pixel_buffer_manager_v1 = {
  name: 'wp_single_pixel_buffer_manager_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'create_u32_rgba_buffer', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wl_buffer' }, { name: 'r', type: 'uint' }, { name: 'g', type: 'uint' }, { name: 'b', type: 'uint' }, { name: 'a', type: 'uint' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
