// Made by tools/scanner from wayland-protocols/alpha-modifier-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const wp_alpha_modifier_v1 = {
  name: 'wp_alpha_modifier_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_surface', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wp_alpha_modifier_surface_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { already_constructed: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const wp_alpha_modifier_surface_v1 = {
  name: 'wp_alpha_modifier_surface_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_multiplier', since: 1, args: [{ name: 'factor', type: 'uint' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { no_surface: 0 } },
  ],
} as const satisfies InterfaceSchema;
