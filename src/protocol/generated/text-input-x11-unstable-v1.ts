// Made by tools/scanner from chromium/text-input-x11-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zcr_text_input_x11_v1 = {
  name: 'zcr_text_input_x11_v1',
  version: 1,
  requests: [
    { name: 'activate', since: 1, args: [{ name: 'text_input', type: 'object', interface: 'zwp_text_input_v1' }, { name: 'seat', type: 'object', interface: 'wl_seat' }, { name: 'x11_window_id', type: 'uint' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
