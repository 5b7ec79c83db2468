// Made by tools/scanner from river/river-window-management-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const river_window_manager_v1 = {
  name: 'river_window_manager_v1',
  version: 5,
  requests: [
    { name: 'stop', since: 1, args: [] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'manage_finish', since: 1, args: [] },
    { name: 'manage_dirty', since: 1, args: [] },
    { name: 'render_finish', since: 1, args: [] },
    { name: 'get_shell_surface', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'river_shell_surface_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'exit_session', since: 4, args: [] },
  ],
  events: [
    { name: 'unavailable', since: 1, args: [] },
    { name: 'finished', since: 1, args: [] },
    { name: 'manage_start', since: 1, args: [] },
    { name: 'render_start', since: 1, args: [] },
    { name: 'session_locked', since: 1, args: [] },
    { name: 'session_unlocked', since: 1, args: [] },
    { name: 'window', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'river_window_v1' }] },
    { name: 'output', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'river_output_v1' }] },
    { name: 'seat', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'river_seat_v1' }] },
  ],
  enums: [
    { name: 'error', entries: { sequence_order: 0, role: 1, unresponsive: 2 } },
  ],
} as const satisfies InterfaceSchema;

export const river_window_v1 = {
  name: 'river_window_v1',
  version: 5,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'close', since: 1, args: [] },
    { name: 'get_node', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'river_node_v1' }] },
    { name: 'propose_dimensions', since: 1, args: [{ name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'hide', since: 1, args: [] },
    { name: 'show', since: 1, args: [] },
    { name: 'use_csd', since: 1, args: [] },
    { name: 'use_ssd', since: 1, args: [] },
    { name: 'set_borders', since: 1, args: [{ name: 'edges', type: 'uint', enum: 'edges' }, { name: 'width', type: 'int' }, { name: 'r', type: 'uint' }, { name: 'g', type: 'uint' }, { name: 'b', type: 'uint' }, { name: 'a', type: 'uint' }] },
    { name: 'set_tiled', since: 1, args: [{ name: 'edges', type: 'uint', enum: 'edges' }] },
    { name: 'get_decoration_above', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'river_decoration_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'get_decoration_below', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'river_decoration_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'inform_resize_start', since: 1, args: [] },
    { name: 'inform_resize_end', since: 1, args: [] },
    { name: 'set_capabilities', since: 1, args: [{ name: 'caps', type: 'uint', enum: 'capabilities' }] },
    { name: 'inform_maximized', since: 1, args: [] },
    { name: 'inform_unmaximized', since: 1, args: [] },
    { name: 'inform_fullscreen', since: 1, args: [] },
    { name: 'inform_not_fullscreen', since: 1, args: [] },
    { name: 'fullscreen', since: 1, args: [{ name: 'output', type: 'object', interface: 'river_output_v1' }] },
    { name: 'exit_fullscreen', since: 1, args: [] },
    { name: 'set_clip_box', since: 2, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'set_content_clip_box', since: 3, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'set_dimension_bounds', since: 4, args: [{ name: 'max_width', type: 'int' }, { name: 'max_height', type: 'int' }] },
  ],
  events: [
    { name: 'closed', since: 1, args: [] },
    { name: 'dimensions_hint', since: 1, args: [{ name: 'min_width', type: 'int' }, { name: 'min_height', type: 'int' }, { name: 'max_width', type: 'int' }, { name: 'max_height', type: 'int' }] },
    { name: 'dimensions', since: 1, args: [{ name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'app_id', since: 1, args: [{ name: 'app_id', type: 'string', nullable: true }] },
    { name: 'title', since: 1, args: [{ name: 'title', type: 'string', nullable: true }] },
    { name: 'parent', since: 1, args: [{ name: 'parent', type: 'object', interface: 'river_window_v1', nullable: true }] },
    { name: 'decoration_hint', since: 1, args: [{ name: 'hint', type: 'uint', enum: 'decoration_hint' }] },
    { name: 'pointer_move_requested', since: 1, args: [{ name: 'seat', type: 'object', interface: 'river_seat_v1' }] },
    { name: 'pointer_resize_requested', since: 1, args: [{ name: 'seat', type: 'object', interface: 'river_seat_v1' }, { name: 'edges', type: 'uint', enum: 'edges' }] },
    { name: 'show_window_menu_requested', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }] },
    { name: 'maximize_requested', since: 1, args: [] },
    { name: 'unmaximize_requested', since: 1, args: [] },
    { name: 'fullscreen_requested', since: 1, args: [{ name: 'output', type: 'object', interface: 'river_output_v1', nullable: true }] },
    { name: 'exit_fullscreen_requested', since: 1, args: [] },
    { name: 'minimize_requested', since: 1, args: [] },
    { name: 'unreliable_pid', since: 2, args: [{ name: 'unreliable_pid', type: 'int' }] },
    { name: 'presentation_hint', since: 4, args: [{ name: 'hint', type: 'uint', enum: 'river_output_v1.presentation_mode' }] },
    { name: 'identifier', since: 4, args: [{ name: 'identifier', type: 'string' }] },
    { name: 'capture_sessions', since: 5, args: [{ name: 'count', type: 'uint' }] },
  ],
  enums: [
    { name: 'error', entries: { node_exists: 0, invalid_dimensions: 1, invalid_border: 2, invalid_clip_box: 3 } },
    { name: 'decoration_hint', entries: { only_supports_csd: 0, prefers_csd: 1, prefers_ssd: 2, no_preference: 3 } },
    { name: 'edges', bitfield: true, entries: { none: 0, top: 1, bottom: 2, left: 4, right: 8 } },
    { name: 'capabilities', bitfield: true, entries: { window_menu: 1, maximize: 2, fullscreen: 4, minimize: 8 } },
  ],
} as const satisfies InterfaceSchema;

