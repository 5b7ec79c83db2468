/** From a surface's coordinates to its buffer's, beside a brute force: which pixels of the buffer does a rectangle show? */
import t from 'tap';
import { assert, integer, property, record } from 'fast-check';
import type { Rect, Size } from '../../src/geometry/rect.js';
import { surfaceRectToBuffer } from '../../src/geometry/surface.js';

/** Where the point (x, y) of a turned buffer of `size` lies before it was turned (`wl_output.transform`, by its numbers). */
const origins: readonly ((x: number, y: number, size: Size) => readonly [number, number])[] = [
  (x, y) => [x, y],
  (x, y, { height }) => [y, height - x],
  (x, y, { width, height }) => [width - x, height - y],
  (x, y, { width }) => [width - y, x],
  (x, y, { width }) => [width - x, y],
  (x, y) => [y, x],
  (x, y, { height }) => [x, height - y],
  (x, y, { width, height }) => [width - y, height - x],
];

/** The pixels that the corners of the rectangle span. */
function bruteForce(rect: Rect, scale: number, transform: number, size: Size): Rect {
  const corners = [
    [rect.x, rect.y],
    [rect.x + rect.width, rect.y + rect.height],
  ].map(([x, y]) => origins[transform]!(x! * scale, y! * scale, size));
  const [left, right] = [0, 1].map((i) => corners[i]![0]).toSorted((a, b) => a - b) as [number, number];
  const [top, bottom] = [0, 1].map((i) => corners[i]![1]).toSorted((a, b) => a - b) as [number, number];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

for (let transform = 0; transform < origins.length; transform++) {
  t.test(`damage finds its pixels under transform ${transform}`, async (t) => {
    const size = record({
      width: integer({ min: 1, max: 50 }),
      height: integer({ min: 1, max: 50 }),
    });
    const rect = record({
      x: integer({ min: -5, max: 50 }),
      y: integer({ min: -5, max: 50 }),
      width: integer({ min: 1, max: 50 }),
      height: integer({ min: 1, max: 50 }),
    });
    assert(
      property(size, rect, integer({ min: 1, max: 3 }), (pixels, damage, scale) => {
        // A buffer is a whole number of surface units.
        const buffer = { width: pixels.width * scale, height: pixels.height * scale };
        const view = { scale, transform, source: undefined, destination: undefined };
        const found = surfaceRectToBuffer(damage, view, buffer);
        const expected = bruteForce(damage, scale, transform, buffer);
        return JSON.stringify(found) === JSON.stringify(expected);
      }),
    );
    t.pass('for all of them');
  });
}

t.test('a viewport’s source and destination stretch damage, and round it outwards', async (t) => {
  const view = {
    scale: 2,
    transform: 0,
    source: { x: 4, y: 4, width: 8, height: 8 },
    destination: { width: 16, height: 32 },
  };
  const size = { width: 64, height: 64 };
  t.strictSame(surfaceRectToBuffer({ x: 0, y: 0, width: 16, height: 32 }, view, size), {
    x: 8,
    y: 8,
    width: 16,
    height: 16,
  });
  t.strictSame(surfaceRectToBuffer({ x: 1, y: 1, width: 1, height: 1 }, view, size), {
    x: 9,
    y: 8,
    width: 1,
    height: 1,
  });
});
