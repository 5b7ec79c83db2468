/**
 * What cursor themes call the shapes of cursor-shape-v1: first the name of CSS, then those that older themes have (the X
 * font's, and what toolkits made of it). Data and one function; pure.
 */
import { wp_cursor_shape_device_v1 } from '../../protocol/generated/cursor-shape-v1.js';

const { entries } = wp_cursor_shape_device_v1.enums[0];

/** In the order in which they are looked for, after the name itself. */
const olderNames: { readonly [Shape in keyof typeof entries]?: readonly string[] } = {
  default: ['left_ptr'],
  context_menu: ['left_ptr'],
  help: ['question_arrow', 'whats_this'],
  pointer: ['hand2', 'hand1', 'pointing_hand'],
  progress: ['left_ptr_watch', 'half-busy', 'watch'],
  wait: ['watch'],
  cell: ['plus', 'crosshair'],
  crosshair: ['cross', 'tcross'],
  text: ['xterm', 'ibeam'],
  vertical_text: ['xterm'],
  alias: ['link', 'dnd-link'],
  copy: ['dnd-copy'],
  move: ['dnd-move', 'fleur'],
  no_drop: ['dnd-none', 'dnd-no-drop', 'crossed_circle'],
  not_allowed: ['crossed_circle', 'forbidden'],
  grab: ['openhand', 'hand1'],
  grabbing: ['closedhand', 'dnd-move', 'fleur'],
  e_resize: ['right_side'],
  n_resize: ['top_side'],
  ne_resize: ['top_right_corner'],
  nw_resize: ['top_left_corner'],
  s_resize: ['bottom_side'],
  se_resize: ['bottom_right_corner'],
  sw_resize: ['bottom_left_corner'],
  w_resize: ['left_side'],
  ew_resize: ['sb_h_double_arrow', 'size_hor', 'h_double_arrow'],
  ns_resize: ['sb_v_double_arrow', 'size_ver', 'v_double_arrow'],
  nesw_resize: ['fd_double_arrow', 'size_bdiag'],
  nwse_resize: ['bd_double_arrow', 'size_fdiag'],
  col_resize: ['sb_h_double_arrow', 'split_h'],
  row_resize: ['sb_v_double_arrow', 'split_v'],
  all_scroll: ['fleur', 'size_all'],
  zoom_in: [],
  zoom_out: [],
  dnd_ask: ['copy', 'dnd-copy'],
  all_resize: ['fleur', 'size_all'],
};

const names: ReadonlyMap<number, readonly string[]> = new Map(
  Object.entries(entries).map(([shape, value]) => [
    value,
    [shape.replaceAll('_', '-'), ...(olderNames[shape as keyof typeof entries] ?? []), 'default', 'left_ptr'],
  ]),
);

/** Where a theme may have the shape, best first, an arrow last; `undefined` if it is no shape. */
export function namesOf(shape: number): readonly string[] | undefined {
  return names.get(shape);
}
