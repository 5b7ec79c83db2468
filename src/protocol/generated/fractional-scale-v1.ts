// Made by tools/scanner from wayland-protocols/fractional-scale-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const wp_fractional_scale_manager_v1 = {
  name: 'wp_fractional_scale_manager_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_fractional_scale', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wp_fractional_scale_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { fractional_scale_exists: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const wp_fractional_scale_v1 = {
  name: 'wp_fractional_scale_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'preferred_scale', since: 1, args: [{ name: 'scale', type: 'uint' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
