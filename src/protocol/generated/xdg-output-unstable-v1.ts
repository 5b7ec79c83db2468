// Made by tools/scanner from wayland-protocols/xdg-output-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zxdg_output_manager_v1 = {
  name: 'zxdg_output_manager_v1',
  version: 3,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_xdg_output', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zxdg_output_v1' }, { name: 'output', type: 'object', interface: 'wl_output' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const zxdg_output_v1 = {
  name: 'zxdg_output_v1',
  version: 3,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'logical_position', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }] },
    { name: 'logical_size', since: 1, args: [{ name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'done', since: 1, args: [] },
    { name: 'name', since: 2, args: [{ name: 'name', type: 'string' }] },
    { name: 'description', since: 2, args: [{ name: 'description', type: 'string' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
