// Made by tools/scanner from wlr/wlr-output-management-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwlr_output_manager_v1 = {
  name: 'zwlr_output_manager_v1',
  version: 4,
  requests: [
    { name: 'create_configuration', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwlr_output_configuration_v1' }, { name: 'serial', type: 'uint' }] },
    { name: 'stop', since: 1, args: [] },
  ],
  events: [
    { name: 'head', since: 1, args: [{ name: 'head', type: 'new_id', interface: 'zwlr_output_head_v1' }] },
    { name: 'done', since: 1, args: [{ name: 'serial', type: 'uint' }] },
    { name: 'finished', since: 1, destructor: true, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwlr_output_head_v1 = {
  name: 'zwlr_output_head_v1',
  version: 4,
  requests: [
    { name: 'release', since: 3, destructor: true, args: [] },
  ],
  events: [
    { name: 'name', since: 1, args: [{ name: 'name', type: 'string' }] },
    { name: 'description', since: 1, args: [{ name: 'description', type: 'string' }] },
    { name: 'physical_size', since: 1, args: [{ name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'mode', since: 1, args: [{ name: 'mode', type: 'new_id', interface: 'zwlr_output_mode_v1' }] },
    { name: 'enabled', since: 1, args: [{ name: 'enabled', type: 'int' }] },
    { name: 'current_mode', since: 1, args: [{ name: 'mode', type: 'object', interface: 'zwlr_output_mode_v1' }] },
    { name: 'position', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }] },
    { name: 'transform', since: 1, args: [{ name: 'transform', type: 'int', enum: 'wl_output.transform' }] },
    { name: 'scale', since: 1, args: [{ name: 'scale', type: 'fixed' }] },
    { name: 'finished', since: 1, args: [] },
    { name: 'make', since: 2, args: [{ name: 'make', type: 'string' }] },
    { name: 'model', since: 2, args: [{ name: 'model', type: 'string' }] },
    { name: 'serial_number', since: 2, args: [{ name: 'serial_number', type: 'string' }] },
    { name: 'adaptive_sync', since: 4, args: [{ name: 'state', type: 'uint', enum: 'adaptive_sync_state' }] },
  ],
  enums: [
    { name: 'adaptive_sync_state', entries: { disabled: 0, enabled: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const zwlr_output_mode_v1 = {
  name: 'zwlr_output_mode_v1',
  version: 3,
  requests: [
    { name: 'release', since: 3, destructor: true, args: [] },
  ],
  events: [
    { name: 'size', since: 1, args: [{ name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'refresh', since: 1, args: [{ name: 'refresh', type: 'int' }] },
    { name: 'preferred', since: 1, args: [] },
    { name: 'finished', since: 1, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwlr_output_configuration_v1 = {
  name: 'zwlr_output_configuration_v1',
  version: 4,
  requests: [
    { name: 'enable_head', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwlr_output_configuration_head_v1' }, { name: 'head', type: 'object', interface: 'zwlr_output_head_v1' }] },
    { name: 'disable_head', since: 1, args: [{ name: 'head', type: 'object', interface: 'zwlr_output_head_v1' }] },
    { name: 'apply', since: 1, args: [] },
    { name: 'test', since: 1, args: [] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'succeeded', since: 1, args: [] },
    { name: 'failed', since: 1, args: [] },
    { name: 'cancelled', since: 1, args: [] },
  ],
  enums: [
    { name: 'error', entries: { already_configured_head: 1, unconfigured_head: 2, already_used: 3 } },
  ],
} as const satisfies InterfaceSchema;

export const zwlr_output_configuration_head_v1 = {
  name: 'zwlr_output_configuration_head_v1',
  version: 4,
  requests: [
    { name: 'set_mode', since: 1, args: [{ name: 'mode', type: 'object', interface: 'zwlr_output_mode_v1' }] },
    { name: 'set_custom_mode', since: 1, args: [{ name: 'width', type: 'int' }, { name: 'height', type: 'int' }, { name: 'refresh', type: 'int' }] },
    { name: 'set_position', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }] },
    { name: 'set_transform', since: 1, args: [{ name: 'transform', type: 'int', enum: 'wl_output.transform' }] },
    { name: 'set_scale', since: 1, args: [{ name: 'scale', type: 'fixed' }] },
    { name: 'set_adaptive_sync', since: 4, args: [{ name: 'state', type: 'uint', enum: 'zwlr_output_head_v1.adaptive_sync_state' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { already_set: 1, invalid_mode: 2, invalid_custom_mode: 3, invalid_transform: 4, invalid_scale: 5, invalid_adaptive_sync_state: 6 } },
  ],
} as const satisfies InterfaceSchema;
