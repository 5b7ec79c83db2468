// Made by tools/scanner from hyprland/hyprland-global-shortcuts-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const hyprland_global_shortcuts_manager_v1 = {
  name: 'hyprland_global_shortcuts_manager_v1',
  version: 1,
  requests: [
    { name: 'register_shortcut', since: 1, args: [{ name: 'shortcut', type: 'new_id', interface: 'hyprland_global_shortcut_v1' }, { name: 'id', type: 'string' }, { name: 'app_id', type: 'string' }, { name: 'description', type: 'string' }, { name: 'trigger_description', type: 'string' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { already_taken: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const hyprland_global_shortcut_v1 = {
  name: 'hyprland_global_shortcut_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'pressed', since: 1, args: [{ name: 'tv_sec_hi', type: 'uint' }, { name: 'tv_sec_lo', type: 'uint' }, { name: 'tv_nsec', type: 'uint' }] },
    { name: 'released', since: 1, args: [{ name: 'tv_sec_hi', type: 'uint' }, { name: 'tv_sec_lo', type: 'uint' }, { name: 'tv_nsec', type: 'uint' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
