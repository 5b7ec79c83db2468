// Made by tools/scanner from wayland-protocols/ext-workspace-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const ext_workspace_manager_v1 = {
  name: 'ext_workspace_manager_v1',
  version: 1,
  requests: [
    { name: 'commit', since: 1, args: [] },
    { name: 'stop', since: 1, args: [] },
  ],
  events: [
    { name: 'workspace_group', since: 1, args: [{ name: 'workspace_group', type: 'new_id', interface: 'ext_workspace_group_handle_v1' }] },
    { name: 'workspace', since: 1, args: [{ name: 'workspace', type: 'new_id', interface: 'ext_workspace_handle_v1' }] },
    { name: 'done', since: 1, args: [] },
    { name: 'finished', since: 1, destructor: true, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const ext_workspace_group_handle_v1 = {
  name: 'ext_workspace_group_handle_v1',
  version: 1,
  requests: [
    { name: 'create_workspace', since: 1, args: [{ name: 'workspace', type: 'string' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'capabilities', since: 1, args: [{ name: 'capabilities', type: 'uint', enum: 'group_capabilities' }] },
    { name: 'output_enter', since: 1, args: [{ name: 'output', type: 'object', interface: 'wl_output' }] },
    { name: 'output_leave', since: 1, args: [{ name: 'output', type: 'object', interface: 'wl_output' }] },
    { name: 'workspace_enter', since: 1, args: [{ name: 'workspace', type: 'object', interface: 'ext_workspace_handle_v1' }] },
    { name: 'workspace_leave', since: 1, args: [{ name: 'workspace', type: 'object', interface: 'ext_workspace_handle_v1' }] },
    { name: 'removed', since: 1, args: [] },
  ],
  enums: [
    { name: 'group_capabilities', bitfield: true, entries: { create_workspace: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const ext_workspace_handle_v1 = {
  name: 'ext_workspace_handle_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'activate', since: 1, args: [] },
    { name: 'deactivate', since: 1, args: [] },
    { name: 'assign', since: 1, args: [{ name: 'workspace_group', type: 'object', interface: 'ext_workspace_group_handle_v1' }] },
    { name: 'remove', since: 1, args: [] },
  ],
  events: [
    { name: 'id', since: 1, args: [{ name: 'id', type: 'string' }] },
    { name: 'name', since: 1, args: [{ name: 'name', type: 'string' }] },
    { name: 'coordinates', since: 1, args: [{ name: 'coordinates', type: 'array' }] },
    { name: 'state', since: 1, args: [{ name: 'state', type: 'uint', enum: 'state' }] },
    { name: 'capabilities', since: 1, args: [{ name: 'capabilities', type: 'uint', enum: 'workspace_capabilities' }] },
    { name: 'removed', since: 1, args: [] },
  ],
  enums: [
    { name: 'state', bitfield: true, entries: { active: 1, urgent: 2, hidden: 4 } },
    { name: 'workspace_capabilities', bitfield: true, entries: { activate: 1, deactivate: 2, remove: 4, assign: 8 } },
  ],
} as const satisfies InterfaceSchema;
