// Made by tools/scanner from external/org-kde-kwin-shadow-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const org_kde_kwin_shadow_manager = {
  name: 'org_kde_kwin_shadow_manager',
  version: 2,
  requests: [
    { name: 'create', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'org_kde_kwin_shadow' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'unset', since: 1, args: [{ name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'destroy', since: 2, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const org_kde_kwin_shadow = {
  name: 'org_kde_kwin_shadow',
  version: 2,
  requests: [
    { name: 'commit', since: 1, args: [] },
    { name: 'attach_left', since: 1, args: [{ name: 'buffer', type: 'object', interface: 'wl_buffer' }] },
    { name: 'attach_top_left', since: 1, args: [{ name: 'buffer', type: 'object', interface: 'wl_buffer' }] },
    { name: 'attach_top', since: 1, args: [{ name: 'buffer', type: 'object', interface: 'wl_buffer' }] },
    { name: 'attach_top_right', since: 1, args: [{ name: 'buffer', type: 'object', interface: 'wl_buffer' }] },
    { name: 'attach_right', since: 1, args: [{ name: 'buffer', type: 'object', interface: 'wl_buffer' }] },
    { name: 'attach_bottom_right', since: 1, args: [{ name: 'buffer', type: 'object', interface: 'wl_buffer' }] },
    { name: 'attach_bottom', since: 1, args: [{ name: 'buffer', type: 'object', interface: 'wl_buffer' }] },
    { name: 'attach_bottom_left', since: 1, args: [{ name: 'buffer', type: 'object', interface: 'wl_buffer' }] },
    { name: 'set_left_offset', since: 1, args: [{ name: 'offset', type: 'fixed' }] },
    { name: 'set_top_offset', since: 1, args: [{ name: 'offset', type: 'fixed' }] },
    { name: 'set_right_offset', since: 1, args: [{ name: 'offset', type: 'fixed' }] },
    { name: 'set_bottom_offset', since: 1, args: [{ name: 'offset', type: 'fixed' }] },
    { name: 'destroy', since: 2, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
