// Made by tools/scanner from wlr/wlr-screencopy-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwlr_screencopy_manager_v1 = {
  name: 'zwlr_screencopy_manager_v1',
  version: 3,
  requests: [
    { name: 'capture_output', since: 1, args: [{ name: 'frame', type: 'new_id', interface: 'zwlr_screencopy_frame_v1' }, { name: 'overlay_cursor', type: 'int' }, { name: 'output', type: 'object', interface: 'wl_output' }] },
    { name: 'capture_output_region', since: 1, args: [{ name: 'frame', type: 'new_id', interface: 'zwlr_screencopy_frame_v1' }, { name: 'overlay_cursor', type: 'int' }, { name: 'output', type: 'object', interface: 'wl_output' }, { name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwlr_screencopy_frame_v1 = {
  name: 'zwlr_screencopy_frame_v1',
  version: 3,
  requests: [
    { name: 'copy', since: 1, args: [{ name: 'buffer', type: 'object', interface: 'wl_buffer' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'copy_with_damage', since: 2, args: [{ name: 'buffer', type: 'object', interface: 'wl_buffer' }] },
  ],
  events: [
    { name: 'buffer', since: 1, args: [{ name: 'format', type: 'uint', enum: 'wl_shm.format' }, { name: 'width', type: 'uint' }, { name: 'height', type: 'uint' }, { name: 'stride', type: 'uint' }] },
    { name: 'flags', since: 1, args: [{ name: 'flags', type: 'uint', enum: 'flags' }] },
    { name: 'ready', since: 1, args: [{ name: 'tv_sec_hi', type: 'uint' }, { name: 'tv_sec_lo', type: 'uint' }, { name: 'tv_nsec', type: 'uint' }] },
    { name: 'failed', since: 1, args: [] },
    { name: 'damage', since: 2, args: [{ name: 'x', type: 'uint' }, { name: 'y', type: 'uint' }, { name: 'width', type: 'uint' }, { name: 'height', type: 'uint' }] },
    { name: 'linux_dmabuf', since: 3, args: [{ name: 'format', type: 'uint' }, { name: 'width', type: 'uint' }, { name: 'height', type: 'uint' }] },
    { name: 'buffer_done', since: 3, args: [] },
  ],
  enums: [
    { name: 'error', entries: { already_used: 0, invalid_buffer: 1 } },
    { name: 'flags', bitfield: true, entries: { y_invert: 1 } },
  ],
} as const satisfies InterfaceSchema;
