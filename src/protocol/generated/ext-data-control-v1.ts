// Made by tools/scanner from wayland-protocols/ext-data-control-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const ext_data_control_manager_v1 = {
  name: 'ext_data_control_manager_v1',
  version: 1,
  requests: [
    { name: 'create_data_source', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'ext_data_control_source_v1' }] },
    { name: 'get_data_device', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'ext_data_control_device_v1' }, { name: 'seat', type: 'object', interface: 'wl_seat' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const ext_data_control_device_v1 = {
  name: 'ext_data_control_device_v1',
  version: 1,
  requests: [
    { name: 'set_selection', since: 1, args: [{ name: 'source', type: 'object', interface: 'ext_data_control_source_v1', nullable: true }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_primary_selection', since: 1, args: [{ name: 'source', type: 'object', interface: 'ext_data_control_source_v1', nullable: true }] },
  ],
  events: [
    { name: 'data_offer', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'ext_data_control_offer_v1' }] },
    { name: 'selection', since: 1, args: [{ name: 'id', type: 'object', interface: 'ext_data_control_offer_v1', nullable: true }] },
    { name: 'finished', since: 1, args: [] },
    { name: 'primary_selection', since: 1, args: [{ name: 'id', type: 'object', interface: 'ext_data_control_offer_v1', nullable: true }] },
  ],
  enums: [
    { name: 'error', entries: { used_source: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const ext_data_control_source_v1 = {
  name: 'ext_data_control_source_v1',
  version: 1,
  requests: [
    { name: 'offer', since: 1, args: [{ name: 'mime_type', type: 'string' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'send', since: 1, args: [{ name: 'mime_type', type: 'string' }, { name: 'fd', type: 'fd' }] },
    { name: 'cancelled', since: 1, args: [] },
  ],
  enums: [
    { name: 'error', entries: { invalid_offer: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const ext_data_control_offer_v1 = {
  name: 'ext_data_control_offer_v1',
  version: 1,
  requests: [
    { name: 'receive', since: 1, args: [{ name: 'mime_type', type: 'string' }, { name: 'fd', type: 'fd' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'offer', since: 1, args: [{ name: 'mime_type', type: 'string' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
