/** The children of the root window, as the X server's events tell of them: which there are, which are managed. */
import type { Box } from '../peer/xwayland/windows.js';
import type { XConnection } from './connection.js';
import { eventMask } from './event-masks.js';
import type { XWindow } from './window.js';

type Fields = Readonly<Record<string, number>>;

/** What comes of windows that come and go. */
export interface WindowListOwner {
  make(id: number, overrideRedirect: boolean, box: Box): XWindow;
  /** The window is in the list, and changes of its properties are told from now on. */
  added(window: XWindow): void;
  /** It was destroyed, or is somebody else's child now. */
  gone(window: XWindow): void;
}

export class WindowList {
  /** Managed windows that are mapped, in the order of their mapping. */
  readonly clients = new Set<XWindow>();
  readonly #connection: XConnection;
  readonly #owner: WindowListOwner;
  readonly #windows = new Map<number, XWindow>();

  constructor(connection: XConnection, owner: WindowListOwner) {
    this.#connection = connection;
    this.#owner = owner;
  }

  get(id: number): XWindow | undefined {
    return this.#windows.get(id);
  }

  values(): Iterable<XWindow> {
    return this.#windows.values();
  }

  /** Ids of the managed windows by age, and by stacking: `active` is on top of the others. */
  listed(active: XWindow | undefined): [byAge: number[], byStacking: number[]] {
    const ids = [...this.clients].map(({ id }) => id);
    const isListed = active !== undefined && this.clients.has(active);
    return [ids, isListed ? [...ids.filter((id) => id !== active.id), active.id] : ids];
  }

  /** The window that shows `surface`. */
  withSurface(surface: number): XWindow | undefined {
    return [...this.#windows.values()].find((each) => each.surface === surface);
  }

  /** CreateNotify. */
  created({ wid, x, y, width, height, overrideRedirect }: Fields, border: number): void {
    const inside = { x: x!, y: y!, width: width!, height: height! };
    this.#add(wid!, Boolean(overrideRedirect), outside(inside, border), border);
  }

  /** DestroyNotify. */
  destroyed(id: number): void {
    const window = this.#windows.get(id);
    if (!window) return;
    this.#owner.gone(window);
    this.#windows.delete(id);
    this.#connection.masks.forget(id);
  }

  /** ReparentNotify: a window that becomes a child of the root is ours to manage, one that leaves is not. */
  reparented({ wid, parent, x, y, overrideRedirect }: Fields): void {
    if (parent !== this.#connection.root) {
      this.destroyed(wid!);
    } else if (!this.#windows.has(wid!)) {
      this.#add(wid!, Boolean(overrideRedirect), { x: x!, y: y!, width: 1, height: 1 }, 0);
      void this.#measure(wid!);
    }
  }

  #add(id: number, overrideRedirect: boolean, box: Box, border: number): void {
    const window = this.#owner.make(id, overrideRedirect, box);
    window.border = border;
    this.#windows.set(id, window);
    this.#connection.masks.select(id, eventMask.propertyChange);
    this.#owner.added(window);
  }

  async #measure(id: number): Promise<void> {
    const geometry = await this.#connection.geometry(id);
    const window = this.#windows.get(id);
    if (!geometry || !window) return;
    const { xPos: x, yPos: y, width, height, borderWidth } = geometry;
    window.moved(outside({ x, y, width, height }, borderWidth), borderWidth);
  }
}

/** X says sizes without the border, and places with it. */
export function outside({ x, y, width, height }: Box, border: number): Box {
  return { x, y, width: width + 2 * border, height: height + 2 * border };
}
