// Made by tools/scanner from external/org-kde-kwin-server-decoration-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const org_kde_kwin_server_decoration_manager = {
  name: 'org_kde_kwin_server_decoration_manager',
  version: 1,
  requests: [
    { name: 'create', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'org_kde_kwin_server_decoration' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [
    { name: 'default_mode', since: 1, args: [{ name: 'mode', type: 'uint' }] },
  ],
  enums: [
    { name: 'mode', entries: { None: 0, Client: 1, Server: 2 } },
  ],
} as const satisfies InterfaceSchema;

export const org_kde_kwin_server_decoration = {
  name: 'org_kde_kwin_server_decoration',
  version: 1,
  requests: [
    { name: 'release', since: 1, destructor: true, args: [] },
    { name: 'request_mode', since: 1, args: [{ name: 'mode', type: 'uint' }] },
  ],
  events: [
    { name: 'mode', since: 1, args: [{ name: 'mode', type: 'uint' }] },
  ],
  enums: [
    { name: 'mode', entries: { None: 0, Client: 1, Server: 2 } },
  ],
} as const satisfies InterfaceSchema;
