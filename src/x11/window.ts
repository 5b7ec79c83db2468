/**
 * One child of the root window and what it is on the host. It is shown when three things have come together, in any
 * order: it is mapped, its properties are known, and Xwayland has made the surface that it named for it.
 */
import type {
  Box,
  HostPopup,
  HostToplevel,
  Place,
  Size,
  WindowListener,
  WindowShape,
  WindowStates,
} from '../peer/xwayland/windows.js';
import { predefined } from './atoms.js';
import { classify, isMenu, type WindowFacts, type WindowKind } from './classify.js';
import { Liveness } from './liveness.js';
import { Sizing } from './sizing.js';
import { SyncedResize } from './synced-resize.js';
import { tellAll, tellChange } from './toplevel-hints.js';
import { factsOf } from './window-facts.js';
import type { WindowOwner } from './window-owner.js';
import type { WindowProperties } from './window-properties.js';
import { StateWriter } from './window-states.js';

export class XWindow {
  readonly id: number;
  readonly overrideRedirect: boolean;
  readonly properties: WindowProperties;
  readonly stateWriter: StateWriter;
  readonly liveness: Liveness;
  readonly resizing: SyncedResize;
  readonly sizing: Sizing;
  /** With the border, which toplevels do not have. */
  box: Box;
  mapped = false;
  /** The surface that Xwayland has named for it; `undefined`: none, or not known yet. */
  surface: number | undefined;
  host: HostToplevel | HostPopup | undefined;
  states: WindowStates | undefined;
  readonly #owner: WindowOwner;
  /** What its surface has been, which it must stay. */
  #kind: WindowKind | undefined;
  /** Its surface has been a popup already, which is all it can ever be (xdg-shell: a role is for life). */
  #isOrphan = false;
  #wantsFullscreen = false;
  /** `undefined`: it is a rectangle that takes the pointer all over. */
  #shape: WindowShape | undefined;
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
    const { connection, sync, patience } = owner;
    this.stateWriter = new StateWriter(connection, id);
    this.liveness = new Liveness(connection, id, patience.answerMs);
    this.resizing = new SyncedResize(connection, sync, id, patience.drawMs);
    this.sizing = new Sizing(connection, owner.policy, this);
  }

  /** The host's toplevel, if it is one. */
  get toplevel(): HostToplevel | undefined {
    return this.host?.kind === 'toplevel' ? this.host : undefined;
  }

  /** Whether it stands in X where its program puts it. */
  get placesItself(): boolean {
    return !this.overrideRedirect && this.properties.quirk.position === 'program';
  }

  /** The host's toplevel that the program says it belongs to. */
  get parentToplevel(): HostToplevel | undefined {
    const { transientFor } = this.properties;
    // EWMH: a window that is transient for the root window belongs to all of its group.
    if (transientFor === this.#owner.connection.root) return this.#owner.groupToplevel(this);
    return this.#owner.find(transientFor)?.toplevel;
  }

  /** Shows the window if everything has come together. */
  show(): void {
    if (this.host || !this.mapped || this.surface === undefined || !this.properties.settled) return;
    this.#kind ??= this.#classify();
    if (this.#kind === 'hidden') return;
    const parent = this.#kind === 'popup' ? this.#popupParent() : undefined;
    if (parent) this.host = this.#owner.openPopup(this, parent, isMenu(this.#facts), this.#listener());
    else if (this.#kind === 'toplevel' || !this.#isOrphan) this.#openToplevel();
    if (!this.host) return;
    if (this.#shape) this.host.setShape(this.#shape);
    this.#owner.shown(this);
  }

  /** The X window is no longer on the screen. */
  hide(): void {
    this.host?.close();
    this.forgetSurface();
  }

  /** The surface has gone; a window that is mapped again gets another one. */
  forgetSurface(): void {
    this.resizing.end();
    this.liveness.forget();
    this.host = undefined;
    this.surface = undefined;
    this.states = undefined;
    this.sizing.forget();
    this.#kind = undefined;
    this.#isOrphan = false;
    this.#wantsFullscreen = false;
  }

  /** The X server says where the window is. */
  moved(box: Box): void {
    this.box = box;
    const { host } = this;
    if (host?.kind === 'popup') this.#placePopup(host);
    this.sizing.changed();
  }

  /** Passes on what the properties say, after `name` has changed. */
  propertyChanged(name: string): void {
    if (name === '_NET_WM_SYNC_REQUEST_COUNTER' || name === 'WM_PROTOCOLS') this.#followCounter();
    if (name === '_XWAYLAND_RANDR_EMU_MONITOR_RECTS') this.sizing.modesChanged();
    if (name === 'WM_NORMAL_HINTS') this.sizing.limitsChanged();
    if (this.toplevel) tellChange(this.toplevel, this, name);
  }

  /** A state that the host does not decide. */
  setState(atom: number, on: boolean): void {
    const states = new Set(this.properties.states);
    if (on) states.add(atom);
    else states.delete(atom);
    this.properties.states = states;
    if (this.states) this.stateWriter.writeStates(this.states, states);
    if (atom === this.#owner.connection.atoms._NET_WM_STATE_MODAL) this.toplevel?.setModal(on);
  }

  /** Asks the program to close the window; ends the program if it cannot be asked, or does not answer. */
  close(): void {
    const { connection } = this.#owner;
    const { atoms } = connection;
    const { protocols } = this.properties;
    if (!protocols.has(atoms.WM_DELETE_WINDOW)) {
      connection.x.KillClient(this.id);
    } else if (this.liveness.hung) {
      this.#owner.hung(this);
    } else {
      connection.sendMessage(this.id, atoms.WM_PROTOCOLS, [atoms.WM_DELETE_WINDOW, connection.time]);
      if (protocols.has(atoms._NET_WM_PING)) this.liveness.ask();
    }
  }

  /** EWMH `_NET_FRAME_EXTENTS`: no part of any frame is X's. */
  announceFrame(): void {
    const { connection } = this.#owner;
    connection.setWords(this.id, connection.atoms._NET_FRAME_EXTENTS, predefined.CARDINAL, [0, 0, 0, 0]);
  }

  /** Whether it is anything but a rectangle, or was. */
  get isShaped(): boolean {
    return this.#shape !== undefined;
  }

  setShape(shape: WindowShape): void {
    if (!shape.bounding && !shape.input && !this.#shape) return;
    this.#shape = shape;
    this.host?.setShape(shape);
  }

  /** The program wants it so. `place`: the corner of the output that it is to fill. */
  setFullscreen(on: boolean, place?: Place): void {
    this.#wantsFullscreen = on;
    this.toplevel?.setFullscreen(on, place);
  }

  minimize(): void {
    this.toplevel?.minimize();
    this.stateWriter.minimizing(this.states);
  }

  #openToplevel(): void {
    const { properties } = this;
    const host = this.#owner.openToplevel(this, this.#listener());
    if (!host) return;
    this.#kind = 'toplevel';
    this.host = host;
    tellAll(host, this, this.#owner.connection.atoms._NET_WM_STATE_MODAL);
    this.#followCounter();
    const { atoms } = this.#owner.connection;
    const { states } = properties;
    const filled = this.#filledOutput();
    const { fullscreen } = properties.quirk;
    const asked = states.has(atoms._NET_WM_STATE_FULLSCREEN) || fullscreen === 'always';
    if ((asked || filled) && fullscreen !== 'never') this.setFullscreen(true, filled);
    if (states.has(atoms._NET_WM_STATE_MAXIMIZED_VERT) && states.has(atoms._NET_WM_STATE_MAXIMIZED_HORZ))
      host.setMaximized(true);
    if (properties.wmHints.iconic) this.minimize();
    host.open();
    this.#owner.arrived(this);
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
    const before = this.states;
    this.states = states;
    const { _NET_WM_STATE_DEMANDS_ATTENTION: attention } = this.#owner.connection.atoms;
    if (states.activated && this.properties.states.has(attention)) this.setState(attention, false);
    this.stateWriter.follow(states, this.properties.states);
    if (before?.fullscreen && !states.fullscreen) this.#leftFullscreen();
    this.sizing.request(size, before);
    if ((before?.activated ?? false) !== states.activated) this.#owner.activated(this, states.activated);
  }

  /** Only once for each time that the host ends it: one that does not want it any more is left in peace. */
  #leftFullscreen(): void {
    if (this.#wantsFullscreen && this.#owner.policy.onlyProgramsEndFullscreen)
      this.toplevel?.setFullscreen(true);
    else this.#wantsFullscreen = false;
  }

  #followCounter(): void {
    const { protocols, syncCounter } = this.properties;
    const asks = this.toplevel && protocols.has(this.#owner.connection.atoms._NET_WM_SYNC_REQUEST);
    void this.resizing.setCounter(asks ? syncCounter : 0);
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

  /** The output that the window is as large as, if that is to mean anything. */
  #filledOutput(): Box | undefined {
    const { fullscreen } = this.properties.quirk;
    const means = fullscreen !== 'never' && fullscreen !== 'not-by-size';
    return means ? this.#owner.filledOutput(this.box) : undefined;
  }

  #classify(): WindowKind {
    return this.properties.quirk.window ?? classify(this.#facts);
  }

  get #facts(): WindowFacts {
    return factsOf(this, this.#owner.connection.atoms, this.#filledOutput() !== undefined);
  }
}

export function relativeTo(box: Box, origin: Box): Box {
  return { ...box, x: box.x - origin.x, y: box.y - origin.y };
}
