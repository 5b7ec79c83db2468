// Made by tools/scanner from wayland-protocols/drm-lease-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const wp_drm_lease_device_v1 = {
  name: 'wp_drm_lease_device_v1',
  version: 1,
  requests: [
    { name: 'create_lease_request', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wp_drm_lease_request_v1' }] },
    { name: 'release', since: 1, args: [] },
  ],
  events: [
    { name: 'drm_fd', since: 1, args: [{ name: 'fd', type: 'fd' }] },
    { name: 'connector', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wp_drm_lease_connector_v1' }] },
    { name: 'done', since: 1, args: [] },
    { name: 'released', since: 1, destructor: true, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const wp_drm_lease_connector_v1 = {
  name: 'wp_drm_lease_connector_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'name', since: 1, args: [{ name: 'name', type: 'string' }] },
    { name: 'description', since: 1, args: [{ name: 'description', type: 'string' }] },
    { name: 'connector_id', since: 1, args: [{ name: 'connector_id', type: 'uint' }] },
    { name: 'done', since: 1, args: [] },
    { name: 'withdrawn', since: 1, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const wp_drm_lease_request_v1 = {
  name: 'wp_drm_lease_request_v1',
  version: 1,
  requests: [
    { name: 'request_connector', since: 1, args: [{ name: 'connector', type: 'object', interface: 'wp_drm_lease_connector_v1' }] },
    { name: 'submit', since: 1, destructor: true, args: [{ name: 'id', type: 'new_id', interface: 'wp_drm_lease_v1' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { wrong_device: 0, duplicate_connector: 1, empty_lease: 2 } },
  ],
} as const satisfies InterfaceSchema;

export const wp_drm_lease_v1 = {
  name: 'wp_drm_lease_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'lease_fd', since: 1, args: [{ name: 'leased_fd', type: 'fd' }] },
    { name: 'finished', since: 1, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
