// Made by tools/scanner from cosmic/cosmic-a11y-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const cosmic_a11y_manager_v1 = {
  name: 'cosmic_a11y_manager_v1',
  version: 3,
  requests: [
    { name: 'set_magnifier', since: 1, args: [{ name: 'active', type: 'uint', enum: 'active_state' }] },
    { name: 'set_screen_filter', since: 2, args: [{ name: 'inverted', type: 'uint', enum: 'active_state' }, { name: 'filter', type: 'uint', enum: 'filter' }] },
    { name: 'set_screen_filter2', since: 3, args: [{ name: 'inverted', type: 'uint', enum: 'active_state' }, { name: 'filter', type: 'uint', enum: 'filter' }, { name: 'filter_state', type: 'uint', enum: 'active_state' }] },
  ],
  events: [
    { name: 'magnifier', since: 1, args: [{ name: 'active', type: 'uint', enum: 'active_state' }] },
    { name: 'screen_filter', since: 2, args: [{ name: 'inverted', type: 'uint', enum: 'active_state' }, { name: 'filter', type: 'uint', enum: 'filter' }] },
    { name: 'screen_filter2', since: 3, args: [{ name: 'inverted', type: 'uint', enum: 'active_state' }, { name: 'filter', type: 'uint', enum: 'filter' }, { name: 'filter_state', type: 'uint', enum: 'active_state' }] },
  ],
  enums: [
    { name: 'active_state', entries: { disabled: 0, enabled: 1 } },
    { name: 'filter', entries: { disabled: 0, unknown: 1, greyscale: 2, daltonize_protanopia: 3, daltonize_deuteranopia: 4, daltonize_tritanopia: 5 } },
    { name: 'error', entries: { deprecated: 0 } },
  ],
} as const satisfies InterfaceSchema;
