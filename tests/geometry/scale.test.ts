/** Scaled coordinates: nothing drifts, vanishes or overflows. */
import { assert, double, integer, property, record } from 'fast-check';
import t from 'tap';
import { intMax, intMin } from '../../src/geometry/fixed.js';
import { Agreement } from '../../src/geometry/agreement.js';
import { Scale } from '../../src/geometry/scale.js';

const factors = double({ min: 0.1, max: 10, noNaN: true });
const ints = integer({ min: intMin, max: intMax });
const lengths = integer({ min: 1, max: 100_000 });
const sizes = record({ width: lengths, height: lengths });
const places = integer({ min: -100_000, max: 100_000 });
const rects = record({ x: places, y: places, width: lengths, height: lengths });
const anyRects = record({ x: ints, y: ints, width: ints, height: ints });

const fits = (value: number): boolean => Number.isInteger(value) && value >= intMin && value <= intMax;

t.test('a size survives 1,000 configure round trips', (t) => {
  const survives = property(factors, sizes, (factor, size) => {
    const scale = new Scale(factor);
    const agreement = new Agreement();
    let now = size;
    for (let trip = 0; trip < 1000; trip++) now = agreement.show(agreement.configure(now, scale), scale);
    return now.width === size.width && now.height === size.height;
  });
  t.doesNotThrow(() => assert(survives));
  t.end();
});

t.test('without the size that was configured, a size settles in one round trip', (t) => {
  const settles = property(factors, sizes, (factor, size) => {
    const scale = new Scale(factor);
    const once = scale.sizeToHost(scale.sizeToClient(size));
    const twice = scale.sizeToHost(scale.sizeToClient(once));
    return twice.width === once.width && twice.height === once.height;
  });
  t.doesNotThrow(() => assert(settles));
  t.end();
});

t.test('a size of the client survives the way to the host and back, at factors up to 1', (t) => {
  const downscaled = double({ min: 0.1, max: 1, noNaN: true });
  const survives = property(downscaled, lengths, (factor, value) => {
    const scale = new Scale(factor);
    return scale.intToClient(scale.intToHost(value)) === value;
  });
  t.doesNotThrow(() => assert(survives));
  t.end();
});

t.test('rectangles never vanish', (t) => {
  const stay = property(factors, rects, (factor, rect) => {
    const scale = new Scale(factor);
    const results = [scale.rectToClient(rect), scale.rectToHost(rect)];
    return results.every(({ width, height }) => width >= 1 && height >= 1);
  });
  t.doesNotThrow(() => assert(stay));
  t.end();
});

t.test('hostile values stay within the wire', (t) => {
  const stay = property(factors, anyRects, (factor, rect) => {
    const scale = new Scale(factor);
    const results = [scale.rectToClient(rect), scale.rectToHost(rect)];
    const numbers = [...results.flatMap((r) => [r.x, r.y, r.width, r.height]), scale.intToClient(rect.x)];
    const size = scale.sizeToClient(rect);
    return [...numbers, size.width, size.height, scale.intToHost(rect.y)].every(fits);
  });
  t.doesNotThrow(() => assert(stay));
  t.end();
});

t.test('fixed numbers are multiples of 1/256 and saturate', (t) => {
  t.equal(new Scale(1.25).fixedToClient(10 * 256), 12.5 * 256);
  t.equal(new Scale(3).fixedToHost(256), 85);
  t.equal(new Scale(10).fixedToClient(intMax - 1), intMax);
  t.end();
});

t.test('factor 1 changes nothing, and a size of 0 stays 0', (t) => {
  const rect = { x: -3, y: 7, width: 0, height: -2 };
  t.same(new Scale(1).rectToClient(rect), rect);
  t.same(new Scale(0.1).sizeToClient({ width: 0, height: 1 }), { width: 0, height: 1 });
  t.throws(() => new Scale(0), RangeError);
  t.end();
});

t.test('what is shown twice as large has half as many units, rounded in the same way', (t) => {
  t.strictSame(new Scale(1.5).enlarged(2).sizeToClient({ width: 100, height: 30 }), {
    width: 75,
    height: 23,
  });
  t.strictSame(new Scale(1.5).enlarged(2).sizeToHost({ width: 75, height: 23 }), { width: 100, height: 31 });
  t.equal(new Scale(1, true).enlarged(2).intToClient(3), 2);
  t.equal(new Scale(1, true).enlarged(2).intToHost(3), 6);
  t.equal(new Scale(1, true).enlarged(0.3).intToHost(2), 0);
  const same = new Scale(1.5);
  t.equal(same.enlarged(1), same);
  t.throws(() => same.enlarged(0), RangeError);
  t.end();
});
