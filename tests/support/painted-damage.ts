/** Which pixels of a buffer a compositor takes anew because of damage, and which it shows anew: pixel by pixel. */
import { eachPixel, placeOf, uncropped, type Box, type PictureShape, type Showing } from './pictures.js';

/** Damage of one commit. */
export interface Damaged {
  readonly surfaceDamage: readonly Box[];
  readonly bufferDamage: readonly Box[];
  readonly showing: Showing;
}

/** What touches by less is rounding. */
const least = 1e-6;

/** Nothing of a surface is beyond its edges. */
export function edges(showing: Showing, shape: PictureShape): Box {
  const { width, height } = showing.destination ?? showing.source ?? uncropped(shape, showing);
  return { left: 0, top: 0, right: width, bottom: height };
}

function common(a: Box, b: Box): Box {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}

/** For each pixel whether damage touches it. */
export function damaged({ surfaceDamage, bufferDamage, showing }: Damaged, shape: PictureShape): boolean[] {
  const whole = edges(showing, shape);
  const clipped = surfaceDamage.map((box) => common(box, whole));
  return eachPixel(shape, (x, y) => {
    const pixel = { left: x, top: y, right: x + 1, bottom: y + 1 };
    const place = placeOf(x, y, shape, showing);
    return bufferDamage.some((box) => touch(box, pixel)) || clipped.some((box) => touch(box, place));
  });
}

/** For each pixel whether damage covers all of the surface that shows it: nothing else is painted anew. */
export function repainted({ surfaceDamage, bufferDamage, showing }: Damaged, shape: PictureShape): boolean[] {
  const whole = edges(showing, shape);
  return eachPixel(shape, (x, y) => {
    const pixel = { left: x, top: y, right: x + 1, bottom: y + 1 };
    if (bufferDamage.some((box) => touch(box, pixel))) return true;
    const { left, top, right, bottom } = common(placeOf(x, y, shape, showing), whole);
    const parts = [0.001, 0.25, 0.5, 0.75, 0.999];
    const points = parts.flatMap((i) =>
      parts.map((j) => ({ x: left + i * (right - left), y: top + j * (bottom - top) })),
    );
    return points.every((point) =>
      surfaceDamage.some(
        (box) => box.left <= point.x && box.right >= point.x && box.top <= point.y && box.bottom >= point.y,
      ),
    );
  });
}

/** Whether they have more than an edge in common. */
export function touch(a: Box, b: Box): boolean {
  const { left, top, right, bottom } = common(a, b);
  return right - left > least && bottom - top > least;
}
