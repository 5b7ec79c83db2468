// Made by tools/scanner from chromium/text-input-extension-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zcr_text_input_extension_v1 = {
  name: 'zcr_text_input_extension_v1',
  version: 11,
  requests: [
    { name: 'get_extended_text_input', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zcr_extended_text_input_v1' }, { name: 'text_input', type: 'object', interface: 'zwp_text_input_v1' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { extended_text_input_exists: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const zcr_extended_text_input_v1 = {
  name: 'zcr_extended_text_input_v1',
  version: 11,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'deprecated_set_input_type', since: 2, args: [{ name: 'input_type', type: 'uint', enum: 'input_type' }, { name: 'input_mode', type: 'uint', enum: 'input_mode' }, { name: 'input_flags', type: 'uint' }, { name: 'learning_mode', type: 'uint', enum: 'learning_mode' }] },
    { name: 'set_grammar_fragment_at_cursor', since: 3, args: [{ name: 'start', type: 'uint' }, { name: 'end', type: 'uint' }, { name: 'suggestion', type: 'string' }] },
    { name: 'set_autocorrect_info', since: 4, args: [{ name: 'start', type: 'uint' }, { name: 'end', type: 'uint' }, { name: 'x', type: 'uint' }, { name: 'y', type: 'uint' }, { name: 'width', type: 'uint' }, { name: 'height', type: 'uint' }] },
    { name: 'finalize_virtual_keyboard_changes', since: 6, args: [] },
    { name: 'set_focus_reason', since: 7, args: [{ name: 'reason', type: 'uint', enum: 'focus_reason_type' }] },
    { name: 'set_input_type', since: 8, args: [{ name: 'input_type', type: 'uint', enum: 'input_type' }, { name: 'input_mode', type: 'uint', enum: 'input_mode' }, { name: 'input_flags', type: 'uint' }, { name: 'learning_mode', type: 'uint', enum: 'learning_mode' }, { name: 'inline_composition_support', type: 'uint', enum: 'inline_composition_support' }] },
    { name: 'set_surrounding_text_support', since: 9, args: [{ name: 'support', type: 'uint', enum: 'surrounding_text_support' }] },
    { name: 'set_surrounding_text_offset_utf16', since: 10, args: [{ name: 'offset_utf16', type: 'uint' }] },
  ],
  events: [
    { name: 'set_preedit_region', since: 1, args: [{ name: 'index', type: 'int' }, { name: 'length', type: 'uint' }] },
    { name: 'clear_grammar_fragments', since: 3, args: [{ name: 'start', type: 'uint' }, { name: 'end', type: 'uint' }] },
    { name: 'add_grammar_fragment', since: 3, args: [{ name: 'start', type: 'uint' }, { name: 'end', type: 'uint' }, { name: 'suggestion', type: 'string' }] },
    { name: 'set_autocorrect_range', since: 4, args: [{ name: 'start', type: 'uint' }, { name: 'end', type: 'uint' }] },
    { name: 'set_virtual_keyboard_occluded_bounds', since: 5, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
    { name: 'confirm_preedit', since: 11, args: [{ name: 'selection_behavior', type: 'uint', enum: 'confirm_preedit_selection_behavior' }] },
  ],
  enums: [
    { name: 'input_type', entries: { none: 0, text: 1, password: 2, search: 3, email: 4, number: 5, telephone: 6, url: 7, date: 8, date_time: 9, date_time_local: 10, month: 11, time: 12, week: 13, text_area: 14, content_editable: 15, date_time_field: 16, null: 17 } },
    { name: 'input_mode', entries: { default: 0, none: 1, text: 2, tel: 3, url: 4, email: 5, numeric: 6, decimal: 7, search: 8 } },
    { name: 'input_flags', entries: { none: 0, autocomplete_on: 1, autocomplete_off: 2, autocorrect_on: 4, autocorrect_off: 8, spellcheck_on: 16, spellcheck_off: 32, autocapitalize_none: 64, autocapitalize_characters: 128, autocapitalize_words: 256, autocapitalize_sentences: 512, has_been_password: 1024, vertical: 2048 } },
    { name: 'learning_mode', entries: { disabled: 0, enabled: 1 } },
    { name: 'focus_reason_type', entries: { none: 0, mouse: 1, touch: 2, pen: 3, other: 4 } },
    { name: 'inline_composition_support', entries: { unsupported: 0, supported: 1 } },
    { name: 'surrounding_text_support', entries: { unsupported: 0, supported: 1 } },
    { name: 'confirm_preedit_selection_behavior', entries: { after_preedit: 0, unchanged: 1 } },
  ],
} as const satisfies InterfaceSchema;
