// Made by tools/scanner from chromium/aura-shell.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zaura_shell = {
  name: 'zaura_shell',
  version: 38,
  requests: [
    { name: 'get_aura_surface', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zaura_surface' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'get_aura_output', since: 2, args: [{ name: 'id', type: 'new_id', interface: 'zaura_output' }, { name: 'output', type: 'object', interface: 'wl_output' }] },
    { name: 'surface_submission_in_pixel_coordinates', since: 26, args: [] },
    { name: 'get_aura_toplevel_for_xdg_toplevel', since: 27, args: [{ name: 'id', type: 'new_id', interface: 'zaura_toplevel' }, { name: 'toplevel', type: 'object', interface: 'xdg_toplevel' }] },
    { name: 'get_aura_popup_for_xdg_popup', since: 28, args: [{ name: 'id', type: 'new_id', interface: 'zaura_popup' }, { name: 'popup', type: 'object', interface: 'xdg_popup' }] },
    { name: 'release', since: 38, destructor: true, args: [] },
  ],
  events: [
    { name: 'layout_mode', since: 11, args: [{ name: 'layout_mode', type: 'uint' }] },
    { name: 'bug_fix', since: 14, args: [{ name: 'id', type: 'uint' }] },
    { name: 'desks_changed', since: 22, args: [{ name: 'desk_names', type: 'array' }] },
    { name: 'desk_activation_changed', since: 22, args: [{ name: 'active_desk_index', type: 'int' }] },
    { name: 'activated', since: 24, args: [{ name: 'gained_active', type: 'object', interface: 'wl_surface', nullable: true }, { name: 'lost_active', type: 'object', interface: 'wl_surface', nullable: true }] },
  ],
  enums: [
    { name: 'error', entries: { aura_surface_exists: 0, aura_output_exists: 1 } },
    { name: 'layout_mode', entries: { windowed: 1, tablet: 2 } },
  ],
} as const satisfies InterfaceSchema;

