// Made by tools/scanner from river/river-layer-shell-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const river_layer_shell_v1 = {
  name: 'river_layer_shell_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_output', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'river_layer_shell_output_v1' }, { name: 'output', type: 'object', interface: 'river_output_v1' }] },
    { name: 'get_seat', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'river_layer_shell_seat_v1' }, { name: 'seat', type: 'object', interface: 'river_seat_v1' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { object_already_created: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const river_layer_shell_output_v1 = {
  name: 'river_layer_shell_output_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_default', since: 1, args: [] },
  ],
  events: [
    { name: 'non_exclusive_area', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const river_layer_shell_seat_v1 = {
  name: 'river_layer_shell_seat_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'focus_exclusive', since: 1, args: [] },
    { name: 'focus_non_exclusive', since: 1, args: [] },
    { name: 'focus_none', since: 1, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
