// Made by tools/scanner from wayland-protocols/xdg-foreign-unstable-v2.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zxdg_exporter_v2 = {
  name: 'zxdg_exporter_v2',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'export_toplevel', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zxdg_exported_v2' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { invalid_surface: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const zxdg_importer_v2 = {
  name: 'zxdg_importer_v2',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'import_toplevel', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zxdg_imported_v2' }, { name: 'handle', type: 'string' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const zxdg_exported_v2 = {
  name: 'zxdg_exported_v2',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'handle', since: 1, args: [{ name: 'handle', type: 'string' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const zxdg_imported_v2 = {
  name: 'zxdg_imported_v2',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_parent_of', since: 1, args: [{ name: 'surface', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [
    { name: 'destroyed', since: 1, args: [] },
  ],
  enums: [
    { name: 'error', entries: { invalid_surface: 0 } },
  ],
} as const satisfies InterfaceSchema;