export const river_decoration_v1 = {
  name: 'river_decoration_v1',
  version: 5,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_offset', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }] },
    { name: 'sync_next_commit', since: 1, args: [] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { no_commit: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const river_shell_surface_v1 = {
  name: 'river_shell_surface_v1',
  version: 5,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_node', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'river_node_v1' }] },
    { name: 'sync_next_commit', since: 1, args: [] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { node_exists: 0, no_commit: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const river_node_v1 = {
  name: 'river_node_v1',
  version: 5,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_position', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }] },
    { name: 'place_top', since: 1, args: [] },
    { name: 'place_bottom', since: 1, args: [] },
    { name: 'place_above', since: 1, args: [{ name: 'other', type: 'object', interface: 'river_node_v1' }] },
    { name: 'place_below', since: 1, args: [{ name: 'other', type: 'object', interface: 'river_node_v1' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const river_output_v1 = {
  name: 'river_output_v1',
  version: 5,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_presentation_mode', since: 4, args: [{ name: 'mode', type: 'uint', enum: 'presentation_mode' }] },
  ],
  events: [
    { name: 'removed', since: 1, args: [] },
    { name: 'wl_output', since: 1, args: [{ name: 'name', type: 'uint' }] },
    { name: 'position', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }] },
    { name: 'dimensions', since: 1, args: [{ name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'capture_sessions', since: 5, args: [{ name: 'count', type: 'uint' }] },
  ],
  enums: [
    { name: 'error', entries: { invalid_presentation_mode: 0 } },
    { name: 'presentation_mode', entries: { vsync: 0, async: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const river_seat_v1 = {
  name: 'river_seat_v1',
  version: 5,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'focus_window', since: 1, args: [{ name: 'window', type: 'object', interface: 'river_window_v1' }] },
    { name: 'focus_shell_surface', since: 1, args: [{ name: 'shell_surface', type: 'object', interface: 'river_shell_surface_v1' }] },
    { name: 'clear_focus', since: 1, args: [] },
    { name: 'op_start_pointer', since: 1, args: [] },
    { name: 'op_end', since: 1, args: [] },
    { name: 'get_pointer_binding', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'river_pointer_binding_v1' }, { name: 'button', type: 'uint' }, { name: 'modifiers', type: 'uint', enum: 'modifiers' }] },
    { name: 'set_xcursor_theme', since: 2, args: [{ name: 'name', type: 'string' }, { name: 'size', type: 'uint' }] },
    { name: 'pointer_warp', since: 3, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }] },
  ],
  events: [
    { name: 'removed', since: 1, args: [] },
    { name: 'wl_seat', since: 1, args: [{ name: 'name', type: 'uint' }] },
    { name: 'pointer_enter', since: 1, args: [{ name: 'window', type: 'object', interface: 'river_window_v1' }] },
    { name: 'pointer_leave', since: 1, args: [] },
    { name: 'window_interaction', since: 1, args: [{ name: 'window', type: 'object', interface: 'river_window_v1' }] },
    { name: 'shell_surface_interaction', since: 1, args: [{ name: 'shell_surface', type: 'object', interface: 'river_shell_surface_v1' }] },
    { name: 'op_delta', since: 1, args: [{ name: 'dx', type: 'int' }, { name: 'dy', type: 'int' }] },
    { name: 'op_release', since: 1, args: [] },
    { name: 'pointer_position', since: 2, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }] },
  ],
  enums: [
    { name: 'modifiers', bitfield: true, entries: { none: 0, shift: 1, ctrl: 4, mod1: 8, mod3: 32, mod4: 64, mod5: 128 } },
  ],
} as const satisfies InterfaceSchema;

export const river_pointer_binding_v1 = {
  name: 'river_pointer_binding_v1',
  version: 5,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'enable', since: 1, args: [] },
    { name: 'disable', since: 1, args: [] },
  ],
  events: [
    { name: 'pressed', since: 1, args: [] },
    { name: 'released', since: 1, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
