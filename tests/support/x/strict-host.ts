/**
 * A host double that takes only what the peer takes, and writes down what would be a protocol error at a real host: windows end
 * with their surfaces, a surface has one window at a time and is of one kind for life (xdg-shell).
 */
import type {
  Box,
  HostPopup,
  HostWindow,
  Size,
  WindowListener,
  WindowStates,
} from '../../../src/peer/xwayland/windows.js';
import { HostDouble, PopupDouble, ToplevelDouble } from './host-double.js';

export class StrictHost extends HostDouble {
  /** What a real host would have ended the connection for. */
  readonly faults: string[] = [];
  /** Whether contents can be scaled to what it wants. */
  fillable = true;
  /** How much each window had been told when the host configured it last. */
  readonly configured = new Map<ToplevelDouble, number>();
  /** What each surface has been. */
  readonly #kinds = new Map<number, HostWindow>();

  /** Those that are on the host, or wait for their surface. */
  get open(): (ToplevelDouble | PopupDouble)[] {
    return this.windows.filter(({ closed }) => !closed);
  }

  windowOf(surface: number): ToplevelDouble | PopupDouble | undefined {
    return this.open.find((each) => each.surface === surface);
  }

  /** Xwayland makes a surface; `early`: the toplevel that was made for it, if any was. */
  surfaceMade(surface: number, early: unknown): void {
    if (this.surfaces.has(surface)) this.faults.push(`surface ${surface} was made twice`);
    this.surfaces.add(surface);
    if (!(early instanceof ToplevelDouble) || early.closed || !early.awaitsSurface) return;
    early.surface = surface;
    this.#kinds.set(surface, early);
  }

  surfaceGone(surface: number): void {
    this.surfaces.delete(surface);
    this.#kinds.delete(surface);
    this.windowOf(surface)?.end();
  }

  /** Wants a size of the window, and says its states. */
  configure(window: ToplevelDouble, size: Size, states: WindowStates): void {
    this.configured.set(window, window.told.length);
    window.listener.configured(size, states);
  }

  /** Whether what the host wanted last has been answered. */
  isAnswered(window: ToplevelDouble): boolean {
    const from = this.configured.get(window);
    return from === undefined || window.told.slice(from).some((each) => each.startsWith('settle '));
  }

  /** All windows that there have been, of which it keeps what their owners hear by. */
  forgetAll(): void {
    this.windows.length = 0;
    this.configured.clear();
    this.#kinds.clear();
  }

  /** Whether the surface has been a popup, which is all that it can be. */
  wasPopup(surface: number): boolean {
    return this.#kinds.get(surface) instanceof PopupDouble;
  }

  override openToplevel(surface: number, listener: WindowListener): ToplevelDouble | undefined {
    if (!this.#isFree(surface)) return undefined;
    if (this.wasPopup(surface)) this.faults.push(`surface ${surface} was a popup`);
    const window = super.openToplevel(surface, listener);
    if (window) window.fillable = this.fillable;
    if (window) this.#kinds.set(surface, window);
    return window;
  }

  override openPopup(
    surface: number,
    parent: HostWindow,
    box: Box,
    menu: boolean,
    listener: WindowListener,
  ): HostPopup | undefined {
    if (parent.closed || !this.#isFree(surface)) return undefined;
    if (parent instanceof ToplevelDouble && parent.awaitsSurface) this.faults.push('a popup of nothing');
    if (this.#kinds.get(surface) instanceof ToplevelDouble)
      this.faults.push(`surface ${surface} was a toplevel`);
    const window = super.openPopup(surface, parent, box, menu, listener);
    this.#kinds.set(surface, window!);
    return window;
  }

  #isFree(surface: number): boolean {
    return this.surfaces.has(surface) && !this.windowOf(surface);
  }
}
