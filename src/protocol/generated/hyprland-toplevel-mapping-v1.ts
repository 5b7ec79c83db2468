// Made by tools/scanner from hyprland/hyprland-toplevel-mapping-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const hyprland_toplevel_mapping_manager_v1 = {
  name: 'hyprland_toplevel_mapping_manager_v1',
  version: 1,
  requests: [
    { name: 'get_window_for_toplevel', since: 1, args: [{ name: 'handle', type: 'new_id', interface: 'hyprland_toplevel_window_mapping_handle_v1' }, { name: 'toplevel', type: 'object', interface: 'ext_foreign_toplevel_handle_v1' }] },
    { name: 'get_window_for_toplevel_wlr', since: 1, args: [{ name: 'handle', type: 'new_id', interface: 'hyprland_toplevel_window_mapping_handle_v1' }, { name: 'toplevel', type: 'object', interface: 'zwlr_foreign_toplevel_handle_v1' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const hyprland_toplevel_window_mapping_handle_v1 = {
  name: 'hyprland_toplevel_window_mapping_handle_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'window_address', since: 1, args: [{ name: 'address_hi', type: 'uint' }, { name: 'address', type: 'uint' }] },
    { name: 'failed', since: 1, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
