// Made by tools/scanner from external/org-kde-kwin-server-decoration-palette-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const org_kde_kwin_server_decoration_palette_manager = {
  name: 'org_kde_kwin_server_decoration_palette_manager',
  version: 1,
  requests: [
    { name: 'create', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'org_kde_kwin_server_decoration_palette' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const org_kde_kwin_server_decoration_palette = {
  name: 'org_kde_kwin_server_decoration_palette',
  version: 1,
  requests: [
    { name: 'set_palette', since: 1, args: [{ name: 'palette', type: 'string' }] },
    { name: 'release', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
