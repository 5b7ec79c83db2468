/**
 * Contents that do not go with what the host insists on, in memory: hosts may end the connection over a maximised window of
 * another size, and Xwayland draws what its programs want.
 */
import t from 'tap';
import { xdg_toplevel } from '../../src/protocol/generated/xdg-shell.js';
import type { Size } from '../../src/peer/xwayland/windows.js';
import { globals, listener, settledToplevel, xwayland } from '../support/fake-xwayland.js';
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

/** A window with a frame of decant's, which the host wants maximised: its size, and what its owner is told. */
function framed() {
  const x = xwayland({ globals: { ...globals, wl_subcompositor: 1 } });
  const surface = x.surface();
  const owner = listener();
  const window = x.windows.openToplevel(surface, owner)!;
  window.open();
  x.configure(wide, [maximized]);
  const room = (): Size => owner.told.configured.at(-1)![0];
  return { x, surface, window, room };
}

t.test('a frame that goes before the window manager has answered leaves more room for contents', (t) => {
  const { window, room } = framed();
  t.ok(room().height < wide.height, 'control');
  window.setDecorated(false);
  t.same(room(), wide);
  t.end();
});

t.test('contents that were drawn for a frame that has gone keep it until others come', (t) => {
  const { x, surface, window, room } = framed();
  const withFrame = room();
  window.settle(withFrame);
  x.draw(surface, x.buffer(withFrame.width, withFrame.height));
  window.setDecorated(false);
  x.draw(surface, x.buffer(withFrame.width, withFrame.height));
  t.match(x.seenOf('set_window_geometry'), { length: 1 });
  t.notOk(x.destroyed().includes('wl_subsurface'));
  window.settle(wide);
  x.draw(surface, x.buffer(wide.width, wide.height));
  t.match(x.seenOf('set_window_geometry').at(-1), { x: 0, y: 0, ...wide });
  t.ok(x.destroyed().includes('wl_subsurface'));
  t.end();
});
