/** Which window another one hangs on where it does not say so: the pointer, the focus and the order of coming decide. */
import type { HostToplevel } from '../peer/xwayland/windows.js';
import type { Focus } from './focus.js';
import type { WindowList } from './window-list.js';
import type { XWindow } from './window.js';

/** The toplevel of the window's group (ICCCM 4.1.2.4) that was active last, or is the newest. */
export function groupToplevel(window: XWindow, focus: Focus, windows: WindowList): HostToplevel | undefined {
  const { group } = window.properties.wmHints;
  if (group === 0) return undefined;
  const candidates = [focus.active, ...[...windows.clients].toReversed()];
  const isKin = (each: XWindow | undefined): boolean =>
    each !== undefined &&
    each !== window &&
    each.toplevel !== undefined &&
    each.properties.wmHints.group === group;
  return candidates.find((each) => isKin(each))?.toplevel;
}

/** The window that a popup without a parent of its own hangs on. */
export function popupParent(popup: XWindow, focus: Focus, windows: WindowList): XWindow | undefined {
  const candidates = [focus.hovered, focus.active, ...[...windows.clients].toReversed()];
  return candidates.find((each) => each !== popup && each?.isShown);
}
