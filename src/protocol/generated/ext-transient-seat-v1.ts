// Made by tools/scanner from wayland-protocols/ext-transient-seat-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const ext_transient_seat_manager_v1 = {
  name: 'ext_transient_seat_manager_v1',
  version: 1,
  requests: [
    { name: 'create', since: 1, args: [{ name: 'seat', type: 'new_id', interface: 'ext_transient_seat_v1' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const ext_transient_seat_v1 = {
  name: 'ext_transient_seat_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'ready', since: 1, args: [{ name: 'global_name', type: 'uint' }] },
    { name: 'denied', since: 1, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
