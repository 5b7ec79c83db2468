/**
 * Windows that are not rectangles (SHAPE): where they can be seen and where they take the pointer. Outside of that the host has
 * to give it to what lies beneath, since X does not know what that is: all toplevels lie on top of each other there.
 */
import type { Geometry, ShapeExtension } from 'x11';
import type { Box, Size, WindowShape } from '../peer/xwayland/windows.js';
import type { XConnection } from './connection.js';

const bounding = 0;
const input = 2;
/** A shape of more rectangles is taken for the box around them. */
const maxRectangles = 2048;
/** Nor are more pairs than this compared for one window: then the same goes for where it takes the pointer. */
const maxPairs = 0x4_0000;

type Rectangles = readonly Box[];

interface ShapedWindow {
  readonly id: number;
  readonly overrideRedirect: boolean;
  setShape(shape: WindowShape): void;
}

export class Shapes {
  readonly #connection: XConnection;
  readonly #shape: ShapeExtension;
  /** Windows whose shape is being read; `true`: it has changed since. */
  readonly #reading = new Map<ShapedWindow, boolean>();
  /** The first reading of each: a program that changes its shape without end is not waited for. */
  readonly #first = new WeakMap<ShapedWindow, Promise<void>>();

  constructor(connection: XConnection, shape: ShapeExtension) {
    this.#connection = connection;
    this.#shape = shape;
  }

  /** Asks for events when the window's shape changes. */
  watch(window: number): void {
    this.#shape.SelectInput(window, 1);
  }

  /** Tells the window its shape, if it has not been told: changes are told when they come. */
  async tellFirst(window: ShapedWindow): Promise<void> {
    if (!this.#first.has(window)) void this.tell(window);
    await this.#first.get(window);
  }

  /** Tells the window its shape. A program may change it faster than it can be read: then only the last one counts. */
  async tell(window: ShapedWindow): Promise<void> {
    if (this.#reading.has(window)) {
      this.#reading.set(window, true);
      return;
    }
    do {
      this.#reading.set(window, false);
      const reading = this.#of(window).then((shape) => window.setShape(shape));
      if (!this.#first.has(window)) this.#first.set(window, reading);
      await reading;
    } while (this.#reading.get(window));
    this.#reading.delete(window);
  }

  /** Where a window can be seen, and where it takes the pointer. */
  async #of({ id: window, overrideRedirect }: ShapedWindow): Promise<WindowShape> {
    const [outside, inside, geometry] = await Promise.all([
      this.#connection.shapeOf(this.#shape, window, bounding),
      this.#connection.shapeOf(this.#shape, window, input),
      this.#connection.geometry(window),
    ]);
    if (!outside || !inside || !geometry) return { bounding: undefined, input: undefined };
    const { width, height, borderWidth } = geometry;
    // The others lose theirs when they are mapped.
    const border = overrideRedirect ? borderWidth : 0;
    const size = { width: width + 2 * border, height: height + 2 * border };
    const seen = limited(outside);
    const takes = limited(inside);
    const taken = seen.length * takes.length > maxPairs ? around(takes) : takes;
    const shown = (shape: Rectangles): Rectangles | undefined =>
      lacksBorder(shape, geometry) ? undefined : unlessAll(within(shape, border), size);
    return { bounding: shown(seen), input: shown(limited(common(seen, taken))) };
  }
}

/** What belongs to both. */
export function common(one: Rectangles, other: Rectangles): Rectangles {
  return one.flatMap((a) =>
    other.flatMap((b) => {
      const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
      const [width, height] = [Math.min(right(a), right(b)) - x, Math.min(bottom(a), bottom(b)) - y];
      return width > 0 && height > 0 ? [{ x, y, width, height }] : [];
    }),
  );
}

/** Shapes begin within the border, surfaces with it. */
function within(shape: Rectangles, border: number): Rectangles {
  return border === 0 ? shape : shape.map(({ x, y, ...size }) => ({ x: x + border, y: y + border, ...size }));
}

/** What X servers say of a window without a shape: all of it, but for the border at the right and the bottom (Xext/shape.c). */
function lacksBorder(shape: Rectangles, { width, height, borderWidth: border }: Geometry): boolean {
  const [first] = shape;
  const isAtBorder = shape.length === 1 && first!.x === -border && first!.y === -border;
  return isAtBorder && first!.width === width + border && first!.height === height + border;
}

function unlessAll(shape: Rectangles, { width, height }: Size): Rectangles | undefined {
  const [first] = shape;
  const isAll =
    shape.length === 1 &&
    first!.x <= 0 &&
    first!.y <= 0 &&
    right(first!) >= width &&
    bottom(first!) >= height;
  return isAll ? undefined : shape;
}

function limited(rectangles: Rectangles): Rectangles {
  return rectangles.length <= maxRectangles ? rectangles : around(rectangles);
}

function around([first, ...others]: Rectangles): Rectangles {
  if (!first) return [];
  let [left, top, end, foot] = [first.x, first.y, right(first), bottom(first)];
  for (const each of others) {
    left = Math.min(left, each.x);
    top = Math.min(top, each.y);
    end = Math.max(end, right(each));
    foot = Math.max(foot, bottom(each));
  }
  return [{ x: left, y: top, width: end - left, height: foot - top }];
}

const right = ({ x, width }: Box): number => x + width;
const bottom = ({ y, height }: Box): number => y + height;
