// Made by tools/scanner from wayland-protocols/xdg-session-management-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const xdg_session_manager_v1 = {
  name: 'xdg_session_manager_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_session', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'xdg_session_v1' }, { name: 'reason', type: 'uint', enum: 'reason' }, { name: 'session_id', type: 'string', nullable: true }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { in_use: 1, invalid_session_id: 2, invalid_reason: 3 } },
    { name: 'reason', entries: { launch: 1, recover: 2, session_restore: 3 } },
  ],
} as const satisfies InterfaceSchema;

export const xdg_session_v1 = {
  name: 'xdg_session_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'remove', since: 1, destructor: true, args: [] },
    { name: 'add_toplevel', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'xdg_toplevel_session_v1' }, { name: 'toplevel', type: 'object', interface: 'xdg_toplevel' }, { name: 'name', type: 'string' }] },
    { name: 'restore_toplevel', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'xdg_toplevel_session_v1' }, { name: 'toplevel', type: 'object', interface: 'xdg_toplevel' }, { name: 'name', type: 'string' }] },
    { name: 'remove_toplevel', since: 1, args: [{ name: 'name', type: 'string' }] },
  ],
  events: [
    { name: 'created', since: 1, args: [{ name: 'session_id', type: 'string' }] },
    { name: 'restored', since: 1, args: [] },
    { name: 'replaced', since: 1, args: [] },
  ],
  enums: [
    { name: 'error', entries: { name_in_use: 1, already_mapped: 2, invalid_name: 3, already_added: 4 } },
  ],
} as const satisfies InterfaceSchema;

export const xdg_toplevel_session_v1 = {
  name: 'xdg_toplevel_session_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'rename', since: 1, args: [{ name: 'name', type: 'string' }] },
  ],
  events: [
    { name: 'restored', since: 1, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
