/** The host as the window manager sees it: takes every window and writes down what it is told. */
import type {
  Box,
  FilledBy,
  HostPopup,
  HostToplevel,
  HostWindow,
  HostWindows,
  Icon,
  Size,
  WindowListener,
  WindowShape,
} from '../../../src/peer/xwayland/windows.js';

/** What a host says of a window that is nothing in particular. */
export { noStates as plain } from '../../../src/peer/xwayland/toplevel-states.js';

/** What both kinds of windows share. */
class WindowDouble implements HostWindow {
  closed = false;
  /** Those that hang on it. */
  readonly popups = new Set<WindowDouble>();
  /** Each call as words. */
  readonly told: string[] = [];
  surface: number;
  readonly listener: WindowListener;

  constructor(surface: number, listener: WindowListener) {
    this.surface = surface;
    this.listener = listener;
  }

  settle({ width, height }: Size): void {
    this.say('settle', `${width}x${height}`);
  }

  setShape({ bounding, input }: WindowShape): void {
    const words = (rectangles: readonly Box[] | undefined): string =>
      rectangles?.map(({ x, y, width, height }) => `${x},${y} ${width}x${height}`).join(' ') ?? 'all';
    this.say('bounding', words(bounding));
    this.say('input', words(input));
  }

  close(): void {
    if (this.closed) return;
    this.say('close');
    this.end();
  }

  /** It is no longer there, and what hangs on it goes first; their owners are told afterwards. */
  end(): void {
    if (this.closed) return;
    this.closed = true;
    const orphans = new Set(this.popups);
    for (const popup of orphans) for (const below of popup.popups) orphans.add(below);
    for (const popup of [...orphans].toReversed()) popup.close();
    for (const popup of orphans) popup.listener.orphaned();
  }

  protected say(...words: readonly unknown[]): void {
    this.told.push(words.map(String).join(' '));
  }
}

export class ToplevelDouble extends WindowDouble implements HostToplevel {
  readonly kind = 'toplevel';
  parent: HostToplevel | undefined;
  /** Whether contents can be scaled to what the host wants. */
  fillable = true;

  override settle({ width, height }: Size, filledBy?: FilledBy): void {
    this.say('settle', `${width}x${height}`, ...(filledBy === undefined ? [] : [`filled by ${filledBy}`]));
  }

  canFill(): boolean {
    return this.fillable;
  }

  setScale(times: number): void {
    if (times !== 1) this.say('scale', times);
  }

  get awaitsSurface(): boolean {
    return this.surface === 0;
  }

  open(): void {
    this.say('open');
  }

  setTitle(title: string): void {
    this.say('title', title);
  }

  setAppId(appId: string, kind = 'wmclass'): void {
    this.say('app_id', ...(kind === 'wmclass' ? [] : [kind]), appId);
  }

  setParent(parent: HostToplevel | undefined): void {
    this.parent = parent;
  }

  setSizeLimits(least: Size, most: Size): void {
    this.say('limits', `${least.width}x${least.height}`, `${most.width}x${most.height}`);
  }

  setDecorated(on: boolean): void {
    this.say('decorated', on);
  }

  setDark(on: boolean): void {
    this.say('dark', on);
  }

  setIcons(icons: readonly Icon[]): void {
    this.say('icons', ...icons.map(({ size }) => size));
  }

  setModal(on: boolean): void {
    this.say('modal', on);
  }

  setMaximized(on: boolean): void {
    this.say('maximized', on);
  }

  setFullscreen(on: boolean): void {
    this.say('fullscreen', on);
  }

  minimize(): void {
    this.say('minimize');
  }

  activate(byUser: boolean): void {
    this.say('activate', byUser);
  }

  activateWith(token: string): void {
    this.say('activate with', token);
  }

  startMove(): void {
    this.say('move');
  }

  startResize(edge: number): void {
    this.say('resize', edge);
  }
}

export class PopupDouble extends WindowDouble implements HostPopup {
  readonly kind = 'popup';
  readonly parent: HostWindow;
  box: Box;

  constructor(surface: number, listener: WindowListener, parent: HostWindow, box: Box) {
    super(surface, listener);
    this.parent = parent;
    this.box = box;
    if (parent instanceof ToplevelDouble || parent instanceof PopupDouble) parent.popups.add(this);
  }

  override end(): void {
    const { parent } = this;
    if (parent instanceof ToplevelDouble || parent instanceof PopupDouble) parent.popups.delete(this);
    super.end();
  }

  move(box: Box): void {
    this.box = box;
    this.say('move');
  }
}

export class HostDouble implements HostWindows {
  /** As Xwayland knows them; none: the screen is one. */
  outputBoxes: Box[] = [];
  readonly surfaces = new Set<number>();
  readonly windows: (ToplevelDouble | PopupDouble)[] = [];
  /** Whether it makes toplevels before their surfaces are there. */
  opensEarly = false;
  takesIcons = true;
  activates = true;
  /** Tokens that were asked for. */
  tokens = 0;

  askForToken(): Promise<string | undefined> {
    return Promise.resolve(this.activates ? `token-${++this.tokens}` : undefined);
  }

  outputs(): readonly Box[] {
    return this.outputBoxes;
  }

  outputOf(): Box | undefined {
    return this.outputBoxes[0];
  }

  density() {
    return { dpi: 96, scale: 1, cursorSize: 24 };
  }

  together(work: () => void): void {
    work();
  }

  hasSurface(surface: number): boolean {
    return this.surfaces.has(surface);
  }

  openToplevel(surface: number, listener: WindowListener): ToplevelDouble | undefined {
    return this.#toplevel(surface, listener);
  }

  #toplevel(surface: number, listener: WindowListener): ToplevelDouble {
    const window = new ToplevelDouble(surface, listener);
    this.windows.push(window);
    return window;
  }

  openEarly(listener: WindowListener): ToplevelDouble | undefined {
    return this.opensEarly ? this.#toplevel(0, listener) : undefined;
  }

  openPopup(
    surface: number,
    parent: HostWindow,
    box: Box,
    _menu: boolean,
    listener: WindowListener,
  ): HostPopup | undefined {
    const window = new PopupDouble(surface, listener, parent, box);
    this.windows.push(window);
    return window;
  }
}
