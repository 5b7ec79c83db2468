/**
 * One child of the root window: what X has told of it, what its program is asked, what the host says of it. What it is on the
 * host stands in `presence.ts`.
 */
import type {
  Box,
  HostPopup,
  HostToplevel,
  Place,
  Size,
  WindowShape,
  WindowStates,
} from '../peer/xwayland/windows.js';
import { predefined } from './atoms.js';
import { askToClose } from './closing.js';
import { Liveness } from './liveness.js';
import { Presence } from './presence.js';
import { Sizing } from './sizing.js';
import { SyncedResize } from './synced-resize.js';
import { tellChange } from './toplevel-hints.js';
import type { WindowOwner } from './window-owner.js';
import type { WindowProperties } from './window-properties.js';
import { StateWriter } from './window-states.js';

export class XWindow {
  readonly id: number;
  /** As it was when the window was mapped last: programs may change it in between. */
  overrideRedirect: boolean;
  readonly properties: WindowProperties;
  readonly stateWriter: StateWriter;
  readonly liveness: Liveness;
  readonly resizing: SyncedResize;
  readonly sizing: Sizing;
  readonly #presence: Presence;
  /** With the border, which toplevels do not have. */
  box: Box;
  /** How wide its border was when X last spoke of it. */
  border = 0;
  /** X was asked to map it, and has not unmapped it since. */
  isComing = false;
  mapped = false;
  /** What was set before it was mapped has been read. */
  isKnown = false;
  /** The mapping for which that is read; `undefined`: none is under way, or it is no longer mapped. */
  settling: object | undefined;
  /** The surface that Xwayland has named for it; `undefined`: none, or not known yet. */
  surface: number | undefined;
  states: WindowStates | undefined;
  readonly #owner: WindowOwner;
  #wantsFullscreen = false;
  /** What the program wants of a window that is minimised, by state. */
  readonly #wishes = new Map<'fullscreen' | 'maximized', () => void>();
  #shape: WindowShape | undefined;

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
    this.#presence = new Presence(owner, this, {
      configured: (size, states) => this.#configured(size, states),
      closeAsked: () => this.close(),
      dismissed: () => connection.x.UnmapWindow(id),
    });
  }

  /** What it is on the host; `undefined`: nothing. */
  get host(): HostToplevel | HostPopup | undefined {
    return this.#presence.host;
  }

  /** The host's toplevel, if it is one. */
  get toplevel(): HostToplevel | undefined {
    return this.#presence.toplevel;
  }

  /** The host's toplevel that waits for its surface. */
  get early(): HostToplevel | undefined {
    return this.#presence.early;
  }

  /** Whether the host has a surface of it, on which popups can hang. */
  get isShown(): boolean {
    return this.#presence.isShown;
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

  /** It is about to be mapped, and its properties are known. */
  announce(): void {
    this.#presence.announce();
  }

  /** It has no surface, and will have none. */
  dropEarly(): void {
    this.#presence.dropEarly();
  }

  /** Shows the window if everything has come together. */
  show(): void {
    this.#presence.show();
  }

  /** The X window is no longer on the screen. */
  hide(): void {
    this.isComing = false;
    this.#presence.end();
    this.forgetSurface();
  }

  /** The surface has gone; a window that is mapped again gets another one. */
  forgetSurface(): void {
    this.resizing.end();
    this.liveness.forget();
    this.#presence.forget();
    this.surface = undefined;
    this.states = undefined;
    this.sizing.forget();
    this.#wishes.clear();
    this.#wantsFullscreen = false;
  }

  /** The X server says where the window is. */
  moved(box: Box, border: number): void {
    this.box = box;
    this.border = border;
    this.#presence.moved(box);
    this.sizing.changed();
  }

  /** Passes on what the properties say, after `name` has changed. */
  propertyChanged(name: string): void {
    if (name === '_NET_WM_SYNC_REQUEST_COUNTER' || name === 'WM_PROTOCOLS') this.followCounter();
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

  /** The user wants it to be gone. */
  close(): void {
    void askToClose(this, this.#owner);
  }

  /** EWMH `_NET_FRAME_EXTENTS`: no part of any frame is X's. */
  announceFrame(): void {
    const { connection } = this.#owner;
    connection.setWords(this.id, connection.atoms._NET_FRAME_EXTENTS, predefined.CARDINAL, [0, 0, 0, 0]);
  }

  /** `undefined`: it is a rectangle that takes the pointer all over, and always was. */
  get shape(): WindowShape | undefined {
    return this.#shape;
  }

  setShape(shape: WindowShape): void {
    if (!shape.bounding && !shape.input && !this.#shape) return;
    this.#shape = shape;
    if (!this.early) this.host?.setShape(shape);
  }

  /** The program wants it so. `place`: the corner of the output that it is to fill. */
  setFullscreen(on: boolean, place?: Place): void {
    this.#wish('fullscreen', () => {
      this.#wantsFullscreen = on;
      this.toplevel?.setFullscreen(on, place);
    });
  }

  /** The program wants it so. */
  setMaximized(on: boolean): void {
    this.#wish('maximized', () => this.toplevel?.setMaximized(on));
  }

  minimize(): void {
    this.toplevel?.minimize();
    this.stateWriter.minimizing(this.states);
  }

  /** Has the program say when it has drawn, if it can. */
  followCounter(): void {
    const { protocols, syncCounter } = this.properties;
    const asks = this.toplevel && protocols.has(this.#owner.connection.atoms._NET_WM_SYNC_REQUEST);
    void this.resizing.setCounter(asks ? syncCounter : 0);
  }

  #configured(size: Size, states: WindowStates): void {
    const before = this.states;
    this.states = states;
    const { _NET_WM_STATE_DEMANDS_ATTENTION: attention } = this.#owner.connection.atoms;
    if (states.activated && this.properties.states.has(attention)) this.setState(attention, false);
    this.stateWriter.follow(states, this.properties.states);
    if (before?.fullscreen && !states.fullscreen) this.#leftFullscreen();
    if (states.activated) this.#fulfil();
    this.sizing.request(size, before);
    if ((before?.activated ?? false) !== states.activated) this.#owner.activated(this, states.activated);
  }

  /** Hosts show a window again that they are asked to make large: one that is minimised has to wait until it is active. */
  #wish(state: 'fullscreen' | 'maximized', grant: () => void): void {
    if (this.stateWriter.isIconic) this.#wishes.set(state, grant);
    else grant();
  }

  #fulfil(): void {
    const wishes = [...this.#wishes.values()];
    this.#wishes.clear();
    for (const grant of wishes) grant();
  }

  /** Only once for each time that the host ends it: one that does not want it any more is left in peace. */
  #leftFullscreen(): void {
    if (this.#wantsFullscreen && this.#owner.policy.onlyProgramsEndFullscreen)
      this.toplevel?.setFullscreen(true);
    else this.#wantsFullscreen = false;
  }
}
