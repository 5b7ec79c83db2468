/** Pictures in `_NET_WM_ICON`, honest ones and others. */
import t from 'tap';
import { iconsIn } from '../../../src/x11/icons.js';

/** The property: each picture as width, height and one colour. */
function property(...pictures: readonly (readonly [number, number, number])[]): Buffer {
  const words = pictures.flatMap(([width, height, color]) => [
    width,
    height,
    ...Array.from({ length: width * height }, () => color),
  ]);
  const bytes = Buffer.alloc(words.length * 4);
  for (const [i, word] of words.entries()) bytes.writeUInt32LE(word, i * 4);
  return bytes;
}

t.test('each size is taken once, the largest first, with colours premultiplied', (t) => {
  const icons = iconsIn(property([16, 16, 0xff00_00ff], [48, 48, 0x8000_ff00], [16, 16, 0xffff_ffff]));
  t.same(
    icons.map(({ size }) => size),
    [48, 16],
  );
  t.same([...icons[0]!.pixels.subarray(0, 4)], [0, 128, 0, 128]);
  t.equal(icons[0]!.pixels.length, 48 * 48 * 4);
  t.end();
});

t.test('a picture that is not square stands in the middle of a transparent square', (t) => {
  const [icon] = iconsIn(property([4, 2, 0xff12_3456]));
  t.equal(icon?.size, 4);
  const alpha = Array.from({ length: 16 }, (_, i) => icon!.pixels[i * 4 + 3]);
  t.same(alpha, [0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0]);
  t.end();
});

t.test('what does not add up ends the list, and what is too large is left out', (t) => {
  const good = property([2, 2, 0xff00_0000]);
  const words = (...values: number[]): Buffer => Buffer.from(new Uint32Array(values).buffer);
  t.same(iconsIn(Buffer.alloc(0)), []);
  t.same(iconsIn(Buffer.alloc(7)), []);
  t.same(iconsIn(words(0, 5, 1)), []);
  t.same(iconsIn(words(0xffff_ffff, 0xffff_ffff, 1)), []);
  t.same(iconsIn(words(3, 3, 1, 2)), []);
  t.equal(iconsIn(Buffer.concat([good, words(100, 100, 1)])).length, 1);
  t.same(iconsIn(property([600, 1, 1])), []);
  t.equal(iconsIn(property([600, 1, 1], [2, 2, 1])).length, 1);
  t.equal(iconsIn(property(...Array.from({ length: 9 }, (_, i) => [i + 1, 1, 1] as const))).length, 6);
  t.end();
});
