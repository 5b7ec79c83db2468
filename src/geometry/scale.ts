/**
 * The host's logical coordinates to the client's and back: the client's are the host's times a factor (`--scale`). Pure.
 *
 * Single numbers go to the nearest, rectangles by their corners, so that neighbours stay neighbours; `stable` rounds up
 * towards the client and down towards the host instead (`--stable-scaling`). What was not empty is
 * never empty afterwards. A size that answers one of the other side becomes that very size again: see `Agreement` in
 * `agreement.ts`. Results always fit the wire.
 */
import { clampInt, nearestInt } from './fixed.js';
import type { Rect, Size } from './rect.js';

type Round = (value: number) => number;

/** Products such as 1.1 × 30 are a trifle off: what is meant to be whole must not be rounded away from it. */
const slack = 1e-6;
const up: Round = (value) => Math.ceil(value - slack);
const down: Round = (value) => Math.floor(value + slack);

export class Scale {
  readonly factor: number;
  readonly #stable: boolean;
  readonly #toClient: Round;
  readonly #toHost: Round;

  /** `factor` is a finite number above 0; else RangeError. */
  constructor(factor: number, stable = false) {
    if (!(factor > 0 && Number.isFinite(factor))) throw new RangeError(`no scale: ${factor}`);
    this.factor = factor;
    this.#stable = stable;
    this.#toClient = stable ? up : Math.round;
    this.#toHost = stable ? down : Math.round;
  }

  /** For what is shown `times` as large: the client has fewer units for the same length of the host's. RangeError like the constructor. */
  enlarged(times: number): Scale {
    return times === 1 ? this : new Scale(this.factor / times, this.#stable);
  }

  intToClient(value: number): number {
    return clampInt(this.#toClient(value * this.factor));
  }

  intToHost(value: number): number {
    return clampInt(this.#toHost(value / this.factor));
  }

  /** `fixed` numbers as messages have them: in steps of 1/256. */
  fixedToClient(steps: number): number {
    return nearestInt(steps * this.factor);
  }

  fixedToHost(steps: number): number {
    return nearestInt(steps / this.factor);
  }

  /** A width or height. Zero stays zero: in a configure it means that the client may choose. */
  lengthToClient(value: number): number {
    return atLeastOne(value, this.intToClient(value));
  }

  lengthToHost(value: number): number {
    return atLeastOne(value, this.intToHost(value));
  }

  sizeToClient({ width, height }: Size): Size {
    return { width: this.lengthToClient(width), height: this.lengthToClient(height) };
  }

  sizeToHost({ width, height }: Size): Size {
    return { width: this.lengthToHost(width), height: this.lengthToHost(height) };
  }

  rectToClient(rect: Rect): Rect {
    return byCorners(rect, this.factor, this.#toClient, this.#toClient);
  }

  rectToHost(rect: Rect): Rect {
    return byCorners(rect, 1 / this.factor, this.#toHost, this.#toHost);
  }
}

/** What was above 0 is at least 1. */
function atLeastOne(before: number, after: number): number {
  return before > 0 ? Math.max(1, after) : after;
}

function byCorners({ x, y, width, height }: Rect, factor: number, first: Round, last: Round): Rect {
  const across = span(x, width, factor, first, last);
  const down = span(y, height, factor, first, last);
  return { x: across.start, y: down.start, width: across.length, height: down.length };
}

/** A stretch without length, or less than that, keeps its sign: that it is wrong is for the host to say. */
function span(
  start: number,
  size: number,
  factor: number,
  first: Round,
  last: Round,
): { start: number; length: number } {
  const from = clampInt(first(start * factor));
  if (size <= 0) return { start: from, length: size && Math.min(-1, nearestInt(size * factor)) };
  const to = clampInt(last((start + size) * factor));
  return { start: from, length: clampInt(Math.max(1, to - from)) };
}
