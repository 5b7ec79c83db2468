// Made by tools/scanner from wayland-protocols/zwp-linux-explicit-synchronization-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwp_linux_explicit_synchronization_v1 = {
  name: 'zwp_linux_explicit_synchronization_v1',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_synchronization', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_linux_surface_synchronization_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { synchronization_exists: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const zwp_linux_surface_synchronization_v1 = {
  name: 'zwp_linux_surface_synchronization_v1',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_acquire_fence', since: 1, args: [{ name: 'fd', type: 'fd' }] },
    { name: 'get_release', since: 1, args: [{ name: 'release', type: 'new_id', interface: 'zwp_linux_buffer_release_v1' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { invalid_fence: 0, duplicate_fence: 1, duplicate_release: 2, no_surface: 3, unsupported_buffer: 4, no_buffer: 5 } },
  ],
} as const satisfies InterfaceSchema;

export const zwp_linux_buffer_release_v1 = {
  name: 'zwp_linux_buffer_release_v1',
  version: 1,
  requests: [],
  events: [
    { name: 'fenced_release', since: 1, destructor: true, args: [{ name: 'fence', type: 'fd' }] },
    { name: 'immediate_release', since: 1, destructor: true, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
