/** A toplevel of the host's that shows a surface of Xwayland's. */
import { xdg_surface, xdg_toplevel } from '../../protocol/generated/xdg-shell.js';
import { applicationIdFor } from '../identity.js';
import type { HostId } from '../ids.js';
import { askForDecoration, type Decoration } from './decoration.js';
import type { FrameActions } from './frame.js';
import { Pace } from './pace.js';
import type { Press, Presses } from './presses.js';
import { ToplevelActivation } from './toplevel-activation.js';
import { ToplevelExtras } from './toplevel-extras.js';
import { noStates, statesIn } from './toplevel-states.js';
import type { WindowFrame } from './window-frame.js';
import { fillsExactly, WindowScale } from './window-scale.js';
import { XdgWindow, type XdgWindowParts } from './xdg-window.js';
import type { FilledBy, HostToplevel, Icon, Place, Size, X11IdKind } from './windows.js';

export class Toplevel extends XdgWindow implements HostToplevel {
  readonly kind = 'toplevel';
  readonly depth = 0;
  readonly canHoldGrabs = true;
  readonly #toplevel: HostId;
  readonly #presses: Presses;
  readonly #decoration: Decoration | undefined;
  readonly #frame: WindowFrame;
  readonly #extras: ToplevelExtras;
  readonly #activation: ToplevelActivation;
  #parent: Toplevel | undefined;
  #limits = { least: { width: 0, height: 0 }, most: { width: 0, height: 0 } };
  /** What the host asked for last; 0: nothing. */
  #size: Size = { width: 0, height: 0 };
  #filledBy: FilledBy | undefined;
  readonly #scale: WindowScale;
  #states = noStates;
  readonly #pace: Pace;

  constructor(parts: XdgWindowParts, presses: Presses, makeFrame: (actions: FrameActions) => WindowFrame) {
    super(parts);
    this.#presses = presses;
    this.#pace = new Pace(parts.peer);
    this.#activation = new ToplevelActivation(parts, presses);
    const { peer, shell, surface } = parts;
    this.#scale = new WindowScale(peer, surface.id);
    this.#toplevel = peer.addProxy(xdg_toplevel, shell.wmBase!.version, {
      configure: (_target, { width, height, states }) => {
        this.#size = this.#scale.asked({ width: Math.max(width, 0), height: Math.max(height, 0) });
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
      // It may have been under way when the window was closed.
      this.do(() => {
        this.#frame.byHost = byHost;
        this.#frameChanged();
      });
    });
    this.#frame.byHost = this.#decoration !== undefined;
    this.#decoration?.ask(true);
  }

  override get origin(): Place {
    const { left: x, top: y } = this.#frame.insets(this.#states);
    return { x, y };
  }

  get strict(): boolean {
    return this.#states.maximized || this.#states.fullscreen;
  }

  open(): void {
    this.do(() => this.commitFirst());
  }

  setTitle(title: string): void {
    this.update('title', () => {
      this.#request('set_title', { title });
      this.#frame.setTitle(title);
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
      if (!this.#scale.want(times)) return;
      // What is shown stays as it is until the program has drawn what goes with the new units.
      if (!this.isConfigured) this.#applyScale();
      else {
        this.#size = this.#scale.last ?? this.#size;
        this.configured();
      }
    });
  }

  override settle(size: Size, filledBy?: FilledBy): void {
    this.do(() => {
      this.#filledBy = filledBy;
      const whole = filledBy === 'peer' ? this.#frame.around(size, this.#states) : undefined;
      this.#scale.fill(whole, this.#size);
    });
    super.settle(size);
  }

  canFill(size: Size): boolean {
    if (!this.#scale.works) return false;
    // The host has an error for maximised windows that leave something free, and none for fullscreen ones.
    return !this.#states.maximized || fillsExactly(this.#frame.around(size, this.#states), this.#size);
  }

  setSizeLimits(least: Size, most: Size): void {
    this.update('limits', () => {
      this.#limits = { least, most };
      this.#passSizeLimits();
    });
  }

  setDecorated(on: boolean): void {
    this.update('decorated', () => {
      this.#decoration?.ask(on);
      this.#frame.wanted = on;
      this.#frameChanged();
    });
  }

  setDark(on: boolean): void {
    this.update('dark', () => {
      this.#frame.dark = on;
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
    this.#applyScale();
    const awaited =
      this.#filledBy === 'Xwayland' ? this.#frame.inside(this.#size, this.#states) : this.awaited;
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
    const { floor, ceiling } = this.#frame.limits(this.#limits);
    this.#request('set_min_size', this.#scale.inUnits(floor));
    this.#request('set_max_size', this.#scale.inUnits(ceiling));
  }

  /** The contents that are committed next are in the units that are wanted, and so is all that was said before. */
  #applyScale(): void {
    if (!this.#scale.apply(this.#size)) return;
    this.#frame.rescaled(this.#scale.applied);
    this.rescaled();
    // They are the program's, however its contents are scaled to fill something.
    if (!this.#scale.isFilling) this.#passSizeLimits();
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
