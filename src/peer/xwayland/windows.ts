/**
 * Where X11 and Wayland meet: what the window manager may ask of the peer that serves Xwayland, and what it is told.
 * Types, and one limit. Surfaces are named by Xwayland's object id, sizes and places are in its pixels. The window manager knows
 * nothing of the host's protocol, the peer nothing of X11.
 */
import type { HostSelections } from './exchange.js';

/** Longest text of an X program's, in UTF-8, that goes to the host: older libwayland takes no message above 4096 bytes. */
export const maxTextBytes = 3000;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Size, Place {}

/** What an id of an X11 program is: its class, a property of its window; else the X id of its leader's window, or of its own. */
export type X11IdKind = 'wmclass' | 'xprop' | 'wmclientleader' | 'xid';

/** A square picture: `argb8888`, premultiplied, rows without padding. */
export interface Icon {
  /** Of a side, in pixels. */
  readonly size: number;
  readonly pixels: Buffer;
}

export interface WindowStates {
  readonly maximized: boolean;
  readonly fullscreen: boolean;
  readonly activated: boolean;
  readonly resizing: boolean;
  readonly tiled: boolean;
  /** Nobody can see it. */
  readonly suspended: boolean;
}

/** `undefined`: all over. */
export interface WindowShape {
  /** Where it can be seen. Images of a graphics device are seen all over in any case. */
  readonly bounding: readonly Box[] | undefined;
  /** Where it takes the pointer. */
  readonly input: readonly Box[] | undefined;
}

/** A window on the host that shows one of Xwayland's surfaces. Every verb but `closed` does nothing once it is closed. */
export interface HostWindow {
  readonly closed: boolean;
  /** The answer to `configured`: from now on the X window has this size. The host is told with the contents of that size. */
  settle(size: Size): void;
  /** Not while it awaits its surface. */
  setShape(shape: WindowShape): void;
  /** Takes the window off the host. Windows that hang on it are orphaned first. */
  close(): void;
}

/** What makes contents of another size than the host has asked for fill that: scaled by the peer, or by Xwayland's own viewport. */
export type FilledBy = 'peer' | 'Xwayland';

export interface HostToplevel extends HostWindow {
  readonly kind: 'toplevel';
  settle(size: Size, filledBy?: FilledBy): void;
  /** Whether contents of that size could be scaled to what the host has asked for last, as far as the host demands it. */
  canFill(size: Size): boolean;
  /** It was made early, and Xwayland has not made its surface. */
  readonly awaitsSurface: boolean;
  /** Lets the host show it: to be called once all that is known at first has been set. */
  open(): void;
  setTitle(title: string): void;
  /** `kind`: what the id was taken from, the window's class or a property made for it. */
  setAppId(appId: string, kind?: X11IdKind): void;
  setParent(parent: HostToplevel | undefined): void;
  /** Shows it `times` as large as others, with all that belongs to it: its sizes and places count as many of the host's pixels more. */
  setScale(times: number): void;
  /** 0: no limit in that direction. */
  setSizeLimits(least: Size, most: Size): void;
  /** Whether it should have a frame: the host's, if it can draw one. */
  setDecorated(on: boolean): void;
  /** Whether a frame that the host does not draw is of the dark colour. */
  setDark(on: boolean): void;
  /** Pictures of it in several sizes; none: the host's own choice. */
  setIcons(icons: readonly Icon[]): void;
  /** Whether its parent can do nothing until it is closed. */
  setModal(on: boolean): void;
  setMaximized(on: boolean): void;
  /** `place`: the corner of the output that it is to fill; else the host chooses. */
  setFullscreen(on: boolean, place?: Place): void;
  minimize(): void;
  /** Asks the host to make it the active window; `byUser`: because of the user's last input. The host decides. */
  activate(byUser: boolean): void;
  /** The same with a token that the host gave to whoever started the program. */
  activateWith(token: string): void;
  /** Lets the user move the window with the button that is held down. */
  startMove(): void;
  /** The same for its size; `edge` as in `xdg_toplevel.resize_edge`. */
  startResize(edge: number): void;
}

export interface HostPopup extends HostWindow {
  readonly kind: 'popup';
  /** Moves or resizes it; `box` is relative to the parent. */
  move(box: Box): void;
}

