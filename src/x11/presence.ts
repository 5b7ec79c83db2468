/**
 * What one X window is on the host. It is shown when three things have come together, in any order: it is mapped, its
 * properties are known, and Xwayland has made the surface that it named for it. A window that is about to be mapped and will
 * be a toplevel is announced to the host, so that the host's answer need not be waited for when the surface is there.
 */
import type { Box, HostPopup, HostToplevel, WindowListener } from '../peer/xwayland/windows.js';
import { classify, isMenu, type WindowFacts, type WindowKind } from './classify.js';
import { tellAll } from './toplevel-hints.js';
import { factsOf } from './window-facts.js';
import type { WindowOwner } from './window-owner.js';
import type { XWindow } from './window.js';

/** How long a window waits for its parent that is about to be mapped, which may never be shown. */
const patienceMs = 200;

export class Presence {
  /** `undefined`: nothing. */
  host: HostToplevel | HostPopup | undefined;
  readonly #owner: WindowOwner;
  readonly #window: XWindow;
  readonly #listener: WindowListener;
  /** What its surface has been, which it must stay. */
  #kind: WindowKind | undefined;
  /** Its surface has been a popup already, which is all it can ever be (xdg-shell: a role is for life). */
  #isOrphan = false;
  /** The host's toplevel was made before the surface. */
  #isEarly = false;
  /** What a popup hangs on. */
  #parent: XWindow | undefined;
  /** Its parent is about to be mapped. */
  #waiting: NodeJS.Timeout | undefined;
  #hasWaited = false;

  /** `listener` is told what the host says; `orphaned` of it is not called. */
  constructor(owner: WindowOwner, window: XWindow, listener: Omit<WindowListener, 'orphaned'>) {
    this.#owner = owner;
    this.#window = window;
    this.#listener = {
      ...listener,
      orphaned: () => {
        this.host = undefined;
        this.#isOrphan = true;
        this.show();
      },
    };
  }

  /** The host's toplevel, if it is one. */
  get toplevel(): HostToplevel | undefined {
    return this.host?.kind === 'toplevel' ? this.host : undefined;
  }

  /** The toplevel that waits for its surface. */
  get early(): HostToplevel | undefined {
    return this.#isEarly ? this.toplevel : undefined;
  }

  /** Whether the host has a surface of it, on which popups can hang. */
  get isShown(): boolean {
    return !this.#isEarly && this.host?.closed === false;
  }

  /** The window is about to be mapped, and its properties are known. */
  announce(): void {
    const { isComing, surface, border, sizing } = this.#window;
    if (this.host || !isComing || surface !== undefined) return;
    // What it is may depend on its size, and X has not told the new one yet.
    if (border > 0 || sizing.isUnderWay) return;
    if (this.#classify() !== 'toplevel') return;
    const host = this.#owner.openEarly(this.#window, this.#listener);
    if (!host) return;
    this.#isEarly = true;
    this.#open(host);
    this.#owner.announced(this.#window);
  }

  /** The toplevel that waits for its surface is not wanted. */
  dropEarly(): void {
    if (!this.#isEarly) return;
    this.host?.close();
    this.host = undefined;
    this.#kind = undefined;
    this.#isEarly = false;
  }

  /** Shows the window if everything has come together. */
  show(): void {
    const window = this.#window;
    if (!window.mapped || window.surface === undefined || !window.isKnown) return;
    if (this.#isEarly) this.#takeEarly();
    else if (this.host) return;
    if (!this.host) this.#make();
    if (!this.host) return;
    if (window.shape) this.host.setShape(window.shape);
    this.#owner.shown(window);
  }

  /** The host shows it no longer. */
  end(): void {
    this.host?.close();
    this.forget();
  }

  /** The surface has gone, and what the host had with it. */
  forget(): void {
    this.dropEarly();
    this.host = undefined;
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    this.#hasWaited = false;
    this.#kind = undefined;
    this.#isOrphan = false;
  }

  /** The X window is elsewhere, or has another size: one that was too small to be seen may be shown now. */
  moved(box: Box): void {
    if (!this.host) this.show();
    else if (this.host.kind === 'popup' && this.#parent) this.host.move(relativeTo(box, this.#parent.box));
  }

  /** Xwayland may have made the surface before it was known which window it is for. */
  #takeEarly(): void {
    if (this.early?.awaitsSurface === false) this.#isEarly = false;
    else this.dropEarly();
  }

  #make(): void {
    const kind = this.#kind ?? this.#classify();
    if (kind === 'hidden') return;
    this.#kind = kind;
    if (this.#waitsForParent()) return;
    const parent = this.#kind === 'popup' ? this.#popupParent() : undefined;
    if (parent) {
      this.host = this.#owner.openPopup(this.#window, parent, isMenu(this.#facts), this.#listener);
    } else if (this.#kind === 'toplevel' || !this.#isOrphan) {
      const host = this.#owner.openToplevel(this.#window, this.#listener);
      if (host) this.#open(host);
    }
  }

  #open(host: HostToplevel): void {
    const window = this.#window;
    const { atoms } = this.#owner.connection;
    const { states, quirk, wmHints } = window.properties;
    this.#kind = 'toplevel';
    this.host = host;
    tellAll(host, window, atoms._NET_WM_STATE_MODAL);
    window.followCounter();
    const filled = this.#filledOutput();
    const asked = states.has(atoms._NET_WM_STATE_FULLSCREEN) || quirk.fullscreen === 'always';
    if ((asked || filled) && quirk.fullscreen !== 'never') window.setFullscreen(true, filled);
    if (states.has(atoms._NET_WM_STATE_MAXIMIZED_VERT) && states.has(atoms._NET_WM_STATE_MAXIMIZED_HORZ))
      host.setMaximized(true);
    if (wmHints.iconic) window.minimize();
    host.open();
  }

  /** One that comes together with the window that it is for is not shown before that; hosts look at parents only then. */
  #waitsForParent(): boolean {
    const named = this.#owner.find(this.#window.properties.transientFor);
    if (!named?.isComing || named === this.#window || this.#hasWaited) return false;
    if (this.#kind === 'popup' ? named.isShown : named.host) return false;
    this.#waiting ??= setTimeout(() => {
      this.#hasWaited = true;
      this.show();
    }, patienceMs);
    return true;
  }

  #popupParent(): XWindow | undefined {
    const named = this.#owner.find(this.#window.properties.transientFor);
    this.#parent = named !== this.#window && named?.isShown ? named : this.#owner.popupParent(this.#window);
    return this.#parent;
  }

  /** The output that the window is as large as, if that is to mean anything. */
  #filledOutput(): Box | undefined {
    const { fullscreen } = this.#window.properties.quirk;
    const means = fullscreen !== 'never' && fullscreen !== 'not-by-size';
    return means ? this.#owner.filledOutput(this.#window.box) : undefined;
  }

  #classify(): WindowKind {
    return this.#window.properties.quirk.window ?? classify(this.#facts);
  }

  get #facts(): WindowFacts {
    return factsOf(this.#window, this.#owner.connection.atoms, this.#filledOutput() !== undefined);
  }
}

export function relativeTo(box: Box, origin: Box): Box {
  return { ...box, x: box.x - origin.x, y: box.y - origin.y };
}
