// Made by tools/scanner from weston/weston-output-capture.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const weston_capture_v1 = {
  name: 'weston_capture_v1',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'create', since: 1, args: [{ name: 'output', type: 'object', interface: 'wl_output' }, { name: 'source', type: 'uint', enum: 'source' }, { name: 'capture_source_new_id', type: 'new_id', interface: 'weston_capture_source_v1' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { invalid_source: 0 } },
    { name: 'source', entries: { writeback: 0, framebuffer: 1, full_framebuffer: 2, blending: 3 } },
  ],
} as const satisfies InterfaceSchema;

export const weston_capture_source_v1 = {
  name: 'weston_capture_source_v1',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'capture', since: 1, args: [{ name: 'buffer', type: 'object', interface: 'wl_buffer' }] },
  ],
  events: [
    { name: 'format', since: 1, args: [{ name: 'drm_format', type: 'uint' }] },
    { name: 'size', since: 1, args: [{ name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'complete', since: 1, args: [] },
    { name: 'retry', since: 1, args: [] },
    { name: 'failed', since: 1, args: [{ name: 'msg', type: 'string', nullable: true }] },
    { name: 'formats_done', since: 2, args: [] },
  ],
  enums: [
    { name: 'error', entries: { bad_buffer: 0, sequence: 1 } },
  ],
} as const satisfies InterfaceSchema;
