// Made by tools/scanner from wayland-protocols/linux-drm-syncobj-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const wp_linux_drm_syncobj_manager_v1 = {
  name: 'wp_linux_drm_syncobj_manager_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_surface', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wp_linux_drm_syncobj_surface_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'import_timeline', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wp_linux_drm_syncobj_timeline_v1' }, { name: 'fd', type: 'fd' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { surface_exists: 0, invalid_timeline: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const wp_linux_drm_syncobj_timeline_v1 = {
  name: 'wp_linux_drm_syncobj_timeline_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const wp_linux_drm_syncobj_surface_v1 = {
  name: 'wp_linux_drm_syncobj_surface_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_acquire_point', since: 1, args: [{ name: 'timeline', type: 'object', interface: 'wp_linux_drm_syncobj_timeline_v1' }, { name: 'point_hi', type: 'uint' }, { name: 'point_lo', type: 'uint' }] },
    { name: 'set_release_point', since: 1, args: [{ name: 'timeline', type: 'object', interface: 'wp_linux_drm_syncobj_timeline_v1' }, { name: 'point_hi', type: 'uint' }, { name: 'point_lo', type: 'uint' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { no_surface: 1, unsupported_buffer: 2, no_buffer: 3, no_acquire_point: 4, no_release_point: 5, conflicting_points: 6 } },
  ],
} as const satisfies InterfaceSchema;
