// Made by tools/scanner from external/org-kde-kwin-blur-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const org_kde_kwin_blur_manager = {
  name: 'org_kde_kwin_blur_manager',
  version: 1,
  requests: [
    { name: 'create', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'org_kde_kwin_blur' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'unset', since: 1, args: [{ name: 'surface', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const org_kde_kwin_blur = {
  name: 'org_kde_kwin_blur',
  version: 1,
  requests: [
    { name: 'commit', since: 1, args: [] },
    { name: 'set_region', since: 1, args: [{ name: 'region', type: 'object', interface: 'wl_region', nullable: true }] },
    { name: 'release', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
