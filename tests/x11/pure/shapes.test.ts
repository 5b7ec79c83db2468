/** Where windows that are not rectangles take the pointer. */
import t from 'tap';
import { openXDesk } from '../../support/x/x-desk.js';
import { common } from '../../../src/x11/shapes.js';

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

t.test('a window takes the pointer where both its shapes do', (t) => {
  t.same(common([box(0, 0, 10, 10)], [box(5, 5, 10, 10)]), [box(5, 5, 5, 5)]);
  t.same(common([box(0, 0, 10, 10), box(20, 0, 10, 10)], [box(0, 5, 100, 2)]), [
    box(0, 5, 10, 2),
    box(20, 5, 10, 2),
  ]);
  t.same(common([box(0, 0, 10, 10)], [box(10, 0, 10, 10)]), [], 'an edge is nothing');
  t.same(common([], [box(0, 0, 1, 1)]), []);
  t.end();
});

const bounding = 0;
const input = 2;

/** So many squares of a pixel, in rows of 300 with gaps. */
const specks = (count: number): Int16Array =>
  Int16Array.from({ length: count * 4 }, (_, i) => {
    const at = i >> 2;
    return [(at % 300) * 2, Math.floor(at / 300) * 2, 1, 1][i & 3]!;
  });

t.test(
  'a shape of more rectangles than can be counted on a stack is taken for the box around them',
  async (t) => {
    const desk = await openXDesk();
    t.teardown(() => desk.close());
    desk.shape.rectangles.set(bounding, specks(245_000));
    desk.shape.rectangles.set(input, specks(245_000));
    const client = await desk.program();
    const { told } = await desk.toplevel(
      client,
      client.create({ x: 0, y: 0, width: 600, height: 1700, color: 1 }),
    );
    t.same(told.slice(-2), ['bounding 0,0 599x1633', 'input 0,0 599x1633']);
  },
);

t.test('so is where a window takes the pointer, if that has more rectangles than its shapes', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  // Bars across bars: each meets all of the others.
  const bars = (count: number, bar: (i: number) => number[]): Int16Array =>
    Int16Array.from(Array.from({ length: count }, (_, i) => bar(i)).flat());
  desk.shape.rectangles.set(
    bounding,
    bars(100, (i) => [2 * i, 0, 1, 200]),
  );
  desk.shape.rectangles.set(
    input,
    bars(100, (i) => [0, 2 * i, 200, 1]),
  );
  const client = await desk.program();
  const { told } = await desk.toplevel(
    client,
    client.create({ x: 0, y: 0, width: 200, height: 200, color: 1 }),
  );
  t.ok(told.includes('input 0,0 199x199'));
});

t.test('a shape that changes faster than it can be read is read once more', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  desk.shape.rectangles.set(bounding, specks(1));
  desk.shape.rectangles.set(input, specks(1));
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, width: 300, height: 200, color: 1 });
  const { told } = await desk.toplevel(client, id);
  const before = desk.shape.readings;
  for (let i = 0; i < 20; i++) desk.shape.changed(id);
  desk.shape.rectangles.set(bounding, specks(2));
  await desk.settled();
  t.equal(desk.shape.readings - before, 4, 'two shapes, twice');
  t.equal(told.at(-2), 'bounding 0,0 1x1 2,0 1x1');
});

t.test('a menu with a border and without a shape is seen with all of its border', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  // What an X server says of it.
  for (const kind of [bounding, input]) desk.shape.rectangles.set(kind, Int16Array.of(-2, -2, 122, 92));
  const client = await desk.program();
  const menu = client.create({ x: 0, y: 0, width: 120, height: 90, color: 1, overrideRedirect: true });
  client.x.ConfigureWindow(menu, { borderWidth: 2 });
  desk.shape.changed(menu);
  const { told } = await desk.toplevel(client, menu);
  t.notOk(
    told.some((each) => /^(bounding|input) \d/.test(each)),
    'nothing is cut off',
  );
});
