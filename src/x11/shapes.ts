/**
 * Windows that are not rectangles (SHAPE): where they take the pointer. Outside of that the host has to give it to what lies
 * beneath, since X does not know what that is: all toplevels lie on top of each other there.
 */
import type { ShapeExtension } from 'x11';
import type { Box } from '../peer/xwayland/windows.js';
import type { XConnection } from './connection.js';

const bounding = 0;
const input = 2;
/** A shape of more rectangles is taken for the box around them. */
const maxRectangles = 512;

type Rectangles = readonly Box[];

export class Shapes {
  readonly #connection: XConnection;
  readonly #shape: ShapeExtension;

  constructor(connection: XConnection, shape: ShapeExtension) {
    this.#connection = connection;
    this.#shape = shape;
  }

  /** Asks for events when the window's shape changes. */
  watch(window: number): void {
    this.#shape.SelectInput(window, 1);
  }

  /** Where a window takes the pointer; `undefined`: all over. */
  async inputOf(window: number): Promise<Rectangles | undefined> {
    const [outside, inside, geometry] = await Promise.all([
      this.#connection.shapeOf(this.#shape, window, bounding),
      this.#connection.shapeOf(this.#shape, window, input),
      this.#connection.geometry(window),
    ]);
    if (!outside || !inside || !geometry) return undefined;
    const { width, height } = geometry;
    const shape = common(limited(outside), limited(inside));
    const [only] = shape;
    const isAll =
      shape.length === 1 && only!.x <= 0 && only!.y <= 0 && right(only!) >= width && bottom(only!) >= height;
    return isAll ? undefined : shape;
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

function limited(rectangles: Rectangles): Rectangles {
  if (rectangles.length <= maxRectangles) return rectangles;
  const x = Math.min(...rectangles.map((each) => each.x));
  const y = Math.min(...rectangles.map((each) => each.y));
  const width = Math.max(...rectangles.map(right)) - x;
  const height = Math.max(...rectangles.map(bottom)) - y;
  return [{ x, y, width, height }];
}

const right = ({ x, width }: Box): number => x + width;
const bottom = ({ y, height }: Box): number => y + height;
