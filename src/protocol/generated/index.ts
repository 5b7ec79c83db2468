// Made by tools/scanner. Not to be edited.
import type { InterfaceSchema } from '../schema.js';
import {
  wp_alpha_modifier_v1,
  wp_alpha_modifier_surface_v1,
} from './alpha-modifier-v1.js';
import {
  zaura_shell,
  zaura_surface,
  zaura_output,
  zaura_toplevel,
  zaura_popup,
} from './aura-shell.js';
import {
  wp_color_manager_v1,
  wp_color_management_output_v1,
  wp_color_management_surface_v1,
  wp_color_management_surface_feedback_v1,
  wp_image_description_creator_icc_v1,
  wp_image_description_creator_params_v1,
  wp_image_description_v1,
  wp_image_description_info_v1,
  wp_image_description_reference_v1,
} from './color-management-v1.js';
import {
  wp_color_representation_manager_v1,
  wp_color_representation_surface_v1,
} from './color-representation-v1.js';
import {
  wp_commit_timing_manager_v1,
  wp_commit_timer_v1,
} from './commit-timing-v1.js';
import {
  wp_content_type_manager_v1,
  wp_content_type_v1,
} from './content-type-v1.js';
import {
  cosmic_a11y_manager_v1,
} from './cosmic-a11y-v1.js';
import {
  cosmic_corner_radius_manager_v1,
  cosmic_corner_radius_toplevel_v1,
  cosmic_corner_radius_layer_v1,
} from './cosmic-corner-radius-v1.js';
import {
  zcosmic_workspace_image_capture_source_manager_v1,
} from './cosmic-image-source-unstable-v1.js';
import {
  zcosmic_keyboard_layout_manager_v1,
  zcosmic_keyboard_layout_v1,
} from './cosmic-keyboard-layout-unstable-v1.js';
import {
  zcosmic_output_manager_v1,
  zcosmic_output_head_v1,
  zcosmic_output_configuration_v1,
  zcosmic_output_configuration_head_v1,
} from './cosmic-output-management-unstable-v1.js';
import {
  zcosmic_overlap_notify_v1,
  zcosmic_overlap_notification_v1,
} from './cosmic-overlap-notify-unstable-v1.js';
import {
  zcosmic_workspace_manager_v2,
  zcosmic_workspace_handle_v2,
} from './cosmic-workspace-unstable-v2.js';
import {
  wp_cursor_shape_manager_v1,
  wp_cursor_shape_device_v1,
} from './cursor-shape-v1.js';
import {
  wl_drm,
} from './drm.js';
import {
  wp_drm_lease_device_v1,
  wp_drm_lease_connector_v1,
  wp_drm_lease_request_v1,
  wp_drm_lease_v1,
} from './drm-lease-v1.js';
import {
  ext_background_effect_manager_v1,
  ext_background_effect_surface_v1,
} from './ext-background-effect-v1.js';
import {
  ext_data_control_manager_v1,
  ext_data_control_device_v1,
  ext_data_control_source_v1,
  ext_data_control_offer_v1,
} from './ext-data-control-v1.js';
import {
  ext_foreign_toplevel_list_v1,
  ext_foreign_toplevel_handle_v1,
} from './ext-foreign-toplevel-list-v1.js';
import {
  ext_idle_notifier_v1,
  ext_idle_notification_v1,
} from './ext-idle-notify-v1.js';
import {
  ext_image_capture_source_v1,
  ext_output_image_capture_source_manager_v1,
  ext_foreign_toplevel_image_capture_source_manager_v1,
} from './ext-image-capture-source-v1.js';
import {
  ext_image_copy_capture_manager_v1,
  ext_image_copy_capture_session_v1,
  ext_image_copy_capture_frame_v1,
  ext_image_copy_capture_cursor_session_v1,
} from './ext-image-copy-capture-v1.js';
import {
  ext_session_lock_manager_v1,
  ext_session_lock_v1,
  ext_session_lock_surface_v1,
} from './ext-session-lock-v1.js';
import {
  ext_transient_seat_manager_v1,
  ext_transient_seat_v1,
} from './ext-transient-seat-v1.js';
import {
  ext_workspace_manager_v1,
  ext_workspace_group_handle_v1,
  ext_workspace_handle_v1,
} from './ext-workspace-v1.js';
import {
  wp_fifo_manager_v1,
  wp_fifo_v1,
} from './fifo-v1.js';
import {
  wp_fractional_scale_manager_v1,
  wp_fractional_scale_v1,
} from './fractional-scale-v1.js';
import {
  zwp_fullscreen_shell_v1,
  zwp_fullscreen_shell_mode_feedback_v1,
} from './fullscreen-shell-unstable-v1.js';
import {
  zcr_gaming_input_v2,
  zcr_gaming_seat_v2,
  zcr_gamepad_v2,
  zcr_gamepad_vibrator_v2,
} from './gaming-input-unstable-v2.js';
import {
  gtk_shell1,
  gtk_surface1,
} from './gtk.js';
import {
  gtk_primary_selection_device_manager,
  gtk_primary_selection_device,
  gtk_primary_selection_offer,
  gtk_primary_selection_source,
} from './gtk-primary-selection.js';
import {
  hyprland_ctm_control_manager_v1,
} from './hyprland-ctm-control-v1.js';
import {
  hyprland_focus_grab_manager_v1,
  hyprland_focus_grab_v1,
} from './hyprland-focus-grab-v1.js';
import {
  hyprland_global_shortcuts_manager_v1,
  hyprland_global_shortcut_v1,
} from './hyprland-global-shortcuts-v1.js';
import {
  hyprland_input_capture_manager_v1,
  hyprland_input_capture_v1,
} from './hyprland-input-capture-v1.js';
import {
  hyprland_lock_notifier_v1,
  hyprland_lock_notification_v1,
} from './hyprland-lock-notify-v1.js';
import {
  hyprland_surface_manager_v1,
  hyprland_surface_v1,
} from './hyprland-surface-v1.js';
import {
  hyprland_toplevel_export_manager_v1,
  hyprland_toplevel_export_frame_v1,
} from './hyprland-toplevel-export-v1.js';
import {
  hyprland_toplevel_mapping_manager_v1,
  hyprland_toplevel_window_mapping_handle_v1,
} from './hyprland-toplevel-mapping-v1.js';
import {
  zwp_idle_inhibit_manager_v1,
  zwp_idle_inhibitor_v1,
} from './idle-inhibit-unstable-v1.js';
import {
  zwp_input_method_context_v1,
  zwp_input_method_v1,
  zwp_input_panel_v1,
  zwp_input_panel_surface_v1,
} from './input-method-unstable-v1.js';
import {
  zwp_input_method_v2,
  zwp_input_popup_surface_v2,
  zwp_input_method_keyboard_grab_v2,
  zwp_input_method_manager_v2,
} from './input-method-unstable-v2.js';
import {
  zwp_input_timestamps_manager_v1,
  zwp_input_timestamps_v1,
} from './input-timestamps-unstable-v1.js';
import {
  ivi_surface,
  ivi_application,
} from './ivi-application.js';
import {
  ivi_hmi_controller,
} from './ivi-hmi-controller.js';
import {
  zcr_keyboard_extension_v1,
  zcr_extended_keyboard_v1,
} from './keyboard-extension-unstable-v1.js';
import {
  zwp_keyboard_shortcuts_inhibit_manager_v1,
  zwp_keyboard_shortcuts_inhibitor_v1,
} from './keyboard-shortcuts-inhibit-unstable-v1.js';
import {
  zwp_linux_dmabuf_v1,
  zwp_linux_buffer_params_v1,
  zwp_linux_dmabuf_feedback_v1,
} from './linux-dmabuf-v1.js';
import {
  wp_linux_drm_syncobj_manager_v1,
  wp_linux_drm_syncobj_timeline_v1,
  wp_linux_drm_syncobj_surface_v1,
} from './linux-drm-syncobj-v1.js';
import {
  org_kde_kwin_blur_manager,
  org_kde_kwin_blur,
} from './org-kde-kwin-blur-v1.js';
import {
  org_kde_kwin_server_decoration_palette_manager,
  org_kde_kwin_server_decoration_palette,
} from './org-kde-kwin-server-decoration-palette-v1.js';
import {
  org_kde_kwin_server_decoration_manager,
  org_kde_kwin_server_decoration,
} from './org-kde-kwin-server-decoration-v1.js';
import {
  org_kde_kwin_shadow_manager,
  org_kde_kwin_shadow,
} from './org-kde-kwin-shadow-v1.js';
import {
  zwp_pointer_constraints_v1,
  zwp_locked_pointer_v1,
  zwp_confined_pointer_v1,
} from './pointer-constraints-unstable-v1.js';
import {
  zwp_pointer_gestures_v1,
  zwp_pointer_gesture_swipe_v1,
  zwp_pointer_gesture_pinch_v1,
  zwp_pointer_gesture_hold_v1,
} from './pointer-gestures-unstable-v1.js';
import {
  wp_pointer_warp_v1,
} from './pointer-warp-v1.js';
import {
  wp_presentation,
  wp_presentation_feedback,
} from './presentation-time.js';
import {
  zwp_relative_pointer_manager_v1,
  zwp_relative_pointer_v1,
} from './relative-pointer-unstable-v1.js';
import {
  river_input_manager_v1,
  river_input_device_v1,
} from './river-input-management-v1.js';
import {
  river_layer_shell_v1,
  river_layer_shell_output_v1,
  river_layer_shell_seat_v1,
} from './river-layer-shell-v1.js';
import {
  river_libinput_config_v1,
  river_libinput_device_v1,
  river_libinput_accel_config_v1,
  river_libinput_result_v1,
} from './river-libinput-config-v1.js';
import {
  river_window_manager_v1,
  river_window_v1,
  river_decoration_v1,
  river_shell_surface_v1,
  river_node_v1,
  river_output_v1,
  river_seat_v1,
  river_pointer_binding_v1,
} from './river-window-management-v1.js';
import {
  river_xkb_bindings_v1,
  river_xkb_binding_v1,
  river_xkb_bindings_seat_v1,
} from './river-xkb-bindings-v1.js';
import {
  river_xkb_config_v1,
  river_xkb_keymap_v1,
  river_xkb_keyboard_v1,
} from './river-xkb-config-v1.js';
import {
  wp_security_context_manager_v1,
  wp_security_context_v1,
} from './security-context-v1.js';
import {
  wp_single_pixel_buffer_manager_v1,
} from './single-pixel-buffer-v1.js';
import {
  zcr_stylus_v2,
  zcr_touch_stylus_v2,
  zcr_pointer_stylus_v2,
} from './stylus-unstable-v2.js';
import {
  zwp_tablet_manager_v2,
  zwp_tablet_seat_v2,
  zwp_tablet_tool_v2,
  zwp_tablet_v2,
  zwp_tablet_pad_ring_v2,
  zwp_tablet_pad_strip_v2,
  zwp_tablet_pad_group_v2,
  zwp_tablet_pad_v2,
  zwp_tablet_pad_dial_v2,
} from './tablet-v2.js';
import {
  wp_tearing_control_manager_v1,
  wp_tearing_control_v1,
} from './tearing-control-v1.js';
import {
  zcr_text_input_crostini_manager_v1,
  zcr_text_input_crostini_v1,
} from './text-input-crostini-unstable-v1.js';
import {
  zcr_text_input_extension_v1,
  zcr_extended_text_input_v1,
} from './text-input-extension-unstable-v1.js';
import {
  zwp_text_input_v1,
  zwp_text_input_manager_v1,
} from './text-input-unstable-v1.js';
import {
  zwp_text_input_v3,
  zwp_text_input_manager_v3,
} from './text-input-unstable-v3.js';
import {
  zcr_text_input_x11_v1,
} from './text-input-x11-unstable-v1.js';
import {
  wp_viewporter,
  wp_viewport,
} from './viewporter.js';
import {
  zwp_virtual_keyboard_v1,
  zwp_virtual_keyboard_manager_v1,
} from './virtual-keyboard-unstable-v1.js';
import {
  wl_display,
  wl_registry,
  wl_callback,
  wl_compositor,
  wl_shm_pool,
  wl_shm,
  wl_buffer,
  wl_data_offer,
  wl_data_source,
  wl_data_device,
  wl_data_device_manager,
  wl_shell,
  wl_shell_surface,
  wl_surface,
  wl_seat,
  wl_pointer,
  wl_keyboard,
  wl_touch,
  wl_output,
  wl_region,
  wl_subcompositor,
  wl_subsurface,
  wl_fixes,
} from './wayland.js';
import {
  weston_content_protection,
  weston_protected_surface,
} from './weston-content-protection.js';
import {
  weston_debug_v1,
  weston_debug_stream_v1,
} from './weston-debug.js';
import {
  weston_desktop_shell,
  weston_screensaver,
} from './weston-desktop.js';
import {
  weston_direct_display_v1,
} from './weston-direct-display.js';
import {
  weston_capture_v1,
  weston_capture_source_v1,
} from './weston-output-capture.js';
import {
  weston_restricted_buffer_v1,
} from './weston-restricted-buffer.js';
import {
  weston_test,
  weston_test_runner,
} from './weston-test.js';
import {
  weston_touch_calibration,
  weston_touch_calibrator,
  weston_touch_coordinate,
} from './weston-touch-calibration.js';
import {
  zwlr_data_control_manager_v1,
  zwlr_data_control_device_v1,
  zwlr_data_control_source_v1,
  zwlr_data_control_offer_v1,
} from './wlr-data-control-unstable-v1.js';
import {
  zwlr_export_dmabuf_manager_v1,
  zwlr_export_dmabuf_frame_v1,
} from './wlr-export-dmabuf-unstable-v1.js';
import {
  zwlr_foreign_toplevel_manager_v1,
  zwlr_foreign_toplevel_handle_v1,
} from './wlr-foreign-toplevel-management-unstable-v1.js';
import {
  zwlr_gamma_control_manager_v1,
  zwlr_gamma_control_v1,
} from './wlr-gamma-control-unstable-v1.js';
import {
  zwlr_input_inhibit_manager_v1,
  zwlr_input_inhibitor_v1,
} from './wlr-input-inhibit-unstable-v1.js';
import {
  zwlr_layer_shell_v1,
  zwlr_layer_surface_v1,
} from './wlr-layer-shell-unstable-v1.js';
import {
  zwlr_output_manager_v1,
  zwlr_output_head_v1,
  zwlr_output_mode_v1,
  zwlr_output_configuration_v1,
  zwlr_output_configuration_head_v1,
} from './wlr-output-management-unstable-v1.js';
import {
  zwlr_output_power_manager_v1,
  zwlr_output_power_v1,
} from './wlr-output-power-management-unstable-v1.js';
import {
  zwlr_screencopy_manager_v1,
  zwlr_screencopy_frame_v1,
} from './wlr-screencopy-unstable-v1.js';
import {
  zwlr_virtual_pointer_v1,
  zwlr_virtual_pointer_manager_v1,
} from './wlr-virtual-pointer-unstable-v1.js';
import {
  zwp_primary_selection_device_manager_v1,
  zwp_primary_selection_device_v1,
  zwp_primary_selection_offer_v1,
  zwp_primary_selection_source_v1,
} from './wp-primary-selection-unstable-v1.js';
import {
  xdg_activation_v1,
  xdg_activation_token_v1,
} from './xdg-activation-v1.js';
import {
  zxdg_decoration_manager_v1,
  zxdg_toplevel_decoration_v1,
} from './xdg-decoration-unstable-v1.js';
import {
  xdg_wm_dialog_v1,
  xdg_dialog_v1,
} from './xdg-dialog-v1.js';
import {
  zxdg_exporter_v2,
  zxdg_importer_v2,
  zxdg_exported_v2,
  zxdg_imported_v2,
} from './xdg-foreign-unstable-v2.js';
import {
  zxdg_output_manager_v1,
  zxdg_output_v1,
} from './xdg-output-unstable-v1.js';
import {
  xdg_session_manager_v1,
  xdg_session_v1,
  xdg_toplevel_session_v1,
} from './xdg-session-management-v1.js';
import {
  xdg_wm_base,
  xdg_positioner,
  xdg_surface,
  xdg_toplevel,
  xdg_popup,
} from './xdg-shell.js';
import {
  xdg_system_bell_v1,
} from './xdg-system-bell-v1.js';
import {
  xdg_toplevel_drag_manager_v1,
  xdg_toplevel_drag_v1,
} from './xdg-toplevel-drag-v1.js';
import {
  xdg_toplevel_icon_manager_v1,
  xdg_toplevel_icon_v1,
} from './xdg-toplevel-icon-v1.js';
import {
  xdg_toplevel_tag_manager_v1,
} from './xdg-toplevel-tag-v1.js';
import {
  zwp_xwayland_keyboard_grab_manager_v1,
  zwp_xwayland_keyboard_grab_v1,
} from './xwayland-keyboard-grab-unstable-v1.js';
import {
  xwayland_shell_v1,
  xwayland_surface_v1,
} from './xwayland-shell-v1.js';
import {
  zwp_linux_explicit_synchronization_v1,
  zwp_linux_surface_synchronization_v1,
  zwp_linux_buffer_release_v1,
} from './zwp-linux-explicit-synchronization-unstable-v1.js';

