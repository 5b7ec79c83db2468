/**
 * How every argument that could be a coordinate is scaled, or why it is not. Data only. A test goes through all tables of
 * `src/protocol/generated` and fails when a message has such an argument and is not listed; docs/SCALING.md describes the rules.
 */

/** What becomes of a message's arguments. */
export type Treatment =
  /** Whole numbers, each to the nearest; `of`: in the units of the surface that the message names so, if it names one. */
  | { readonly ints: readonly string[]; readonly of?: string }
  /** Widths and heights: what is not empty stays so, 0 stays 0. */
  | { readonly lengths: readonly string[] }
  /** `x`, `y`, `width`, `height`, by their corners. */
  | { readonly rect: true }
  /** Numbers with 8 bits behind the point. */
  | { readonly fixed: readonly string[] }
  /** Needs to know more than the message: in that file of this folder. */
  | { readonly own: 'fractional' | 'outputs' | 'surfaces' | 'viewports' | 'windows' | 'xdg-outputs' }
  /** Left as it is, for that reason. */
  | { readonly unscaled: string };

const rect = { rect: true } as const;
const ints = (...names: string[]): Treatment => ({ ints: names });
const lengths = (...names: string[]): Treatment => ({ lengths: names });
const fixed = (...names: string[]): Treatment => ({ fixed: names });
const unscaled = (reason: string): Treatment => ({ unscaled: reason });

const bytes = unscaled('bytes of memory or text');
const pixels = unscaled('pixels of a buffer');
const ratio = unscaled('an angle, a ratio or a force');
const colour = unscaled('a colour');
const steps = unscaled('steps of a device');
const settings = unscaled("the host's own settings, which are shown and set as they are");
const part = unscaled("for parts of one compositor, which work in that compositor's units");
const outputs = { own: 'outputs' } as const;
const surfaces = { own: 'surfaces' } as const;
const viewports = { own: 'viewports' } as const;
const windows = { own: 'windows' } as const;
const hotspot = { ints: ['hotspot_x', 'hotspot_y'], of: 'surface' } as const;
const size = ['width', 'height'] as const;
const sides = ['top', 'right', 'bottom', 'left'] as const;
const corners = ['top_left', 'top_right', 'bottom_right', 'bottom_left'] as const;

