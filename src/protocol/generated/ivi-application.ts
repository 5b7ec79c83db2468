// Made by tools/scanner from weston/ivi-application.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const ivi_surface = {
  name: 'ivi_surface',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'configure', since: 1, args: [{ name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const ivi_application = {
  name: 'ivi_application',
  version: 1,
  requests: [
    { name: 'surface_create', since: 1, args: [{ name: 'ivi_id', type: 'uint' }, { name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'id', type: 'new_id', interface: 'ivi_surface' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { role: 0, ivi_id: 1 } },
  ],
} as const satisfies InterfaceSchema;