export const allInterfaces: readonly InterfaceSchema[] = [
  cosmic_a11y_manager_v1,
  cosmic_corner_radius_layer_v1,
  cosmic_corner_radius_manager_v1,
  cosmic_corner_radius_toplevel_v1,
  ext_background_effect_manager_v1,
  ext_background_effect_surface_v1,
  ext_data_control_device_v1,
  ext_data_control_manager_v1,
  ext_data_control_offer_v1,
  ext_data_control_source_v1,
  ext_foreign_toplevel_handle_v1,
  ext_foreign_toplevel_image_capture_source_manager_v1,
  ext_foreign_toplevel_list_v1,
  ext_idle_notification_v1,
  ext_idle_notifier_v1,
  ext_image_capture_source_v1,
  ext_image_copy_capture_cursor_session_v1,
  ext_image_copy_capture_frame_v1,
  ext_image_copy_capture_manager_v1,
  ext_image_copy_capture_session_v1,
  ext_output_image_capture_source_manager_v1,
  ext_session_lock_manager_v1,
  ext_session_lock_surface_v1,
  ext_session_lock_v1,
  ext_transient_seat_manager_v1,
  ext_transient_seat_v1,
  ext_workspace_group_handle_v1,
  ext_workspace_handle_v1,
  ext_workspace_manager_v1,
  gtk_primary_selection_device,
  gtk_primary_selection_device_manager,
  gtk_primary_selection_offer,
  gtk_primary_selection_source,
  gtk_shell1,
  gtk_surface1,
  hyprland_ctm_control_manager_v1,
  hyprland_focus_grab_manager_v1,
  hyprland_focus_grab_v1,
  hyprland_global_shortcut_v1,
  hyprland_global_shortcuts_manager_v1,
  hyprland_input_capture_manager_v1,
  hyprland_input_capture_v1,
  hyprland_lock_notification_v1,
  hyprland_lock_notifier_v1,
  hyprland_surface_manager_v1,
  hyprland_surface_v1,
  hyprland_toplevel_export_frame_v1,
  hyprland_toplevel_export_manager_v1,
  hyprland_toplevel_mapping_manager_v1,
  hyprland_toplevel_window_mapping_handle_v1,
  ivi_application,
  ivi_hmi_controller,
  ivi_surface,
  org_kde_kwin_blur,
  org_kde_kwin_blur_manager,
  org_kde_kwin_server_decoration,
  org_kde_kwin_server_decoration_manager,
  org_kde_kwin_server_decoration_palette,
  org_kde_kwin_server_decoration_palette_manager,
  org_kde_kwin_shadow,
  org_kde_kwin_shadow_manager,
  river_decoration_v1,
  river_input_device_v1,
  river_input_manager_v1,
  river_layer_shell_output_v1,
  river_layer_shell_seat_v1,
  river_layer_shell_v1,
  river_libinput_accel_config_v1,
  river_libinput_config_v1,
  river_libinput_device_v1,
  river_libinput_result_v1,
  river_node_v1,
  river_output_v1,
  river_pointer_binding_v1,
  river_seat_v1,
  river_shell_surface_v1,
  river_window_manager_v1,
  river_window_v1,
  river_xkb_binding_v1,
  river_xkb_bindings_seat_v1,
  river_xkb_bindings_v1,
  river_xkb_config_v1,
  river_xkb_keyboard_v1,
  river_xkb_keymap_v1,
  weston_capture_source_v1,
  weston_capture_v1,
  weston_content_protection,
  weston_debug_stream_v1,
  weston_debug_v1,
  weston_desktop_shell,
  weston_direct_display_v1,
  weston_protected_surface,
  weston_restricted_buffer_v1,
  weston_screensaver,
  weston_test,
  weston_test_runner,
  weston_touch_calibration,
  weston_touch_calibrator,
  weston_touch_coordinate,
  wl_buffer,
  wl_callback,
  wl_compositor,
  wl_data_device,
  wl_data_device_manager,
  wl_data_offer,
  wl_data_source,
  wl_display,
  wl_drm,
  wl_fixes,
  wl_keyboard,
  wl_output,
  wl_pointer,
  wl_region,
  wl_registry,
  wl_seat,
  wl_shell,
  wl_shell_surface,
  wl_shm,
  wl_shm_pool,
  wl_subcompositor,
  wl_subsurface,
  wl_surface,
  wl_touch,
  wp_alpha_modifier_surface_v1,
  wp_alpha_modifier_v1,
  wp_color_management_output_v1,
  wp_color_management_surface_feedback_v1,
  wp_color_management_surface_v1,
  wp_color_manager_v1,
  wp_color_representation_manager_v1,
  wp_color_representation_surface_v1,
  wp_commit_timer_v1,
  wp_commit_timing_manager_v1,
  wp_content_type_manager_v1,
  wp_content_type_v1,
  wp_cursor_shape_device_v1,
  wp_cursor_shape_manager_v1,
  wp_drm_lease_connector_v1,
  wp_drm_lease_device_v1,
  wp_drm_lease_request_v1,
  wp_drm_lease_v1,
  wp_fifo_manager_v1,
  wp_fifo_v1,
  wp_fractional_scale_manager_v1,
  wp_fractional_scale_v1,
  wp_image_description_creator_icc_v1,
  wp_image_description_creator_params_v1,
  wp_image_description_info_v1,
  wp_image_description_reference_v1,
  wp_image_description_v1,
  wp_linux_drm_syncobj_manager_v1,
  wp_linux_drm_syncobj_surface_v1,
  wp_linux_drm_syncobj_timeline_v1,
  wp_pointer_warp_v1,
  wp_presentation,
  wp_presentation_feedback,
  wp_security_context_manager_v1,
  wp_security_context_v1,
  wp_single_pixel_buffer_manager_v1,
  wp_tearing_control_manager_v1,
  wp_tearing_control_v1,
  wp_viewport,
  wp_viewporter,
  xdg_activation_token_v1,
  xdg_activation_v1,
  xdg_dialog_v1,
  xdg_popup,
  xdg_positioner,
  xdg_session_manager_v1,
  xdg_session_v1,
  xdg_surface,
  xdg_system_bell_v1,
  xdg_toplevel,
  xdg_toplevel_drag_manager_v1,
  xdg_toplevel_drag_v1,
  xdg_toplevel_icon_manager_v1,
  xdg_toplevel_icon_v1,
  xdg_toplevel_session_v1,
  xdg_toplevel_tag_manager_v1,
  xdg_wm_base,
  xdg_wm_dialog_v1,
  xwayland_shell_v1,
  xwayland_surface_v1,
  zaura_output,
  zaura_popup,
  zaura_shell,
  zaura_surface,
  zaura_toplevel,
  zcosmic_keyboard_layout_manager_v1,
  zcosmic_keyboard_layout_v1,
  zcosmic_output_configuration_head_v1,
  zcosmic_output_configuration_v1,
  zcosmic_output_head_v1,
  zcosmic_output_manager_v1,
  zcosmic_overlap_notification_v1,
  zcosmic_overlap_notify_v1,
  zcosmic_workspace_handle_v2,
  zcosmic_workspace_image_capture_source_manager_v1,
  zcosmic_workspace_manager_v2,
  zcr_extended_keyboard_v1,
  zcr_extended_text_input_v1,
  zcr_gamepad_v2,
  zcr_gamepad_vibrator_v2,
  zcr_gaming_input_v2,
  zcr_gaming_seat_v2,
  zcr_keyboard_extension_v1,
  zcr_pointer_stylus_v2,
  zcr_stylus_v2,
  zcr_text_input_crostini_manager_v1,
  zcr_text_input_crostini_v1,
  zcr_text_input_extension_v1,
  zcr_text_input_x11_v1,
  zcr_touch_stylus_v2,
  zwlr_data_control_device_v1,
  zwlr_data_control_manager_v1,
  zwlr_data_control_offer_v1,
  zwlr_data_control_source_v1,
  zwlr_export_dmabuf_frame_v1,
  zwlr_export_dmabuf_manager_v1,
  zwlr_foreign_toplevel_handle_v1,
  zwlr_foreign_toplevel_manager_v1,
  zwlr_gamma_control_manager_v1,
  zwlr_gamma_control_v1,
  zwlr_input_inhibit_manager_v1,
  zwlr_input_inhibitor_v1,
  zwlr_layer_shell_v1,
  zwlr_layer_surface_v1,
  zwlr_output_configuration_head_v1,
  zwlr_output_configuration_v1,
  zwlr_output_head_v1,
  zwlr_output_manager_v1,
  zwlr_output_mode_v1,
  zwlr_output_power_manager_v1,
  zwlr_output_power_v1,
  zwlr_screencopy_frame_v1,
  zwlr_screencopy_manager_v1,
  zwlr_virtual_pointer_manager_v1,
  zwlr_virtual_pointer_v1,
  zwp_confined_pointer_v1,
  zwp_fullscreen_shell_mode_feedback_v1,
  zwp_fullscreen_shell_v1,
  zwp_idle_inhibit_manager_v1,
  zwp_idle_inhibitor_v1,
  zwp_input_method_context_v1,
  zwp_input_method_keyboard_grab_v2,
  zwp_input_method_manager_v2,
  zwp_input_method_v1,
  zwp_input_method_v2,
  zwp_input_panel_surface_v1,
  zwp_input_panel_v1,
  zwp_input_popup_surface_v2,
  zwp_input_timestamps_manager_v1,
  zwp_input_timestamps_v1,
  zwp_keyboard_shortcuts_inhibit_manager_v1,
  zwp_keyboard_shortcuts_inhibitor_v1,
  zwp_linux_buffer_params_v1,
  zwp_linux_buffer_release_v1,
  zwp_linux_dmabuf_feedback_v1,
  zwp_linux_dmabuf_v1,
  zwp_linux_explicit_synchronization_v1,
  zwp_linux_surface_synchronization_v1,
  zwp_locked_pointer_v1,
  zwp_pointer_constraints_v1,
  zwp_pointer_gesture_hold_v1,
  zwp_pointer_gesture_pinch_v1,
  zwp_pointer_gesture_swipe_v1,
  zwp_pointer_gestures_v1,
  zwp_primary_selection_device_manager_v1,
  zwp_primary_selection_device_v1,
  zwp_primary_selection_offer_v1,
  zwp_primary_selection_source_v1,
  zwp_relative_pointer_manager_v1,
  zwp_relative_pointer_v1,
  zwp_tablet_manager_v2,
  zwp_tablet_pad_dial_v2,
  zwp_tablet_pad_group_v2,
  zwp_tablet_pad_ring_v2,
  zwp_tablet_pad_strip_v2,
  zwp_tablet_pad_v2,
  zwp_tablet_seat_v2,
  zwp_tablet_tool_v2,
  zwp_tablet_v2,
  zwp_text_input_manager_v1,
  zwp_text_input_manager_v3,
  zwp_text_input_v1,
  zwp_text_input_v3,
  zwp_virtual_keyboard_manager_v1,
  zwp_virtual_keyboard_v1,
  zwp_xwayland_keyboard_grab_manager_v1,
  zwp_xwayland_keyboard_grab_v1,
  zxdg_decoration_manager_v1,
  zxdg_exported_v2,
  zxdg_exporter_v2,
  zxdg_imported_v2,
  zxdg_importer_v2,
  zxdg_output_manager_v1,
  zxdg_output_v1,
  zxdg_toplevel_decoration_v1,
];
