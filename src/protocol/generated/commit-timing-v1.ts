// Made by tools/scanner from wayland-protocols/commit-timing-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const wp_commit_timing_manager_v1 = {
  name: 'wp_commit_timing_manager_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_timer', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wp_commit_timer_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { commit_timer_exists: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const wp_commit_timer_v1 = {
  name: 'wp_commit_timer_v1',
  version: 1,
  requests: [
    { name: 'set_timestamp', since: 1, args: [{ name: 'tv_sec_hi', type: 'uint' }, { name: 'tv_sec_lo', type: 'uint' }, { name: 'tv_nsec', type: 'uint' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { invalid_timestamp: 0, timestamp_exists: 1, surface_destroyed: 2 } },
  ],
} as const satisfies InterfaceSchema;
