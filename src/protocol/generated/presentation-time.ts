// Made by tools/scanner from wayland-protocols/presentation-time.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const wp_presentation = {
  name: 'wp_presentation',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'feedback', since: 1, args: [{ name: 'surface', type: 'object', interface: 'wl_surface' }, { name: 'callback', type: 'new_id', interface: 'wp_presentation_feedback' }] },
  ],
  events: [
    { name: 'clock_id', since: 1, args: [{ name: 'clk_id', type: 'uint' }] },
  ],
  enums: [
    { name: 'error', entries: { invalid_timestamp: 0, invalid_flag: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const wp_presentation_feedback = {
  name: 'wp_presentation_feedback',
  version: 2,
  requests: [],
  events: [
    { name: 'sync_output', since: 1, args: [{ name: 'output', type: 'object', interface: 'wl_output' }] },
    { name: 'presented', since: 1, destructor: true, args: [{ name: 'tv_sec_hi', type: 'uint' }, { name: 'tv_sec_lo', type: 'uint' }, { name: 'tv_nsec', type: 'uint' }, { name: 'refresh', type: 'uint' }, { name: 'seq_hi', type: 'uint' }, { name: 'seq_lo', type: 'uint' }, { name: 'flags', type: 'uint', enum: 'kind' }] },
    { name: 'discarded', since: 1, destructor: true, args: [] },
  ],
  enums: [
    { name: 'kind', bitfield: true, entries: { vsync: 1, hw_clock: 2, hw_completion: 4, zero_copy: 8 } },
  ],
} as const satisfies InterfaceSchema;
