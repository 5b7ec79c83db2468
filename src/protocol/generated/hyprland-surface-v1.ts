// Made by tools/scanner from hyprland/hyprland-surface-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const hyprland_surface_manager_v1 = {
  name: 'hyprland_surface_manager_v1',
  version: 2,
  requests: [
    { name: 'get_hyprland_surface', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'hyprland_surface_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { already_constructed: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const hyprland_surface_v1 = {
  name: 'hyprland_surface_v1',
  version: 2,
  requests: [
    { name: 'set_opacity', since: 1, args: [{ name: 'opacity', type: 'fixed' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_visible_region', since: 2, args: [{ name: 'region', type: 'object', interface: 'wl_region', nullable: true }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { no_surface: 0, out_of_range: 1 } },
  ],
} as const satisfies InterfaceSchema;
