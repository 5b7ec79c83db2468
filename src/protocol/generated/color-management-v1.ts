// Made by tools/scanner from wayland-protocols/color-management-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const wp_color_manager_v1 = {
  name: 'wp_color_manager_v1',
  version: 3,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_output', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wp_color_management_output_v1' }, { name: 'output', type: 'object', interface: 'wl_output' }] },
    { name: 'get_surface', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wp_color_management_surface_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'get_surface_feedback', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wp_color_management_surface_feedback_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'create_icc_creator', since: 1, args: [{ name: 'obj', type: 'new_id', interface: 'wp_image_description_creator_icc_v1' }] },
    { name: 'create_parametric_creator', since: 1, args: [{ name: 'obj', type: 'new_id', interface: 'wp_image_description_creator_params_v1' }] },
    { name: 'create_windows_scrgb', since: 1, args: [{ name: 'image_description', type: 'new_id', interface: 'wp_image_description_v1' }] },
    { name: 'get_image_description', since: 2, args: [{ name: 'image_description', type: 'new_id', interface: 'wp_image_description_v1' }, { name: 'reference', type: 'object', interface: 'wp_image_description_reference_v1' }] },
    { name: 'create_windows_bt2100', since: 3, args: [{ name: 'image_description', type: 'new_id', interface: 'wp_image_description_v1' }] },
  ],
  events: [
    { name: 'supported_intent', since: 1, args: [{ name: 'render_intent', type: 'uint', enum: 'render_intent' }] },
    { name: 'supported_feature', since: 1, args: [{ name: 'feature', type: 'uint', enum: 'feature' }] },
    { name: 'supported_tf_named', since: 1, args: [{ name: 'tf', type: 'uint', enum: 'transfer_function' }] },
    { name: 'supported_primaries_named', since: 1, args: [{ name: 'primaries', type: 'uint', enum: 'primaries' }] },
    { name: 'done', since: 1, args: [] },
  ],
  enums: [
    { name: 'error', entries: { unsupported_feature: 0, surface_exists: 1 } },
    { name: 'render_intent', entries: { perceptual: 0, relative: 1, saturation: 2, absolute: 3, relative_bpc: 4, absolute_no_adaptation: 5 } },
    { name: 'feature', entries: { icc_v2_v4: 0, parametric: 1, set_primaries: 2, set_tf_power: 3, set_luminances: 4, set_mastering_display_primaries: 5, extended_target_volume: 6, windows_scrgb: 7, windows_bt2100: 8 } },
    { name: 'primaries', entries: { srgb: 1, pal_m: 2, pal: 3, ntsc: 4, generic_film: 5, bt2020: 6, cie1931_xyz: 7, dci_p3: 8, display_p3: 9, adobe_rgb: 10 } },
    { name: 'transfer_function', entries: { bt1886: 1, gamma22: 2, gamma28: 3, st240: 4, ext_linear: 5, log_100: 6, log_316: 7, xvycc: 8, srgb: 9, ext_srgb: 10, st2084_pq: 11, st428: 12, hlg: 13, compound_power_2_4: 14 } },
  ],
} as const satisfies InterfaceSchema;

