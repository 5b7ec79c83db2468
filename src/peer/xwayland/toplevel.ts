/** A toplevel of the host's that shows a surface of Xwayland's. */
import { xdg_surface, xdg_toplevel } from '../../protocol/generated/xdg-shell.js';
import { applicationIdFor } from '../identity.js';
import type { HostId } from '../ids.js';
import { activate, askForToken } from './activation.js';
import { askForDecoration, type Decoration } from './decoration.js';
import type { FrameActions } from './frame.js';
import type { Presses } from './presses.js';
import { ToplevelExtras } from './toplevel-extras.js';
import type { WindowFrame } from './window-frame.js';
import { XdgWindow, type XdgWindowParts } from './xdg-window.js';
import type { HostToplevel, Icon, Place, Size, WindowStates, X11IdKind } from './windows.js';

const noStates: WindowStates = {
  maximized: false,
  fullscreen: false,
  activated: false,
  resizing: false,
  tiled: false,
  suspended: false,
};

export class Toplevel extends XdgWindow implements HostToplevel {
  readonly kind = 'toplevel';
  readonly #toplevel: HostId;
  readonly #presses: Presses;
  readonly #decoration: Decoration | undefined;
  readonly #frame: WindowFrame;
  readonly #extras: ToplevelExtras;
  #parent: Toplevel | undefined;
  #limits = { least: { width: 0, height: 0 }, most: { width: 0, height: 0 } };
  #size: Size = { width: 0, height: 0 };
  #states = noStates;
  #token: string | undefined;

