/**
 * One child of the root window and what it is on the host. It is shown when three things have come together, in any
 * order: it is mapped, its properties are known, and Xwayland has made the surface that it named for it.
 */
import type {
  Box,
  HostPopup,
  HostToplevel,
  Size,
  WindowListener,
  WindowStates,
} from '../peer/xwayland/windows.js';
import { predefined, type AtomName } from './atoms.js';
import { classify, type WindowKind } from './classify.js';
import type { XConnection } from './connection.js';
import type { WindowProperties } from './window-properties.js';

/** `WM_STATE` (ICCCM 4.1.3.1). */
export const wmState = { withdrawn: 0, normal: 1, iconic: 3 } as const;

/** Who knows the other windows. */
export interface WindowOwner {
  readonly connection: XConnection;
  openToplevel(window: XWindow, listener: WindowListener): HostToplevel | undefined;
  openPopup(window: XWindow, parent: XWindow, listener: WindowListener): HostPopup | undefined;
  find(id: number): XWindow | undefined;
  /** The window that a popup without a parent of its own hangs on. */
  popupParent(popup: XWindow): XWindow | undefined;
  /** The output that a box of that size fills. */
  filledOutput(box: Box): Box | undefined;
  /** The window is on the host now. */
  shown(window: XWindow): void;
  /** The host has made it the active one, or no longer. */
  activated(window: XWindow, on: boolean): void;
}

export class XWindow {
  readonly id: number;
  readonly overrideRedirect: boolean;
  readonly properties: WindowProperties;
  box: Box;
  mapped = false;
  /** The surface that Xwayland has named for it; `undefined`: none, or not known yet. */
  surface: number | undefined;
  host: HostToplevel | HostPopup | undefined;
  states: WindowStates | undefined;
  readonly #owner: WindowOwner;
  /** Size that the host wants and the X server has yet to give it. */
  #wanted: Size | undefined;
  /** What its surface has been, which it must stay. */
  #kind: WindowKind | undefined;
  /** Its surface has been a popup already, which is all it can ever be (xdg-shell: a role is for life). */
  #isOrphan = false;
  /** What a popup hangs on. */
  #parent: XWindow | undefined;

  constructor(
    owner: WindowOwner,
    id: number,
    overrideRedirect: boolean,
    box: Box,
    properties: WindowProperties,
  ) {
    this.#owner = owner;
    this.id = id;
    this.overrideRedirect = overrideRedirect;
    this.box = box;
    this.properties = properties;
  }

  /** The host's toplevel, if it is one. */
  get toplevel(): HostToplevel | undefined {
    return this.host?.kind === 'toplevel' ? this.host : undefined;
  }

  /** Whether the host and not the program says how large it is. */
  get sizeIsHosts(): boolean {
    return (
      this.states !== undefined && (this.states.maximized || this.states.fullscreen || this.states.tiled)
    );
  }

