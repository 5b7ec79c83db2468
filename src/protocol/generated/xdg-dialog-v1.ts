// Made by tools/scanner from wayland-protocols/xdg-dialog-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const xdg_wm_dialog_v1 = {
  name: 'xdg_wm_dialog_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_xdg_dialog', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'xdg_dialog_v1' }, { name: 'toplevel', type: 'object', interface: 'xdg_toplevel' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { already_used: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const xdg_dialog_v1 = {
  name: 'xdg_dialog_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_modal', since: 1, args: [] },
    { name: 'unset_modal', since: 1, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
