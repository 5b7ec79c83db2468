/**
 * Outputs as X programs know them: where windows stand, which output is the primary one, and how large the screen is. No
 * Wayland client knows where its windows are, but which outputs they are on; so each stands at the corner of its own.
 */
import type { Box, HostWindows, Place, Size } from '../peer/xwayland/windows.js';
import type { XConnection } from './connection.js';
import { RandR } from './randr.js';
import type { Root } from './root.js';
import type { XWindow } from './window.js';

export class Outputs {
  /** Called when outputs are others. */
  onChange: () => void = () => undefined;
  readonly #connection: XConnection;
  readonly #host: HostWindows;
  readonly #root: Root;
  #randr: RandR | undefined;
  /** The window that the primary output follows. */
  #leader: XWindow | undefined;

  constructor(connection: XConnection, host: HostWindows, root: Root) {
    this.#connection = connection;
    this.#host = host;
    this.#root = root;
  }

  /** Without RandR, programs have one screen and no primary output. */
  async start(): Promise<void> {
    this.#randr = await RandR.open(this.#connection).catch(() => undefined);
    this.screenChanged(this.#connection.rootSize);
  }

  /** The output that a box of that size fills. One at its place is preferred. */
  filledBy(box: Box): Box | undefined {
    const all = this.#all().filter(({ width, height }) => width === box.width && height === box.height);
    return all.find(({ x, y }) => x === box.x && y === box.y) ?? all[0];
  }

  /** Where a window that is about to be shown is to stand. */
  placeFor(window: XWindow): Place {
    if (window.placesItself) return this.within(window.box);
    return this.filledBy(window.box) ?? this.#outputOf(this.#leader) ?? this.#all()[0]!;
  }

  /** The place of a box on the output that it is on, moved so that all of it can be reached by the pointer. */
  within(box: Box): Place {
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const all = this.#all();
    const output = all.find((each) => holds(each, middle)) ?? all.find((each) => holds(each, box)) ?? all[0]!;
    const along = (at: number, length: number, start: number, room: number): number =>
      Math.max(start, Math.min(at, start + room - length));
    return {
      x: along(box.x, box.width, output.x, output.width),
      y: along(box.y, box.height, output.y, output.height),
    };
  }

  /** Moves the windows that are on another output than before, or on one that has moved. */
  place(windows: Iterable<XWindow>): void {
    this.onChange();
    for (const window of windows) {
      const place = window.placesItself ? this.within(window.box) : window.toplevel && this.#outputOf(window);
      if (place && (place.x !== window.box.x || place.y !== window.box.y))
        this.#connection.configure(window.id, { x: place.x, y: place.y });
    }
    this.#followLeader();
  }

  /** The host has made `window` active: the primary output is the one that it is on. */
  lead(window: XWindow): void {
    this.#leader = window;
    this.#followLeader();
  }

  forget(window: XWindow): void {
    if (this.#leader === window) this.#leader = undefined;
  }

  /** The root window has another size, as RandR has other outputs. */
  screenChanged(size: Size): void {
    this.#root.setScreen(size);
    this.#followLeader();
  }

  #followLeader(): void {
    const output = this.#outputOf(this.#leader) ?? this.#host.outputs()[0];
    if (output) void this.#randr?.setPrimary(output);
  }

  #outputOf(window: XWindow | undefined): Box | undefined {
    return window?.surface === undefined ? undefined : this.#host.outputOf(window.surface);
  }

  /** A host that says nothing of outputs has the screen for one. */
  #all(): readonly Box[] {
    const all = this.#host.outputs();
    return all.length > 0 ? all : [{ x: 0, y: 0, ...this.#connection.rootSize }];
  }
}

function holds({ x, y, width, height }: Box, place: Place): boolean {
  return place.x >= x && place.x < x + width && place.y >= y && place.y < y + height;
}