  /** Shows the window if everything has come together. */
  show(): void {
    if (this.host || !this.mapped || this.surface === undefined || !this.properties.loaded) return;
    this.#kind ??= this.#classify();
    if (this.#kind === 'hidden') return;
    const parent = this.#kind === 'popup' ? this.#popupParent() : undefined;
    if (parent) this.host = this.#owner.openPopup(this, parent, this.#listener());
    else if (this.#kind === 'toplevel' || !this.#isOrphan) this.#openToplevel();
    if (this.host) this.#owner.shown(this);
  }

  /** The X window is no longer on the screen. */
  hide(): void {
    this.host?.close();
    this.forgetSurface();
  }

  /** The surface has gone; a window that is mapped again gets another one. */
  forgetSurface(): void {
    this.host = undefined;
    this.surface = undefined;
    this.states = undefined;
    this.#wanted = undefined;
    this.#kind = undefined;
    this.#isOrphan = false;
  }

  /** The X server says where the window is. */
  moved(box: Box): void {
    this.box = box;
    const { host } = this;
    if (host?.kind === 'popup') this.#placePopup(host);
    if (host?.kind !== 'toplevel') return;
    if (this.#wanted && !sameSize(this.#wanted, box)) return;
    this.#wanted = undefined;
    host.settle(box);
  }

  /** Passes on what the properties say, after `name` has changed. */
  propertyChanged(name: string): void {
    const { toplevel, properties } = this;
    if (!toplevel) return;
    if (name === 'WM_NAME' || name === '_NET_WM_NAME') toplevel.setTitle(properties.title);
    if (name === 'WM_CLASS' && properties.className !== undefined) toplevel.setAppId(properties.className);
    if (name === 'WM_NORMAL_HINTS') this.#passSizeLimits(toplevel);
    if (name === 'WM_TRANSIENT_FOR') this.#passParent(toplevel);
    if (name === 'WM_HINTS' && properties.wmHints.urgent) toplevel.activate(false);
    if (name === '_GTK_THEME_VARIANT') toplevel.setDark(properties.dark);
    if (name === '_MOTIF_WM_HINTS') toplevel.setDecorated(this.#wantsFrame);
  }

  /** Asks the program to close the window, or ends the program if it cannot be asked. */
  close(): void {
    const { connection } = this.#owner;
    const { atoms } = connection;
    if (this.properties.protocols.has(atoms.WM_DELETE_WINDOW))
      connection.sendMessage(this.id, atoms.WM_PROTOCOLS, [atoms.WM_DELETE_WINDOW, 0]);
    else connection.x.KillClient(this.id);
  }

  setWmState(state: number): void {
    const { connection } = this.#owner;
    connection.setWords(this.id, connection.atoms.WM_STATE, connection.atoms.WM_STATE, [state, 0]);
  }

  #openToplevel(): void {
    const { properties } = this;
    const host = this.#owner.openToplevel(this, this.#listener());
    if (!host) return;
    this.#kind = 'toplevel';
    this.host = host;
    host.setTitle(properties.title);
    host.setAppId(properties.className ?? '');
    this.#passParent(host);
    this.#passSizeLimits(host);
    if (!this.#wantsFrame) host.setDecorated(false);
    if (properties.dark) host.setDark(true);
    const { atoms } = this.#owner.connection;
    const { states } = properties;
    const filled = this.#owner.filledOutput(this.box);
    if (states.has(atoms._NET_WM_STATE_FULLSCREEN) || filled) host.setFullscreen(true, filled);
    if (states.has(atoms._NET_WM_STATE_MAXIMIZED_VERT) && states.has(atoms._NET_WM_STATE_MAXIMIZED_HORZ))
      host.setMaximized(true);
    if (properties.wmHints.iconic) host.minimize();
    host.open();
  }

  #listener(): WindowListener {
    return {
      configured: (size, states) => this.#configured(size, states),
      closeAsked: () => this.close(),
      dismissed: () => this.#owner.connection.x.UnmapWindow(this.id),
      orphaned: () => {
        this.host = undefined;
        this.#isOrphan = true;
        this.show();
      },
    };
  }

  #configured(size: Size, states: WindowStates): void {
    const { box } = this;
    const wanted = { width: size.width || box.width, height: size.height || box.height };
    const before = this.states;
    this.states = states;
    this.#writeStates(states);
    if (sameSize(wanted, box)) {
      this.#wanted = undefined;
      this.host?.settle(box);
    } else {
      this.#wanted = wanted;
      this.#owner.connection.configure(this.id, wanted);
    }
    if ((before?.activated ?? false) !== states.activated) this.#owner.activated(this, states.activated);
  }

  #writeStates({ maximized, fullscreen, activated }: WindowStates): void {
    const { connection } = this.#owner;
    const { atoms } = connection;
    const kept = [...this.properties.states].filter((atom) => !isOurs(atom, atoms));
    const ours = [
      ...(maximized ? [atoms._NET_WM_STATE_MAXIMIZED_HORZ, atoms._NET_WM_STATE_MAXIMIZED_VERT] : []),
      ...(fullscreen ? [atoms._NET_WM_STATE_FULLSCREEN] : []),
      ...(activated ? [atoms._NET_WM_STATE_FOCUSED] : []),
    ];
    connection.setWords(this.id, atoms._NET_WM_STATE, predefined.ATOM, [...kept, ...ours]);
  }

  /** Programs that draw their own frame say so by Motif's hints. */
  get #wantsFrame(): boolean {
    return this.properties.motif?.decorations !== 0;
  }

  #passParent(toplevel: HostToplevel): void {
    toplevel.setParent(this.#owner.find(this.properties.transientFor)?.toplevel);
  }

  #passSizeLimits(toplevel: HostToplevel): void {
    const { minWidth, minHeight, maxWidth, maxHeight } = this.properties.sizeHints;
    toplevel.setSizeLimits({ width: minWidth, height: minHeight }, { width: maxWidth, height: maxHeight });
  }

  #placePopup(popup: HostPopup): void {
    const parent = this.#parent;
    if (parent) popup.move(relativeTo(this.box, parent.box));
  }

  #popupParent(): XWindow | undefined {
    const named = this.#owner.find(this.properties.transientFor);
    const isShown = named !== this && named?.host?.closed === false;
    this.#parent = isShown ? named : this.#owner.popupParent(this);
    return this.#parent;
  }

  #classify(): WindowKind {
    const { atoms } = this.#owner.connection;
    const { types, motif, wmHints, states } = this.properties;
    const names = Object.entries(atoms) as [AtomName, number][];
    return classify({
      overrideRedirect: this.overrideRedirect,
      width: this.box.width,
      height: this.box.height,
      types: types.flatMap((type) => names.find(([, atom]) => atom === type)?.[0] ?? []),
      motif,
      input: wmHints.input,
      skipTaskbar: states.has(atoms._NET_WM_STATE_SKIP_TASKBAR),
      coversOutput: this.#owner.filledOutput(this.box) !== undefined,
    });
  }
}

export function relativeTo(box: Box, origin: Box): Box {
  return { ...box, x: box.x - origin.x, y: box.y - origin.y };
}

function sameSize(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}

/** States that the host decides. */
function isOurs(atom: number, atoms: Readonly<Record<AtomName, number>>): boolean {
  return (
    atom === atoms._NET_WM_STATE_MAXIMIZED_HORZ ||
    atom === atoms._NET_WM_STATE_MAXIMIZED_VERT ||
    atom === atoms._NET_WM_STATE_FULLSCREEN ||
    atom === atoms._NET_WM_STATE_FOCUSED
  );
}
