// Made by tools/scanner from wayland-protocols/pointer-warp-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const wp_pointer_warp_v1 = {
  name: 'wp_pointer_warp_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'warp_pointer', since: 1, args: [{ name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'pointer', type: 'object', interface: 'wl_pointer' }, { name: 'x', type: 'fixed' }, { name: 'y', type: 'fixed' }, { name: 'serial', type: 'uint' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
