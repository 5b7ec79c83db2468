/** How a client says which pixels have changed. */
import type { Rect } from '../../src/geometry/rect.js';
import { placeOf, uncropped, type PictureShape, type Showing } from './pictures.js';

const slack = 1e-6;

/** The rectangle of the surface that shows all these pixels; `undefined` if it does not show them all. */
export function onSurface(
  showing: Showing,
  { x, y, width, height }: Rect,
  shape: PictureShape,
): Rect | undefined {
  const a = placeOf(x, y, shape, showing);
  const b = placeOf(x + width - 1, y + height - 1, shape, showing);
  const box = { left: Math.min(a.left, b.left), right: Math.max(a.right, b.right) };
  const rows = { top: Math.min(a.top, b.top), bottom: Math.max(a.bottom, b.bottom) };
  const whole = showing.destination ?? showing.source ?? uncropped(shape, showing);
  const isOutside = box.left < -slack || rows.top < -slack;
  if (isOutside || box.right > whole.width + slack || rows.bottom > whole.height + slack) return undefined;
  const [left, top] = [Math.floor(box.left), Math.floor(rows.top)];
  return { x: left, y: top, width: Math.ceil(box.right) - left, height: Math.ceil(rows.bottom) - top };
}

/** Rectangles that cover the pixels: one around all, one for each row, one for each pixel, or far too much. */
export function rectsOf(pixels: readonly boolean[], rowLength: number, manner: number): Rect[] {
  const at = pixels.flatMap((is, i) => (is ? [{ x: i % rowLength, y: Math.floor(i / rowLength) }] : []));
  if (at.length === 0) return [];
  if (manner === 3) return [{ x: 0, y: 0, width: rowLength, height: Math.ceil(pixels.length / rowLength) }];
  if (manner === 2) return at.map((each) => ({ ...each, width: 1, height: 1 }));
  const rows =
    manner === 1 ? [...new Set(at.map(({ y }) => y))].map((y) => at.filter((each) => each.y === y)) : [at];
  return rows.map(around);
}

function around(points: readonly { readonly x: number; readonly y: number }[]): Rect {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x + 1, height: Math.max(...ys) - y + 1 };
}
