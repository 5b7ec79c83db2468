// Made by tools/scanner from weston/weston-desktop.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const weston_desktop_shell = {
  name: 'weston_desktop_shell',
  version: 1,
  requests: [
    { name: 'set_background', since: 1, args: [{ name: 'output', type: 'object', interface: 'wl_output' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'set_panel', since: 1, args: [{ name: 'output', type: 'object', interface: 'wl_output' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'set_lock_surface', since: 1, args: [{ name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'unlock', since: 1, args: [] },
    { name: 'set_grab_surface', since: 1, args: [{ name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'desktop_ready', since: 1, args: [] },
    { name: 'set_panel_position', since: 1, args: [{ name: 'position', type: 'uint' }] },
  ],
  events: [
    { name: 'configure', since: 1, args: [{ name: 'edges', type: 'uint' }, { name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'prepare_lock_surface', since: 1, args: [] },
    { name: 'grab_cursor', since: 1, args: [{ name: 'cursor', type: 'uint' }] },
  ],
  enums: [
    { name: 'cursor', entries: { none: 0, resize_top: 1, resize_bottom: 2, arrow: 3, resize_left: 4, resize_top_left: 5, resize_bottom_left: 6, move: 7, resize_right: 8, resize_top_right: 9, resize_bottom_right: 10, busy: 11 } },
    { name: 'panel_position', entries: { top: 0, bottom: 1, left: 2, right: 3 } },
    { name: 'error', entries: { invalid_argument: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const weston_screensaver = {
  name: 'weston_screensaver',
  version: 1,
  requests: [
    { name: 'set_surface', since: 1, args: [{ name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'output', type: 'object', interface: 'wl_output' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
