// Made by tools/scanner from wayland-protocols/xdg-toplevel-tag-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const xdg_toplevel_tag_manager_v1 = {
  name: 'xdg_toplevel_tag_manager_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_toplevel_tag', since: 1, args: [{ name: 'toplevel', type: 'object', interface: 'xdg_toplevel' }, { name: 'tag', type: 'string' }] },
    { name: 'set_toplevel_description', since: 1, args: [{ name: 'toplevel', type: 'object', interface: 'xdg_toplevel' }, { name: 'description', type: 'string' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
