/** The same meeting point for what programs exchange: selections, and what is dragged. Types only. */
import type { OwnedFd } from '../../native/fd.js';
import type { Place } from './windows.js';

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
