// Made by tools/scanner from wayland-protocols/xdg-shell.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const xdg_wm_base = {
  name: 'xdg_wm_base',
  version: 7,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'create_positioner', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'xdg_positioner' }] },
    { name: 'get_xdg_surface', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'xdg_surface' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'pong', since: 1, args: [{ name: 'serial', type: 'uint' }] },
  ],
  events: [
    { name: 'ping', since: 1, args: [{ name: 'serial', type: 'uint' }] },
  ],
  enums: [
    { name: 'error', entries: { role: 0, defunct_surfaces: 1, not_the_topmost_popup: 2, invalid_popup_parent: 3, invalid_surface_state: 4, invalid_positioner: 5, unresponsive: 6 } },
  ],
} as const satisfies InterfaceSchema;

export const xdg_positioner = {
  name: 'xdg_positioner',
  version: 7,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_size', since: 1, args: [{ name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'set_anchor_rect', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'set_anchor', since: 1, args: [{ name: 'anchor', type: 'uint', enum: 'anchor' }] },
    { name: 'set_gravity', since: 1, args: [{ name: 'gravity', type: 'uint', enum: 'gravity' }] },
    { name: 'set_constraint_adjustment', since: 1, args: [{ name: 'constraint_adjustment', type: 'uint', enum: 'constraint_adjustment' }] },
    { name: 'set_offset', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }] },
    { name: 'set_reactive', since: 3, args: [] },
    { name: 'set_parent_size', since: 3, args: [{ name: 'parent_width', type: 'int' }, { name: 'parent_height', type: 'int' }] },
    { name: 'set_parent_configure', since: 3, args: [{ name: 'serial', type: 'uint' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { invalid_input: 0 } },
    { name: 'anchor', entries: { none: 0, top: 1, bottom: 2, left: 3, right: 4, top_left: 5, bottom_left: 6, top_right: 7, bottom_right: 8 } },
    { name: 'gravity', entries: { none: 0, top: 1, bottom: 2, left: 3, right: 4, top_left: 5, bottom_left: 6, top_right: 7, bottom_right: 8 } },
    { name: 'constraint_adjustment', bitfield: true, entries: { none: 0, slide_x: 1, slide_y: 2, flip_x: 4, flip_y: 8, resize_x: 16, resize_y: 32 } },
  ],
} as const satisfies InterfaceSchema;

export const xdg_surface = {
  name: 'xdg_surface',
  version: 7,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_toplevel', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'xdg_toplevel' }] },
    { name: 'get_popup', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'xdg_popup' }, { name: 'parent', type: 'object', interface: 'xdg_surface', nullable: true }, { name: 'positioner', type: 'object', interface: 'xdg_positioner' }] },
    { name: 'set_window_geometry', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'ack_configure', since: 1, args: [{ name: 'serial', type: 'uint' }] },
  ],
  events: [
    { name: 'configure', since: 1, args: [{ name: 'serial', type: 'uint' }] },
  ],
  enums: [
    { name: 'error', entries: { not_constructed: 1, already_constructed: 2, unconfigured_buffer: 3, invalid_serial: 4, invalid_size: 5, defunct_role_object: 6 } },
  ],
} as const satisfies InterfaceSchema;

export const xdg_toplevel = {
  name: 'xdg_toplevel',
  version: 7,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_parent', since: 1, args: [{ name: 'parent', type: 'object', interface: 'xdg_toplevel', nullable: true }] },
    { name: 'set_title', since: 1, args: [{ name: 'title', type: 'string' }] },
    { name: 'set_app_id', since: 1, args: [{ name: 'app_id', type: 'string' }] },
    { name: 'show_window_menu', since: 1, args: [{ name: 'seat', type: 'object', interface: 'wl_seat' }, { name: 'serial', type: 'uint' }, { name: 'x', type: 'int' }, { name: 'y', type: 'int' }] },
    { name: 'move', since: 1, args: [{ name: 'seat', type: 'object', interface: 'wl_seat' }, { name: 'serial', type: 'uint' }] },
    { name: 'resize', since: 1, args: [{ name: 'seat', type: 'object', interface: 'wl_seat' }, { name: 'serial', type: 'uint' }, { name: 'edges', type: 'uint', enum: 'resize_edge' }] },
    { name: 'set_max_size', since: 1, args: [{ name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'set_min_size', since: 1, args: [{ name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'set_maximized', since: 1, args: [] },
    { name: 'unset_maximized', since: 1, args: [] },
    { name: 'set_fullscreen', since: 1, args: [{ name: 'output', type: 'object', interface: 'wl_output', nullable: true }] },
    { name: 'unset_fullscreen', since: 1, args: [] },
    { name: 'set_minimized', since: 1, args: [] },
  ],
  events: [
    { name: 'configure', since: 1, args: [{ name: 'width', type: 'int' }, { name: 'height', type: 'int' }, { name: 'states', type: 'array' }] },
    { name: 'close', since: 1, args: [] },
    { name: 'configure_bounds', since: 4, args: [{ name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'wm_capabilities', since: 5, args: [{ name: 'capabilities', type: 'array' }] },
  ],
  enums: [
    { name: 'error', entries: { invalid_resize_edge: 0, invalid_parent: 1, invalid_size: 2 } },
    { name: 'resize_edge', entries: { none: 0, top: 1, bottom: 2, left: 4, top_left: 5, bottom_left: 6, right: 8, top_right: 9, bottom_right: 10 } },
    { name: 'state', entries: { maximized: 1, fullscreen: 2, resizing: 3, activated: 4, tiled_left: 5, tiled_right: 6, tiled_top: 7, tiled_bottom: 8, suspended: 9, constrained_left: 10, constrained_right: 11, constrained_top: 12, constrained_bottom: 13 } },
    { name: 'wm_capabilities', entries: { window_menu: 1, maximize: 2, fullscreen: 3, minimize: 4 } },
  ],
} as const satisfies InterfaceSchema;

export const xdg_popup = {
  name: 'xdg_popup',
  version: 7,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'grab', since: 1, args: [{ name: 'seat', type: 'object', interface: 'wl_seat' }, { name: 'serial', type: 'uint' }] },
    { name: 'reposition', since: 3, args: [{ name: 'positioner', type: 'object', interface: 'xdg_positioner' }, { name: 'token', type: 'uint' }] },
  ],
  events: [
    { name: 'configure', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'popup_done', since: 1, args: [] },
    { name: 'repositioned', since: 3, args: [{ name: 'token', type: 'uint' }] },
  ],
  enums: [
    { name: 'error', entries: { invalid_grab: 0 } },
  ],
} as const satisfies InterfaceSchema;
