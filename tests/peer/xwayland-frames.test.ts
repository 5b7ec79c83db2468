/** Frames of decant's around Xwayland's windows, in memory: what the host is told of sizes, and the smallest windows. */
import t from 'tap';
import { viewHandlers } from '../../src/peer/view-handlers.js';
import { x11Handlers } from '../../src/peer/xwayland/handlers.js';
import { zxdg_toplevel_decoration_v1 } from '../../src/protocol/generated/xdg-decoration-unstable-v1.js';
import { xdg_toplevel } from '../../src/protocol/generated/xdg-shell.js';
import { globals, listener, xwayland } from '../support/fake-xwayland.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

/** On a host that draws no frames, unless `more` says so. */
function framed(more: Readonly<Record<string, number>> = {}) {
  const x = xwayland({
    globals: { ...globals, wl_subcompositor: 1, ...more },
    handlers: [...x11Handlers, ...viewHandlers({}, { copies: false, x11: true })],
  });
  const surface = x.surface();
  const owner = listener();
  return { ...x, shown: surface, owner, window: x.windows.openToplevel(surface, owner)! };
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

t.test(
  'a host that will not draw the frame after all leaves the contents what is inside of decant’s',
  (t) => {
    const { window, owner, host, shown, buffer, draw, configure, idOf, seenOf } = framed({
      zxdg_decoration_manager_v1: 1,
    });
    const { maximized } = xdg_toplevel.enums[2].entries;
    const { client_side: clientSide, server_side: serverSide } = zxdg_toplevel_decoration_v1.enums[1].entries;
    window.open();
    configure({ width: 300, height: 200 }, [maximized]);
    window.settle({ width: 300, height: 200 });
    draw(shown, buffer(300, 200));
    t.same(owner.told.configured.at(-1)?.[0], { width: 300, height: 200 });
    t.same(seenOf('set_window_geometry'), [], 'there is no frame of decant’s');
    const decoration = idOf('zxdg_toplevel_decoration_v1');
    host.say(decoration, 'configure', { mode: clientSide });
    const inside = owner.told.configured.at(-1)![0];
    t.ok(inside.width <= 300 && inside.height < 200, 'the host insists on the size: both share it');
    window.settle(inside);
    configure({ width: 300, height: 200 }, [maximized], 2);
    window.settle(inside);
    draw(shown, buffer(inside.width, inside.height));
    t.match(seenOf('set_window_geometry').at(-1), { width: 300, height: 200 });
    host.say(decoration, 'configure', { mode: serverSide });
    t.same(owner.told.configured.at(-1)?.[0], { width: 300, height: 200 }, 'and back');
    t.end();
  },
);

t.test('a frame goes with its window', (t) => {
  const { window, shown, buffer, draw, configure, destroyed, seenOf } = framed();
  window.open();
  configure({ width: 0, height: 0 });
  window.settle({ width: 300, height: 200 });
  draw(shown, buffer(300, 200));
  const parts = seenOf('get_subsurface').length;
  t.ok(parts > 0);
  window.close();
  const gone = destroyed();
  t.equal(gone.filter((name) => name === 'wl_subsurface').length, parts);
  t.ok(gone.lastIndexOf('wl_subsurface') < gone.indexOf('xdg_toplevel'));
  t.end();
});
