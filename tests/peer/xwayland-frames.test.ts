/** Frames of decant's around Xwayland's windows, in memory: what the host is told of sizes, and the smallest windows. */
import t from 'tap';
import { viewHandlers } from '../../src/peer/view-handlers.js';
import { x11Handlers } from '../../src/peer/xwayland/handlers.js';
import { globals, listener, xwayland } from '../support/fake-xwayland.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

/** On a host that draws no frames. */
function framed() {
  const x = xwayland({
    globals: { ...globals, wl_subcompositor: 1 },
    handlers: [...x11Handlers, ...viewHandlers({}, { copies: false, x11: true })],
  });
  const surface = x.surface();
  return { ...x, shown: surface, window: x.windows.openToplevel(surface, listener())! };
}

t.test('limits that a program sets are those of its contents: the host is told them with the frame', (t) => {
  const { window, configure, seenOf } = framed();
  window.setSizeLimits({ width: 100, height: 50 }, { width: 400, height: 0 });
  window.open();
  configure({ width: 0, height: 0 });
  window.settle({ width: 300, height: 200 });
  t.same(seenOf('set_min_size').at(-1), { width: 110, height: 85 });
  t.same(seenOf('set_max_size').at(-1), { width: 410, height: 0 }, 'and no limit stays none');
  t.end();
});

t.test('a window of one pixel has a frame, and a title that has no room harms nobody', (t) => {
  const { window, shown, buffer, draw, configure, seenOf, ends } = framed();
  window.setTitle('A title that is far too long for such a window');
  window.open();
  configure({ width: 0, height: 0 });
  window.settle({ width: 1, height: 1 });
  draw(shown, buffer(1, 1));
  t.match(seenOf('set_window_geometry').at(-1), { x: -5, y: -30, width: 11, height: 36 });
  window.setTitle('Another one');
  t.same(ends, []);
  t.end();
});
