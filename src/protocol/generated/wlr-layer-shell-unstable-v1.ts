// Made by tools/scanner from wlr/wlr-layer-shell-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwlr_layer_shell_v1 = {
  name: 'zwlr_layer_shell_v1',
  version: 5,
  requests: [
    { name: 'get_layer_surface', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwlr_layer_surface_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'output', type: 'object', interface: 'wl_output', nullable: true }, { name: 'layer', type: 'uint', enum: 'layer' }, { name: 'namespace', type: 'string' }] },
    { name: 'destroy', since: 3, destructor: true, args: [] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { role: 0, invalid_layer: 1, already_constructed: 2 } },
    { name: 'layer', entries: { background: 0, bottom: 1, top: 2, overlay: 3 } },
  ],
} as const satisfies InterfaceSchema;

export const zwlr_layer_surface_v1 = {
  name: 'zwlr_layer_surface_v1',
  version: 5,
  requests: [
    { name: 'set_size', since: 1, args: [{ name: 'width', type: 'uint' }, { name: 'height', type: 'uint' }] },
    { name: 'set_anchor', since: 1, args: [{ name: 'anchor', type: 'uint', enum: 'anchor' }] },
    { name: 'set_exclusive_zone', since: 1, args: [{ name: 'zone', type: 'int' }] },
    { name: 'set_margin', since: 1, args: [{ name: 'top', type: 'int' }, { name: 'right', type: 'int' }, { name: 'bottom', type: 'int' }, { name: 'left', type: 'int' }] },
    { name: 'set_keyboard_interactivity', since: 1, args: [{ name: 'keyboard_interactivity', type: 'uint', enum: 'keyboard_interactivity' }] },
    { name: 'get_popup', since: 1, args: [{ name: 'popup', type: 'object', interface: 'xdg_popup' }] },
    { name: 'ack_configure', since: 1, args: [{ name: 'serial', type: 'uint' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_layer', since: 2, args: [{ name: 'layer', type: 'uint', enum: 'zwlr_layer_shell_v1.layer' }] },
    { name: 'set_exclusive_edge', since: 5, args: [{ name: 'edge', type: 'uint', enum: 'anchor' }] },
  ],
  events: [
    { name: 'configure', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'width', type: 'uint' }, { name: 'height', type: 'uint' }] },
    { name: 'closed', since: 1, args: [] },
  ],
  enums: [
    { name: 'keyboard_interactivity', entries: { none: 0, exclusive: 1, on_demand: 2 } },
    { name: 'error', entries: { invalid_surface_state: 0, invalid_size: 1, invalid_anchor: 2, invalid_keyboard_interactivity: 3, invalid_exclusive_edge: 4 } },
    { name: 'anchor', bitfield: true, entries: { top: 1, bottom: 2, left: 4, right: 8 } },
  ],
} as const satisfies InterfaceSchema;
