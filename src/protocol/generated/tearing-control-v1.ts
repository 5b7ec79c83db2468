// Made by tools/scanner from wayland-protocols/tearing-control-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const wp_tearing_control_manager_v1 = {
  name: 'wp_tearing_control_manager_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_tearing_control', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wp_tearing_control_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { tearing_control_exists: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const wp_tearing_control_v1 = {
  name: 'wp_tearing_control_v1',
  version: 1,
  requests: [
    { name: 'set_presentation_hint', since: 1, args: [{ name: 'hint', type: 'uint', enum: 'presentation_hint' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [
    { name: 'presentation_hint', entries: { vsync: 0, async: 1 } },
  ],
} as const satisfies InterfaceSchema;
