// Made by tools/scanner from cosmic/cosmic-overlap-notify-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zcosmic_overlap_notify_v1 = {
  name: 'zcosmic_overlap_notify_v1',
  version: 1,
  requests: [
    { name: 'notify_on_overlap', since: 1, args: [{ name: 'overlap_notification', type: 'new_id', interface: 'zcosmic_overlap_notification_v1' }, { name: 'layer_surface', type: 'object', interface: 'zwlr_layer_surface_v1' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const zcosmic_overlap_notification_v1 = {
  name: 'zcosmic_overlap_notification_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'toplevel_enter', since: 1, args: [{ name: 'toplevel', type: 'object', interface: 'ext_foreign_toplevel_handle_v1' }, { name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'toplevel_leave', since: 1, args: [{ name: 'toplevel', type: 'object', interface: 'ext_foreign_toplevel_handle_v1' }] },
    { name: 'layer_enter', since: 1, args: [{ name: 'identifier', type: 'string' }, { name: 'namespace', type: 'string' }, { name: 'exclusive', type: 'uint' }, { name: 'layer', type: 'uint', enum: 'zwlr_layer_shell_v1.layer' }, { name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'layer_leave', since: 1, args: [{ name: 'identifier', type: 'string' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
