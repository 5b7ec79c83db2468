/** Rectangles, as protocols have them: place and size. Pure. */

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The smallest rectangle of whole numbers around `rect`. */
export function roundedOut({ x, y, width, height }: Rect): Rect {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  return { x: left, y: top, width: Math.ceil(x + width) - left, height: Math.ceil(y + height) - top };
}

/** `rect` with both coordinates and sizes multiplied. */
export function scaled(rect: Rect, xFactor: number, yFactor: number): Rect {
  return {
    x: rect.x * xFactor,
    y: rect.y * yFactor,
    width: rect.width * xFactor,
    height: rect.height * yFactor,
  };
}
