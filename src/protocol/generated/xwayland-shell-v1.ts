// Made by tools/scanner from wayland-protocols/xwayland-shell-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const xwayland_shell_v1 = {
  name: 'xwayland_shell_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_xwayland_surface', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'xwayland_surface_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { role: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const xwayland_surface_v1 = {
  name: 'xwayland_surface_v1',
  version: 1,
  requests: [
    { name: 'set_serial', since: 1, args: [{ name: 'serial_lo', type: 'uint' }, { name: 'serial_hi', type: 'uint' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { already_associated: 0, invalid_serial: 1 } },
  ],
} as const satisfies InterfaceSchema;
