/** Where the parts of a frame lie, and what the user grips. */
import t from 'tap';
import {
  buttonBox,
  insetsFor,
  partBox,
  partNames,
  withFrame,
  zoneAt,
} from '../../src/peer/xwayland/frame-layout.js';
import { xdg_toplevel } from '../../src/protocol/generated/xdg-shell.js';

const states = {
  maximized: false,
  fullscreen: false,
  activated: true,
  resizing: false,
  tiled: false,
  suspended: false,
};
const insets = insetsFor(states);
const size = { width: 300, height: 200 };
const { top, bottom, left, right } = xdg_toplevel.enums[1].entries;

t.test('the parts and the contents cover the whole window, and nothing twice', (t) => {
  for (const each of [
    insets,
    insetsFor({ ...states, maximized: true }),
    insetsFor({ ...states, fullscreen: true }),
  ]) {
    const whole = withFrame(size, each);
    const area = partNames
      .map((name) => partBox(name, size, each))
      .reduce((sum, box) => sum + (box ? box.width * box.height : 0), size.width * size.height);
    t.equal(area, whole.width * whole.height);
  }
  t.same(withFrame(size, insetsFor({ ...states, fullscreen: true })), { x: 0, y: 0, ...size });
  t.end();
});

t.test('each edge and each corner resizes in its own direction', (t) => {
  const zone = (part: (typeof partNames)[number], x: number, y: number) =>
    zoneAt(part, { x, y }, size, insets, true);
  t.equal(zone('top', 2, 2), top | left);
  t.equal(zone('top', 150, 2), top);
  t.equal(zone('top', 308, 2), top | right);
  t.equal(zone('top', 2, 25), left);
  t.equal(zone('left', 2, 100), left);
  t.equal(zone('left', 2, 195), left | bottom);
  t.equal(zone('right', 2, 195), right | bottom);
  t.equal(zone('bottom', 150, 3), bottom);
  t.equal(zone('bottom', 5, 3), bottom | left);
  t.equal(zone('bottom', 305, 3), bottom | right);
  t.end();
});

t.test('a window of one size, or a maximised one, has no edges to grip', (t) => {
  t.equal(zoneAt('bottom', { x: 150, y: 3 }, size, insets, false), 'move');
  t.equal(zoneAt('top', { x: 150, y: 2 }, size, insetsFor({ ...states, maximized: true }), true), 'move');
  t.end();
});

t.test('buttons stand from the right, and those that find no room are not there', (t) => {
  t.equal(zoneAt('top', { x: 290, y: 15 }, size, insets, true), 'close');
  t.equal(zoneAt('top', { x: 260, y: 15 }, size, insets, true), 'maximize');
  t.equal(zoneAt('top', { x: 230, y: 15 }, size, insets, true), 'minimize');
  t.equal(zoneAt('top', { x: 200, y: 15 }, size, insets, true), 'move');
  t.ok(buttonBox('close', 40, insets));
  t.notOk(buttonBox('maximize', 40, insets));
  t.notOk(buttonBox('close', 11, insets), 'a window of one pixel has none');
  t.end();
});
