// Made by tools/scanner from wayland-protocols/pointer-constraints-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwp_pointer_constraints_v1 = {
  name: 'zwp_pointer_constraints_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'lock_pointer', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_locked_pointer_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'pointer', type: 'object', interface: 'wl_pointer' }, { name: 'region', type: 'object', interface: 'wl_region', nullable: true }, { name: 'lifetime', type: 'uint', enum: 'lifetime' }] },
    { name: 'confine_pointer', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_confined_pointer_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'pointer', type: 'object', interface: 'wl_pointer' }, { name: 'region', type: 'object', interface: 'wl_region', nullable: true }, { name: 'lifetime', type: 'uint', enum: 'lifetime' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { already_constrained: 1 } },
    { name: 'lifetime', entries: { oneshot: 1, persistent: 2 } },
  ],
} as const satisfies InterfaceSchema;

export const zwp_locked_pointer_v1 = {
  name: 'zwp_locked_pointer_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_cursor_position_hint', since: 1, args: [{ name: 'surface_x', type: 'fixed' }, { name: 'surface_y', type: 'fixed' }] },
    { name: 'set_region', since: 1, args: [{ name: 'region', type: 'object', interface: 'wl_region', nullable: true }] },
  ],
  events: [
    { name: 'locked', since: 1, args: [] },
    { name: 'unlocked', since: 1, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwp_confined_pointer_v1 = {
  name: 'zwp_confined_pointer_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_region', since: 1, args: [{ name: 'region', type: 'object', interface: 'wl_region', nullable: true }] },
  ],
  events: [
    { name: 'confined', since: 1, args: [] },
    { name: 'unconfined', since: 1, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
