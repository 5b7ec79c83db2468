// Made by tools/scanner from weston/weston-content-protection.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const weston_content_protection = {
  name: 'weston_content_protection',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_protection', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'weston_protected_surface' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { surface_exists: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const weston_protected_surface = {
  name: 'weston_protected_surface',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_type', since: 1, args: [{ name: 'type', type: 'uint', enum: 'type' }] },
    { name: 'enforce', since: 1, args: [] },
    { name: 'relax', since: 1, args: [] },
  ],
  events: [
    { name: 'status', since: 1, args: [{ name: 'type', type: 'uint', enum: 'type' }] },
  ],
  enums: [
    { name: 'error', entries: { invalid_type: 0 } },
    { name: 'type', entries: { unprotected: 0, hdcp_0: 1, hdcp_1: 2 } },
  ],
} as const satisfies InterfaceSchema;