/** By `interface.message`, or by interface where one reason holds for all its messages. */
export const treatments: Readonly<Record<string, Treatment>> = {
  // Surfaces and what they are made of.
  'wl_surface.attach': surfaces,
  'wl_surface.offset': surfaces,
  'wl_surface.damage': surfaces,
  'wl_surface.damage_buffer': pixels,
  'wl_surface.set_buffer_scale': surfaces,
  'wl_surface.preferred_buffer_scale': surfaces,
  'wl_region.add': rect,
  'wl_region.subtract': rect,
  'wl_subsurface.set_position': ints('x', 'y'),
  'wp_viewport.set_source': viewports,
  'wp_viewport.set_destination': viewports,
  'wp_fractional_scale_v1.preferred_scale': { own: 'fractional' },
  'wp_alpha_modifier_surface_v1.set_multiplier': ratio,
  'hyprland_surface_v1.set_opacity': ratio,
  'org_kde_kwin_shadow.set_left_offset': fixed('offset'),
  'org_kde_kwin_shadow.set_top_offset': fixed('offset'),
  'org_kde_kwin_shadow.set_right_offset': fixed('offset'),
  'org_kde_kwin_shadow.set_bottom_offset': fixed('offset'),
  'cosmic_corner_radius_toplevel_v1.set_radius': lengths(...corners),
  'cosmic_corner_radius_layer_v1.set_radius': lengths(...corners),
  'cosmic_corner_radius_layer_v1.set_padding': ints(...sides),

  // Buffers.
  'wl_shm.create_pool': bytes,
  'wl_shm_pool.create_buffer': pixels,
  'wl_shm_pool.resize': bytes,
  'wl_drm.create_buffer': pixels,
  'wl_drm.create_planar_buffer': pixels,
  'wl_drm.create_prime_buffer': pixels,
  'wl_drm.capabilities': unscaled('bits'),
  'zwp_linux_buffer_params_v1.add': bytes,
  'zwp_linux_buffer_params_v1.create': pixels,
  'zwp_linux_buffer_params_v1.create_immed': pixels,
  'zwp_linux_dmabuf_feedback_v1.format_table': bytes,
  'xdg_toplevel_icon_manager_v1.icon_size': pixels,
  'xdg_toplevel_icon_v1.add_buffer': unscaled(
    'tells pixels of an icon from its size, which the host chooses by',
  ),

  // Windows.
  'xdg_surface.set_window_geometry': windows,
  'xdg_toplevel.configure': windows,
  'xdg_toplevel.configure_bounds': lengths(...size),
  'xdg_toplevel.set_max_size': lengths(...size),
  'xdg_toplevel.set_min_size': lengths(...size),
  'xdg_toplevel.show_window_menu': ints('x', 'y'),
  'xdg_popup.configure': windows,
  'xdg_positioner.set_size': windows,
  'xdg_positioner.set_anchor_rect': rect,
  'xdg_positioner.set_offset': ints('x', 'y'),
  'xdg_positioner.set_parent_size': lengths('parent_width', 'parent_height'),
  'xdg_toplevel_drag_v1.attach': ints('x_offset', 'y_offset'),
  'wl_shell_surface.configure': windows,
  'wl_shell_surface.set_transient': ints('x', 'y'),
  'wl_shell_surface.set_popup': ints('x', 'y'),
  'ivi_surface.configure': windows,
  'ext_session_lock_surface_v1.configure': windows,
  'zwlr_layer_surface_v1.configure': windows,
  'zwlr_layer_surface_v1.set_size': windows,
  'zwlr_layer_surface_v1.set_exclusive_zone': windows,
  'zwlr_layer_surface_v1.set_margin': ints(...sides),
  'zwlr_foreign_toplevel_handle_v1.set_rectangle': rect,
  'zcosmic_overlap_notification_v1.toplevel_enter': rect,
  'zcosmic_overlap_notification_v1.layer_enter': rect,
  'zaura_surface.set_parent': ints('x', 'y'),
  'zaura_surface.set_aspect_ratio': ratio,
  'zaura_surface.occlusion_changed': ratio,
  'zaura_toplevel.set_window_bounds': rect,
  'zaura_toplevel.configure': rect,
  'zaura_toplevel.origin_change': ints('x', 'y'),

  // Outputs.
  'wl_output.geometry': outputs,
  'wl_output.mode': outputs,
  'wl_output.scale': outputs,
  'zxdg_output_v1.logical_position': { own: 'xdg-outputs' },
  'zxdg_output_v1.logical_size': { own: 'xdg-outputs' },
  'zaura_output.scale': settings,
  'zaura_output.device_scale_factor': settings,
  'zaura_output.insets': ints(...sides),
  zwlr_output_head_v1: settings,
  zwlr_output_mode_v1: settings,
  zwlr_output_configuration_head_v1: settings,
  zcosmic_output_head_v1: settings,
  zcosmic_output_configuration_head_v1: settings,
  zwlr_gamma_control_v1: colour,
  hyprland_ctm_control_manager_v1: colour,
  wp_image_description_creator_icc_v1: bytes,
  wp_image_description_creator_params_v1: colour,
  wp_image_description_info_v1: colour,

  // Input.
  'wl_pointer.set_cursor': hotspot,
  'wl_pointer.enter': fixed('surface_x', 'surface_y'),
  'wl_pointer.motion': fixed('surface_x', 'surface_y'),
  'wl_pointer.warp': fixed('surface_x', 'surface_y'),
  'wl_pointer.axis': fixed('value'),
  'wl_keyboard.keymap': bytes,
  'wl_touch.down': fixed('x', 'y'),
  'wl_touch.motion': fixed('x', 'y'),
  'wl_touch.shape': fixed('major', 'minor'),
  'wl_touch.orientation': ratio,
  'wl_data_device.enter': fixed('x', 'y'),
  'wl_data_device.motion': fixed('x', 'y'),
  // The other two are what the device has said, before anything was made of it.
  'zwp_relative_pointer_v1.relative_motion': fixed('dx', 'dy'),
  'zwp_pointer_gesture_swipe_v1.update': fixed('dx', 'dy'),
  // The other two are ratios.
  'zwp_pointer_gesture_pinch_v1.update': fixed('dx', 'dy'),
  'zwp_locked_pointer_v1.set_cursor_position_hint': fixed('surface_x', 'surface_y'),
  'wp_pointer_warp_v1.warp_pointer': fixed('x', 'y'),
  'zwp_tablet_tool_v2.set_cursor': hotspot,
  'zwp_tablet_tool_v2.motion': fixed('x', 'y'),
  'zwp_tablet_tool_v2.distance': ratio,
  'zwp_tablet_tool_v2.tilt': ratio,
  'zwp_tablet_tool_v2.rotation': ratio,
  'zwp_tablet_tool_v2.wheel': ratio,
  'zwp_tablet_pad_ring_v2.angle': ratio,
  zcr_pointer_stylus_v2: ratio,
  zcr_touch_stylus_v2: ratio,
  zcr_gamepad_v2: steps,
  'zwlr_virtual_pointer_v1.motion': fixed('dx', 'dy'),
  'zwlr_virtual_pointer_v1.motion_absolute': unscaled(
    'a place between 0 and an extent that the client names',
  ),
  'zwlr_virtual_pointer_v1.axis': fixed('value'),
  'zwlr_virtual_pointer_v1.axis_discrete': fixed('value'),
  'zwp_virtual_keyboard_v1.keymap': bytes,
  'hyprland_input_capture_v1.add_barrier': ints('x1', 'y1', 'x2', 'y2'),
  'hyprland_input_capture_v1.release': fixed('x', 'y'),
  'hyprland_input_capture_v1.activated': fixed('x', 'y'),

  // Text.
  'zwp_text_input_v1.set_cursor_rectangle': rect,
  'zwp_text_input_v1.preedit_styling': bytes,
  'zwp_text_input_v1.delete_surrounding_text': bytes,
  'zwp_text_input_v3.set_cursor_rectangle': rect,
  'zwp_input_method_context_v1.preedit_styling': bytes,
  'zwp_input_method_context_v1.delete_surrounding_text': bytes,
  'zwp_input_method_keyboard_grab_v2.keymap': bytes,
  'zwp_input_popup_surface_v2.text_input_rectangle': rect,
  'zcr_extended_text_input_v1.set_autocorrect_info': rect,
  'zcr_extended_text_input_v1.set_virtual_keyboard_occluded_bounds': rect,
  'zcr_extended_text_input_v1.set_surrounding_text_offset_utf16': bytes,
  'zcr_extended_text_input_v1.set_preedit_region': bytes,

  // Pictures of the screen.
  'zwlr_screencopy_manager_v1.capture_output_region': rect,
  zwlr_screencopy_frame_v1: pixels,
  zwlr_export_dmabuf_frame_v1: pixels,
  ext_image_copy_capture_session_v1: pixels,
  ext_image_copy_capture_frame_v1: pixels,
  ext_image_copy_capture_cursor_session_v1: pixels,
  hyprland_toplevel_export_frame_v1: pixels,
  weston_capture_source_v1: pixels,

  river_decoration_v1: part,
  river_input_device_v1: part,
  river_layer_shell_output_v1: part,
  river_node_v1: part,
  river_output_v1: part,
  river_seat_v1: part,
  river_window_v1: part,
  weston_desktop_shell: part,
  weston_test: part,
  weston_touch_calibrator: part,
  weston_touch_coordinate: part,
};
