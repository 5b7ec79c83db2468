// Made by tools/scanner from wayland-protocols/xdg-system-bell-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const xdg_system_bell_v1 = {
  name: 'xdg_system_bell_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'ring', since: 1, args: [{ name: 'surface', type: 'object', interface: 'wl_surface', nullable: true }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
