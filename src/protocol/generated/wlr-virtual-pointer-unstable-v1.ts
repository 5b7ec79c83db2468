// Made by tools/scanner from wlr/wlr-virtual-pointer-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwlr_virtual_pointer_v1 = {
  name: 'zwlr_virtual_pointer_v1',
  version: 2,
  requests: [
    { name: 'motion', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'dx', type: 'fixed' }, { name: 'dy', type: 'fixed' }] },
    { name: 'motion_absolute', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'x', type: 'uint' }, { name: 'y', type: 'uint' }, { name: 'x_extent', type: 'uint' }, { name: 'y_extent', type: 'uint' }] },
    { name: 'button', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'button', type: 'uint' }, { name: 'state', type: 'uint', enum: 'wl_pointer.button_state' }] },
    { name: 'axis', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'axis', type: 'uint', enum: 'wl_pointer.axis' }, { name: 'value', type: 'fixed' }] },
    { name: 'frame', since: 1, args: [] },
    { name: 'axis_source', since: 1, args: [{ name: 'axis_source', type: 'uint', enum: 'wl_pointer.axis_source' }] },
    { name: 'axis_stop', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'axis', type: 'uint', enum: 'wl_pointer.axis' }] },
    { name: 'axis_discrete', since: 1, args: [{ name: 'time', type: 'uint' }, { name: 'axis', type: 'uint', enum: 'wl_pointer.axis' }, { name: 'value', type: 'fixed' }, { name: 'discrete', type: 'int' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { invalid_axis: 0, invalid_axis_source: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const zwlr_virtual_pointer_manager_v1 = {
  name: 'zwlr_virtual_pointer_manager_v1',
  version: 2,
  requests: [
    { name: 'create_virtual_pointer', since: 1, args: [{ name: 'seat', type: 'object', interface: 'wl_seat', nullable: true }, { name: 'id', type: 'new_id', interface: 'zwlr_virtual_pointer_v1' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'create_virtual_pointer_with_output', since: 2, args: [{ name: 'seat', type: 'object', interface: 'wl_seat', nullable: true }, { name: 'output', type: 'object', interface: 'wl_output', nullable: true }, { name: 'id', type: 'new_id', interface: 'zwlr_virtual_pointer_v1' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
