// Made by tools/scanner from weston/weston-test.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const weston_test = {
  name: 'weston_test',
  version: 1,
  requests: [
    { name: 'move_surface', since: 1, args: [{ name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'x', type: 'int' }, { name: 'y', type: 'int' }] },
    { name: 'move_pointer', since: 1, args: [{ name: 'tv_sec_hi', type: 'uint' }, { name: 'tv_sec_lo', type: 'uint' }, { name: 'tv_nsec', type: 'uint' }, { name: 'x', type: 'int' }, { name: 'y', type: 'int' }] },
    { name: 'send_button', since: 1, args: [{ name: 'tv_sec_hi', type: 'uint' }, { name: 'tv_sec_lo', type: 'uint' }, { name: 'tv_nsec', type: 'uint' }, { name: 'button', type: 'int' }, { name: 'state', type: 'uint' }] },
    { name: 'send_axis', since: 1, args: [{ name: 'tv_sec_hi', type: 'uint' }, { name: 'tv_sec_lo', type: 'uint' }, { name: 'tv_nsec', type: 'uint' }, { name: 'axis', type: 'uint' }, { name: 'value', type: 'fixed' }] },
    { name: 'activate_surface', since: 1, args: [{ name: 'surface', type: 'object', interface: 'wl_surface', nullable: true }] },
    { name: 'send_key', since: 1, args: [{ name: 'tv_sec_hi', type: 'uint' }, { name: 'tv_sec_lo', type: 'uint' }, { name: 'tv_nsec', type: 'uint' }, { name: 'key', type: 'uint' }, { name: 'state', type: 'uint' }] },
    { name: 'device_release', since: 1, args: [{ name: 'device', type: 'string' }] },
    { name: 'device_add', since: 1, args: [{ name: 'device', type: 'string' }] },
    { name: 'send_touch', since: 1, args: [{ name: 'tv_sec_hi', type: 'uint' }, { name: 'tv_sec_lo', type: 'uint' }, { name: 'tv_nsec', type: 'uint' }, { name: 'touch_id', type: 'int' }, { name: 'x', type: 'fixed' }, { name: 'y', type: 'fixed' }, { name: 'touch_type', type: 'uint' }] },
    { name: 'client_break', since: 1, args: [{ name: 'breakpoint', type: 'uint', enum: 'breakpoint' }, { name: 'resource_id', type: 'uint' }] },
  ],
  events: [
    { name: 'pointer_position', since: 1, args: [{ name: 'x', type: 'fixed' }, { name: 'y', type: 'fixed' }] },
  ],
  enums: [
    { name: 'error', entries: { touch_up_with_coordinate: 0 } },
    { name: 'breakpoint', entries: { post_repaint: 0, post_latch: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const weston_test_runner = {
  name: 'weston_test_runner',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'run', since: 1, args: [{ name: 'test_name', type: 'string' }] },
  ],
  events: [
    { name: 'finished', since: 1, args: [] },
  ],
  enums: [
    { name: 'error', entries: { test_failed: 0, unknown_test: 1 } },
  ],
} as const satisfies InterfaceSchema;
