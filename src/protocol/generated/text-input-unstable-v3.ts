// Made by tools/scanner from wayland-protocols/text-input-unstable-v3.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwp_text_input_v3 = {
  name: 'zwp_text_input_v3',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'enable', since: 1, args: [] },
    { name: 'disable', since: 1, args: [] },
    { name: 'set_surrounding_text', since: 1, args: [{ name: 'text', type: 'string' }, { name: 'cursor', type: 'int' }, { name: 'anchor', type: 'int' }] },
    { name: 'set_text_change_cause', since: 1, args: [{ name: 'cause', type: 'uint', enum: 'change_cause' }] },
    { name: 'set_content_type', since: 1, args: [{ name: 'hint', type: 'uint', enum: 'content_hint' }, { name: 'purpose', type: 'uint', enum: 'content_purpose' }] },
    { name: 'set_cursor_rectangle', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'commit', since: 1, args: [] },
    { name: 'set_available_actions', since: 2, args: [{ name: 'available_actions', type: 'array' }] },
    { name: 'show_input_panel', since: 2, args: [] },
    { name: 'hide_input_panel', since: 2, args: [] },
  ],
  events: [
    { name: 'enter', since: 1, args: [{ name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'leave', since: 1, args: [{ name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'preedit_string', since: 1, args: [{ name: 'text', type: 'string', nullable: true }, { name: 'cursor_begin', type: 'int' }, { name: 'cursor_end', type: 'int' }] },
    { name: 'commit_string', since: 1, args: [{ name: 'text', type: 'string', nullable: true }] },
    { name: 'delete_surrounding_text', since: 1, args: [{ name: 'before_length', type: 'uint' }, { name: 'after_length', type: 'uint' }] },
    { name: 'done', since: 1, args: [{ name: 'serial', type: 'uint' }] },
    { name: 'action', since: 2, args: [{ name: 'action', type: 'uint', enum: 'action' }, { name: 'serial', type: 'uint' }] },
    { name: 'language', since: 2, args: [{ name: 'language', type: 'string' }] },
    { name: 'preedit_hint', since: 2, args: [{ name: 'start', type: 'uint' }, { name: 'end', type: 'uint' }, { name: 'hint', type: 'uint', enum: 'preedit_hint' }] },
  ],
  enums: [
    { name: 'change_cause', entries: { input_method: 0, other: 1 } },
    { name: 'content_hint', bitfield: true, entries: { none: 0, completion: 1, spellcheck: 2, auto_capitalization: 4, lowercase: 8, uppercase: 16, titlecase: 32, hidden_text: 64, sensitive_data: 128, latin: 256, multiline: 512, on_screen_input_provided: 1024, no_emoji: 2048, preedit_shown: 4096 } },
    { name: 'content_purpose', entries: { normal: 0, alpha: 1, digits: 2, number: 3, phone: 4, url: 5, email: 6, name: 7, password: 8, pin: 9, date: 10, time: 11, datetime: 12, terminal: 13 } },
    { name: 'error', entries: { invalid_action: 0 } },
    { name: 'action', entries: { none: 0, submit: 1 } },
    { name: 'preedit_hint', entries: { whole: 1, selection: 2, prediction: 3, prefix: 4, suffix: 5, spelling_error: 6, compose_error: 7 } },
  ],
} as const satisfies InterfaceSchema;

export const zwp_text_input_manager_v3 = {
  name: 'zwp_text_input_manager_v3',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_text_input', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_text_input_v3' }, { name: 'seat', type: 'object', interface: 'wl_seat' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
