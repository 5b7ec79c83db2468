/**
 * The window manager in a random session: it opens and closes windows, wants this and that of them, and answers what it is asked,
 * at once or late. It keeps what the interface demands of it, and nothing else.
 */
import { xdg_toplevel } from '../../../src/protocol/generated/xdg-shell.js';
import type { X11Windows } from '../../../src/peer/xwayland/x11-windows.js';
import type {
  HostPopup,
  HostToplevel,
  Place,
  Size,
  WindowListener,
  WindowStates,
} from '../../../src/peer/xwayland/windows.js';
import { pick, sizeAt, sizes, type Operation } from './operation.js';

export const wmKinds = [
  'openToplevel',
  'openToplevel',
  'openPopup',
  'openPopup',
  'openEarly',
  'answerAwaited',
  'settle',
  'settle',
  'resizeWindow',
  'closeWindow',
  'movePopup',
  'title',
  'appId',
  'parent',
  'scale',
  'limits',
  'decorated',
  'dark',
  'icons',
  'modal',
  'maximized',
  'fullscreen',
  'minimize',
  'activate',
  'activateWith',
  'startMove',
  'startResize',
  'shape',
  'askForToken',
  'proceed',
  'look',
] as const;

/** How it takes what it is told. */
interface Manner {
  /** Answers a configure at once. */
  readonly settlesAtOnce: boolean;
  readonly reopensOrphans: boolean;
  readonly fills: boolean;
}

interface Managed {
  readonly window: HostToplevel | HostPopup;
  surface: number;
  /** Of the X window. */
  size: Size;
  asked: Size | undefined;
  states: WindowStates | undefined;
  readonly manner: Manner;
}

const edges = Object.values(xdg_toplevel.enums[1].entries);

export class RandomWm {
  readonly windows: X11Windows;
  /** The newest last; closed ones too. */
  readonly #managed: Managed[] = [];
  readonly #surfaces = new Set<number>();
  /** What the surfaces are to be, as long as they are there. */
  readonly #kinds = new Map<number, 'toplevel' | 'popup'>();
  readonly #awaited: [number, (window: HostToplevel | undefined) => void][] = [];
  readonly #entering: (() => void)[] = [];
  readonly #tokens: string[] = [];
  readonly #isWindow: (surface: number) => boolean;
  #answersAtOnce = true;

