/** Popups that hang on popups, in memory: however deep, they end in an order that the host takes. */
import t from 'tap';
import type { HostWindow } from '../../src/peer/xwayland/windows.js';
import { listener, xwayland } from '../support/fake-xwayland.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

const box = { x: 2, y: 3, width: 10, height: 10 };

/** A toplevel, and `count` popups, each of the one before. */
function nested(count: number) {
  const x = xwayland();
  const toplevel = x.windows.openToplevel(x.surface(), listener())!;
  const orphaned: number[] = [];
  let parent: HostWindow = toplevel;
  const popups = Array.from({ length: count }, (_, i) => {
    const owner = { ...listener(), orphaned: () => void orphaned.push(i) };
    const popup = x.windows.openPopup(x.surface(), parent, box, false, owner)!;
    parent = popup;
    return popup;
  });
  x.host.resume();
  return { x, toplevel, popups, orphaned };
}

t.test(
  'a deep chain of popups ends with its toplevel, the last one first, and each owner is told once',
  (t) => {
    const count = 4000;
    const { x, toplevel, popups, orphaned } = nested(count);
    toplevel.close();
    t.ok(popups.every(({ closed }) => closed));
    t.same(
      orphaned,
      Array.from({ length: count }, (_, i) => i),
      'those first that others hang on',
    );
    const gone = x.destroyed().filter((each) => each === 'xdg_popup' || each === 'xdg_toplevel');
    t.equal(gone.length, count + 1);
    t.equal(gone.at(-1), 'xdg_toplevel');
    t.same(x.ends, []);
    t.end();
  },
);

t.test('popups end before the one that they hang on, which stays their own affair', (t) => {
  const { x, toplevel, popups, orphaned } = nested(3);
  const ids = x.host.idsOf('xdg_popup');
  popups[0]!.close();
  t.same(orphaned, [1, 2]);
  x.host.resume();
  const destroyed = x.host.seen
    .filter((each) => each.interface === 'xdg_popup' && each.message === 'destroy')
    .map(({ id }) => id);
  t.same(destroyed, ids.toReversed());
  t.notOk(toplevel.closed);
  t.end();
});

t.test(
  'popups do not hang on each other deeper than hosts bear, and stand where they should all the same',
  (t) => {
    const { x, popups } = nested(100);
    const surfaces = new Map<number, number>();
    const depths: number[] = [];
    const places: number[] = [];
    const offsets = x.seenOf('set_offset').map((args) => args['x'] as number);
    for (const [i, { id, args }] of x.host.seen.filter(({ message }) => message === 'get_popup').entries()) {
      const parent = args['parent'] as number;
      depths.push((surfaces.get(parent) ?? 0) + 1);
      surfaces.set(id, depths.at(-1)!);
      places.push(offsets[i]!);
    }
    t.equal(Math.max(...depths), 32);
    t.equal(places[31], 2);
    t.equal(places[32], 4, 'a popup beside the one that it hangs on in X is placed from the same parent');
    t.equal(places[99], 2 * (100 - 31));
    popups[99]!.move({ ...box, x: 7 });
    t.equal(x.seenOf('set_offset').at(-1)?.['x'], 2 * (99 - 31) + 7);
    t.end();
  },
);
