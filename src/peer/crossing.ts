/**
 * What becomes of descriptors, and of buffers on the client's memory, where the host cannot be given them: every message
 * of every table that has one, and the globals that are not offered there because of it. Data only; docs/DRIVERS.md shows
 * it, and a test fails when a table has a message that is missing here.
 */

import { notOffered } from '../protocol/not-offered.js';

/** Ways of `crossing`. */
export type Crossing =
  /** The channel's own descriptors come from the host and can be used by the client as they are. */
  | 'carried'
  /** Pixels are copied into memory of the shm driver. */
  | 'copied'
  /** Bytes are pumped through a pipe of the data driver. */
  | 'pumped'
  /** The interface is not offered. */
  | 'hidden';

/** By `interface.message`. */
export const crossing: Readonly<Record<string, Crossing>> = {
  'ext_data_control_offer_v1.receive': 'pumped',
  'ext_data_control_source_v1.send': 'carried',
  'ext_image_copy_capture_frame_v1.attach_buffer': 'hidden',
  'gtk_primary_selection_offer.receive': 'pumped',
  'gtk_primary_selection_source.send': 'carried',
  'hyprland_input_capture_v1.eis_fd': 'hidden',
  'hyprland_toplevel_export_frame_v1.copy': 'hidden',
  'org_kde_kwin_shadow.attach_bottom': 'hidden',
  'org_kde_kwin_shadow.attach_bottom_left': 'hidden',
  'org_kde_kwin_shadow.attach_bottom_right': 'hidden',
  'org_kde_kwin_shadow.attach_left': 'hidden',
  'org_kde_kwin_shadow.attach_right': 'hidden',
  'org_kde_kwin_shadow.attach_top': 'hidden',
  'org_kde_kwin_shadow.attach_top_left': 'hidden',
  'org_kde_kwin_shadow.attach_top_right': 'hidden',
  'river_xkb_config_v1.create_keymap': 'hidden',
  'weston_capture_source_v1.capture': 'hidden',
  'weston_debug_v1.subscribe': 'hidden',
  'wl_data_offer.receive': 'pumped',
  'wl_data_source.send': 'carried',
  'wl_drm.create_prime_buffer': 'hidden',
  'wl_keyboard.keymap': 'carried',
  'wl_shm.create_pool': 'copied',
  'wl_surface.attach': 'copied',
  'wp_drm_lease_device_v1.drm_fd': 'hidden',
  'wp_drm_lease_v1.lease_fd': 'hidden',
  'wp_image_description_creator_icc_v1.set_icc_file': 'hidden',
  'wp_image_description_info_v1.icc_file': 'hidden',
  'wp_linux_drm_syncobj_manager_v1.import_timeline': 'hidden',
  'wp_security_context_manager_v1.create_listener': 'hidden',
  'xdg_toplevel_icon_v1.add_buffer': 'hidden',
  'zwlr_data_control_offer_v1.receive': 'pumped',
  'zwlr_data_control_source_v1.send': 'carried',
  'zwlr_export_dmabuf_frame_v1.object': 'hidden',
  'zwlr_gamma_control_v1.set_gamma': 'hidden',
  'zwlr_screencopy_frame_v1.copy': 'hidden',
  'zwlr_screencopy_frame_v1.copy_with_damage': 'hidden',
  'zwp_input_method_keyboard_grab_v2.keymap': 'carried',
  'zwp_linux_buffer_params_v1.add': 'hidden',
  'zwp_linux_buffer_release_v1.fenced_release': 'hidden',
  'zwp_linux_dmabuf_feedback_v1.format_table': 'hidden',
  'zwp_linux_surface_synchronization_v1.set_acquire_fence': 'hidden',
  'zwp_primary_selection_offer_v1.receive': 'pumped',
  'zwp_primary_selection_source_v1.send': 'carried',
  'zwp_virtual_keyboard_v1.keymap': 'copied',
};

const buffers = 'the host cannot be given buffers on memory of the client';

/** Globals not offered while pixels are copied, with the reason: those that take a buffer for something else than to show it. */
export const needBuffers: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'ext_image_copy_capture_manager_v1',
    'hyprland_toplevel_export_manager_v1',
    'org_kde_kwin_shadow_manager',
    'weston_capture_v1',
    'xdg_toplevel_icon_manager_v1',
    'zwlr_screencopy_manager_v1',
  ].map((name) => [name, buffers]),
);

const descriptors = 'the channel cannot carry its descriptors';

/** Globals not offered on a channel that carries only descriptors of its own, with the reason. */
export const needAnyFd: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'hyprland_input_capture_manager_v1',
    'river_xkb_config_v1',
    'weston_debug_v1',
    'wl_drm',
    'wp_color_manager_v1',
    'wp_drm_lease_device_v1',
    'wp_linux_drm_syncobj_manager_v1',
    'wp_security_context_manager_v1',
    'zwlr_export_dmabuf_manager_v1',
    'zwlr_gamma_control_manager_v1',
    'zwp_linux_dmabuf_v1',
    'zwp_linux_explicit_synchronization_v1',
  ].map((name) => [name, descriptors]),
);

/** Of those, what a channel that carries images of a graphics device here has globals of the peer's own for. */
export const imageGlobals: ReadonlySet<string> = new Set([
  'wl_drm',
  'zwp_linux_dmabuf_v1',
  'zwp_linux_explicit_synchronization_v1',
]);

/** Globals that are not offered, with the reason. */
export function hiddenGlobals(
  copiesPixels: boolean,
  carriesAnyFd: boolean,
  carriesImages = false,
): Record<string, string> {
  const cannotCross = Object.entries(needAnyFd).filter(
    ([name]) => !(carriesImages && imageGlobals.has(name)),
  );
  return {
    ...notOffered,
    ...(copiesPixels ? needBuffers : {}),
    ...(carriesAnyFd ? {} : Object.fromEntries(cannotCross)),
  };
}
