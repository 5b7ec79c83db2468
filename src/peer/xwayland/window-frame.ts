/**
 * Whether a toplevel has a frame of decant's own, and what that means for its sizes. The host's sizes are those of contents
 * and frame together, X's those of the contents; this is where one becomes the other.
 */
import { reasonOf } from '../../errors.js';
import type { PeerContext } from '../handler.js';
import type { FrameInput } from './frame-input.js';
import { insetsFor, noInsets, withFrame, type Insets } from './frame-layout.js';
import type { FrameColors } from './frame-paint.js';
import { Frame, type FrameActions } from './frame.js';
import type { Shell } from './shell.js';
import type { Surface } from './surface.js';
import { noStates } from './toplevel-states.js';
import type { Box, Size, WindowStates } from './windows.js';

export interface WindowFrameParts {
  readonly peer: PeerContext;
  readonly shell: Shell;
  readonly surface: Surface;
  readonly input: FrameInput;
  readonly actions: FrameActions;
  readonly colors: FrameColors;
  /** Pixels for each unit of what is shown `times` as large as others, as they are wanted now. */
  readonly scale: (times: number) => number;
}

export class WindowFrame {
  /** The host draws it. */
  byHost = false;
  /** The program wants one. */
  wanted = true;
  dark = false;
  /** The user cannot change the window's size. */
  fixed = false;
  readonly #parts: WindowFrameParts;
  #title = '';
  #frame: Frame | undefined;
  /** The host has been told of a geometry; from then on it must be told of each. */
  #geometry: Box | undefined;
  /** Frames cannot be drawn here. */
  #failed = false;
  #times = 1;

  constructor(parts: WindowFrameParts) {
    this.#parts = parts;
  }

  setTitle(title: string): void {
    this.#title = title;
    this.#frame?.retitle(title);
  }

  /** Whether it is there, and drawn for outputs of another density. */
  get isBlurred(): boolean {
    return this.#frame !== undefined && this.#frame.scale !== this.#scale;
  }

  insets(states: WindowStates): Insets {
    return this.#isOurs ? insetsFor(states) : noInsets;
  }

  /** A size of the host's without the frame; 0 stays 0. */
  inside({ width, height }: Size, states: WindowStates): Size {
    const { left, top, right, bottom } = this.insets(states);
    return {
      width: width === 0 ? 0 : Math.max(width - left - right, 1),
      height: height === 0 ? 0 : Math.max(height - top - bottom, 1),
    };
  }

  /** What the host is told of a program's limits: they are its contents'. 0: none. */
  limits({ least, most }: { readonly least: Size; readonly most: Size }): { floor: Size; ceiling: Size } {
    const floor = this.#around(least);
    const { width, height } = this.#around(most);
    this.fixed = least.width > 0 && least.width === most.width && least.height === most.height;
    // A limit below the other one is an error to the host (`xdg_toplevel.set_max_size`).
    const ceiling = {
      width: width === 0 ? 0 : Math.max(width, floor.width),
      height: height === 0 ? 0 : Math.max(height, floor.height),
    };
    return { floor, ceiling };
  }

  /** The next commit shows contents of `size`. The geometry to tell the host of, if it is a new one. */
  fit(size: Size, states: WindowStates): Box | undefined {
    this.#fitFrame(size, states);
    if (!this.#frame && !this.#geometry) return undefined;
    const before = this.#geometry;
    const geometry = withFrame(size, this.insets(states));
    this.#geometry = geometry;
    const same =
      before && (['x', 'y', 'width', 'height'] as const).every((each) => before[each] === geometry[each]);
    return same ? undefined : geometry;
  }

  /** Its units and the window's are others: it is shown `times` as large as others. All is told the host anew, by `fit`. */
  rescaled(times: number): void {
    this.#times = times;
    this.end();
    if (this.#geometry) this.#geometry = { x: 0, y: 0, width: 0, height: 0 };
  }

  /** With the frame. */
  around(size: Size, states: WindowStates): Size {
    const { width, height } = withFrame(size, this.insets(states));
    return { width, height };
  }

  end(): void {
    if (!this.#frame) return;
    this.#parts.input.remove(this.#frame);
    this.#frame.destroy();
    this.#frame = undefined;
  }

  get #scale(): number {
    return this.#parts.shell.canScale ? this.#parts.scale(this.#times) : 1;
  }

  get #isOurs(): boolean {
    return this.wanted && !this.byHost && !this.#failed && this.#parts.shell.canFrame;
  }

  /** A limit of the contents' size with the frame; 0 and less is no limit, 0. */
  #around(size: Size): Size {
    const { width, height } = withFrame(size, this.insets(noStates));
    return { width: size.width <= 0 ? 0 : width, height: size.height <= 0 ? 0 : height };
  }

  #fitFrame(size: Size, states: WindowStates): void {
    if (!this.#isOurs) {
      this.end();
      return;
    }
    const { peer, shell, surface, input, actions, colors } = this.#parts;
    if (!this.#frame) {
      this.#frame = new Frame(peer, shell, surface.hostId, actions);
      input.add(this.#frame);
    }
    const color = this.dark ? colors.dark : colors.light;
    try {
      this.#frame.fit(size, { title: this.#title, color, states, fixed: this.fixed, scale: this.#scale });
    } catch (error) {
      peer.log.warn(`frames cannot be drawn: ${reasonOf(error)}`);
      this.#failed = true;
      this.end();
    }
  }
}
