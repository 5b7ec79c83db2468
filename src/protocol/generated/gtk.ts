// Made by tools/scanner from chromium/gtk.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const gtk_shell1 = {
  name: 'gtk_shell1',
  version: 1,
  requests: [
    { name: 'get_gtk_surface', since: 1, args: [{ name: 'gtk_surface', type: 'new_id', interface: 'gtk_surface1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'set_startup_id', since: 1, args: [{ name: 'startup_id', type: 'string', nullable: true }] },
    { name: 'system_bell', since: 1, args: [{ name: 'surface', type: 'object', interface: 'gtk_surface1', nullable: true }] },
  ],
  events: [
    { name: 'capabilities', since: 1, args: [{ name: 'capabilities', type: 'uint' }] },
  ],
  enums: [
    { name: 'capability', entries: { global_app_menu: 1, global_menu_bar: 2, desktop_icons: 3 } },
  ],
} as const satisfies InterfaceSchema;

export const gtk_surface1 = {
  name: 'gtk_surface1',
  version: 1,
  requests: [
    { name: 'set_dbus_properties', since: 1, args: [{ name: 'application_id', type: 'string', nullable: true }, { name: 'app_menu_path', type: 'string', nullable: true }, { name: 'menubar_path', type: 'string', nullable: true }, { name: 'window_object_path', type: 'string', nullable: true }, { name: 'application_object_path', type: 'string', nullable: true }, { name: 'unique_bus_name', type: 'string', nullable: true }] },
    { name: 'set_modal', since: 1, args: [] },
    { name: 'unset_modal', since: 1, args: [] },
    { name: 'present', since: 1, args: [{ name: 'time', type: 'uint' }] },
  ],
  events: [
    { name: 'configure', since: 1, args: [{ name: 'states', type: 'array' }] },
  ],
  enums: [
    { name: 'state', entries: { tiled: 1 } },
  ],
} as const satisfies InterfaceSchema;
