/** Outputs whose units differ, side by side. */
import t from 'tap';
import { stretched, type Extent } from '../../src/geometry/layout.js';

/** 800 units of 1, then 600 of 2. */
const sideBySide: readonly Extent[] = [
  { start: 0, length: 800, factor: 1 },
  { start: 800, length: 600, factor: 2 },
];

t.test('outputs side by side follow each other, each in its own units', async (t) => {
  const places = [0, 400, 800, 1100, 1400].map((x) => stretched(x, sideBySide, 1));
  t.strictSame(places, [0, 400, 800, 1400, 2000]);
});

t.test('where all are alike, places are scaled, beyond the edges and below 0 too', async (t) => {
  const alike = sideBySide.map((each) => ({ ...each, factor: 1.5 }));
  for (const x of [-300, 0, 10, 800, 1000, 5000]) t.equal(stretched(x, alike, 1.5), 1.5 * x);
  t.equal(stretched(100, [], 2), 200, 'no output at all');
});

t.test('what is left of 0 is as long as its outputs', async (t) => {
  const extents = [
    { start: -600, length: 600, factor: 2 },
    { start: 0, length: 800, factor: 1 },
  ];
  t.strictSame(
    [-600, -300, 0, 800].map((x) => stretched(x, extents, 1)),
    [-1200, -600, 0, 800],
  );
});

t.test('a denser output below another one makes room for both', async (t) => {
  const stacked = [
    { start: 0, length: 1000, factor: 1 },
    { start: 200, length: 600, factor: 2 },
  ];
  t.equal(stretched(1000, stacked, 1), 200 + 1200 + 200);
});
