/** Sizes of a window on the two sides, with more than one configure under way. */
import { array, assert, boolean, double, integer, property, record } from 'fast-check';
import t from 'tap';
import { Agreement } from '../../src/geometry/agreement.js';
import { Scale } from '../../src/geometry/scale.js';

const wide = { width: 802, height: 600 };
const wider = { width: 900, height: 600 };

t.test('a client that answers the first of two configures shows the size of the first', async (t) => {
  const [agreement, scale] = [new Agreement(), new Scale(0.75)];
  const told = agreement.configure(wide, scale);
  agreement.number(1);
  agreement.configure(wider, scale);
  agreement.number(2);
  agreement.acknowledge(1);
  t.strictSame(agreement.show(told, scale), wide);
  agreement.acknowledge(2);
  t.strictSame(agreement.show({ width: 675, height: 450 }, scale), wider);
});

t.test('of two of the host’s sizes that are one of the client’s, the acknowledged one counts', async (t) => {
  const [agreement, scale] = [new Agreement(), new Scale(0.5)];
  for (const [serial, width] of [
    [1, 801],
    [2, 802],
  ] as const) {
    t.equal(agreement.configure({ width, height: 600 }, scale).width, 401);
    agreement.number(serial);
  }
  const shown = (): number => agreement.show({ width: 401, height: 300 }, scale).width;
  agreement.acknowledge(1);
  t.equal(shown(), 801);
  agreement.acknowledge(2);
  t.equal(shown(), 802);
  agreement.number(3);
  agreement.acknowledge(3);
  t.equal(shown(), 802, 'a configure without a size of its own stands for the last');
});

t.test('whatever is acknowledged late, the size that was told for it comes back', async (t) => {
  const lengths = integer({ min: 1, max: 5000 });
  const configures = array(record({ width: lengths, height: lengths, answered: boolean() }), {
    maxLength: 16,
  });
  const comesBack = property(double({ min: 0.2, max: 4, noNaN: true }), configures, (factor, all) => {
    const [agreement, scale] = [new Agreement(), new Scale(factor)];
    const told = all.map((size, serial) => {
      const client = agreement.configure(size, scale);
      agreement.number(serial);
      return client;
    });
    return all.every(({ width, height, answered }, serial) => {
      if (!answered) return true;
      agreement.acknowledge(serial);
      const shown = agreement.show(told[serial]!, scale);
      return shown.width === width && shown.height === height;
    });
  });
  t.doesNotThrow(() => assert(comesBack));
});

t.test('what is agreed on is so whatever the scale, each side for itself', async (t) => {
  const [agreement, scale] = [new Agreement(), new Scale(0.3)];
  agreement.agree({ width: 300, height: 200 }, { width: 1003, height: 667 });
  t.strictSame(agreement.show({ width: 300, height: 200 }, scale), { width: 1003, height: 667 });
  agreement.agree({ width: 300, height: 0 }, { width: 500, height: 900 });
  t.strictSame(agreement.show({ width: 300, height: 100 }, scale), { width: 500, height: 333 });
});
