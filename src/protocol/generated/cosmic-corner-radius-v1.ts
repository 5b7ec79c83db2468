// Made by tools/scanner from cosmic/cosmic-corner-radius-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const cosmic_corner_radius_manager_v1 = {
  name: 'cosmic_corner_radius_manager_v1',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_corner_radius', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'cosmic_corner_radius_toplevel_v1' }, { name: 'toplevel', type: 'object', interface: 'xdg_toplevel' }] },
    { name: 'get_corner_radius_surface', since: 2, args: [{ name: 'id', type: 'new_id', interface: 'cosmic_corner_radius_toplevel_v1' }, { name: 'surface', type: 'object', interface: 'xdg_surface' }] },
    { name: 'get_corner_radius_layer', since: 2, args: [{ name: 'id', type: 'new_id', interface: 'cosmic_corner_radius_layer_v1' }, { name: 'layer', type: 'object', interface: 'zwlr_layer_surface_v1' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { corner_radius_exists: 0, no_role: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const cosmic_corner_radius_toplevel_v1 = {
  name: 'cosmic_corner_radius_toplevel_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_radius', since: 1, args: [{ name: 'top_left', type: 'uint' }, { name: 'top_right', type: 'uint' }, { name: 'bottom_right', type: 'uint' }, { name: 'bottom_left', type: 'uint' }] },
    { name: 'unset_radius', since: 1, args: [] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { toplevel_destroyed: 0, radius_too_large: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const cosmic_corner_radius_layer_v1 = {
  name: 'cosmic_corner_radius_layer_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_radius', since: 1, args: [{ name: 'top_left', type: 'uint' }, { name: 'top_right', type: 'uint' }, { name: 'bottom_right', type: 'uint' }, { name: 'bottom_left', type: 'uint' }] },
    { name: 'unset_radius', since: 1, args: [] },
    { name: 'set_padding', since: 1, args: [{ name: 'top', type: 'int' }, { name: 'right', type: 'int' }, { name: 'bottom', type: 'int' }, { name: 'left', type: 'int' }] },
    { name: 'unset_padding', since: 1, args: [] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { layer_destroyed: 0, radius_too_large: 1, padding_too_large: 2 } },
  ],
} as const satisfies InterfaceSchema;
