// Made by tools/scanner from wayland-protocols/ext-foreign-toplevel-list-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const ext_foreign_toplevel_list_v1 = {
  name: 'ext_foreign_toplevel_list_v1',
  version: 1,
  requests: [
    { name: 'stop', since: 1, args: [] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'toplevel', since: 1, args: [{ name: 'toplevel', type: 'new_id', interface: 'ext_foreign_toplevel_handle_v1' }] },
    { name: 'finished', since: 1, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const ext_foreign_toplevel_handle_v1 = {
  name: 'ext_foreign_toplevel_handle_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'closed', since: 1, args: [] },
    { name: 'done', since: 1, args: [] },
    { name: 'title', since: 1, args: [{ name: 'title', type: 'string' }] },
    { name: 'app_id', since: 1, args: [{ name: 'app_id', type: 'string' }] },
    { name: 'identifier', since: 1, args: [{ name: 'identifier', type: 'string' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
