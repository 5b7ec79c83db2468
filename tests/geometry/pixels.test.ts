/** Pixels of a client that draws as many as are shown are the host's, one for one. */
import t from 'tap';
import { shownPixels, type Drawn } from '../../src/geometry/pixels.js';

/** A client at 0.75 on a host of twice the density: 2 and two thirds for each of its units. */
const drawn: Drawn = { pixels: 267, units: 100, density: 2, factor: 0.75, host: 133, free: false };

t.test('a pixel too many is cut off, not squeezed', async (t) => {
  t.strictSame(shownPixels(drawn), { host: 133, pixels: 266 });
  t.strictSame(shownPixels({ ...drawn, density: 1.5, pixels: 1024, units: 512, host: 682 }), {
    host: 682,
    pixels: 1023,
  });
});

t.test('a surface that may be a unit smaller is, before its pixels are stretched', async (t) => {
  const small = { ...drawn, host: 134, free: true };
  t.strictSame(shownPixels(small), { host: 133, pixels: 266 });
  t.strictSame(
    shownPixels({ ...small, free: false }),
    { host: 134, pixels: 267 },
    'the host has asked for it',
  );
});

t.test('a client that draws more pixels than are shown is shown all of them', async (t) => {
  t.strictSame(shownPixels({ ...drawn, pixels: 300 }), { host: 133, pixels: 300 });
});

t.test('where nothing is rounded, nothing is cut off', async (t) => {
  t.strictSame(shownPixels({ ...drawn, pixels: 800, units: 300, host: 400 }), { host: 400, pixels: 800 });
  t.strictSame(shownPixels({ ...drawn, pixels: 1, units: 1, density: 0.5, factor: 1, host: 1, free: true }), {
    host: 1,
    pixels: 1,
  });
});
