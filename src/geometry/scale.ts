/**
 * The host's logical coordinates to the client's and back: the client's are the host's times a factor (`--scale`). Pure.
 *
 * Single numbers go to the nearest, rectangles by their corners, so that neighbours stay neighbours. What was not empty is
 * never empty afterwards. A size of the client that answers a size of the host becomes that very size again: see
 * `sizeToHost`. Results always fit the wire.
 */
import { clampInt, nearestFixed, nearestInt } from './fixed.js';
import type { Rect, Size } from './rect.js';

export class Scale {
  readonly factor: number;

  /** `factor` is a finite number above 0; else RangeError. */
  constructor(factor: number) {
    if (!(factor > 0 && Number.isFinite(factor))) throw new RangeError(`no scale: ${factor}`);
    this.factor = factor;
  }

  intToClient(value: number): number {
    return nearestInt(value * this.factor);
  }

  intToHost(value: number): number {
    return nearestInt(value / this.factor);
  }

  fixedToClient(value: number): number {
    return nearestFixed(value * this.factor);
  }

  fixedToHost(value: number): number {
    return nearestFixed(value / this.factor);
  }

  /** Zero stays zero: in a configure it means that the client may choose. */
  sizeToClient({ width, height }: Size): Size {
    return { width: length(width * this.factor), height: length(height * this.factor) };
  }

  /**
   * `configured` is what the host last asked for. An axis that answers it is given back as it was: below factor 1, several
   * sizes of the host are one of the client's, and the window would shrink or grow by itself.
   */
  sizeToHost({ width, height }: Size, configured?: Size): Size {
    const plain = { width: length(width / this.factor), height: length(height / this.factor) };
    if (!configured) return plain;
    const asked = this.sizeToClient(configured);
    return {
      width: asked.width === width ? configured.width : plain.width,
      height: asked.height === height ? configured.height : plain.height,
    };
  }

  rectToClient(rect: Rect): Rect {
    return byCorners(rect, this.factor, Math.round, Math.round);
  }

  rectToHost(rect: Rect): Rect {
    return byCorners(rect, 1 / this.factor, Math.round, Math.round);
  }

  /** For damage: covers all that `rect` touches. */
  rectToHostOutwards(rect: Rect): Rect {
    return byCorners(rect, 1 / this.factor, Math.floor, Math.ceil);
  }
}

/** The nearest whole length; at least 1 for what is above 0. */
function length(value: number): number {
  return value > 0 ? Math.max(1, nearestInt(value)) : nearestInt(value);
}

type Round = (value: number) => number;

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