  constructor(parts: XdgWindowParts, presses: Presses, makeFrame: (actions: FrameActions) => WindowFrame) {
    super(parts);
    this.#presses = presses;
    const { peer, shell, surface } = parts;
    this.#toplevel = peer.addProxy(xdg_toplevel, shell.wmBase!.version, {
      configure: (_target, { width, height, states }) => {
        this.#size = { width: Math.max(width, 0), height: Math.max(height, 0) };
        this.#states = statesIn(states);
      },
      close: () => {
        if (!this.closed) parts.listener.closeAsked();
      },
    });
    peer.sendRequest(xdg_surface, 'get_toplevel', this.xdgSurface, { id: this.#toplevel });
    this.#extras = new ToplevelExtras(peer, shell, this.#toplevel);
    const ids = { toplevel: this.#toplevel, surface: surface.hostId };
    this.#frame = makeFrame(this.#frameActions());
    this.#decoration = askForDecoration(peer, shell, ids, (byHost) => {
      this.#frame.byHost = byHost;
      this.#frameChanged();
    });
    this.#frame.byHost = this.#decoration !== undefined;
    this.#decoration?.ask(true);
  }

  override get origin(): Place {
    const { left: x, top: y } = this.#frame.insets(this.#states);
    return { x, y };
  }

  get canHoldGrabs(): boolean {
    return true;
  }

  get strict(): boolean {
    return this.#states.maximized || this.#states.fullscreen;
  }

  open(): void {
    this.do(() => this.commitFirst());
  }

  setTitle(title: string): void {
    this.#request('set_title', { title });
    this.do(() => this.#frame.setTitle(title));
  }

  setAppId(appId: string, kind: X11IdKind = 'wmclass'): void {
    const id = applicationIdFor(this.parts.identity, appId, kind);
    this.#request('set_app_id', { app_id: id });
  }

  setParent(parent: HostToplevel | undefined): void {
    if (!(parent instanceof Toplevel) || parent.closed) this.#setParent(undefined);
    else if (!parent.#descendsFrom(this)) this.#setParent(parent);
  }

  setSizeLimits(least: Size, most: Size): void {
    this.#limits = { least: atLeastNothing(least), most: atLeastNothing(most) };
    this.do(() => this.#passSizeLimits());
  }

  setDecorated(on: boolean): void {
    this.do(() => {
      this.#decoration?.ask(on);
      this.#frame.wanted = on;
      this.#frameChanged();
    });
  }

  setDark(on: boolean): void {
    this.do(() => {
      this.#frame.dark = on;
      this.#frameChanged();
    });
  }

  setIcons(icons: readonly Icon[]): void {
    this.do(() => {
      if (this.#extras.setIcons(icons)) this.parts.surface.commitState();
    });
  }

  setModal(on: boolean): void {
    this.do(() => this.#extras.setModal(on));
  }

  setMaximized(on: boolean): void {
    this.#request(on ? 'set_maximized' : 'unset_maximized', {});
  }

  setFullscreen(on: boolean, place?: Place): void {
    const output = place ? this.parts.outputAt(place) : 0;
    if (on) this.#request('set_fullscreen', { output });
    else this.#request('unset_fullscreen', {});
  }

  minimize(): void {
    this.#request('set_minimized', {});
  }

  activate(byUser: boolean): void {
    this.do(() => {
      const input = byUser ? this.#presses.input : undefined;
      askForToken(this.parts.peer, this.parts.shell, input, (token) => this.activateWith(token));
    });
  }

  activateWith(token: string): void {
    const { peer, shell, surface } = this.parts;
    this.do(() => {
      if (surface.isShown) {
        activate(peer, shell, surface.hostId, token);
        this.parts.focusMoves.moves();
      } else this.#token = token;
    });
  }

  /** Hosts do not activate what they do not show. */
  override shown(): void {
    this.parts.focusMoves.moves();
    const token = this.#token;
    this.#token = undefined;
    if (token !== undefined) this.activateWith(token);
  }

  startMove(): void {
    const press = this.#presses.last;
    if (press) this.#request('move', { seat: press.seat, serial: press.serial });
  }

  startResize(edge: number): void {
    const press = this.#presses.last;
    if (press) this.#request('resize', { seat: press.seat, serial: press.serial, edges: edge });
  }

  /** The contents that are committed next fit the last configure, and so must the frame. */
  override acknowledge(): void {
    const { awaited } = this;
    const geometry = awaited && this.#frame.fit(awaited, this.#states);
    if (geometry) this.parts.peer.sendRequest(xdg_surface, 'set_window_geometry', this.xdgSurface, geometry);
    super.acknowledge();
  }

  protected configured(): void {
    this.parts.listener.configured(this.#frame.inside(this.#size, this.#states), this.#states);
  }

  protected destroyRole(): void {
    const { peer, focusMoves } = this.parts;
    focusMoves.moves();
    this.#frame.end();
    this.#decoration?.destroy();
    this.#extras.destroy();
    peer.sendRequest(xdg_toplevel, 'destroy', this.#toplevel, {});
  }

  /** Outputs have other densities: a frame is drawn anew where it would not be sharp. */
  outputsChanged(): void {
    this.do(() => {
      if (this.ready && this.#frame.isBlurred) this.#frameChanged();
    });
  }

  /** There is a frame now, or none, or another. */
  #frameChanged(): void {
    this.#passSizeLimits();
    if (!this.ready) return;
    // Where the host insists on a size, frame and contents have to share it anew.
    if (this.strict) this.configured();
    else this.parts.surface.show();
  }

  #passSizeLimits(): void {
    const { least, most } = this.#limits;
    const floor = this.#frame.around(least);
    const ceiling = this.#frame.around(most);
    this.#frame.fixed = least.width > 0 && least.width === most.width && least.height === most.height;
    this.#request('set_min_size', floor);
    // A limit below the other one is an error to the host (`xdg_toplevel.set_max_size`).
    this.#request('set_max_size', {
      width: ceiling.width === 0 ? 0 : Math.max(ceiling.width, floor.width),
      height: ceiling.height === 0 ? 0 : Math.max(ceiling.height, floor.height),
    });
  }

  #frameActions(): FrameActions {
    return {
      close: () => this.parts.listener.closeAsked(),
      toggleMaximized: () => {
        if (!this.#frame.fixed) this.setMaximized(!this.#states.maximized);
      },
      minimize: () => this.minimize(),
      startMove: (press) => this.#request('move', press),
      startResize: (edges, press) => this.#request('resize', { ...press, edges }),
      showMenu: ({ x, y }, press) => this.#request('show_window_menu', { ...press, x, y }),
    };
  }

  #setParent(parent: Toplevel | undefined): void {
    if (this.#parent === parent) return;
    this.#parent = parent;
    this.#request('set_parent', { parent: parent ? parent.#toplevel : 0 });
  }

  #descendsFrom(other: Toplevel): boolean {
    if (this === other) return true;
    for (let each = this.#parent; each; each = each.#parent) if (each === other) return true;
    return false;
  }

  #request<N extends (typeof xdg_toplevel.requests)[number]['name']>(
    name: N,
    args: Parameters<typeof this.parts.peer.sendRequest<typeof xdg_toplevel, N>>[3],
  ): void {
    this.do(() => this.parts.peer.sendRequest(xdg_toplevel, name, this.#toplevel, args));
  }
}

function atLeastNothing({ width, height }: Size): Size {
  return { width: Math.max(width, 0), height: Math.max(height, 0) };
}

function statesIn(bytes: Uint8Array): WindowStates {
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
