// Made by tools/scanner from river/river-input-management-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const river_input_manager_v1 = {
  name: 'river_input_manager_v1',
  version: 2,
  requests: [
    { name: 'stop', since: 1, args: [] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'create_seat', since: 1, args: [{ name: 'name', type: 'string' }] },
    { name: 'destroy_seat', since: 1, args: [{ name: 'name', type: 'string' }] },
  ],
  events: [
    { name: 'finished', since: 1, args: [] },
    { name: 'input_device', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'river_input_device_v1' }] },
  ],
  enums: [
    { name: 'error', entries: { invalid_destroy: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const river_input_device_v1 = {
  name: 'river_input_device_v1',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'assign_to_seat', since: 1, args: [{ name: 'name', type: 'string' }] },
    { name: 'set_repeat_info', since: 1, args: [{ name: 'rate', type: 'int' }, { name: 'delay', type: 'int' }] },
    { name: 'set_scroll_factor', since: 1, args: [{ name: 'factor', type: 'fixed' }] },
    { name: 'map_to_output', since: 1, args: [{ name: 'output', type: 'object', interface: 'wl_output', nullable: true }] },
    { name: 'map_to_rectangle', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
  ],
  events: [
    { name: 'removed', since: 1, args: [] },
    { name: 'type', since: 1, args: [{ name: 'type', type: 'uint', enum: 'type' }] },
    { name: 'name', since: 1, args: [{ name: 'name', type: 'string' }] },
    { name: 'done', since: 2, args: [] },
  ],
  enums: [
    { name: 'error', entries: { invalid_repeat_info: 0, invalid_scroll_factor: 1, invalid_map_to_rectangle: 2 } },
    { name: 'type', entries: { keyboard: 0, pointer: 1, touch: 2, tablet: 3 } },
  ],
} as const satisfies InterfaceSchema;
