// Made by tools/scanner from hyprland/hyprland-ctm-control-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const hyprland_ctm_control_manager_v1 = {
  name: 'hyprland_ctm_control_manager_v1',
  version: 2,
  requests: [
    { name: 'set_ctm_for_output', since: 1, args: [{ name: 'output', type: 'object', interface: 'wl_output' }, { name: 'mat0', type: 'fixed' }, { name: 'mat1', type: 'fixed' }, { name: 'mat2', type: 'fixed' }, { name: 'mat3', type: 'fixed' }, { name: 'mat4', type: 'fixed' }, { name: 'mat5', type: 'fixed' }, { name: 'mat6', type: 'fixed' }, { name: 'mat7', type: 'fixed' }, { name: 'mat8', type: 'fixed' }] },
    { name: 'commit', since: 1, args: [] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'blocked', since: 1, args: [] },
  ],
  enums: [
    { name: 'error', entries: { invalid_matrix: 0 } },
  ],
} as const satisfies InterfaceSchema;
