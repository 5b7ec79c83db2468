/**
 * Where X11 and Wayland meet: what the window manager may ask of the peer that serves Xwayland, and what it is told.
 * Types, and one limit. Surfaces are named by Xwayland's object id, sizes and places are in its pixels. The window manager knows
 * nothing of the host's protocol, the peer nothing of X11.
 */
import type { OwnedFd } from '../../native/fd.js';

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
  /** A surface is on another output, or there are other outputs, or they are elsewhere. */
  outputsChanged(): void;
}

export type SelectionKind = 'clipboard' | 'primary';

/** What the window manager is told of a selection of the host's. */
export interface SelectionListener {
  /** The types that a Wayland program offers; `undefined`: nobody offers anything. Not called for what is ours. */
  selectionChanged(mimeTypes: readonly string[] | undefined): void;
}

export type DragAction = 'copy' | 'move' | 'ask';

/** A drag of a Wayland program's over a surface of Xwayland's. Its verbs do nothing once it has ended. */
export interface HostDrag {
  readonly mimeTypes: readonly string[];
  /** What the Wayland program is ready for. */
  readonly actions: readonly DragAction[];
  /** What would become of it here; `undefined`: nothing. */
  accept(action: DragAction | undefined): void;
  /** Has one of its types written to `fd`, which is handed over. */
  receive(mimeType: string, fd: OwnedFd): void;
  /** Nothing more is wanted of it; `done`: the drop was dealt with. */
  end(done: boolean): void;
}

/** What the window manager is told of drags. */
export interface DragListener {
  /** One comes over a surface. Places are relative to the surface. */
  dragEntered(drag: HostDrag, surface: number, place: Place): void;
  dragMoved(place: Place): void;
  /** It has gone elsewhere, and has ended. */
  dragLeft(): void;
  /** The user has let go; `end` is called when all has been read. */
  dragDropped(): void;
}

/** What the window manager is told of a drag of an X program's. */
export interface DragOutListener {
  /** It is no longer over one of Xwayland's surfaces. `HostDragOut.nudge` makes the X program look again. */
  wentOut(): void;
  /**
   * It is over one of Xwayland's surfaces, where X programs see to it themselves. `proceed` is called when the surface's
   * window is on top, with its place in X relative to the one of the surface `from`; never, if that is gone.
   */
  cameIn(surface: number, from: number | undefined, proceed: (offset: Place) => void): void;
  /** What a Wayland program would do with it; `undefined`: nothing. */
  targetChanged(action: DragAction | undefined): void;
  /** The Wayland program wants one of the types; `fd` is handed over. */
  send(mimeType: string, fd: OwnedFd): void;
  /** It is over; `done`: a Wayland program has got all of it. */
  ended(done: boolean): void;
}

export interface HostDragOut {
  /** Moves the pointer a little for the X program that drags. */
  nudge(): void;
}

/** A selection of the host's, for X11 programs to take part in. */
export interface HostSelections {
  /** Sets who is told, once. */
  listen(kind: SelectionKind, listener: SelectionListener): void;
  /**
   * An X program drags, with the button that is down, and offers `mimeTypes`. `undefined`: no button is down, or the host
   * is too old.
   */
  startDrag(mimeTypes: readonly string[], listener: DragOutListener): HostDragOut | undefined;
  /** Sets who is told of drags of Wayland programs, once. */
  listenToDrags(listener: DragListener): void;
  /**
   * An X11 program owns the selection. `send` is called, as often as the host likes, with one of the types and a
   * descriptor to write it to, which it owns. Nothing happens if the user has given no input yet.
   */
  own(kind: SelectionKind, mimeTypes: readonly string[], send: (mimeType: string, fd: OwnedFd) => void): void;
  /** No X11 program owns it any more. */
  disown(kind: SelectionKind): void;
  /** Has the Wayland program write one of its types to `fd`, which is handed over; it is closed if that cannot be. */
  receive(kind: SelectionKind, mimeType: string, fd: OwnedFd): void;
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
  /** Does `work`; what the host is told in it goes out together. */
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
