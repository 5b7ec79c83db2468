// Made by tools/scanner from wayland-protocols/fullscreen-shell-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwp_fullscreen_shell_v1 = {
  name: 'zwp_fullscreen_shell_v1',
  version: 1,
  requests: [
    { name: 'release', since: 1, destructor: true, args: [] },
    { name: 'present_surface', since: 1, args: [{ name: 'surface', type: 'object', interface: 'wl_surface', nullable: true }, { name: 'method', type: 'uint', enum: 'present_method' }, { name: 'output', type: 'object', interface: 'wl_output', nullable: true }] },
    { name: 'present_surface_for_mode', since: 1, args: [{ name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'output', type: 'object', interface: 'wl_output' }, { name: 'framerate', type: 'int' }, { name: 'feedback', type: 'new_id', interface: 'zwp_fullscreen_shell_mode_feedback_v1' }] },
  ],
  events: [
    { name: 'capability', since: 1, args: [{ name: 'capability', type: 'uint', enum: 'capability' }] },
  ],
  enums: [
    { name: 'capability', entries: { arbitrary_modes: 1, cursor_plane: 2 } },
    { name: 'present_method', entries: { default: 0, center: 1, zoom: 2, zoom_crop: 3, stretch: 4 } },
    { name: 'error', entries: { invalid_method: 0, role: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const zwp_fullscreen_shell_mode_feedback_v1 = {
  name: 'zwp_fullscreen_shell_mode_feedback_v1',
  version: 1,
  requests: [],
  events: [
    { name: 'mode_successful', since: 1, destructor: true, args: [] },
    { name: 'mode_failed', since: 1, destructor: true, args: [] },
    { name: 'present_cancelled', since: 1, destructor: true, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
