// Made by tools/scanner from hyprland/hyprland-input-capture-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const hyprland_input_capture_manager_v1 = {
  name: 'hyprland_input_capture_manager_v1',
  version: 1,
  requests: [
    { name: 'create_session', since: 1, args: [{ name: 'session', type: 'new_id', interface: 'hyprland_input_capture_v1' }, { name: 'handle', type: 'string' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const hyprland_input_capture_v1 = {
  name: 'hyprland_input_capture_v1',
  version: 1,
  requests: [
    { name: 'clear_barriers', since: 1, args: [] },
    { name: 'add_barrier', since: 1, args: [{ name: 'zone_set', type: 'uint' }, { name: 'id', type: 'uint' }, { name: 'x1', type: 'uint' }, { name: 'y1', type: 'uint' }, { name: 'x2', type: 'uint' }, { name: 'y2', type: 'uint' }] },
    { name: 'enable', since: 1, args: [] },
    { name: 'disable', since: 1, args: [] },
    { name: 'release', since: 1, args: [{ name: 'activation_id', type: 'uint' }, { name: 'x', type: 'fixed' }, { name: 'y', type: 'fixed' }] },
  ],
  events: [
    { name: 'eis_fd', since: 1, args: [{ name: 'fd', type: 'fd' }] },
    { name: 'disabled', since: 1, args: [] },
    { name: 'activated', since: 1, args: [{ name: 'activation_id', type: 'uint' }, { name: 'x', type: 'fixed' }, { name: 'y', type: 'fixed' }, { name: 'barrier_id', type: 'uint' }] },
    { name: 'deactivated', since: 1, args: [{ name: 'activation_id', type: 'uint' }] },
  ],
  enums: [
    { name: 'error', entries: { invalid_barrier_id: 0, invalid_barrier: 1, invalid_activation_id: 2 } },
  ],
} as const satisfies InterfaceSchema;
