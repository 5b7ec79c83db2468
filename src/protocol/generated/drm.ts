// Made by tools/scanner from external/drm.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const wl_drm = {
  name: 'wl_drm',
  version: 2,
  requests: [
    { name: 'authenticate', since: 1, args: [{ name: 'id', type: 'uint' }] },
    { name: 'create_buffer', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wl_buffer' }, { name: 'name', type: 'uint' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }, { name: 'stride', type: 'uint' }, { name: 'format', type: 'uint' }] },
    { name: 'create_planar_buffer', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wl_buffer' }, { name: 'name', type: 'uint' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }, { name: 'format', type: 'uint' }, { name: 'offset0', type: 'int' }, { name: 'stride0', type: 'int' }, { name: 'offset1', type: 'int' }, { name: 'stride1', type: 'int' }, { name: 'offset2', type: 'int' }, { name: 'stride2', type: 'int' }] },
    { name: 'create_prime_buffer', since: 2, args: [{ name: 'id', type: 'new_id', interface: 'wl_buffer' }, { name: 'name', type: 'fd' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }, { name: 'format', type: 'uint' }, { name: 'offset0', type: 'int' }, { name: 'stride0', type: 'int' }, { name: 'offset1', type: 'int' }, { name: 'stride1', type: 'int' }, { name: 'offset2', type: 'int' }, { name: 'stride2', type: 'int' }] },
  ],
  events: [
    { name: 'device', since: 1, args: [{ name: 'name', type: 'string' }] },
    { name: 'format', since: 1, args: [{ name: 'format', type: 'uint' }] },
    { name: 'authenticated', since: 1, args: [] },
    { name: 'capabilities', since: 1, args: [{ name: 'value', type: 'uint' }] },
  ],
  enums: [
    { name: 'error', entries: { authenticate_fail: 0, invalid_format: 1, invalid_name: 2 } },
    { name: 'format', entries: { c8: 538982467, rgb332: 943867730, bgr233: 944916290, xrgb4444: 842093144, xbgr4444: 842089048, rgbx4444: 842094674, bgrx4444: 842094658, argb4444: 842093121, abgr4444: 842089025, rgba4444: 842088786, bgra4444: 842088770, xrgb1555: 892424792, xbgr1555: 892420696, rgbx5551: 892426322, bgrx5551: 892426306, argb1555: 892424769, abgr1555: 892420673, rgba5551: 892420434, bgra5551: 892420418, rgb565: 909199186, bgr565: 909199170, rgb888: 875710290, bgr888: 875710274, xrgb8888: 875713112, xbgr8888: 875709016, rgbx8888: 875714642, bgrx8888: 875714626, argb8888: 875713089, abgr8888: 875708993, rgba8888: 875708754, bgra8888: 875708738, xrgb2101010: 808669784, xbgr2101010: 808665688, rgbx1010102: 808671314, bgrx1010102: 808671298, argb2101010: 808669761, abgr2101010: 808665665, rgba1010102: 808665426, bgra1010102: 808665410, yuyv: 1448695129, yvyu: 1431918169, uyvy: 1498831189, vyuy: 1498765654, ayuv: 1448433985, xyuv8888: 1448434008, nv12: 842094158, nv21: 825382478, nv16: 909203022, nv61: 825644622, yuv410: 961959257, yvu410: 961893977, yuv411: 825316697, yvu411: 825316953, yuv420: 842093913, yvu420: 842094169, yuv422: 909202777, yvu422: 909203033, yuv444: 875713881, yvu444: 875714137, abgr16f: 1211384385, xbgr16f: 1211384408 } },
    { name: 'capability', entries: { prime: 1 } },
  ],
} as const satisfies InterfaceSchema;
