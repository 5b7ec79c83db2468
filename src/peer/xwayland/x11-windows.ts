/**
 * The peer's side of the meeting point with the window manager: a part of the peer that serves Xwayland. Owns the list of
 * Xwayland's surfaces; the handlers beside it feed it.
 */
import type { IdentityConfig } from '../../config/config.js';
import type { PeerContext } from '../handler.js';
import type { ClientId, HostId } from '../ids.js';
import { askForToken } from './activation.js';
import { BufferSizes } from './buffer-sizes.js';
import { EarlySurfaces } from './early-surfaces.js';
import { FocusMoves } from './focus-moves.js';
import { FrameInput } from './frame-input.js';
import type { FrameColors } from './frame-paint.js';
import { HeldInput } from './held-input.js';
import { Popup } from './popup.js';
import { PopupGrabs } from './popup-grabs.js';
import { Presses } from './presses.js';
import { Shell } from './shell.js';
import type { Surface } from './surface.js';
import { SurfaceOutputs } from './surface-outputs.js';
import { Toplevel } from './toplevel.js';
import { WindowFrame } from './window-frame.js';
import { XdgWindow, type XdgWindowParts } from './xdg-window.js';
import type {
  Box,
  Density,
  HostPopup,
  HostToplevel,
  HostWindow,
  HostWindows,
  Place,
  SurfaceListener,
  WindowListener,
} from './windows.js';

/** Tokens that the host has yet to give; programs that start more at once get none. */
const maxTokensAsked = 16;

const nobody: SurfaceListener = {
  awaitedBy: (_surface, answer) => answer(undefined),
  surfaceMade: () => undefined,
  surfaceNamed: () => undefined,
  surfaceGone: () => undefined,
  pointerEnters: (_surface, proceed) => proceed(),
  touched: (_surface, proceed) => proceed(),
  keyboardEnters: (_surface, proceed) => proceed(),
  outputsChanged: () => undefined,
};

export class X11Windows implements HostWindows {
  readonly sizes: BufferSizes;
  readonly presses = new Presses();
  readonly input: HeldInput;
  readonly frames: FrameInput;
  readonly surfaceOutputs: SurfaceOutputs;
  readonly early: EarlySurfaces;
  /** Of frames that the host does not draw. */
  frameColors: FrameColors = { light: '#f2f2f2', dark: '#323639' };
  /** What windows are called. */
  identity: IdentityConfig = { tag: '', applicationId: undefined, vmIdentifier: undefined };
  /** Who is told of surfaces. */
  listener = nobody;
  readonly #peer: PeerContext;
  readonly #shell: Shell;
  readonly #focusMoves: FocusMoves;
  readonly #grabs = new PopupGrabs();
  #tokensAsked = 0;
  readonly #surfaces = new Map<number, Surface>();
  /** Serials of surfaces that take effect with the next commit. */
  readonly #serials = new Map<number, number>();

  constructor(peer: PeerContext) {
    this.#peer = peer;
    this.sizes = new BufferSizes(peer);
    this.early = new EarlySurfaces(peer, this.sizes);
    this.input = new HeldInput(peer, () => this.listener);
    this.#shell = new Shell(peer);
    this.#focusMoves = new FocusMoves(peer);
    this.surfaceOutputs = new SurfaceOutputs(peer, () => this.#outputsChanged());
    this.frames = new FrameInput(peer, this.#shell, () => this.surfaceOutputs.sharpScale());
  }

  get takesIcons(): boolean {
    return this.#shell.takesIcons;
  }

  get activates(): boolean {
    return this.#shell.canActivate;
  }

  askForToken(): Promise<string | undefined> {
    if (this.#tokensAsked >= maxTokensAsked) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#peer.act(() => {
        const answered = (token: string): void => {
          this.#tokensAsked--;
          resolve(token);
        };
        if (askForToken(this.#peer, this.#shell, this.presses.input, answered)) this.#tokensAsked++;
        else resolve(undefined);
      });
    });
  }

  together(work: () => void): void {
    this.#peer.act(work);
  }

  hasSurface(surface: number): boolean {
    return this.#surfaces.has(surface);
  }

  outputs(): readonly Box[] {
    return this.surfaceOutputs.all();
  }

  density(): Density {
    return this.surfaceOutputs.density();
  }

  outputOf(surface: number): Box | undefined {
    return this.surfaceOutputs.of(surface);
  }

  openToplevel(surface: number, listener: WindowListener): HostToplevel | undefined {
    return this.#open(surface, (found) => this.#makeToplevel(this.#parts(found, listener)));
  }

  openEarly(listener: WindowListener): HostToplevel | undefined {
    if (!this.early.possible || !this.#shell.wmBase) return undefined;
    let window: HostToplevel | undefined;
    this.#peer.act(() => {
      window = this.#makeToplevel(this.#parts(this.early.make(), listener));
    });
    return window;
  }

