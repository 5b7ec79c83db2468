// Made by tools/scanner from weston/ivi-hmi-controller.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const ivi_hmi_controller = {
  name: 'ivi_hmi_controller',
  version: 1,
  requests: [
    { name: 'UI_ready', since: 1, args: [] },
    { name: 'workspace_control', since: 1, args: [{ name: 'seat', type: 'object', interface: 'wl_seat' }, { name: 'serial', type: 'uint' }] },
    { name: 'switch_mode', since: 1, args: [{ name: 'layout_mode', type: 'uint' }] },
    { name: 'home', since: 1, args: [{ name: 'home', type: 'uint' }] },
  ],
  events: [
    { name: 'workspace_end_control', since: 1, args: [{ name: 'is_controlled', type: 'int' }] },
  ],
  enums: [
    { name: 'layout_mode', entries: { tiling: 0, side_by_side: 1, full_screen: 2, random: 3 } },
    { name: 'home', entries: { off: 0, on: 1 } },
  ],
} as const satisfies InterfaceSchema;
