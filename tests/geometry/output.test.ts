/** Outputs: the density that a host's two sizes mean, and what a client is told then. */
import t from 'tap';
import { densityOf, outputForClient } from '../../src/geometry/output.js';
import { Scale } from '../../src/geometry/scale.js';

t.test('a density is the likeliest of those that give the logical size', (t) => {
  const pixels = { width: 1280, height: 800 };
  for (const [width, height, density] of [
    [1280, 800, 1],
    [1024, 640, 1.25],
    [853, 533, 1.5],
    [640, 400, 2],
    [426, 266, 3],
    [427, 267, 3],
    [1270, 793, 121 / 120],
  ] as const)
    t.equal(densityOf(pixels, { width, height }), density, `${width}x${height}`);
  t.equal(densityOf(pixels, { width: 1279, height: 400 }), 1280 / 1279, 'sizes that no scale gives');
  t.end();
});

t.test('a small screen of whole scale has the next whole scale to the client, and not one more', (t) => {
  const pixels = { width: 1280, height: 800 };
  const logical = { width: 426, height: 266 };
  const output = { pixels, logical, density: densityOf(pixels, logical), physical: { width: 0, height: 0 } };
  for (const [factor, scale] of [
    [0.75, 4],
    [0.5, 6],
    [0.25, 12],
  ] as const) {
    const view = { scale: new Scale(factor), direct: undefined, dpi: [], knowsScale: true };
    t.equal(outputForClient(output, view).scale, scale);
  }
  t.end();
});
