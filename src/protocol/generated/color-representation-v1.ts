// Made by tools/scanner from wayland-protocols/color-representation-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const wp_color_representation_manager_v1 = {
  name: 'wp_color_representation_manager_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_surface', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wp_color_representation_surface_v1' }, { name: 'surface', type: 'object', interface: 'wl_surface' }] },
  ],
  events: [
    { name: 'supported_alpha_mode', since: 1, args: [{ name: 'alpha_mode', type: 'uint', enum: 'wp_color_representation_surface_v1.alpha_mode' }] },
    { name: 'supported_coefficients_and_ranges', since: 1, args: [{ name: 'coefficients', type: 'uint', enum: 'wp_color_representation_surface_v1.coefficients' }, { name: 'range', type: 'uint', enum: 'wp_color_representation_surface_v1.range' }] },
    { name: 'done', since: 1, args: [] },
  ],
  enums: [
    { name: 'error', entries: { surface_exists: 1 } },
  ],
} as const satisfies InterfaceSchema;

export const wp_color_representation_surface_v1 = {
  name: 'wp_color_representation_surface_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_alpha_mode', since: 1, args: [{ name: 'alpha_mode', type: 'uint', enum: 'alpha_mode' }] },
    { name: 'set_coefficients_and_range', since: 1, args: [{ name: 'coefficients', type: 'uint', enum: 'coefficients' }, { name: 'range', type: 'uint', enum: 'range' }] },
    { name: 'set_chroma_location', since: 1, args: [{ name: 'chroma_location', type: 'uint', enum: 'chroma_location' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { alpha_mode: 1, coefficients: 2, pixel_format: 3, inert: 4, chroma_location: 5 } },
    { name: 'alpha_mode', entries: { premultiplied_electrical: 0, premultiplied_optical: 1, straight: 2 } },
    { name: 'coefficients', entries: { identity: 1, bt709: 2, fcc: 3, bt601: 4, smpte240: 5, bt2020: 6, bt2020_cl: 7, ictcp: 8 } },
    { name: 'range', entries: { full: 1, limited: 2 } },
    { name: 'chroma_location', entries: { type_0: 1, type_1: 2, type_2: 3, type_3: 4, type_4: 5, type_5: 6 } },
  ],
} as const satisfies InterfaceSchema;
