/**
 * Contents that do not go with what the host insists on, in memory: hosts may end the connection over a maximised window of
 * another size, and Xwayland draws what its programs want.
 */
import t from 'tap';
import { xdg_toplevel } from '../../src/protocol/generated/xdg-shell.js';
import { settledToplevel, xwayland } from '../support/fake-xwayland.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

const size = { width: 300, height: 200 };
const wide = { width: 800, height: 600 };
const { maximized, fullscreen, activated } = xdg_toplevel.enums[2].entries;

/** A window that the host shows in `state`, as large as it has asked for. */
function insisted(state: number = maximized) {
  const x = xwayland();
  const { surface, window } = settledToplevel(x, size);
  x.draw(surface, x.buffer(size.width, size.height));
  x.configure(wide, [state], 2);
  window.settle(wide);
  x.draw(surface, x.buffer(wide.width, wide.height));
  x.told();
  return { x, surface, window };
}

t.test('contents of the size that comes next wait until the window manager has said so', (t) => {
  const { x, surface, window } = insisted();
  x.configure(size, [activated], 3);
  x.draw(surface, x.buffer(size.width, size.height));
  t.same(x.told(), ['attach', 'frame'], 'the host still has the window maximised');
  window.settle(size);
  t.same(x.told(), ['ack_configure', 'commit']);
  t.end();
});

t.test('contents that fit again take the place of those that wait', (t) => {
  const { x, surface, window } = insisted();
  x.draw(surface, x.buffer(size.width, size.height));
  x.draw(surface, x.buffer(wide.width, wide.height));
  t.same(x.told(), ['attach', 'frame', 'attach', 'frame', 'commit']);
  x.configure(wide, [maximized, activated], 3);
  window.settle(wide);
  t.same(x.told(), ['ack_configure', 'commit']);
  t.end();
});

t.test(
  'while contents wait, nothing else commits them, nor is the window taken off the host with their buffer',
  (t) => {
    const { x, surface, window } = insisted();
    const buffer = x.buffer(size.width, size.height);
    x.draw(surface, buffer);
    window.setShape({ bounding: undefined, input: [] });
    x.client.say(buffer, 'destroy');
    x.client.say(surface, 'commit');
    window.settle(size);
    t.same(x.told(), ['attach', 'frame']);
    x.draw(surface, x.buffer(wide.width, wide.height));
    t.same(x.told(), ['attach', 'frame', 'commit']);
    t.end();
  },
);

t.test('a fullscreen window may show smaller contents, and no larger ones', (t) => {
  const { x, surface } = insisted(fullscreen);
  x.draw(surface, x.buffer(size.width, size.height));
  t.same(x.told(), ['attach', 'frame', 'commit']);
  x.draw(surface, x.buffer(wide.width + 1, size.height));
  t.same(x.told(), ['attach', 'frame']);
  t.end();
});

t.test(
  'a commit without new contents acknowledges no size that they have not, though their buffer is gone',
  (t) => {
    const x = xwayland();
    const { surface, window } = settledToplevel(x, size);
    const buffer = x.buffer(size.width, size.height);
    x.draw(surface, buffer);
    x.configure(wide, [maximized], 2);
    window.settle(wide);
    x.client.say(buffer, 'destroy');
    x.told();
    x.client.say(surface, 'commit');
    t.same(x.told(), ['commit']);
    t.end();
  },
);
