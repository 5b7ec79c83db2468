// Made by tools/scanner from wayland-protocols/linux-dmabuf-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwp_linux_dmabuf_v1 = {
  name: 'zwp_linux_dmabuf_v1',
  version: 6,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'create_params', since: 1, args: [{ name: 'params_id', type: 'new_id', interface: 'zwp_linux_buffer_params_v1' }] },
    { name: 'get_default_feedback', since: 4, args: [{ name: 'id', type: 'new_id', interface: 'zwp_linux_dmabuf_feedback_v1' }] },
    { name: 'get_surface_feedback', since: 4, args: [{ name: 'id', type: 'new_id', interface: 'zwp_linux_dmabuf_feedback_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [
    { name: 'format', since: 1, args: [{ name: 'format', type: 'uint' }] },
    { name: 'modifier', since: 3, args: [{ name: 'format', type: 'uint' }, { name: 'modifier_hi', type: 'uint' }, { name: 'modifier_lo', type: 'uint' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwp_linux_buffer_params_v1 = {
  name: 'zwp_linux_buffer_params_v1',
  version: 6,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'add', since: 1, args: [{ name: 'fd', type: 'fd' }, { name: 'plane_idx', type: 'uint' }, { name: 'offset', type: 'uint' }, { name: 'stride', type: 'uint' }, { name: 'modifier_hi', type: 'uint' }, { name: 'modifier_lo', type: 'uint' }] },
    { name: 'create', since: 1, args: [{ name: 'width', type: 'int' }, { name: 'height', type: 'int' }, { name: 'format', type: 'uint' }, { name: 'flags', type: 'uint', enum: 'flags' }] },
    { name: 'create_immed', since: 2, args: [{ name: 'buffer_id', type: 'new_id', interface: 'wl_buffer' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }, { name: 'format', type: 'uint' }, { name: 'flags', type: 'uint', enum: 'flags' }] },
    { name: 'set_sampling_device', since: 6, args: [{ name: 'device', type: 'array' }] },
  ],
  events: [
    { name: 'created', since: 1, args: [{ name: 'buffer', type: 'new_id', interface: 'wl_buffer' }] },
    { name: 'failed', since: 1, args: [] },
  ],
  enums: [
    { name: 'error', entries: { already_used: 0, plane_idx: 1, plane_set: 2, incomplete: 3, invalid_format: 4, invalid_dimensions: 5, out_of_bounds: 6, invalid_wl_buffer: 7, invalid_dev_t_size: 8 } },
    { name: 'flags', bitfield: true, entries: { y_invert: 1, interlaced: 2, bottom_first: 4 } },
  ],
} as const satisfies InterfaceSchema;

export const zwp_linux_dmabuf_feedback_v1 = {
  name: 'zwp_linux_dmabuf_feedback_v1',
  version: 6,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'done', since: 1, args: [] },
    { name: 'format_table', since: 1, args: [{ name: 'fd', type: 'fd' }, { name: 'size', type: 'uint' }] },
    { name: 'main_device', since: 1, args: [{ name: 'device', type: 'array' }] },
    { name: 'tranche_done', since: 1, args: [] },
    { name: 'tranche_target_device', since: 1, args: [{ name: 'device', type: 'array' }] },
    { name: 'tranche_formats', since: 1, args: [{ name: 'indices', type: 'array' }] },
    { name: 'tranche_flags', since: 1, args: [{ name: 'flags', type: 'uint', enum: 'tranche_flags' }] },
  ],
  enums: [
    { name: 'tranche_flags', bitfield: true, entries: { scanout: 1, sampling: 2 } },
  ],
} as const satisfies InterfaceSchema;
