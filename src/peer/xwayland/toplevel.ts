/**
 * A toplevel of the host's that shows a surface of Xwayland's: what its program wants of the host, and when it is shown. Its sizes and
 * its frame are `ToplevelGeometry`'s.
 */
import { xdg_surface, xdg_toplevel } from '../../protocol/generated/xdg-shell.js';
import { applicationIdFor } from '../identity.js';
import type { HostId } from '../ids.js';
import type { FrameActions } from './frame.js';
import { Pace } from './pace.js';
import type { Press, Presses } from './presses.js';
import { ToplevelActivation } from './toplevel-activation.js';
import { ToplevelExtras } from './toplevel-extras.js';
import { ToplevelGeometry } from './toplevel-geometry.js';
import type { WindowFrame } from './window-frame.js';
import { XdgWindow, type XdgWindowParts } from './xdg-window.js';
import type { FilledBy, HostToplevel, Icon, Place, Size, X11IdKind } from './windows.js';

export class Toplevel extends XdgWindow implements HostToplevel {
  readonly kind = 'toplevel';
  readonly depth = 0;
  readonly canHoldGrabs = true;
  readonly #toplevel: HostId;
  readonly #presses: Presses;
  readonly #geometry: ToplevelGeometry;
  readonly #extras: ToplevelExtras;
  readonly #activation: ToplevelActivation;
  #parent: Toplevel | undefined;
  readonly #pace: Pace;

