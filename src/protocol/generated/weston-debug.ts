// Made by tools/scanner from weston/weston-debug.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const weston_debug_v1 = {
  name: 'weston_debug_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'subscribe', since: 1, args: [{ name: 'name', type: 'string' }, { name: 'streamfd', type: 'fd' }, { name: 'stream', type: 'new_id', interface: 'weston_debug_stream_v1' }] },
  ],
  events: [
    { name: 'available', since: 1, args: [{ name: 'name', type: 'string' }, { name: 'description', type: 'string', nullable: true }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const weston_debug_stream_v1 = {
  name: 'weston_debug_stream_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'complete', since: 1, args: [] },
    { name: 'failure', since: 1, args: [{ name: 'message', type: 'string', nullable: true }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
