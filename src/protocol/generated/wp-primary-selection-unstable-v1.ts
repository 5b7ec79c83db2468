// Made by tools/scanner from wayland-protocols/wp-primary-selection-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwp_primary_selection_device_manager_v1 = {
  name: 'zwp_primary_selection_device_manager_v1',
  version: 1,
  requests: [
    { name: 'create_source', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_primary_selection_source_v1' }] },
    { name: 'get_device', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_primary_selection_device_v1' }, { name: 'seat', type: 'object', interface: 'wl_seat' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwp_primary_selection_device_v1 = {
  name: 'zwp_primary_selection_device_v1',
  version: 1,
  requests: [
    { name: 'set_selection', since: 1, args: [{ name: 'source', type: 'object', interface: 'zwp_primary_selection_source_v1', nullable: true }, { name: 'serial', type: 'uint' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'data_offer', since: 1, args: [{ name: 'offer', type: 'new_id', interface: 'zwp_primary_selection_offer_v1' }] },
    { name: 'selection', since: 1, args: [{ name: 'id', type: 'object', interface: 'zwp_primary_selection_offer_v1', nullable: true }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwp_primary_selection_offer_v1 = {
  name: 'zwp_primary_selection_offer_v1',
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

export const zwp_primary_selection_source_v1 = {
  name: 'zwp_primary_selection_source_v1',
  version: 1,
  requests: [
    { name: 'offer', since: 1, args: [{ name: 'mime_type', type: 'string' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'send', since: 1, args: [{ name: 'mime_type', type: 'string' }, { name: 'fd', type: 'fd' }] },
    { name: 'cancelled', since: 1, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