export const zaura_surface = {
  name: 'zaura_surface',
  version: 38,
  requests: [
    { name: 'set_frame', since: 1, args: [{ name: 'type', type: 'uint' }] },
    { name: 'set_parent', since: 2, args: [{ name: 'parent', type: 'object', interface: 'zaura_surface', nullable: true }, { name: 'x', type: 'int' }, { name: 'y', type: 'int' }] },
    { name: 'set_frame_colors', since: 3, args: [{ name: 'active_color', type: 'uint' }, { name: 'inactive_color', type: 'uint' }] },
    { name: 'set_startup_id', since: 4, args: [{ name: 'startup_id', type: 'string', nullable: true }] },
    { name: 'set_application_id', since: 5, args: [{ name: 'application_id', type: 'string', nullable: true }] },
    { name: 'set_client_surface_id', since: 7, args: [{ name: 'client_surface_id', type: 'int' }] },
    { name: 'set_occlusion_tracking', since: 8, args: [] },
    { name: 'unset_occlusion_tracking', since: 8, args: [] },
    { name: 'activate', since: 9, args: [] },
    { name: 'draw_attention', since: 9, args: [] },
    { name: 'set_fullscreen_mode', since: 10, args: [{ name: 'mode', type: 'uint', enum: 'fullscreen_mode' }] },
    { name: 'set_client_surface_str_id', since: 12, args: [{ name: 'client_surface_id', type: 'string' }] },
    { name: 'set_server_start_resize', since: 15, args: [] },
    { name: 'intent_to_snap', since: 16, args: [{ name: 'direction', type: 'uint', enum: 'snap_direction' }] },
    { name: 'set_snap_left', since: 16, args: [] },
    { name: 'set_snap_right', since: 16, args: [] },
    { name: 'unset_snap', since: 16, args: [] },
    { name: 'set_window_session_id', since: 18, args: [{ name: 'id', type: 'int' }] },
    { name: 'set_can_go_back', since: 19, args: [] },
    { name: 'unset_can_go_back', since: 19, args: [] },
    { name: 'set_pip', since: 20, args: [] },
    { name: 'unset_pip', since: 20, args: [] },
    { name: 'set_aspect_ratio', since: 20, args: [{ name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'move_to_desk', since: 22, args: [{ name: 'index', type: 'int' }] },
    { name: 'set_initial_workspace', since: 23, args: [{ name: 'initial_workspace', type: 'string' }] },
    { name: 'set_pin', since: 25, args: [{ name: 'trusted', type: 'int' }] },
    { name: 'unset_pin', since: 25, args: [] },
    { name: 'release', since: 38, destructor: true, args: [] },
  ],
  events: [
    { name: 'occlusion_changed', since: 8, args: [{ name: 'occlusion_fraction', type: 'fixed' }, { name: 'occlusion_reason', type: 'uint' }] },
    { name: 'lock_frame_normal', since: 17, args: [] },
    { name: 'unlock_frame_normal', since: 17, args: [] },
    { name: 'occlusion_state_changed', since: 21, args: [{ name: 'mode', type: 'uint', enum: 'occlusion_state' }] },
    { name: 'desk_changed', since: 22, args: [{ name: 'state', type: 'int' }] },
    { name: 'start_throttle', since: 29, args: [] },
    { name: 'end_throttle', since: 29, args: [] },
  ],
  enums: [
    { name: 'frame_type', entries: { none: 0, normal: 1, shadow: 2 } },
    { name: 'occlusion_change_reason', entries: { user_action: 1 } },
    { name: 'fullscreen_mode', entries: { immersive: 0, plain: 1 } },
    { name: 'snap_direction', entries: { none: 0, left: 1, right: 2 } },
    { name: 'occlusion_state', entries: { unknown: 0, visible: 1, occluded: 2, hidden: 3 } },
  ],
} as const satisfies InterfaceSchema;

export const zaura_output = {
  name: 'zaura_output',
  version: 38,
  requests: [
    { name: 'release', since: 38, destructor: true, args: [] },
  ],
  events: [
    { name: 'scale', since: 2, args: [{ name: 'flags', type: 'uint', enum: 'scale_property' }, { name: 'scale', type: 'uint', enum: 'scale_factor' }] },
    { name: 'connection', since: 5, args: [{ name: 'connection', type: 'uint', enum: 'connection_type' }] },
    { name: 'device_scale_factor', since: 5, args: [{ name: 'scale', type: 'uint', enum: 'scale_factor' }] },
    { name: 'insets', since: 33, args: [{ name: 'top', type: 'int' }, { name: 'left', type: 'int' }, { name: 'bottom', type: 'int' }, { name: 'right', type: 'int' }] },
    { name: 'logical_transform', since: 34, args: [{ name: 'transform', type: 'int', enum: 'wl_output.transform' }] },
  ],
  enums: [
    { name: 'scale_property', bitfield: true, entries: { current: 1, preferred: 2 } },
    { name: 'scale_factor', entries: { '1000': 1000, '1050': 1050, '1100': 1100, '1125': 1125, '1150': 1150, '1200': 1200, '1250': 1250, '1300': 1300, '1400': 1400, '1450': 1450, '1500': 1500, '1600': 1600, '1750': 1750, '1800': 1800, '2000': 2000, '2200': 2200, '2250': 2250, '2500': 2500, '2750': 2750, '3000': 3000, '3500': 3500, '4000': 4000, '4500': 4500, '5000': 5000, '0400': 400, '0500': 500, '0550': 550, '0600': 600, '0625': 625, '0650': 650, '0700': 700, '0750': 750, '0800': 800, '0850': 850, '0900': 900, '0950': 950 } },
    { name: 'connection_type', entries: { unknown: 0, internal: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const zaura_toplevel = {
  name: 'zaura_toplevel',
  version: 38,
  requests: [
    { name: 'set_orientation_lock', since: 26, args: [{ name: 'orientation_lock', type: 'uint', enum: 'orientation_lock' }] },
    { name: 'surface_submission_in_pixel_coordinates', since: 28, args: [] },
    { name: 'set_supports_screen_coordinates', since: 29, args: [] },
    { name: 'set_window_bounds', since: 29, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }, { name: 'output', type: 'object', interface: 'wl_output' }] },
    { name: 'set_restore_info', since: 30, args: [{ name: 'restore_session_id', type: 'int' }, { name: 'restore_window_id', type: 'int' }] },
    { name: 'set_system_modal', since: 31, args: [] },
    { name: 'unset_system_modal', since: 31, args: [] },
    { name: 'set_restore_info_with_window_id_source', since: 32, args: [{ name: 'restore_session_id', type: 'int' }, { name: 'restore_window_id_source', type: 'string' }] },
    { name: 'set_decoration', since: 35, args: [{ name: 'type', type: 'uint' }] },
    { name: 'release', since: 38, destructor: true, args: [] },
  ],
  events: [
    { name: 'configure', since: 29, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }, { name: 'states', type: 'array' }] },
    { name: 'origin_change', since: 29, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }] },
  ],
  enums: [
    { name: 'orientation_lock', entries: { none: 1, portrait: 2, landscape: 3, current: 4, portrait_primary: 5, landscape_primary: 6, portrait_secondary: 7, landscape_secondary: 8 } },
    { name: 'state', entries: { immersive: 100, minimized: 101 } },
    { name: 'decoration_type', entries: { none: 0, normal: 1, shadow: 2 } },
  ],
} as const satisfies InterfaceSchema;

export const zaura_popup = {
  name: 'zaura_popup',
  version: 38,
  requests: [
    { name: 'surface_submission_in_pixel_coordinates', since: 28, args: [] },
    { name: 'set_decoration', since: 35, args: [{ name: 'type', type: 'uint' }] },
    { name: 'set_menu', since: 37, args: [] },
    { name: 'release', since: 38, destructor: true, args: [] },
  ],
  events: [],
  enums: [
    { name: 'decoration_type', entries: { none: 0, normal: 1, shadow: 2 } },
  ],
} as const satisfies InterfaceSchema;
