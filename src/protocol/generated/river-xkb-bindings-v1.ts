// Made by tools/scanner from river/river-xkb-bindings-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const river_xkb_bindings_v1 = {
  name: 'river_xkb_bindings_v1',
  version: 3,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_xkb_binding', since: 1, args: [{ name: 'seat', type: 'object', interface: 'river_seat_v1' }, { name: 'id', type: 'new_id', interface: 'river_xkb_binding_v1' }, { name: 'keysym', type: 'uint' }, { name: 'modifiers', type: 'uint', enum: 'river_seat_v1.modifiers' }] },
    { name: 'get_seat', since: 2, args: [{ name: 'id', type: 'new_id', interface: 'river_xkb_bindings_seat_v1' }, { name: 'seat', type: 'object', interface: 'river_seat_v1' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { object_already_created: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const river_xkb_binding_v1 = {
  name: 'river_xkb_binding_v1',
  version: 3,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_layout_override', since: 1, args: [{ name: 'layout', type: 'uint' }] },
    { name: 'enable', since: 1, args: [] },
    { name: 'disable', since: 1, args: [] },
  ],
  events: [
    { name: 'pressed', since: 1, args: [] },
    { name: 'released', since: 1, args: [] },
    { name: 'stop_repeat', since: 2, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const river_xkb_bindings_seat_v1 = {
  name: 'river_xkb_bindings_seat_v1',
  version: 3,
  requests: [
    { name: 'destroy', since: 2, destructor: true, args: [] },
    { name: 'ensure_next_key_eaten', since: 2, args: [] },
    { name: 'cancel_ensure_next_key_eaten', since: 2, args: [] },
    { name: 'modifiers_watch', since: 3, args: [{ name: 'modifiers', type: 'uint', enum: 'river_seat_v1.modifiers' }] },
  ],
  events: [
    { name: 'ate_unbound_key', since: 2, args: [] },
    { name: 'modifiers_update', since: 3, args: [{ name: 'old', type: 'uint', enum: 'river_seat_v1.modifiers' }, { name: 'new', type: 'uint', enum: 'river_seat_v1.modifiers' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
