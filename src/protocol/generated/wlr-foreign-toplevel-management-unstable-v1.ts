// Made by tools/scanner from wlr/wlr-foreign-toplevel-management-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwlr_foreign_toplevel_manager_v1 = {
  name: 'zwlr_foreign_toplevel_manager_v1',
  version: 3,
  requests: [
    { name: 'stop', since: 1, args: [] },
  ],
  events: [
    { name: 'toplevel', since: 1, args: [{ name: 'toplevel', type: 'new_id', interface: 'zwlr_foreign_toplevel_handle_v1' }] },
    { name: 'finished', since: 1, destructor: true, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwlr_foreign_toplevel_handle_v1 = {
  name: 'zwlr_foreign_toplevel_handle_v1',
  version: 3,
  requests: [
    { name: 'set_maximized', since: 1, args: [] },
    { name: 'unset_maximized', since: 1, args: [] },
    { name: 'set_minimized', since: 1, args: [] },
    { name: 'unset_minimized', since: 1, args: [] },
    { name: 'activate', since: 1, args: [{ name: 'seat', type: 'object', interface: 'wl_seat' }] },
    { name: 'close', since: 1, args: [] },
    { name: 'set_rectangle', since: 1, args: [{ name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_fullscreen', since: 2, args: [{ name: 'output', type: 'object', interface: 'wl_output', nullable: true }] },
    { name: 'unset_fullscreen', since: 2, args: [] },
  ],
  events: [
    { name: 'title', since: 1, args: [{ name: 'title', type: 'string' }] },
    { name: 'app_id', since: 1, args: [{ name: 'app_id', type: 'string' }] },
    { name: 'output_enter', since: 1, args: [{ name: 'output', type: 'object', interface: 'wl_output' }] },
    { name: 'output_leave', since: 1, args: [{ name: 'output', type: 'object', interface: 'wl_output' }] },
    { name: 'state', since: 1, args: [{ name: 'state', type: 'array' }] },
    { name: 'done', since: 1, args: [] },
    { name: 'closed', since: 1, args: [] },
    { name: 'parent', since: 3, args: [{ name: 'parent', type: 'object', interface: 'zwlr_foreign_toplevel_handle_v1', nullable: true }] },
  ],
  enums: [
    { name: 'state', entries: { maximized: 0, minimized: 1, activated: 2, fullscreen: 3 } },
    { name: 'error', entries: { invalid_rectangle: 0 } },
  ],
} as const satisfies InterfaceSchema;
