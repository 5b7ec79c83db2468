// Made by tools/scanner from wayland-protocols/ext-image-copy-capture-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const ext_image_copy_capture_manager_v1 = {
  name: 'ext_image_copy_capture_manager_v1',
  version: 1,
  requests: [
    { name: 'create_session', since: 1, args: [{ name: 'session', type: 'new_id', interface: 'ext_image_copy_capture_session_v1' }, { name: 'source', type: 'object', interface: 'ext_image_capture_source_v1' }, { name: 'options', type: 'uint', enum: 'options' }] },
    { name: 'create_pointer_cursor_session', since: 1, args: [{ name: 'session', type: 'new_id', interface: 'ext_image_copy_capture_cursor_session_v1' }, { name: 'source', type: 'object', interface: 'ext_image_capture_source_v1' }, { name: 'pointer', type: 'object', interface: 'wl_pointer' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { invalid_option: 1 } },
    { name: 'options', bitfield: true, entries: { paint_cursors: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const ext_image_copy_capture_session_v1 = {
  name: 'ext_image_copy_capture_session_v1',
  version: 1,
  requests: [
    { name: 'create_frame', since: 1, args: [{ name: 'frame', type: 'new_id', interface: 'ext_image_copy_capture_frame_v1' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'buffer_size', since: 1, args: [{ name: 'width', type: 'uint' }, { name: 'height', type: 'uint' }] },
    { name: 'shm_format', since: 1, args: [{ name: 'format', type: 'uint', enum: 'wl_shm.format' }] },
    { name: 'dmabuf_device', since: 1, args: [{ name: 'device', type: 'array' }] },
    { name: 'dmabuf_format', since: 1, args: [{ name: 'format', type: 'uint' }, { name: 'modifiers', type: 'array' }] },
    { name: 'done', since: 1, args: [] },
    { name: 'stopped', since: 1, args: [] },
  ],
  enums: [
    { name: 'error', entries: { duplicate_frame: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const ext_image_copy_capture_frame_v1 = {
  name: 'ext_image_copy_capture_frame_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'attach_buffer', since: 1, args: [{ name: 'buffer', type: 'object', interface: 'wl_buffer' }] },
    { name: 'damage_buffer', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'capture', since: 1, args: [] },
  ],
  events: [
    { name: 'transform', since: 1, args: [{ name: 'transform', type: 'uint', enum: 'wl_output.transform' }] },
    { name: 'damage', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'presentation_time', since: 1, args: [{ name: 'tv_sec_hi', type: 'uint' }, { name: 'tv_sec_lo', type: 'uint' }, { name: 'tv_nsec', type: 'uint' }] },
    { name: 'ready', since: 1, args: [] },
    { name: 'failed', since: 1, args: [{ name: 'reason', type: 'uint', enum: 'failure_reason' }] },
  ],
  enums: [
    { name: 'error', entries: { no_buffer: 1, invalid_buffer_damage: 2, already_captured: 3 } },
    { name: 'failure_reason', entries: { unknown: 0, buffer_constraints: 1, stopped: 2 } },
  ],
} as const satisfies InterfaceSchema;

export const ext_image_copy_capture_cursor_session_v1 = {
  name: 'ext_image_copy_capture_cursor_session_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_capture_session', since: 1, args: [{ name: 'session', type: 'new_id', interface: 'ext_image_copy_capture_session_v1' }] },
  ],
  events: [
    { name: 'enter', since: 1, args: [] },
    { name: 'leave', since: 1, args: [] },
    { name: 'position', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }] },
    { name: 'hotspot', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }] },
  ],
  enums: [
    { name: 'error', entries: { duplicate_session: 1 } },
  ],
} as const satisfies InterfaceSchema;
