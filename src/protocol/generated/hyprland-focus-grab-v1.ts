// Made by tools/scanner from hyprland/hyprland-focus-grab-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const hyprland_focus_grab_manager_v1 = {
  name: 'hyprland_focus_grab_manager_v1',
  version: 1,
  requests: [
    { name: 'create_grab', since: 1, args: [{ name: 'grab', type: 'new_id', interface: 'hyprland_focus_grab_v1' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const hyprland_focus_grab_v1 = {
  name: 'hyprland_focus_grab_v1',
  version: 1,
  requests: [
    { name: 'add_surface', since: 1, args: [{ name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'remove_surface', since: 1, args: [{ name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'commit', since: 1, args: [] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'cleared', since: 1, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
