// Made by tools/scanner from wayland/wayland.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const wl_display = {
  name: 'wl_display',
  version: 1,
  requests: [
    { name: 'sync', since: 1, args: [{ name: 'callback', type: 'new_id', interface: 'wl_callback' }] },
    { name: 'get_registry', since: 1, args: [{ name: 'registry', type: 'new_id', interface: 'wl_registry' }] },
  ],
  events: [
    { name: 'error', since: 1, args: [{ name: 'object_id', type: 'object' }, { name: 'code', type: 'uint' }, { name: 'message', type: 'string' }] },
    { name: 'delete_id', since: 1, args: [{ name: 'id', type: 'uint' }] },
  ],
  enums: [
    { name: 'error', entries: { invalid_object: 0, invalid_method: 1, no_memory: 2, implementation: 3 } },
  ],
} as const satisfies InterfaceSchema;

export const wl_registry = {
  name: 'wl_registry',
  version: 1,
  requests: [
    { name: 'bind', since: 1, args: [{ name: 'name', type: 'uint' }, { name: 'id', type: 'new_id' }] },
  ],
  events: [
    { name: 'global', since: 1, args: [{ name: 'name', type: 'uint' }, { name: 'interface', type: 'string' }, { name: 'version', type: 'uint' }] },
    { name: 'global_remove', since: 1, args: [{ name: 'name', type: 'uint' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const wl_callback = {
  name: 'wl_callback',
  version: 1,
  requests: [],
  events: [
    { name: 'done', since: 1, destructor: true, args: [{ name: 'callback_data', type: 'uint' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const wl_compositor = {
  name: 'wl_compositor',
  version: 7,
  requests: [
    { name: 'create_surface', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wl_surface' }] },
    { name: 'create_region', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wl_region' }] },
    { name: 'release', since: 7, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const wl_shm_pool = {
  name: 'wl_shm_pool',
  version: 3,
  requests: [
    { name: 'create_buffer', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wl_buffer' }, { name: 'offset', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }, { name: 'stride', type: 'int' }, { name: 'format', type: 'uint', enum: 'wl_shm.format' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'resize', since: 1, args: [{ name: 'size', type: 'int' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { invalid_format: 0, invalid_stride: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const wl_shm = {
  name: 'wl_shm',
  version: 3,
  requests: [
    { name: 'create_pool', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wl_shm_pool' }, { name: 'fd', type: 'fd' }, { name: 'size', type: 'int' }] },
    { name: 'release', since: 2, destructor: true, args: [] },
  ],
  events: [
    { name: 'format', since: 1, args: [{ name: 'format', type: 'uint', enum: 'format' }] },
  ],
  enums: [
    { name: 'error', entries: { invalid_format: 0, invalid_stride: 1, invalid_fd: 2 } },
    { name: 'format', entries: { argb8888: 0, xrgb8888: 1, c8: 538982467, rgb332: 943867730, bgr233: 944916290, xrgb4444: 842093144, xbgr4444: 842089048, rgbx4444: 842094674, bgrx4444: 842094658, argb4444: 842093121, abgr4444: 842089025, rgba4444: 842088786, bgra4444: 842088770, xrgb1555: 892424792, xbgr1555: 892420696, rgbx5551: 892426322, bgrx5551: 892426306, argb1555: 892424769, abgr1555: 892420673, rgba5551: 892420434, bgra5551: 892420418, rgb565: 909199186, bgr565: 909199170, rgb888: 875710290, bgr888: 875710274, xbgr8888: 875709016, rgbx8888: 875714642, bgrx8888: 875714626, abgr8888: 875708993, rgba8888: 875708754, bgra8888: 875708738, xrgb2101010: 808669784, xbgr2101010: 808665688, rgbx1010102: 808671314, bgrx1010102: 808671298, argb2101010: 808669761, abgr2101010: 808665665, rgba1010102: 808665426, bgra1010102: 808665410, yuyv: 1448695129, yvyu: 1431918169, uyvy: 1498831189, vyuy: 1498765654, ayuv: 1448433985, nv12: 842094158, nv21: 825382478, nv16: 909203022, nv61: 825644622, yuv410: 961959257, yvu410: 961893977, yuv411: 825316697, yvu411: 825316953, yuv420: 842093913, yvu420: 842094169, yuv422: 909202777, yvu422: 909203033, yuv444: 875713881, yvu444: 875714137, r8: 538982482, r16: 540422482, rg88: 943212370, gr88: 943215175, rg1616: 842221394, gr1616: 842224199, xrgb16161616f: 1211388504, xbgr16161616f: 1211384408, argb16161616f: 1211388481, abgr16161616f: 1211384385, xyuv8888: 1448434008, vuy888: 875713878, vuy101010: 808670550, y210: 808530521, y212: 842084953, y216: 909193817, y410: 808531033, y412: 842085465, y416: 909194329, xvyu2101010: 808670808, xvyu12_16161616: 909334104, xvyu16161616: 942954072, y0l0: 810299481, x0l0: 810299480, y0l2: 843853913, x0l2: 843853912, yuv420_8bit: 942691673, yuv420_10bit: 808539481, xrgb8888_a8: 943805016, xbgr8888_a8: 943800920, rgbx8888_a8: 943806546, bgrx8888_a8: 943806530, rgb888_a8: 943798354, bgr888_a8: 943798338, rgb565_a8: 943797586, bgr565_a8: 943797570, nv24: 875714126, nv42: 842290766, p210: 808530512, p010: 808530000, p012: 842084432, p016: 909193296, axbxgxrx106106106106: 808534593, nv15: 892425806, q410: 808531025, q401: 825242705, xrgb16161616: 942953048, xbgr16161616: 942948952, argb16161616: 942953025, abgr16161616: 942948929, c1: 538980675, c2: 538980931, c4: 538981443, d1: 538980676, d2: 538980932, d4: 538981444, d8: 538982468, r1: 538980690, r2: 538980946, r4: 538981458, r10: 540029266, r12: 540160338, avuy8888: 1498764865, xvuy8888: 1498764888, p030: 808661072, rgb161616: 942950226, bgr161616: 942950210, r16f: 1210064978, gr1616f: 1210077767, bgr161616f: 1213351746, r32f: 1176510546, gr3232f: 1176523335, bgr323232f: 1179797314, abgr32323232f: 1178092097, nv20: 808605262, nv30: 808670798, s010: 808530003, s210: 808530515, s410: 808531027, s012: 842084435, s212: 842084947, s412: 842085459, s016: 909193299, s216: 909193811, s416: 909194323, xvuy2101010: 808671576, p230: 808661584, t430: 808662100, y8: 1497715271, xyyy2101010: 876695641 } },
  ],
} as const satisfies InterfaceSchema;

export const wl_buffer = {
  name: 'wl_buffer',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'release', since: 1, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const wl_data_offer = {
  name: 'wl_data_offer',
  version: 4,
  requests: [
    { name: 'accept', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'mime_type', type: 'string', nullable: true }] },
    { name: 'receive', since: 1, args: [{ name: 'mime_type', type: 'string' }, { name: 'fd', type: 'fd' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'finish', since: 3, args: [] },
    { name: 'set_actions', since: 3, args: [{ name: 'dnd_actions', type: 'uint', enum: 'wl_data_device_manager.dnd_action' }, { name: 'preferred_action', type: 'uint', enum: 'wl_data_device_manager.dnd_action' }] },
  ],
  events: [
    { name: 'offer', since: 1, args: [{ name: 'mime_type', type: 'string' }] },
    { name: 'source_actions', since: 3, args: [{ name: 'source_actions', type: 'uint', enum: 'wl_data_device_manager.dnd_action' }] },
    { name: 'action', since: 3, args: [{ name: 'dnd_action', type: 'uint', enum: 'wl_data_device_manager.dnd_action' }] },
  ],
  enums: [
    { name: 'error', entries: { invalid_finish: 0, invalid_action_mask: 1, invalid_action: 2, invalid_offer: 3 } },
  ],
} as const satisfies InterfaceSchema;

export const wl_data_source = {
  name: 'wl_data_source',
  version: 4,
  requests: [
    { name: 'offer', since: 1, args: [{ name: 'mime_type', type: 'string' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_actions', since: 3, args: [{ name: 'dnd_actions', type: 'uint', enum: 'wl_data_device_manager.dnd_action' }] },
  ],
  events: [
    { name: 'target', since: 1, args: [{ name: 'mime_type', type: 'string', nullable: true }] },
    { name: 'send', since: 1, args: [{ name: 'mime_type', type: 'string' }, { name: 'fd', type: 'fd' }] },
    { name: 'cancelled', since: 1, args: [] },
    { name: 'dnd_drop_performed', since: 3, args: [] },
    { name: 'dnd_finished', since: 3, args: [] },
    { name: 'action', since: 3, args: [{ name: 'dnd_action', type: 'uint', enum: 'wl_data_device_manager.dnd_action' }] },
  ],
  enums: [
    { name: 'error', entries: { invalid_action_mask: 0, invalid_source: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const wl_data_device = {
  name: 'wl_data_device',
  version: 4,
  requests: [
    { name: 'start_drag', since: 1, args: [{ name: 'source', type: 'object', interface: 'wl_data_source', nullable: true }, { name: 'origin', type: 'object', interface: 'wl_surface' }, { name: 'icon', type: 'object', interface: 'wl_surface', nullable: true }, { name: 'serial', type: 'uint' }] },
    { name: 'set_selection', since: 1, args: [{ name: 'source', type: 'object', interface: 'wl_data_source', nullable: true }, { name: 'serial', type: 'uint' }] },
    { name: 'release', since: 2, destructor: true, args: [] },
  ],
  events: [
    { name: 'data_offer', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wl_data_offer' }] },
    { name: 'enter', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'x', type: 'fixed' }, { name: 'y', type: 'fixed' }, { name: 'id', type: 'object', interface: 'wl_data_offer', nullable: true }] },
    { name: 'leave', since: 1, args: [] },
    { name: 'motion', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'x', type: 'fixed' }, { name: 'y', type: 'fixed' }] },
    { name: 'drop', since: 1, args: [] },
    { name: 'selection', since: 1, args: [{ name: 'id', type: 'object', interface: 'wl_data_offer', nullable: true }] },
  ],
  enums: [
    { name: 'error', entries: { role: 0, used_source: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const wl_data_device_manager = {
  name: 'wl_data_device_manager',
  version: 4,
  requests: [
    { name: 'create_data_source', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wl_data_source' }] },
    { name: 'get_data_device', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wl_data_device' }, { name: 'seat', type: 'object', interface: 'wl_seat' }] },
    { name: 'release', since: 4, destructor: true, args: [] },
  ],
  events: [],
  enums: [
    { name: 'dnd_action', bitfield: true, entries: { none: 0, copy: 1, move: 2, ask: 4 } },
  ],
} as const satisfies InterfaceSchema;

export const wl_shell = {
  name: 'wl_shell',
  version: 1,
  requests: [
    { name: 'get_shell_surface', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wl_shell_surface' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { role: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const wl_shell_surface = {
  name: 'wl_shell_surface',
  version: 1,
  requests: [
    { name: 'pong', since: 1, args: [{ name: 'serial', type: 'uint' }] },
    { name: 'move', since: 1, args: [{ name: 'seat', type: 'object', interface: 'wl_seat' }, { name: 'serial', type: 'uint' }] },
    { name: 'resize', since: 1, args: [{ name: 'seat', type: 'object', interface: 'wl_seat' }, { name: 'serial', type: 'uint' }, { name: 'edges', type: 'uint', enum: 'resize' }] },
    { name: 'set_toplevel', since: 1, args: [] },
    { name: 'set_transient', since: 1, args: [{ name: 'parent', type: 'object', interface: 'wl_surface' }, { name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'flags', type: 'uint', enum: 'transient' }] },
    { name: 'set_fullscreen', since: 1, args: [{ name: 'method', type: 'uint', enum: 'fullscreen_method' }, { name: 'framerate', type: 'uint' }, { name: 'output', type: 'object', interface: 'wl_output', nullable: true }] },
    { name: 'set_popup', since: 1, args: [{ name: 'seat', type: 'object', interface: 'wl_seat' }, { name: 'serial', type: 'uint' }, { name: 'parent', type: 'object', interface: 'wl_surface' }, { name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'flags', type: 'uint', enum: 'transient' }] },
    { name: 'set_maximized', since: 1, args: [{ name: 'output', type: 'object', interface: 'wl_output', nullable: true }] },
    { name: 'set_title', since: 1, args: [{ name: 'title', type: 'string' }] },
    { name: 'set_class', since: 1, args: [{ name: 'class_', type: 'string' }] },
  ],
  events: [
    { name: 'ping', since: 1, args: [{ name: 'serial', type: 'uint' }] },
    { name: 'configure', since: 1, args: [{ name: 'edges', type: 'uint', enum: 'resize' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'popup_done', since: 1, args: [] },
  ],
  enums: [
    { name: 'resize', bitfield: true, entries: { none: 0, top: 1, bottom: 2, left: 4, top_left: 5, bottom_left: 6, right: 8, top_right: 9, bottom_right: 10 } },
    { name: 'transient', bitfield: true, entries: { inactive: 1 } },
    { name: 'fullscreen_method', entries: { default: 0, scale: 1, driver: 2, fill: 3 } },
  ],
} as const satisfies InterfaceSchema;

export const wl_surface = {
  name: 'wl_surface',
  version: 7,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'attach', since: 1, args: [{ name: 'buffer', type: 'object', interface: 'wl_buffer', nullable: true }, { name: 'x', type: 'int' }, { name: 'y', type: 'int' }] },
    { name: 'damage', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'frame', since: 1, args: [{ name: 'callback', type: 'new_id', interface: 'wl_callback' }] },
    { name: 'set_opaque_region', since: 1, args: [{ name: 'region', type: 'object', interface: 'wl_region', nullable: true }] },
    { name: 'set_input_region', since: 1, args: [{ name: 'region', type: 'object', interface: 'wl_region', nullable: true }] },
    { name: 'commit', since: 1, args: [] },
    { name: 'set_buffer_transform', since: 2, args: [{ name: 'transform', type: 'int', enum: 'wl_output.transform' }] },
    { name: 'set_buffer_scale', since: 3, args: [{ name: 'scale', type: 'int' }] },
    { name: 'damage_buffer', since: 4, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'offset', since: 5, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }] },
    { name: 'get_release', since: 7, args: [{ name: 'callback', type: 'new_id', interface: 'wl_callback' }] },
  ],
  events: [
    { name: 'enter', since: 1, args: [{ name: 'output', type: 'object', interface: 'wl_output' }] },
    { name: 'leave', since: 1, args: [{ name: 'output', type: 'object', interface: 'wl_output' }] },
    { name: 'preferred_buffer_scale', since: 6, args: [{ name: 'factor', type: 'int' }] },
    { name: 'preferred_buffer_transform', since: 6, args: [{ name: 'transform', type: 'uint', enum: 'wl_output.transform' }] },
  ],
  enums: [
    { name: 'error', entries: { invalid_scale: 0, invalid_transform: 1, invalid_size: 2, invalid_offset: 3, defunct_role_object: 4, no_buffer: 5 } },
  ],
} as const satisfies InterfaceSchema;

export const wl_seat = {
  name: 'wl_seat',
  version: 11,
  requests: [
    { name: 'get_pointer', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wl_pointer' }] },
    { name: 'get_keyboard', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wl_keyboard' }] },
    { name: 'get_touch', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wl_touch' }] },
    { name: 'release', since: 5, destructor: true, args: [] },
  ],
  events: [
    { name: 'capabilities', since: 1, args: [{ name: 'capabilities', type: 'uint', enum: 'capability' }] },
    { name: 'name', since: 2, args: [{ name: 'name', type: 'string' }] },
  ],
  enums: [
    { name: 'capability', bitfield: true, entries: { pointer: 1, keyboard: 2, touch: 4 } },
    { name: 'error', entries: { missing_capability: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const wl_pointer = {
  name: 'wl_pointer',
  version: 11,
  requests: [
    { name: 'set_cursor', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'surface', type: 'object', interface: 'wl_surface', nullable: true }, { name: 'hotspot_x', type: 'int' }, { name: 'hotspot_y', type: 'int' }] },
    { name: 'release', since: 3, destructor: true, args: [] },
  ],
  events: [
    { name: 'enter', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'surface_x', type: 'fixed' }, { name: 'surface_y', type: 'fixed' }] },
    { name: 'leave', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'motion', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'surface_x', type: 'fixed' }, { name: 'surface_y', type: 'fixed' }] },
    { name: 'button', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'time', type: 'uint' }, { name: 'button', type: 'uint' }, { name: 'state', type: 'uint', enum: 'button_state' }] },
    { name: 'axis', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'axis', type: 'uint', enum: 'axis' }, { name: 'value', type: 'fixed' }] },
    { name: 'frame', since: 5, args: [] },
    { name: 'axis_source', since: 5, args: [{ name: 'axis_source', type: 'uint', enum: 'axis_source' }] },
    { name: 'axis_stop', since: 5, args: [{ name: 'time', type: 'uint' }, { name: 'axis', type: 'uint', enum: 'axis' }] },
    { name: 'axis_discrete', since: 5, args: [{ name: 'axis', type: 'uint', enum: 'axis' }, { name: 'discrete', type: 'int' }] },
    { name: 'axis_value120', since: 8, args: [{ name: 'axis', type: 'uint', enum: 'axis' }, { name: 'value120', type: 'int' }] },
    { name: 'axis_relative_direction', since: 9, args: [{ name: 'axis', type: 'uint', enum: 'axis' }, { name: 'direction', type: 'uint', enum: 'axis_relative_direction' }] },
    { name: 'warp', since: 11, args: [{ name: 'surface_x', type: 'fixed' }, { name: 'surface_y', type: 'fixed' }] },
  ],
  enums: [
    { name: 'error', entries: { role: 0 } },
    { name: 'button_state', entries: { released: 0, pressed: 1 } },
    { name: 'axis', entries: { vertical_scroll: 0, horizontal_scroll: 1 } },
    { name: 'axis_source', entries: { wheel: 0, finger: 1, continuous: 2, wheel_tilt: 3 } },
    { name: 'axis_relative_direction', entries: { identical: 0, inverted: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const wl_keyboard = {
  name: 'wl_keyboard',
  version: 11,
  requests: [
    { name: 'release', since: 3, destructor: true, args: [] },
  ],
  events: [
    { name: 'keymap', since: 1, args: [{ name: 'format', type: 'uint', enum: 'keymap_format' }, { name: 'fd', type: 'fd' }, { name: 'size', type: 'uint' }] },
    { name: 'enter', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'keys', type: 'array' }] },
    { name: 'leave', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'key', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'time', type: 'uint' }, { name: 'key', type: 'uint' }, { name: 'state', type: 'uint', enum: 'key_state' }] },
    { name: 'modifiers', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'mods_depressed', type: 'uint' }, { name: 'mods_latched', type: 'uint' }, { name: 'mods_locked', type: 'uint' }, { name: 'group', type: 'uint' }] },
    { name: 'repeat_info', since: 4, args: [{ name: 'rate', type: 'int' }, { name: 'delay', type: 'int' }] },
  ],
  enums: [
    { name: 'keymap_format', entries: { no_keymap: 0, xkb_v1: 1 } },
    { name: 'key_state', entries: { released: 0, pressed: 1, repeated: 2 } },
  ],
} as const satisfies InterfaceSchema;

export const wl_touch = {
  name: 'wl_touch',
  version: 11,
  requests: [
    { name: 'release', since: 3, destructor: true, args: [] },
  ],
  events: [
    { name: 'down', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'time', type: 'uint' }, { name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'id', type: 'int' }, { name: 'x', type: 'fixed' }, { name: 'y', type: 'fixed' }] },
    { name: 'up', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'time', type: 'uint' }, { name: 'id', type: 'int' }] },
    { name: 'motion', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'id', type: 'int' }, { name: 'x', type: 'fixed' }, { name: 'y', type: 'fixed' }] },
    { name: 'frame', since: 1, args: [] },
    { name: 'cancel', since: 1, args: [] },
    { name: 'shape', since: 6, args: [{ name: 'id', type: 'int' }, { name: 'major', type: 'fixed' }, { name: 'minor', type: 'fixed' }] },
    { name: 'orientation', since: 6, args: [{ name: 'id', type: 'int' }, { name: 'orientation', type: 'fixed' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const wl_output = {
  name: 'wl_output',
  version: 4,
  requests: [
    { name: 'release', since: 3, destructor: true, args: [] },
  ],
  events: [
    { name: 'geometry', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'physical_width', type: 'int' }, { name: 'physical_height', type: 'int' }, { name: 'subpixel', type: 'int', enum: 'subpixel' }, { name: 'make', type: 'string' }, { name: 'model', type: 'string' }, { name: 'transform', type: 'int', enum: 'transform' }] },
    { name: 'mode', since: 1, args: [{ name: 'flags', type: 'uint', enum: 'mode' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }, { name: 'refresh', type: 'int' }] },
    { name: 'done', since: 2, args: [] },
    { name: 'scale', since: 2, args: [{ name: 'factor', type: 'int' }] },
    { name: 'name', since: 4, args: [{ name: 'name', type: 'string' }] },
    { name: 'description', since: 4, args: [{ name: 'description', type: 'string' }] },
  ],
  enums: [
    { name: 'subpixel', entries: { unknown: 0, none: 1, horizontal_rgb: 2, horizontal_bgr: 3, vertical_rgb: 4, vertical_bgr: 5 } },
    { name: 'transform', entries: { '90': 1, '180': 2, '270': 3, normal: 0, flipped: 4, flipped_90: 5, flipped_180: 6, flipped_270: 7 } },
    { name: 'mode', bitfield: true, entries: { current: 1, preferred: 2 } },
  ],
} as const satisfies InterfaceSchema;

export const wl_region = {
  name: 'wl_region',
  version: 7,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'add', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'subtract', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const wl_subcompositor = {
  name: 'wl_subcompositor',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_subsurface', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wl_subsurface' }, { name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'parent', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { bad_surface: 0, bad_parent: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const wl_subsurface = {
  name: 'wl_subsurface',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_position', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }] },
    { name: 'place_above', since: 1, args: [{ name: 'sibling', type: 'object', interface: 'wl_surface' }] },
    { name: 'place_below', since: 1, args: [{ name: 'sibling', type: 'object', interface: 'wl_surface' }] },
    { name: 'set_sync', since: 1, args: [] },
    { name: 'set_desync', since: 1, args: [] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { bad_surface: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const wl_fixes = {
  name: 'wl_fixes',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'destroy_registry', since: 1, args: [{ name: 'registry', type: 'object', interface: 'wl_registry' }] },
    { name: 'ack_global_remove', since: 2, args: [{ name: 'registry', type: 'object', interface: 'wl_registry' }, { name: 'name', type: 'uint' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { invalid_ack_remove: 0 } },
  ],
} as const satisfies InterfaceSchema;
