// Made by tools/scanner from wayland-protocols/text-input-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwp_text_input_v1 = {
  name: 'zwp_text_input_v1',
  version: 1,
  requests: [
    { name: 'activate', since: 1, args: [{ name: 'seat', type: 'object', interface: 'wl_seat' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'deactivate', since: 1, args: [{ name: 'seat', type: 'object', interface: 'wl_seat' }] },
    { name: 'show_input_panel', since: 1, args: [] },
    { name: 'hide_input_panel', since: 1, args: [] },
    { name: 'reset', since: 1, args: [] },
    { name: 'set_surrounding_text', since: 1, args: [{ name: 'text', type: 'string' }, { name: 'cursor', type: 'uint' }, { name: 'anchor', type: 'uint' }] },
    { name: 'set_content_type', since: 1, args: [{ name: 'hint', type: 'uint', enum: 'content_hint' }, { name: 'purpose', type: 'uint', enum: 'content_purpose' }] },
    { name: 'set_cursor_rectangle', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'set_preferred_language', since: 1, args: [{ name: 'language', type: 'string' }] },
    { name: 'commit_state', since: 1, args: [{ name: 'serial', type: 'uint' }] },
    { name: 'invoke_action', since: 1, args: [{ name: 'button', type: 'uint' }, { name: 'index', type: 'uint' }] },
  ],
  events: [
    { name: 'enter', since: 1, args: [{ name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'leave', since: 1, args: [] },
    { name: 'modifiers_map', since: 1, args: [{ name: 'map', type: 'array' }] },
    { name: 'input_panel_state', since: 1, args: [{ name: 'state', type: 'uint' }] },
    { name: 'preedit_string', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'text', type: 'string' }, { name: 'commit', type: 'string' }] },
    { name: 'preedit_styling', since: 1, args: [{ name: 'index', type: 'uint' }, { name: 'length', type: 'uint' }, { name: 'style', type: 'uint', enum: 'preedit_style' }] },
    { name: 'preedit_cursor', since: 1, args: [{ name: 'index', type: 'int' }] },
    { name: 'commit_string', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'text', type: 'string' }] },
    { name: 'cursor_position', since: 1, args: [{ name: 'index', type: 'int' }, { name: 'anchor', type: 'int' }] },
    { name: 'delete_surrounding_text', since: 1, args: [{ name: 'index', type: 'int' }, { name: 'length', type: 'uint' }] },
    { name: 'keysym', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'time', type: 'uint' }, { name: 'sym', type: 'uint' }, { name: 'state', type: 'uint' }, { name: 'modifiers', type: 'uint' }] },
    { name: 'language', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'language', type: 'string' }] },
    { name: 'text_direction', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'direction', type: 'uint', enum: 'text_direction' }] },
  ],
  enums: [
    { name: 'content_hint', bitfield: true, entries: { none: 0, default: 7, password: 192, auto_completion: 1, auto_correction: 2, auto_capitalization: 4, lowercase: 8, uppercase: 16, titlecase: 32, hidden_text: 64, sensitive_data: 128, latin: 256, multiline: 512 } },
    { name: 'content_purpose', entries: { normal: 0, alpha: 1, digits: 2, number: 3, phone: 4, url: 5, email: 6, name: 7, password: 8, date: 9, time: 10, datetime: 11, terminal: 12 } },
    { name: 'preedit_style', entries: { default: 0, none: 1, active: 2, inactive: 3, highlight: 4, underline: 5, selection: 6, incorrect: 7 } },
    { name: 'text_direction', entries: { auto: 0, ltr: 1, rtl: 2 } },
  ],
} as const satisfies InterfaceSchema;

export const zwp_text_input_manager_v1 = {
  name: 'zwp_text_input_manager_v1',
  version: 1,
  requests: [
    { name: 'create_text_input', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_text_input_v1' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