  /** `isWindow`: whether the surface is an X window's; `byName`: Xwayland says that itself. */
  constructor(windows: X11Windows, isWindow: (surface: number) => boolean, byName: boolean) {
    this.windows = windows;
    this.#isWindow = isWindow;
    const enters = (_surface: number, proceed: () => void): void => {
      this.#entering.push(proceed);
      if (this.#answersAtOnce) this.#proceed();
    };
    windows.listener = {
      awaitedBy: (surface, answer) => {
        this.#awaited.push([surface, answer]);
        if (this.#answersAtOnce) this.#answer(surface);
      },
      surfaceMade: (surface) => {
        if (!byName) this.#surfaces.add(surface);
      },
      surfaceNamed: (surface) => void this.#surfaces.add(surface),
      surfaceGone: (surface) => {
        this.#surfaces.delete(surface);
        this.#kinds.delete(surface);
      },
      pointerEnters: enters,
      touched: enters,
      keyboardEnters: enters,
      outputsChanged: () => this.#look(),
    };
  }

  /** Of the X window that the surface shows. */
  sizeOf(surface: number): Size | undefined {
    return this.#managed.findLast((each) => each.surface === surface)?.size;
  }

  do(op: Operation<(typeof wmKinds)[number]>): void {
    const { kind, a, b, c } = op;
    this.#answersAtOnce = c % 4 !== 0;
    if (this.#answersAtOnce) while (this.#awaited.length > 0) this.#answer(b);
    const any = pick(this.#managed, a);
    switch (kind) {
      case 'openToplevel':
        this.#openToplevel(a, b);
        break;
      case 'openPopup':
        this.#openPopup(a, b, c);
        break;
      case 'openEarly':
        this.#openEarly(a);
        break;
      case 'answerAwaited':
        this.#answer(a);
        break;
      case 'settle':
        if (any?.asked) this.#settle(any);
        break;
      case 'resizeWindow':
        if (any) this.#resize(any, sizeAt(b));
        break;
      case 'closeWindow':
        any?.window.close();
        break;
      case 'shape':
        if (any && any.surface !== 0) any.window.setShape({ bounding: boxesAt(b), input: boxesAt(c) });
        break;
      case 'askForToken':
        void this.windows.askForToken().then((token) => token !== undefined && this.#tokens.push(token));
        break;
      case 'proceed':
        this.#proceed();
        break;
      case 'look':
        this.#look();
        break;
      case 'movePopup':
        if (any?.window.kind === 'popup') any.window.move({ ...placeAt(b), ...sizeAt(c) });
        break;
      default:
        if (any?.window.kind === 'toplevel') this.#want(any.window, op);
    }
  }

  /** Answers everything that waits for an answer. */
  catchUp(): void {
    this.#answersAtOnce = true;
    while (this.#awaited.length > 0) this.#answer(0);
    while (this.#entering.length > 0) this.#proceed();
    for (const each of this.#managed) if (each.asked) this.#settle(each);
  }

  end(): void {
    for (const { window } of this.#managed) window.close();
  }

  #want(window: HostToplevel, { kind, a, b, c }: Operation): void {
    const on = b % 2 === 0;
    const other = pick(this.#managed, c)?.window;
    const wants: Readonly<Record<string, () => void>> = {
      title: () => window.setTitle(`title ${b % 3}`),
      appId: () => window.setAppId(`app ${b % 3}`),
      parent: () => window.setParent(other?.kind === 'toplevel' && c % 5 > 0 ? other : undefined),
      scale: () => window.setScale([1, 1, 2, 1.5][b % 4]!),
      limits: () => window.setSizeLimits(sizes[b % sizes.length]!, sizes[c % sizes.length]!),
      decorated: () => window.setDecorated(on),
      dark: () => window.setDark(on),
      icons: () => window.setIcons(on ? [iconOf(2), iconOf(5)] : []),
      modal: () => window.setModal(on),
      maximized: () => window.setMaximized(on),
      fullscreen: () => window.setFullscreen(on, c % 2 === 0 ? this.windows.outputs()[0] : undefined),
      minimize: () => window.minimize(),
      activate: () => window.activate(on),
      activateWith: () => window.activateWith(this.#tokens.at(-1) ?? `token ${a}`),
      startMove: () => window.startMove(),
      startResize: () => window.startResize(edges[b % edges.length]!),
    };
    wants[kind]!();
  }

  #look(): void {
    this.windows.density();
    for (const surface of this.#surfaces) this.windows.outputOf(surface);
  }

  #openToplevel(a: number, b: number): void {
    const surface = pick(this.#free('toplevel'), a);
    if (surface === undefined) return;
    const listener = new Owner(this, manners[b % manners.length]!);
    const window = this.windows.openToplevel(surface, listener);
    if (!window) return;
    this.#kinds.set(surface, 'toplevel');
    this.#manage(listener, window, surface, sizeAt(b));
    if (b % 3 === 0) window.setTitle('first');
    window.open();
  }

  #openEarly(a: number): void {
    const listener = new Owner(this, manners[a % manners.length]!);
    const window = this.windows.openEarly(listener);
    if (!window) return;
    this.#manage(listener, window, 0, sizeAt(a));
    window.open();
  }

  #openPopup(a: number, b: number, c: number): void {
    const surface = pick(this.#free('popup'), a);
    const parent = pick(this.#managed, b)?.window;
    if (surface === undefined || !parent || (parent.kind === 'toplevel' && parent.awaitsSurface)) return;
    const listener = new Owner(this, manners[c % manners.length]!);
    const size = sizeAt(c);
    const window = this.windows.openPopup(surface, parent, { ...placeAt(b), ...size }, c % 3 === 0, listener);
    if (!window) return;
    this.#kinds.set(surface, 'popup');
    this.#manage(listener, window, surface, size);
  }

  /** Surfaces that may be a window of that kind now: what was the other one stays that. */
  #free(kind: 'toplevel' | 'popup'): number[] {
    return [...this.#surfaces].filter(
      (each) => this.#isWindow(each) && (this.#kinds.get(each) ?? kind) === kind,
    );
  }

  #manage(owner: Owner, window: HostToplevel | HostPopup, surface: number, size: Size): void {
    const { manner } = owner;
    const managed: Managed = { window, surface, size, asked: undefined, states: undefined, manner };
    owner.managed = managed;
    this.#managed.push(managed);
    if (this.#managed.length > 12) this.#managed.splice(0, 1)[0]!.window.close();
  }

  /** What the host wants of a window: the program follows, or what it has is scaled. */
  configured(managed: Managed, size: Size, states: WindowStates): void {
    managed.asked = size;
    managed.states = states;
    if (managed.manner.settlesAtOnce) this.#settle(managed);
  }

  orphaned(managed: Managed): void {
    if (managed.manner.reopensOrphans)
      this.#openPopup(managed.surface, this.#managed.indexOf(managed) + 1, 1);
  }

  #settle(managed: Managed): void {
    const { window, asked, size, manner } = managed;
    if (!asked || window.kind === 'popup') return;
    managed.asked = undefined;
    const wanted = { width: asked.width || size.width, height: asked.height || size.height };
    if (manner.fills && asked.width > 0 && window.canFill(size)) window.settle(size, 'peer');
    else {
      managed.size = wanted;
      window.settle(wanted);
    }
  }

  /** The program has resized its window, where that is its to do. */
  #resize(managed: Managed, size: Size): void {
    const { window, states, asked } = managed;
    if (window.kind === 'popup' || asked || states?.maximized || states?.fullscreen) return;
    managed.size = size;
    window.settle(size);
  }

  #answer(n: number): void {
    const [surface, answer] = this.#awaited.shift() ?? [0, () => undefined];
    const early = this.#managed.find(
      ({ window, surface: of }) => of === 0 && window.kind === 'toplevel' && window.awaitsSurface,
    );
    const managed = this.#isWindow(surface) && n % 4 !== 0 ? early : undefined;
    if (managed) {
      managed.surface = surface;
      this.#kinds.set(surface, 'toplevel');
    }
    answer(managed?.window as HostToplevel | undefined);
  }

  #proceed(): void {
    this.#entering.shift()?.();
  }
}

/** Who owns a window. */
class Owner implements WindowListener {
  managed: Managed | undefined;
  readonly manner: Manner;
  readonly #wm: RandomWm;

  constructor(wm: RandomWm, manner: Manner) {
    this.#wm = wm;
    this.manner = manner;
  }

  configured(size: Size, states: WindowStates): void {
    if (this.managed) this.#wm.configured(this.managed, size, states);
  }

  closeAsked(): void {
    if (!this.manner.fills) this.managed?.window.close();
  }

  dismissed(): void {
    if (this.manner.settlesAtOnce) this.managed?.window.close();
  }

  orphaned(): void {
    if (this.managed) this.#wm.orphaned(this.managed);
  }
}

const manners: readonly Manner[] = [
  { settlesAtOnce: true, reopensOrphans: false, fills: false },
  { settlesAtOnce: false, reopensOrphans: true, fills: false },
  { settlesAtOnce: true, reopensOrphans: true, fills: true },
  { settlesAtOnce: false, reopensOrphans: false, fills: true },
];

function placeAt(n: number): Place {
  return { x: (n % 50) - 10, y: (n % 31) - 10 };
}

function boxesAt(n: number): undefined | { x: number; y: number; width: number; height: number }[] {
  if (n % 3 === 0) return undefined;
  return n % 3 === 1 ? [] : [{ ...placeAt(n), ...sizeAt(n) }];
}

function iconOf(size: number): { readonly size: number; readonly pixels: Buffer } {
  return { size, pixels: Buffer.alloc(size * size * 4, 0x7f) };
}
