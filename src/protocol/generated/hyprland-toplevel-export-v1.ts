// Made by tools/scanner from hyprland/hyprland-toplevel-export-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const hyprland_toplevel_export_manager_v1 = {
  name: 'hyprland_toplevel_export_manager_v1',
  version: 2,
  requests: [
    { name: 'capture_toplevel', since: 1, args: [{ name: 'frame', type: 'new_id', interface: 'hyprland_toplevel_export_frame_v1' }, { name: 'overlay_cursor', type: 'int' }, { name: 'handle', type: 'uint' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'capture_toplevel_with_wlr_toplevel_handle', since: 2, args: [{ name: 'frame', type: 'new_id', interface: 'hyprland_toplevel_export_frame_v1' }, { name: 'overlay_cursor', type: 'int' }, { name: 'handle', type: 'object', interface: 'zwlr_foreign_toplevel_handle_v1' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const hyprland_toplevel_export_frame_v1 = {
  name: 'hyprland_toplevel_export_frame_v1',
  version: 2,
  requests: [
    { name: 'copy', since: 1, args: [{ name: 'buffer', type: 'object', interface: 'wl_buffer' }, { name: 'ignore_damage', type: 'int' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'buffer', since: 1, args: [{ name: 'format', type: 'uint', enum: 'wl_shm.format' }, { name: 'width', type: 'uint' }, { name: 'height', type: 'uint' }, { name: 'stride', type: 'uint' }] },
    { name: 'damage', since: 1, args: [{ name: 'x', type: 'uint' }, { name: 'y', type: 'uint' }, { name: 'width', type: 'uint' }, { name: 'height', type: 'uint' }] },
    { name: 'flags', since: 1, args: [{ name: 'flags', type: 'uint', enum: 'flags' }] },
    { name: 'ready', since: 1, args: [{ name: 'tv_sec_hi', type: 'uint' }, { name: 'tv_sec_lo', type: 'uint' }, { name: 'tv_nsec', type: 'uint' }] },
    { name: 'failed', since: 1, args: [] },
    { name: 'linux_dmabuf', since: 1, args: [{ name: 'format', type: 'uint' }, { name: 'width', type: 'uint' }, { name: 'height', type: 'uint' }] },
    { name: 'buffer_done', since: 1, args: [] },
  ],
  enums: [
    { name: 'error', entries: { already_used: 0, invalid_buffer: 1 } },
    { name: 'flags', bitfield: true, entries: { y_invert: 1 } },
  ],
} as const satisfies InterfaceSchema;
