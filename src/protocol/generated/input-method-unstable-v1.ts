// Made by tools/scanner from wayland-protocols/input-method-unstable-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const zwp_input_method_context_v1 = {
  name: 'zwp_input_method_context_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'commit_string', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'text', type: 'string' }] },
    { name: 'preedit_string', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'text', type: 'string' }, { name: 'commit', type: 'string' }] },
    { name: 'preedit_styling', since: 1, args: [{ name: 'index', type: 'uint' }, { name: 'length', type: 'uint' }, { name: 'style', type: 'uint' }] },
    { name: 'preedit_cursor', since: 1, args: [{ name: 'index', type: 'int' }] },
    { name: 'delete_surrounding_text', since: 1, args: [{ name: 'index', type: 'int' }, { name: 'length', type: 'uint' }] },
    { name: 'cursor_position', since: 1, args: [{ name: 'index', type: 'int' }, { name: 'anchor', type: 'int' }] },
    { name: 'modifiers_map', since: 1, args: [{ name: 'map', type: 'array' }] },
    { name: 'keysym', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'time', type: 'uint' }, { name: 'sym', type: 'uint' }, { name: 'state', type: 'uint' }, { name: 'modifiers', type: 'uint' }] },
    { name: 'grab_keyboard', since: 1, args: [{ name: 'keyboard', type: 'new_id', interface: 'wl_keyboard' }] },
    { name: 'key', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'time', type: 'uint' }, { name: 'key', type: 'uint' }, { name: 'state', type: 'uint' }] },
    { name: 'modifiers', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'mods_depressed', type: 'uint' }, { name: 'mods_latched', type: 'uint' }, { name: 'mods_locked', type: 'uint' }, { name: 'group', type: 'uint' }] },
    { name: 'language', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'language', type: 'string' }] },
    { name: 'text_direction', since: 1, args: [{ name: 'serial', type: 'uint' }, { name: 'direction', type: 'uint' }] },
  ],
  events: [
    { name: 'surrounding_text', since: 1, args: [{ name: 'text', type: 'string' }, { name: 'cursor', type: 'uint' }, { name: 'anchor', type: 'uint' }] },
    { name: 'reset', since: 1, args: [] },
    { name: 'content_type', since: 1, args: [{ name: 'hint', type: 'uint' }, { name: 'purpose', type: 'uint' }] },
    { name: 'invoke_action', since: 1, args: [{ name: 'button', type: 'uint' }, { name: 'index', type: 'uint' }] },
    { name: 'commit_state', since: 1, args: [{ name: 'serial', type: 'uint' }] },
    { name: 'preferred_language', since: 1, args: [{ name: 'language', type: 'string' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwp_input_method_v1 = {
  name: 'zwp_input_method_v1',
  version: 1,
  requests: [],
  events: [
    { name: 'activate', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_input_method_context_v1' }] },
    { name: 'deactivate', since: 1, args: [{ name: 'context', type: 'object', interface: 'zwp_input_method_context_v1' }] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwp_input_panel_v1 = {
  name: 'zwp_input_panel_v1',
  version: 1,
  requests: [
    { name: 'get_input_panel_surface', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'zwp_input_panel_surface_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const zwp_input_panel_surface_v1 = {
  name: 'zwp_input_panel_surface_v1',
  version: 1,
  requests: [
    { name: 'set_toplevel', since: 1, args: [{ name: 'output', type: 'object', interface: 'wl_output' }, { name: 'position', type: 'uint' }] },
    { name: 'set_overlay_panel', since: 1, args: [] },
  ],
  events: [],
  enums: [
    { name: 'position', entries: { center_bottom: 0 } },
  ],
} as const satisfies InterfaceSchema;
