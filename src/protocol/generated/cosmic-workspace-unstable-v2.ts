// Made by tools/scanner from cosmic/cosmic-workspace-unstable-v2.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zcosmic_workspace_manager_v2 = {
  name: 'zcosmic_workspace_manager_v2',
  version: 2,
  requests: [
    { name: 'get_cosmic_workspace', since: 2, args: [{ name: 'cosmic_workspace', type: 'new_id', interface: 'zcosmic_workspace_handle_v2' }, { name: 'workspace', type: 'object', interface: 'ext_workspace_handle_v1' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { workspace_exists: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const zcosmic_workspace_handle_v2 = {
  name: 'zcosmic_workspace_handle_v2',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'rename', since: 1, args: [{ name: 'name', type: 'string' }] },
    { name: 'set_tiling_state', since: 1, args: [{ name: 'state', type: 'uint', enum: 'tiling_state' }] },
    { name: 'move_before', since: 2, args: [{ name: 'other_workspace', type: 'object', interface: 'ext_workspace_handle_v1' }, { name: 'axis', type: 'uint' }] },
    { name: 'move_after', since: 2, args: [{ name: 'other_workspace', type: 'object', interface: 'ext_workspace_handle_v1' }, { name: 'axis', type: 'uint' }] },
    { name: 'pin', since: 2, args: [] },
    { name: 'unpin', since: 2, args: [] },
  ],
  events: [
    { name: 'capabilities', since: 1, args: [{ name: 'capabilities', type: 'uint', enum: 'workspace_capabilities' }] },
    { name: 'tiling_state', since: 1, args: [{ name: 'state', type: 'uint', enum: 'tiling_state' }] },
    { name: 'state', since: 2, args: [{ name: 'state', type: 'uint', enum: 'state' }] },
  ],
  enums: [
    { name: 'workspace_capabilities', bitfield: true, entries: { rename: 1, set_tiling_state: 2, pin: 3, move: 4 } },
    { name: 'tiling_state', entries: { floating_only: 0, tiling_enabled: 1 } },
    { name: 'state', bitfield: true, entries: { pinned: 1 } },
  ],
} as const satisfies InterfaceSchema;
