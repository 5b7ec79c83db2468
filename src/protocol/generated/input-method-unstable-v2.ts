// Made by tools/scanner from external/input-method-unstable-v2.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwp_input_method_v2 = {
  name: 'zwp_input_method_v2',
  version: 1,
  requests: [
    { name: 'commit_string', since: 1, args: [{ name: 'text', type: 'string' }] },
    { name: 'set_preedit_string', since: 1, args: [{ name: 'text', type: 'string' }, { name: 'cursor_begin', type: 'int' }, { name: 'cursor_end', type: 'int' }] },
    { name: 'delete_surrounding_text', since: 1, args: [{ name: 'before_length', type: 'uint' }, { name: 'after_length', type: 'uint' }] },
    { name: 'commit', since: 1, args: [{ name: 'serial', type: 'uint' }] },
    { name: 'get_input_popup_surface', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_input_popup_surface_v2' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
    { name: 'grab_keyboard', since: 1, args: [{ name: 'keyboard', type: 'new_id', interface: 'zwp_input_method_keyboard_grab_v2' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'activate', since: 1, args: [] },
    { name: 'deactivate', since: 1, args: [] },
    { name: 'surrounding_text', since: 1, args: [{ name: 'text', type: 'string' }, { name: 'cursor', type: 'uint' }, { name: 'anchor', type: 'uint' }] },
    { name: 'text_change_cause', since: 1, args: [{ name: 'cause', type: 'uint', enum: 'zwp_text_input_v3.change_cause' }] },
    { name: 'content_type', since: 1, args: [{ name: 'hint', type: 'uint', enum: 'zwp_text_input_v3.content_hint' }, { name: 'purpose', type: 'uint', enum: 'zwp_text_input_v3.content_purpose' }] },
    { name: 'done', since: 1, args: [] },
    { name: 'unavailable', since: 1, args: [] },
  ],
  enums: [
    { name: 'error', entries: { role: 0 } },
  ],
} as const satisfies InterfaceSchema;

export const zwp_input_popup_surface_v2 = {
  name: 'zwp_input_popup_surface_v2',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'text_input_rectangle', since: 1, args: [{ name: 'x', type: 'int' }, { name: 'y', type: 'int' }, { name: 'width', type: 'int' }, { name: 'height', type: 'int' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwp_input_method_keyboard_grab_v2 = {
  name: 'zwp_input_method_keyboard_grab_v2',
  version: 1,
  requests: [
    { name: 'release', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'keymap', since: 1, args: [{ name: 'format', type: 'uint', enum: 'wl_keyboard.keymap_format' }, { name: 'fd', type: 'fd' }, { name: 'size', type: 'uint' }] },
    { name: 'key', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'time', type: 'uint' }, { name: 'key', type: 'uint' }, { name: 'state', type: 'uint', enum: 'wl_keyboard.key_state' }] },
    { name: 'modifiers', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'mods_depressed', type: 'uint' }, { name: 'mods_latched', type: 'uint' }, { name: 'mods_locked', type: 'uint' }, { name: 'group', type: 'uint' }] },
    { name: 'repeat_info', since: 1, args: [{ name: 'rate', type: 'int' }, { name: 'delay', type: 'int' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwp_input_method_manager_v2 = {
  name: 'zwp_input_method_manager_v2',
  version: 1,
  requests: [
    { name: 'get_input_method', since: 1, args: [{ name: 'seat', type: 'object', interface: 'wl_seat' }, { name: 'input_method', type: 'new_id', interface: 'zwp_input_method_v2' }] },
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;
