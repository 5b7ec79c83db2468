// Made by tools/scanner from cosmic/cosmic-image-source-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zcosmic_workspace_image_capture_source_manager_v1 = {
  name: 'zcosmic_workspace_image_capture_source_manager_v1',
  version: 1,
  requests: [
    { name: 'create_source', since: 1, args: [{ name: 'source', type: 'new_id', interface: 'ext_image_capture_source_v1' }, { name: 'output', type: 'object', interface: 'ext_workspace_handle_v1' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