  constructor(parts: XdgWindowParts, presses: Presses, makeFrame: (actions: FrameActions) => WindowFrame) {
    super(parts);
    this.#presses = presses;
    this.#pace = new Pace(parts.peer);
    this.#activation = new ToplevelActivation(parts, presses);
    const { peer, shell } = parts;
    this.#toplevel = peer.addProxy(xdg_toplevel, shell.wmBase!.version, {
      configure: (_target, { width, height, states }) => this.#geometry.configure(width, height, states),
      close: () => {
        if (!this.closed) parts.listener.closeAsked();
      },
    });
    peer.sendRequest(xdg_surface, 'get_toplevel', this.xdgSurface, { id: this.#toplevel });
    this.#extras = new ToplevelExtras(peer, shell, this.#toplevel);
    const frame = makeFrame(this.#frameActions());
    const changed = (): void => this.do(() => this.#frameChanged());
    this.#geometry = new ToplevelGeometry(parts, this.#toplevel, frame, changed);
  }

  override get origin(): Place {
    return this.#geometry.origin;
  }

  get strict(): boolean {
    return this.#geometry.strict;
  }

  forbids(size: Size): boolean {
    return this.#geometry.forbids(size);
  }

  open(): void {
    this.do(() => this.commitFirst());
  }

  setTitle(title: string): void {
    this.update('title', () => {
      this.#request('set_title', { title });
      this.#geometry.frame.setTitle(title);
    });
  }

  setAppId(appId: string, kind: X11IdKind = 'wmclass'): void {
    const id = applicationIdFor(this.parts.identity, appId, kind);
    this.update('app id', () => this.#request('set_app_id', { app_id: id }));
  }

  setParent(parent: HostToplevel | undefined): void {
    this.update('parent', () => {
      if (!(parent instanceof Toplevel) || parent.closed) this.#setParent(undefined);
      else if (!parent.#descendsFrom(this)) this.#setParent(parent);
    });
  }

  setScale(times: number): void {
    this.update('scale', () => {
      if (!this.#geometry.wantScale(times)) return;
      // What is shown stays as it is until the program has drawn what goes with the new units.
      if (!this.isConfigured) this.#rescale();
      else {
        this.#geometry.askedAnew();
        this.askOwner();
      }
    });
  }

  override settle(size: Size, filledBy?: FilledBy): void {
    this.do(() => this.#geometry.settle(size, filledBy));
    super.settle(size);
  }

  canFill(size: Size): boolean {
    return this.#geometry.canFill(size);
  }

  setSizeLimits(least: Size, most: Size): void {
    this.update('limits', () => this.#geometry.limit(least, most));
  }

  setDecorated(on: boolean): void {
    this.update('decorated', () => {
      this.#geometry.decorate(on);
      this.#frameChanged();
    });
  }

  setDark(on: boolean): void {
    this.update('dark', () => {
      this.#geometry.frame.dark = on;
      this.#frameChanged();
    });
  }

  setIcons(icons: readonly Icon[]): void {
    this.update('icons', () => {
      if (this.#extras.setIcons(icons)) this.parts.surface.commitState();
    });
  }

  setModal(on: boolean): void {
    this.update('modal', () => this.#extras.setModal(on));
  }

  setMaximized(on: boolean): void {
    this.#update('maximized', () => this.#request(on ? 'set_maximized' : 'unset_maximized', {}));
  }

  setFullscreen(on: boolean, place?: Place): void {
    this.#update('fullscreen', () => {
      const output = place ? this.parts.outputAt(place) : 0;
      if (on) this.#request('set_fullscreen', { output });
      else this.#request('unset_fullscreen', {});
    });
  }

  minimize(): void {
    this.#update('minimized', () => this.#request('set_minimized', {}));
  }

  activate(byUser: boolean): void {
    this.update('active', () => this.#activation.ask(byUser, (token) => this.activateWith(token)));
  }

  activateWith(token: string): void {
    this.update('token', () => this.#activation.use(token));
  }

  override shown(): void {
    this.parts.focusMoves.moves();
    this.#activation.shown();
  }

  startMove(): void {
    this.#grip((press) => this.#request('move', press));
  }

  startResize(edge: number): void {
    this.#grip((press) => this.#request('resize', { ...press, edges: edge }));
  }

  /** The contents that are committed next fit the last configure, and so must the frame. */
  override acknowledge(): void {
    this.#rescale();
    this.#geometry.fit(this.awaited, this.xdgSurface);
    super.acknowledge();
  }

  protected configured(): void {
    this.parts.listener.configured(this.#geometry.room, this.#geometry.states);
  }

  protected destroyRole(): void {
    const { peer, focusMoves } = this.parts;
    focusMoves.moves();
    this.#geometry.end();
    this.#extras.destroy();
    peer.sendRequest(xdg_toplevel, 'destroy', this.#toplevel, {});
  }

  /** Outputs have other densities: a frame is drawn anew where it would not be sharp. */
  outputsChanged(): void {
    this.do(() => {
      if (this.ready && this.#geometry.frame.isBlurred) this.#frameChanged();
    });
  }

  /** There is a frame now, or none, or another. */
  #frameChanged(): void {
    this.#geometry.passLimits();
    // Where the host insists on a size, frame and contents have to share it anew.
    if (this.strict && this.isConfigured) this.askOwner();
    else this.parts.surface.show();
  }

  /** The contents that are committed next are in the units that are wanted. */
  #rescale(): void {
    if (this.#geometry.rescale()) this.rescaled();
  }

  #frameActions(): FrameActions {
    return {
      close: () => this.parts.listener.closeAsked(),
      toggleMaximized: () => {
        const { frame, states } = this.#geometry;
        if (!frame.fixed) this.setMaximized(!states.maximized);
      },
      minimize: () => this.minimize(),
      startMove: (press) => this.#request('move', press),
      startResize: (edges, press) => this.#request('resize', { ...press, edges }),
      showMenu: ({ x, y }, press) => this.#request('show_window_menu', { ...press, x, y }),
    };
  }

  #grip(start: (press: Press) => void): void {
    this.update('grip', () => {
      const press = this.#presses.last;
      if (press) start(press);
    });
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

  /** What the host answers with a configure. */
  #update(name: string, work: () => void): void {
    this.update(name, () => this.#pace.request(name, () => this.do(work)));
  }

  #request<N extends (typeof xdg_toplevel.requests)[number]['name']>(
    name: N,
    args: Parameters<typeof this.parts.peer.sendRequest<typeof xdg_toplevel, N>>[3],
  ): void {
    this.do(() => this.parts.peer.sendRequest(xdg_toplevel, name, this.#toplevel, args));
  }
}
