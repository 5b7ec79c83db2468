// Made by tools/scanner from cosmic/cosmic-output-management-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zcosmic_output_manager_v1 = {
  name: 'zcosmic_output_manager_v1',
  version: 3,
  requests: [
    { name: 'get_head', since: 1, args: [{ name: 'extended', type: 'new_id', interface: 'zcosmic_output_head_v1' }, { name: 'head', type: 'object', interface: 'zwlr_output_head_v1' }] },
    { name: 'get_configuration', since: 1, args: [{ name: 'extended', type: 'new_id', interface: 'zcosmic_output_configuration_v1' }, { name: 'config', type: 'object', interface: 'zwlr_output_configuration_v1' }] },
    { name: 'get_configuration_head', since: 1, args: [{ name: 'extended', type: 'new_id', interface: 'zcosmic_output_configuration_head_v1' }, { name: 'config_head', type: 'object', interface: 'zwlr_output_configuration_head_v1' }] },
    { name: 'release', since: 1, destructor: true, args: [] },
    { name: 'set_xwayland_primary', since: 3, args: [{ name: 'head', type: 'object', interface: 'zcosmic_output_head_v1', nullable: true }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { already_extended: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const zcosmic_output_head_v1 = {
  name: 'zcosmic_output_head_v1',
  version: 3,
  requests: [
    { name: 'release', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'scale_1000', since: 1, args: [{ name: 'scale_1000', type: 'int' }] },
    { name: 'mirroring', since: 1, args: [{ name: 'name', type: 'string', nullable: true }] },
    { name: 'adaptive_sync_available', since: 2, args: [{ name: 'available', type: 'uint', enum: 'adaptive_sync_availability' }] },
    { name: 'adaptive_sync_ext', since: 2, args: [{ name: 'state', type: 'uint', enum: 'adaptive_sync_state_ext' }] },
    { name: 'xwayland_primary', since: 3, args: [{ name: 'state', type: 'uint' }] },
  ],
  enums: [
    { name: 'adaptive_sync_availability', entries: { unsupported: 0, requires_modeset: 1, supported: 2 } },
    { name: 'adaptive_sync_state_ext', entries: { disabled: 0, automatic: 1, always: 2 } },
  ],
} as const satisfies InterfaceSchema;

export const zcosmic_output_configuration_v1 = {
  name: 'zcosmic_output_configuration_v1',
  version: 1,
  requests: [
    { name: 'mirror_head', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwlr_output_configuration_head_v1' }, { name: 'head', type: 'object', interface: 'zwlr_output_head_v1' }, { name: 'mirroring', type: 'object', interface: 'zwlr_output_head_v1' }] },
    { name: 'release', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'finished', since: 1, args: [] },
  ],
  enums: [
    { name: 'error', entries: { already_finished: 1, mirrored_head_busy: 2 } },
  ],
} as const satisfies InterfaceSchema;

export const zcosmic_output_configuration_head_v1 = {
  name: 'zcosmic_output_configuration_head_v1',
  version: 2,
  requests: [
    { name: 'set_scale_1000', since: 1, args: [{ name: 'scale_1000', type: 'int' }] },
    { name: 'release', since: 1, destructor: true, args: [] },
    { name: 'set_adaptive_sync_ext', since: 2, args: [{ name: 'state', type: 'uint', enum: 'zcosmic_output_head_v1.adaptive_sync_state_ext' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
