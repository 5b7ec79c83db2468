/** Where windows that are not rectangles take the pointer. */
import t from 'tap';
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
