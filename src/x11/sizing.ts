/**
 * The size of one X window, between the host that wants one, the program that may want another, and the X server that gives
 * it. What was asked for last counts, not what the X server has told of last: it may not have got to it yet. Every size that
 * the host wants is answered (`settle`) when the X server has dealt with it, at the latest with what came of it.
 */
import type { Box, HostPopup, HostToplevel, Size, WindowStates } from '../peer/xwayland/windows.js';
import type { WindowPolicy } from '../config/config.js';
import type { Configuration, XConnection } from './connection.js';
import { maxSide, stepped } from './properties.js';
import type { SyncedResize } from './synced-resize.js';
import type { WindowProperties } from './window-properties.js';

export interface SizedWindow {
  readonly id: number;
  readonly overrideRedirect: boolean;
  readonly properties: Pick<WindowProperties, 'sizeHints'>;
  readonly resizing: SyncedResize;
  /** As the X server has told. */
  readonly box: Box;
  readonly host: HostToplevel | HostPopup | undefined;
  readonly states: WindowStates | undefined;
}

export class Sizing {
  readonly #connection: XConnection;
  readonly #policy: WindowPolicy;
  readonly #window: SizedWindow;
  /** What the host wants and has not been answered for good. */
  #wanted: Size | undefined;
  #isAnswered = false;
  /** What was asked for last, until the X server has dealt with it. */
  #asked: Size | undefined;
  /** How often something was asked for. */
  #count = 0;
  /** The size from before the host's own, for when it leaves that to the program again. */
  #before: Size | undefined;

  constructor(connection: XConnection, policy: WindowPolicy, window: SizedWindow) {
    this.#connection = connection;
    this.#policy = policy;
    this.#window = window;
  }

  /** Whether the host and not the program says how large the window is. */
  get isHosts(): boolean {
    return isHosts(this.#window.states);
  }

  /** The host wants the window to have `size` (0: its own), and no longer the states `before`. */
  request(size: Size, before: WindowStates | undefined): void {
    if (this.isHosts && !isHosts(before)) this.#before ??= this.#newest;
    const wanted = (): Size => this.#sizeFor(size);
    this.#window.resizing.request({
      changesSize: () => !sameSize(wanted(), this.#newest),
      apply: () => this.#take(wanted()),
    });
  }

  /** Asks the X server for what the host or the program wants. */
  configure(values: Configuration): void {
    this.#connection.configure(this.#window.id, values);
    const { width, height } = values;
    if (width === undefined && height === undefined) return;
    const { width: oldWidth, height: oldHeight } = this.#newest;
    const isUnderWay = this.#asked !== undefined;
    this.#asked = { width: inRange(width ?? oldWidth), height: inRange(height ?? oldHeight) };
    this.#count++;
    if (!isUnderWay) void this.#follow();
  }

  /** The X server says that the window's box is another one. */
  changed(): void {
    const { host, box } = this.#window;
    if (host?.kind !== 'toplevel' || (this.#wanted && !sameSize(this.#wanted, box))) return;
    this.#isAnswered = true;
    host.settle(box);
  }

  /** The host has nothing to do with the window any more. */
  forget(): void {
    this.#wanted = undefined;
    this.#before = undefined;
  }

  /** What the window has, or will have. */
  get #newest(): Size {
    return this.#asked ?? this.#window.box;
  }

  /** What becomes of a size of the host's: terminals and the like grow in steps, where the host lets them. */
  #sizeFor({ width, height }: Size): Size {
    const { overrideRedirect, states, properties } = this.#window;
    const now = this.#newest;
    // Of a window that no window manager has a say in only the program decides (ICCCM 4.1.10), unless the host insists.
    if (overrideRedirect && !states?.maximized && !states?.fullscreen) return now;
    const own = (!this.isHosts && this.#before) || now;
    if (this.#policy.ignoresStateless && states && !anyState(states)) return own;
    const wanted = { width: inRange(width || own.width), height: inRange(height || own.height) };
    if (this.isHosts || sameSize(wanted, now)) return wanted;
    return stepped(wanted, properties.sizeHints);
  }

  #take(wanted: Size): void {
    if (!this.isHosts) this.#before = undefined;
    this.#wanted = wanted;
    this.#isAnswered = false;
    if (!sameSize(wanted, this.#newest)) this.configure({ ...wanted, borderWidth: 0 });
    else if (!this.#asked) this.#finish();
  }

  /** Waits until the X server has dealt with all that was asked for: what it has to tell has come then. */
  async #follow(): Promise<void> {
    for (let seen = -1; seen !== this.#count;) {
      seen = this.#count;
      await this.#connection.barrier();
    }
    this.#asked = undefined;
    this.#finish();
  }

  #finish(): void {
    const { host, box } = this.#window;
    const wanted = this.#wanted;
    this.#wanted = undefined;
    if (wanted && !(this.#isAnswered && sameSize(wanted, box))) host?.settle(box);
  }
}

function isHosts(states: WindowStates | undefined): boolean {
  return states !== undefined && (states.maximized || states.fullscreen || states.tiled);
}

function anyState(states: WindowStates): boolean {
  return Object.values(states).includes(true);
}

function sameSize(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}

function inRange(side: number): number {
  return Math.min(Math.max(Math.trunc(side), 1), maxSide);
}