  openPopup(
    surface: number,
    parent: HostWindow,
    box: Box,
    menu: boolean,
    listener: WindowListener,
  ): HostPopup | undefined {
    if (!(parent instanceof XdgWindow) || parent.closed) return undefined;
    const grab = menu ? this.#grabs.grabFor(parent, this.presses.menuInput) : undefined;
    return this.#open(surface, (found) => new Popup(this.#parts(found, listener), parent, box, grab));
  }

  /** The surface that the client calls `id`, for handlers. */
  surface(id: number): Surface | undefined {
    return this.#surfaces.get(id);
  }

  /** Xwayland makes a surface with its compositor, which the host knows as `hostId`. */
  makeSurface(id: ClientId, compositor: { readonly hostId: HostId; readonly version: number }): void {
    let goOn: (() => void) | undefined;
    let isMade = false;
    this.listener.awaitedBy(id, (window) => {
      this.#peer.act(() => {
        isMade = true;
        const takes = window instanceof Toplevel && window.awaitsSurface && !window.closed;
        this.#surfaces.set(id, takes ? window.takeSurface(id) : this.early.makeNamed(id, compositor));
        this.listener.surfaceMade(id);
        goOn?.();
      });
    });
    if (!isMade) goOn = this.#peer.holdRequests();
  }

  /** Xwayland gives the surface a serial, with its next commit. */
  surfaceNamed(id: number, serial: number): void {
    this.#serials.set(id, serial);
  }

  /** Xwayland commits the surface. Whether the request passes. */
  commit(id: number): boolean | undefined {
    const serial = this.#serials.size > 0 ? this.#serials.get(id) : undefined;
    if (serial !== undefined) {
      this.#serials.delete(id);
      this.listener.surfaceNamed(id, serial);
    }
    return this.#surfaces.get(id)?.commit();
  }

  surfaceGone(id: number): void {
    const surface = this.#surfaces.get(id);
    if (!surface) return;
    this.#serials.delete(id);
    this.#surfaces.delete(id);
    surface.destroy();
    this.surfaceOutputs.surfaceGone(id);
    this.presses.surfaceGone(id);
    this.input.surfaceGone(id);
    this.listener.surfaceGone(id);
  }

  bufferGone(id: number): void {
    this.sizes.gone(id);
    for (const surface of this.#surfaces.values()) surface.bufferGone(id);
  }

  pointerGone(pointer: number): void {
    this.presses.deviceGone(pointer);
    this.input.pointer.forget(pointer);
  }

  #open<W>(id: number, make: (surface: Surface) => W): W | undefined {
    const surface = this.#surfaces.get(id);
    if (!surface?.undecided) return undefined;
    if (!this.#shell.wmBase) {
      this.#peer.log.warn('an X11 window cannot be shown: the host offers no xdg_wm_base');
      return undefined;
    }
    let window: W | undefined;
    this.#peer.act(() => {
      window = make(surface);
    });
    return window;
  }

  #outputsChanged(): void {
    for (const { role } of this.#surfaces.values()) if (role instanceof Toplevel) role.outputsChanged();
    this.listener.outputsChanged();
  }

  #makeToplevel(parts: XdgWindowParts): Toplevel {
    const scale = (times: number): number => this.surfaceOutputs.sharpScale(times);
    return new Toplevel(
      parts,
      this.presses,
      (actions) =>
        new WindowFrame({ ...parts, actions, input: this.frames, colors: this.frameColors, scale }),
    );
  }

  #parts(surface: Surface, listener: WindowListener) {
    const outputAt = (place: Place): HostId | 0 => this.surfaceOutputs.hostIdAt(place);
    const { identity } = this;
    const shared = { peer: this.#peer, shell: this.#shell, focusMoves: this.#focusMoves };
    return { ...shared, surface, listener, outputAt, identity };
  }
}

/** For `peer.part`. */
export const x11Windows = (peer: PeerContext): X11Windows => new X11Windows(peer.asClient);
