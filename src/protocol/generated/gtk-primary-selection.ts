// Made by tools/scanner from external/gtk-primary-selection.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const gtk_primary_selection_device_manager = {
  name: 'gtk_primary_selection_device_manager',
  version: 1,
  requests: [
    { name: 'create_source', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'gtk_primary_selection_source' }] },
    { name: 'get_device', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'gtk_primary_selection_device' }, { name: 'seat', type: 'object', interface: 'wl_seat' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const gtk_primary_selection_device = {
  name: 'gtk_primary_selection_device',
  version: 1,
  requests: [
    { name: 'set_selection', since: 1, args: [{ name: 'source', type: 'object', interface: 'gtk_primary_selection_source', nullable: true }, { name: 'serial', type: 'uint' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'data_offer', since: 1, args: [{ name: 'offer', type: 'new_id', interface: 'gtk_primary_selection_offer' }] },
    { name: 'selection', since: 1, args: [{ name: 'id', type: 'object', interface: 'gtk_primary_selection_offer', nullable: true }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const gtk_primary_selection_offer = {
  name: 'gtk_primary_selection_offer',
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

export const gtk_primary_selection_source = {
  name: 'gtk_primary_selection_source',
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
