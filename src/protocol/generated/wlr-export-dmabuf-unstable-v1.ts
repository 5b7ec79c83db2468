// Made by tools/scanner from wlr/wlr-export-dmabuf-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwlr_export_dmabuf_manager_v1 = {
  name: 'zwlr_export_dmabuf_manager_v1',
  version: 1,
  requests: [
    { name: 'capture_output', since: 1, args: [{ name: 'frame', type: 'new_id', interface: 'zwlr_export_dmabuf_frame_v1' }, { name: 'overlay_cursor', type: 'int' }, { name: 'output', type: 'object', interface: 'wl_output' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwlr_export_dmabuf_frame_v1 = {
  name: 'zwlr_export_dmabuf_frame_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'frame', since: 1, args: [{ name: 'width', type: 'uint' }, { name: 'height', type: 'uint' }, { name: 'offset_x', type: 'uint' }, { name: 'offset_y', type: 'uint' }, { name: 'buffer_flags', type: 'uint' }, { name: 'flags', type: 'uint', enum: 'flags' }, { name: 'format', type: 'uint' }, { name: 'mod_high', type: 'uint' }, { name: 'mod_low', type: 'uint' }, { name: 'num_objects', type: 'uint' }] },
    { name: 'object', since: 1, args: [{ name: 'index', type: 'uint' }, { name: 'fd', type: 'fd' }, { name: 'size', type: 'uint' }, { name: 'offset', type: 'uint' }, { name: 'stride', type: 'uint' }, { name: 'plane_index', type: 'uint' }] },
    { name: 'ready', since: 1, args: [{ name: 'tv_sec_hi', type: 'uint' }, { name: 'tv_sec_lo', type: 'uint' }, { name: 'tv_nsec', type: 'uint' }] },
    { name: 'cancel', since: 1, args: [{ name: 'reason', type: 'uint', enum: 'cancel_reason' }] },
  ],
  enums: [
    { name: 'flags', entries: { transient: 1 } },
    { name: 'cancel_reason', entries: { temporary: 0, permanent: 1, resizing: 2 } },
  ],
} as const satisfies InterfaceSchema;
