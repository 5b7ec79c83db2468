/** What a window asks of whoever knows the other windows and the host. Types only; `WindowManager` is one. */
import type { SyncExtension } from 'x11';
import type { WindowPolicy } from '../config/config.js';
import type { Box, HostPopup, HostToplevel, WindowListener } from '../peer/xwayland/windows.js';
import type { XConnection } from './connection.js';
import type { XWindow } from './window.js';

/** How long programs are waited for, in ms. */
export interface Patience {
  /** For a picture of a new size. */
  readonly drawMs: number;
  /** For any sign of life, when the user closes a window. */
  readonly answerMs: number;
}

/** Who knows the other windows. */
export interface WindowOwner {
  readonly connection: XConnection;
  readonly sync: SyncExtension | undefined;
  readonly patience: Patience;
  readonly policy: WindowPolicy;
  /** Makes a toplevel whose surface is yet to come; `undefined`: that cannot be done here. */
  openEarly(window: XWindow, listener: WindowListener): HostToplevel | undefined;
  openToplevel(window: XWindow, listener: WindowListener): HostToplevel | undefined;
  openPopup(window: XWindow, parent: XWindow, menu: boolean, listener: WindowListener): HostPopup | undefined;
  find(id: number): XWindow | undefined;
  /** The toplevel of the window's group that was active last, or is the newest. */
  groupToplevel(window: XWindow): HostToplevel | undefined;
  /** The window that a popup without a parent of its own hangs on. */
  popupParent(popup: XWindow): XWindow | undefined;
  /** The output that a box of that size fills. */
  filledOutput(box: Box): Box | undefined;
  /** The window is on the host now. */
  shown(window: XWindow): void;
  /** The host has made it the active one, or no longer. */
  activated(window: XWindow, on: boolean): void;
  iconChanged(window: XWindow): void;
  /** Its program does not answer. */
  hung(window: XWindow): void;
}
