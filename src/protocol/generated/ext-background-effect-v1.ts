// Made by tools/scanner from wayland-protocols/ext-background-effect-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const ext_background_effect_manager_v1 = {
  name: 'ext_background_effect_manager_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_background_effect', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'ext_background_effect_surface_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [
    { name: 'capabilities', since: 1, args: [{ name: 'flags', type: 'uint', enum: 'capability' }] },
  ],
  enums: [
    { name: 'error', entries: { background_effect_exists: 0 } },
    { name: 'capability', bitfield: true, entries: { blur: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const ext_background_effect_surface_v1 = {
  name: 'ext_background_effect_surface_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_blur_region', since: 1, args: [{ name: 'region', type: 'object', interface: 'wl_region', nullable: true }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { surface_destroyed: 0 } },
  ],
} as const satisfies InterfaceSchema;