/** What a window's owner is told. */
export interface WindowListener {
  /** The host wants a size (0: the window's own choice) and says the states. `settle` is the answer. */
  configured(size: Size, states: WindowStates): void;
  /** The user wants the window closed. */
  closeAsked(): void;
  /** The host has taken the popup off the screen. */
  dismissed(): void;
  /** The parent is going, and the window with it. It may be opened again, as a popup of another one. */
  orphaned(): void;
}

/** What the window manager is told of surfaces. */
export interface SurfaceListener {
  /** Xwayland makes a surface. `answer` is to be called, once: with the toplevel that was made early for it, if any was. */
  awaitedBy(surface: number, answer: (window: HostToplevel | undefined) => void): void;
  /** Xwayland has made a surface. */
  surfaceMade(surface: number): void;
  /** It shows the window that has the same serial (xwayland-shell). */
  surfaceNamed(surface: number, serial: number): void;
  /** Xwayland has destroyed it; its window is closed. */
  surfaceGone(surface: number): void;
  /** The pointer is about to enter it. `proceed` lets that happen; it must be called, once. */
  pointerEnters(surface: number, proceed: () => void): void;
  /** The same for a finger or a pen, which is about to come down on it. */
  touched(surface: number, proceed: () => void): void;
  /** The same for keys, which are for it from now on. */
  keyboardEnters(surface: number, proceed: () => void): void;
  /** A surface is on another output, or there are other outputs, or they are elsewhere. */
  outputsChanged(): void;
}

/** The peer that serves Xwayland. */
export interface XwaylandPeer {
  readonly windows: HostWindows;
  readonly selections: HostSelections;
  readonly intake: Intake;
  /** Sets who is told of surfaces, once. */
  listen(listener: SurfaceListener): void;
  /** Ends the peer, if it has not ended. */
  stop(): void;
}

/** What Xwayland says as a Wayland client, which must not wait in its socket. */
export interface Intake {
  /** More is waiting than is dealt with at once, and has not all been dealt with since. */
  readonly isBehind: boolean;
  /** Told when `isBehind` becomes true. */
  onBehind: () => void;
  /** Takes what is there into memory. To be called now and then by whoever keeps the event loop busy. */
  readAhead(): void;
  /** Resolves when nothing is waiting. */
  caughtUp(): Promise<void>;
}

export interface Density {
  /** Pixels for each inch of a plain screen. */
  readonly dpi: number;
  /** How many times those of a plain screen that is, without fractions. */
  readonly scale: number;
  /** Pixels of a cursor. */
  readonly cursorSize: number;
}

export interface HostWindows {
  /** Whether the host shows icons of windows. */
  readonly takesIcons: boolean;
  /** Whether the host activates windows when asked to. */
  readonly activates: boolean;
  /** A token to activate a window with that is yet to come, for the user's last input. `undefined`: the host has none. */
  askForToken(): Promise<string | undefined>;
  hasSurface(surface: number): boolean;
  /** Does `work`, unless the peer has ended; what the host is told in it goes out together. */
  together(work: () => void): void;
  /** The outputs, as Xwayland knows them. */
  outputs(): readonly Box[];
  /** How densely X programs are to draw. */
  density(): Density;
  /** The one that a surface is on, if the host has said so. */
  outputOf(surface: number): Box | undefined;
  /** Makes a window of the surface. `undefined` if the surface has gone, or is something else already. */
  openToplevel(surface: number, listener: WindowListener): HostToplevel | undefined;
  /**
   * Makes a toplevel whose surface Xwayland has yet to make (`SurfaceListener.awaitedBy`), so that it can be open by then.
   * `undefined`: that cannot be done here, or not yet.
   */
  openEarly(listener: WindowListener): HostToplevel | undefined;
  /**
   * The same as `openToplevel`, as a popup at `box` relative to `parent`. `menu`: it goes when the user clicks elsewhere, if the host can be
   * asked for that now.
   */
  openPopup(
    surface: number,
    parent: HostWindow,
    box: Box,
    menu: boolean,
    listener: WindowListener,
  ): HostPopup | undefined;
}
