/**
 * The size of one X window, between the host that wants one, the program that may want another, and the X server that gives
 * it. What was asked for last counts, not what the X server has told of last: it may not have got to it yet. Every size that
 * the host wants is answered (`settle`) when the X server has dealt with it, at the latest with what came of it.
 */
import type { Box, FilledBy, HostPopup, HostToplevel, Size, WindowStates } from '../peer/xwayland/windows.js';
import type { WindowPolicy } from '../config/config.js';
import type { Configuration } from './configuration.js';
import type { XConnection } from './connection.js';
import { maxSide, stepped, within } from './properties.js';
import type { SyncedResize } from './synced-resize.js';
import type { WindowProperties } from './window-properties.js';

export interface SizedWindow {
  readonly id: number;
  readonly overrideRedirect: boolean;
  readonly properties: Pick<WindowProperties, 'sizeHints' | 'emulatedModes'>;
  readonly resizing: SyncedResize;
  /** As the X server has told. */
  readonly box: Box;
  readonly host: HostToplevel | HostPopup | undefined;
  readonly states: WindowStates | undefined;
}

/** The size that the window is to have for one of the host's. */
interface Answer {
  readonly size: Size;
  readonly filledBy?: FilledBy | undefined;
}

export class Sizing {
  readonly #connection: XConnection;
  readonly #policy: WindowPolicy;
  readonly #window: SizedWindow;
  /** What the host wants and has not been answered for good. */
  #wanted: Size | undefined;
  /** How that comes to fill what the host wants. */
  #filledBy: FilledBy | undefined;
  #isAnswered = false;
  /** What was asked for last, until the X server has dealt with it. */
  #asked: Size | undefined;
  /** How often something was asked for. */
  #count = 0;
  /** The size from before the host's own, for when it leaves that to the program again. */
  #before: Size | undefined;
  /** What the host has said last. */
  #hostSize: Size | undefined;

  constructor(connection: XConnection, policy: WindowPolicy, window: SizedWindow) {
    this.#connection = connection;
    this.#policy = policy;
    this.#window = window;
  }

  /** Whether the host and not the program says how large the window is. */
  get isHosts(): boolean {
    return isHosts(this.#window.states);
  }

  /** Whether X has been asked for a size and has not dealt with it. */
  get isUnderWay(): boolean {
    return this.#asked !== undefined;
  }

  /** The host wants the window to have `size` (0: its own), and no longer the states `before`. */
  request(size: Size, before: WindowStates | undefined): void {
    if (this.isHosts && !isHosts(before)) this.#before ??= this.#newest;
    this.#hostSize = size;
    const wanted = (): Answer => this.#answerTo(size);
    this.#window.resizing.request({
      changesSize: () => !sameSize(wanted().size, this.#newest),
      apply: () => this.#take(wanted()),
    });
  }

  /** Xwayland has the window's program believe in other screen modes. */
  modesChanged(): void {
    if (this.#policy.emulatesModes && this.#window.states?.fullscreen) this.#again();
  }

  /** The program allows other sizes than before. */
  limitsChanged(): void {
    if (this.#policy.resizesByViewport && (this.isHosts || this.#filledBy)) this.#again();
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
    host.settle(box, this.#wanted && this.#filledBy);
  }

  /** The host has nothing to do with the window any more. */
  forget(): void {
    this.#wanted = undefined;
    this.#before = undefined;
    this.#hostSize = undefined;
  }

  /** What the host wants is to be looked at again. */
  #again(): void {
    if (this.#hostSize) this.request(this.#hostSize, this.#window.states);
  }

  /** What the window has, or will have. */
  get #newest(): Size {
    return this.#asked ?? this.#window.box;
  }

  #answerTo(size: Size): Answer {
    const wanted = this.#sizeFor(size);
    const { host, states, properties } = this.#window;
    const { resizesByViewport, emulatesModes } = this.#policy;
    if (host?.kind !== 'toplevel' || size.width <= 0 || size.height <= 0) return { size: wanted };
    const mode = emulatesModes && states?.fullscreen ? this.#emulatedMode : undefined;
    if (mode) return { size: mode, filledBy: 'Xwayland' };
    const own = (this.isHosts && this.#before) || this.#newest;
    const refuses = resizesByViewport && !within(wanted, properties.sizeHints);
    return refuses && host.canFill(own) ? { size: own, filledBy: 'peer' } : { size: wanted };
  }

  /** Of the output that the window is on: Xwayland shows what stands at its corner, and is as large, all over it. */
  get #emulatedMode(): Size | undefined {
    const { box, properties } = this.#window;
    return properties.emulatedModes.find(({ x, y }) => x === box.x && y === box.y);
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

  #take({ size: wanted, filledBy }: Answer): void {
    if (!this.isHosts) this.#before = undefined;
    this.#wanted = wanted;
    this.#filledBy = filledBy;
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
    if (!wanted || (this.#isAnswered && sameSize(wanted, box))) return;
    if (host?.kind === 'toplevel') host.settle(box, this.#filledBy);
    else host?.settle(box);
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