export const wp_color_management_output_v1 = {
  name: 'wp_color_management_output_v1',
  version: 3,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_image_description', since: 1, args: [{ name: 'image_description', type: 'new_id', interface: 'wp_image_description_v1' }] },
  ],
  events: [
    { name: 'image_description_changed', since: 1, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const wp_color_management_surface_v1 = {
  name: 'wp_color_management_surface_v1',
  version: 3,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_image_description', since: 1, args: [{ name: 'image_description', type: 'object', interface: 'wp_image_description_v1' }, { name: 'render_intent', type: 'uint', enum: 'wp_color_manager_v1.render_intent' }] },
    { name: 'unset_image_description', since: 1, args: [] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { render_intent: 0, image_description: 1, inert: 2 } },
  ],
} as const satisfies InterfaceSchema;

export const wp_color_management_surface_feedback_v1 = {
  name: 'wp_color_management_surface_feedback_v1',
  version: 3,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_preferred', since: 1, args: [{ name: 'image_description', type: 'new_id', interface: 'wp_image_description_v1' }] },
    { name: 'get_preferred_parametric', since: 1, args: [{ name: 'image_description', type: 'new_id', interface: 'wp_image_description_v1' }] },
  ],
  events: [
    { name: 'preferred_changed', since: 1, args: [{ name: 'identity', type: 'uint' }] },
    { name: 'preferred_changed2', since: 2, args: [{ name: 'identity_hi', type: 'uint' }, { name: 'identity_lo', type: 'uint' }] },
  ],
  enums: [
    { name: 'error', entries: { inert: 0, unsupported_feature: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const wp_image_description_creator_icc_v1 = {
  name: 'wp_image_description_creator_icc_v1',
  version: 3,
  requests: [
    { name: 'create', since: 1, destructor: true, args: [{ name: 'image_description', type: 'new_id', interface: 'wp_image_description_v1' }] },
    { name: 'set_icc_file', since: 1, args: [{ name: 'icc_profile', type: 'fd' }, { name: 'offset', type: 'uint' }, { name: 'length', type: 'uint' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { incomplete_set: 0, already_set: 1, bad_fd: 2, bad_size: 3, out_of_file: 4 } },
  ],
} as const satisfies InterfaceSchema;

export const wp_image_description_creator_params_v1 = {
  name: 'wp_image_description_creator_params_v1',
  version: 3,
  requests: [
    { name: 'create', since: 1, destructor: true, args: [{ name: 'image_description', type: 'new_id', interface: 'wp_image_description_v1' }] },
    { name: 'set_tf_named', since: 1, args: [{ name: 'tf', type: 'uint', enum: 'wp_color_manager_v1.transfer_function' }] },
    { name: 'set_tf_power', since: 1, args: [{ name: 'eexp', type: 'uint' }] },
    { name: 'set_primaries_named', since: 1, args: [{ name: 'primaries', type: 'uint', enum: 'wp_color_manager_v1.primaries' }] },
    { name: 'set_primaries', since: 1, args: [{ name: 'r_x', type: 'int' }, { name: 'r_y', type: 'int' }, { name: 'g_x', type: 'int' }, { name: 'g_y', type: 'int' }, { name: 'b_x', type: 'int' }, { name: 'b_y', type: 'int' }, { name: 'w_x', type: 'int' }, { name: 'w_y', type: 'int' }] },
    { name: 'set_luminances', since: 1, args: [{ name: 'min_lum', type: 'uint' }, { name: 'max_lum', type: 'uint' }, { name: 'reference_lum', type: 'uint' }] },
    { name: 'set_mastering_display_primaries', since: 1, args: [{ name: 'r_x', type: 'int' }, { name: 'r_y', type: 'int' }, { name: 'g_x', type: 'int' }, { name: 'g_y', type: 'int' }, { name: 'b_x', type: 'int' }, { name: 'b_y', type: 'int' }, { name: 'w_x', type: 'int' }, { name: 'w_y', type: 'int' }] },
    { name: 'set_mastering_luminance', since: 1, args: [{ name: 'min_lum', type: 'uint' }, { name: 'max_lum', type: 'uint' }] },
    { name: 'set_max_cll', since: 1, args: [{ name: 'max_cll', type: 'uint' }] },
    { name: 'set_max_fall', since: 1, args: [{ name: 'max_fall', type: 'uint' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { incomplete_set: 0, already_set: 1, unsupported_feature: 2, invalid_tf: 3, invalid_primaries_named: 4, invalid_luminance: 5 } },
  ],
} as const satisfies InterfaceSchema;

export const wp_image_description_v1 = {
  name: 'wp_image_description_v1',
  version: 3,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_information', since: 1, args: [{ name: 'information', type: 'new_id', interface: 'wp_image_description_info_v1' }] },
  ],
  events: [
    { name: 'failed', since: 1, args: [{ name: 'cause', type: 'uint', enum: 'cause' }, { name: 'msg', type: 'string' }] },
    { name: 'ready', since: 1, args: [{ name: 'identity', type: 'uint' }] },
    { name: 'ready2', since: 2, args: [{ name: 'identity_hi', type: 'uint' }, { name: 'identity_lo', type: 'uint' }] },
  ],
  enums: [
    { name: 'error', entries: { not_ready: 0, no_information: 1 } },
    { name: 'cause', entries: { low_version: 0, unsupported: 1, operating_system: 2, no_output: 3 } },
  ],
} as const satisfies InterfaceSchema;

export const wp_image_description_info_v1 = {
  name: 'wp_image_description_info_v1',
  version: 3,
  requests: [],
  events: [
    { name: 'done', since: 1, destructor: true, args: [] },
    { name: 'icc_file', since: 1, args: [{ name: 'icc', type: 'fd' }, { name: 'icc_size', type: 'uint' }] },
    { name: 'primaries', since: 1, args: [{ name: 'r_x', type: 'int' }, { name: 'r_y', type: 'int' }, { name: 'g_x', type: 'int' }, { name: 'g_y', type: 'int' }, { name: 'b_x', type: 'int' }, { name: 'b_y', type: 'int' }, { name: 'w_x', type: 'int' }, { name: 'w_y', type: 'int' }] },
    { name: 'primaries_named', since: 1, args: [{ name: 'primaries', type: 'uint', enum: 'wp_color_manager_v1.primaries' }] },
    { name: 'tf_power', since: 1, args: [{ name: 'eexp', type: 'uint' }] },
    { name: 'tf_named', since: 1, args: [{ name: 'tf', type: 'uint', enum: 'wp_color_manager_v1.transfer_function' }] },
    { name: 'luminances', since: 1, args: [{ name: 'min_lum', type: 'uint' }, { name: 'max_lum', type: 'uint' }, { name: 'reference_lum', type: 'uint' }] },
    { name: 'target_primaries', since: 1, args: [{ name: 'r_x', type: 'int' }, { name: 'r_y', type: 'int' }, { name: 'g_x', type: 'int' }, { name: 'g_y', type: 'int' }, { name: 'b_x', type: 'int' }, { name: 'b_y', type: 'int' }, { name: 'w_x', type: 'int' }, { name: 'w_y', type: 'int' }] },
    { name: 'target_luminance', since: 1, args: [{ name: 'min_lum', type: 'uint' }, { name: 'max_lum', type: 'uint' }] },
    { name: 'target_max_cll', since: 1, args: [{ name: 'max_cll', type: 'uint' }] },
    { name: 'target_max_fall', since: 1, args: [{ name: 'max_fall', type: 'uint' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const wp_image_description_reference_v1 = {
  name: 'wp_image_description_reference_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
