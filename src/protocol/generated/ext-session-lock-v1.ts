// Made by tools/scanner from wayland-protocols/ext-session-lock-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const ext_session_lock_manager_v1 = {
  name: 'ext_session_lock_manager_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'lock', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'ext_session_lock_v1' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const ext_session_lock_v1 = {
  name: 'ext_session_lock_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_lock_surface', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'ext_session_lock_surface_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'output', type: 'object', interface: 'wl_output' }] },
    { name: 'unlock_and_destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'locked', since: 1, args: [] },
    { name: 'finished', since: 1, args: [] },
  ],
  enums: [
    { name: 'error', entries: { invalid_destroy: 0, invalid_unlock: 1, role: 2, duplicate_output: 3, already_constructed: 4 } },
  ],
} as const satisfies InterfaceSchema;

export const ext_session_lock_surface_v1 = {
  name: 'ext_session_lock_surface_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'ack_configure', since: 1, args: [{ name: 'serial', type: 'uint' }] },
  ],
  events: [
    { name: 'configure', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'width', type: 'uint' }, { name: 'height', type: 'uint' }] },
  ],
  enums: [
    { name: 'error', entries: { commit_before_first_ack: 0, null_buffer: 1, dimensions_mismatch: 2, invalid_serial: 3 } },
  ],
} as const satisfies InterfaceSchema;
