/** What a host says of a toplevel with each configure (`xdg_toplevel.configure`). Pure. */
import { xdg_toplevel } from '../../protocol/generated/xdg-shell.js';
import type { WindowStates } from './windows.js';

export const noStates: WindowStates = {
  maximized: false,
  fullscreen: false,
  activated: false,
  resizing: false,
  tiled: false,
  suspended: false,
};

/** Those in an array of the host's; what is not known is passed over. */
export function statesIn(bytes: Uint8Array): WindowStates {
  const state = xdg_toplevel.enums[2].entries;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength & ~3);
  const set = new Set<number>();
  for (let at = 0; at < view.byteLength; at += 4) set.add(view.getUint32(at, true));
  return {
    maximized: set.has(state.maximized),
    fullscreen: set.has(state.fullscreen),
    activated: set.has(state.activated),
    resizing: set.has(state.resizing),
    suspended: set.has(state.suspended),
    tiled: [state.tiled_left, state.tiled_right, state.tiled_top, state.tiled_bottom].some((each) =>
      set.has(each),
    ),
  };
}
