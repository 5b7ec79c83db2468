// Made by tools/scanner from wayland-protocols/ext-image-capture-source-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const ext_image_capture_source_v1 = {
  name: 'ext_image_capture_source_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const ext_output_image_capture_source_manager_v1 = {
  name: 'ext_output_image_capture_source_manager_v1',
  version: 1,
  requests: [
    { name: 'create_source', since: 1, args: [{ name: 'source', type: 'new_id', interface: 'ext_image_capture_source_v1' }, { name: 'output', type: 'object', interface: 'wl_output' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const ext_foreign_toplevel_image_capture_source_manager_v1 = {
  name: 'ext_foreign_toplevel_image_capture_source_manager_v1',
  version: 1,
  requests: [
    { name: 'create_source', since: 1, args: [{ name: 'source', type: 'new_id', interface: 'ext_image_capture_source_v1' }, { name: 'toplevel_handle', type: 'object', interface: 'ext_foreign_toplevel_handle_v1' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
