// Made by tools/scanner from wayland-protocols/idle-inhibit-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwp_idle_inhibit_manager_v1 = {
  name: 'zwp_idle_inhibit_manager_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'create_inhibitor', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_idle_inhibitor_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwp_idle_inhibitor_v1 = {
  name: 'zwp_idle_inhibitor_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
