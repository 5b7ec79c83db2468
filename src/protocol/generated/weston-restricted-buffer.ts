// Made by tools/scanner from weston/weston-restricted-buffer.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const weston_restricted_buffer_v1 = {
  name: 'weston_restricted_buffer_v1',
  version: 1,
  requests: [
    { name: 'enable', since: 1, args: [{ name: 'dmabuf', type: 'object', interface: 'zwp_linux_buffer_params_v1' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { params_already_used: 0, already_set: 1 } },
  ],
} as const satisfies InterfaceSchema;
