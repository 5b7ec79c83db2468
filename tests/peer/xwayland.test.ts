/** Surfaces of Xwayland's as windows of the host, in memory: what the host is told, and in which order. */
import t from 'tap';
import { wl_seat } from '../../src/protocol/generated/wayland.js';
import * as xdgShell from '../../src/protocol/generated/xdg-shell.js';
import { globals, listener, settledToplevel, xwayland } from '../support/fake-xwayland.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

const size = { width: 300, height: 200 };
const wide = { width: 800, height: 600 };
const { maximized, activated } = xdgShell.xdg_toplevel.enums[2].entries;

t.test('contents are held until the first configure is acknowledged', (t) => {
  const x = xwayland();
  const surface = x.surface();
  const callback = x.draw(surface, x.buffer(300, 200));
  t.same(x.told(), [], 'nothing while nobody knows what the surface is');
  const window = x.windows.openToplevel(surface, listener())!;
  window.open();
  t.same(x.told(), ['get_toplevel', 'commit'], 'only the commit that asks for a configure');
  x.configure({ width: 0, height: 0 });
  t.same(x.told(), [], 'nothing while the X window has no size for it');
  window.settle(size);
  t.same(x.told(), ['ack_configure', 'attach', 'frame', 'commit']);
  x.host.say(x.idOf('wl_callback'), 'done', { callback_data: 77 });
  t.same(
    x.client.seen.filter(({ id }) => id === callback).map(({ args }) => args),
    [{ callback_data: 77 }],
  );
  t.notOk(x.client.objects.has(callback), 'and the callback is gone');
  t.end();
});

t.test('contents that come after the configure are shown at once', (t) => {
  const x = xwayland();
  const { surface } = settledToplevel(x, size);
  x.told();
  const buffer = x.buffer(300, 200);
  x.draw(surface, buffer);
  t.same(x.told(), ['ack_configure', 'attach', 'frame', 'commit']);
  x.draw(surface, buffer);
  t.same(x.told(), ['attach', 'frame', 'commit'], 'from then on everything passes as it comes');
  t.end();
});

t.test('the host is told of a new size with the contents of that size', (t) => {
  const x = xwayland();
  const { surface, window } = settledToplevel(x, size);
  x.draw(surface, x.buffer(300, 200));
  x.told();
  x.configure(wide, [maximized], 2);
  window.settle(wide);
  x.draw(surface, x.buffer(300, 200));
  t.same(x.told(), ['attach', 'frame', 'commit'], 'contents of the old size');
  x.draw(surface, x.buffer(800, 600));
  t.same(x.told(), ['attach', 'frame', 'ack_configure', 'commit']);
  t.same(x.seenOf('ack_configure').at(-1), { serial: 2 });
  t.end();
});

t.test('a configure that changes no size is acknowledged without new contents', (t) => {
  const x = xwayland();
  const { surface, window } = settledToplevel(x, size);
  x.draw(surface, x.buffer(300, 200));
  x.told();
  x.configure(size, [activated], 2);
  window.settle(size);
  t.same(x.told(), ['ack_configure', 'commit']);
  t.end();
});

t.test('contents of a wrong size are not shown where the host insists on one, and Xwayland draws on', (t) => {
  const x = xwayland();
  const surface = x.surface();
  const window = x.windows.openToplevel(surface, listener())!;
  window.open();
  const callback = x.draw(surface, x.buffer(300, 200));
  x.configure(wide, [maximized]);
  window.settle(wide);
  t.same(x.told(), ['get_toplevel', 'commit']);
  t.notOk(x.client.objects.has(callback), 'the frame is answered');
  x.draw(surface, x.buffer(800, 600));
  t.same(x.told(), ['ack_configure', 'attach', 'frame', 'commit']);
  t.end();
});

t.test('a surface that is destroyed takes its window with it, in the order that xdg-shell wants', (t) => {
  const x = xwayland({ globals: { ...globals, zxdg_decoration_manager_v1: 1 } });
  const surface = x.surface();
  const window = x.windows.openToplevel(surface, listener())!;
  window.open();
  const callback = x.draw(surface, x.buffer(300, 200));
  x.client.say(surface, 'destroy');
  const destroyed = x.destroyed();
  t.same(destroyed, ['zxdg_toplevel_decoration_v1', 'xdg_toplevel', 'xdg_surface', 'wl_surface']);
  t.notOk(x.client.objects.has(callback), 'a callback that nobody will answer is freed');
  t.ok(window.closed);
  window.setTitle('late');
  window.settle(size);
  window.close();
  t.same(x.seenOf('set_title'), [], 'and nothing more comes of it');
  t.end();
});

t.test('a configure that was under way when the window closed is nobody’s', (t) => {
  const x = xwayland();
  const surface = x.surface();
  const owner = listener();
  const window = x.windows.openToplevel(surface, owner)!;
  window.open();
  x.draw(surface, x.buffer(300, 200));
  window.close();
  x.configure(wide);
  t.same(owner.told.configured, []);
  t.notOk(x.told().includes('ack_configure'));
  t.ok(x.windows.openToplevel(surface, listener()), 'the surface can become a window again');
  t.end();
});

t.test('a cursor is shown without a configure', (t) => {
  const x = xwayland();
  const { client } = x;
  const seat = client.bind(wl_seat);
  const pointer = client.newId();
  client.say(seat, 'get_pointer', { id: pointer });
  const surface = x.surface();
  x.draw(surface, x.buffer(16, 16));
  t.same(x.told(), []);
  client.say(pointer, 'set_cursor', { serial: 1, surface, hotspot_x: 0, hotspot_y: 0 });
  t.same(x.told(), ['attach', 'frame', 'commit']);
  t.equal(x.windows.openToplevel(surface, listener()), undefined, 'it can be no window');
  t.end();
});

t.test('a buffer that was destroyed while it was held is not attached', (t) => {
  const x = xwayland();
  const surface = x.surface();
  const window = x.windows.openToplevel(surface, listener())!;
  window.open();
  const buffer = x.buffer(300, 200);
  x.draw(surface, buffer);
  x.client.say(buffer, 'destroy');
  x.configure({ width: 0, height: 0 });
  window.settle(size);
  t.same(x.seenOf('attach'), [{ buffer: 0, x: 0, y: 0 }]);
  t.same(x.ends, []);
  t.end();
});

t.test('limits that contradict each other never reach the host so', (t) => {
  const x = xwayland();
  const window = x.windows.openToplevel(x.surface(), listener())!;
  window.setSizeLimits({ width: 500, height: -3 }, { width: 100, height: 50 });
  t.same(x.seenOf('set_min_size'), [{ width: 500, height: 0 }]);
  t.same(x.seenOf('set_max_size'), [{ width: 500, height: 50 }]);
  t.end();
});

t.test('windows that are each other’s parent are not made so', (t) => {
  const x = xwayland();
  const [first, second] = [0, 1].map(() => x.windows.openToplevel(x.surface(), listener())!);
  first!.setParent(second);
  second!.setParent(first);
  second!.setParent(second);
  t.equal(x.seenOf('set_parent').length, 1);
  t.end();
});

t.test('a ping of the host is answered', (t) => {
  const x = xwayland();
  x.host.say(x.idOf('xdg_wm_base'), 'ping', { serial: 41 });
  t.same(x.seenOf('pong'), [{ serial: 41 }]);
  t.end();
});

t.test('a popup stands where the program wants it, and ends before its parent', (t) => {
  const x = xwayland();
  const parent = x.windows.openToplevel(x.surface(), listener())!;
  const owner = listener();
  const surface = x.surface();
  const box = { x: 20, y: -5, width: 80, height: 40 };
  const popup = x.windows.openPopup(surface, parent, box, false, owner)!;
  t.same(x.seenOf('set_offset'), [{ x: 20, y: -5 }]);
  t.match(x.seenOf('set_size'), [{ width: 80, height: 40 }]);
  x.draw(surface, x.buffer(80, 40));
  x.told();
  x.host.say(x.idOf('xdg_surface'), 'configure', { serial: 9 });
  t.same(x.told(), ['ack_configure', 'attach', 'frame', 'commit']);
  x.host.say(x.idOf('xdg_popup'), 'popup_done');
  t.same(owner.told.events, ['dismissed']);
  parent.close();
  t.same(owner.told.events, ['dismissed', 'orphaned']);
  t.ok(popup.closed);
  const destroyed = x.destroyed();
  t.same(destroyed, ['xdg_positioner', 'xdg_popup', 'xdg_surface', 'xdg_toplevel', 'xdg_surface']);
  t.end();
});

t.test(
  'popups that are opened again as soon as they are orphaned do so once, and not on what is going',
  (t) => {
    const x = xwayland({ globals: { ...globals, xdg_wm_base: 2 } });
    const parent = x.windows.openToplevel(x.surface(), listener())!;
    const box = { x: 1, y: 1, width: 80, height: 40 };
    const [first, second] = [x.surface(), x.surface()];
    const popup = x.windows.openPopup(first, parent, box, false, listener())!;
    let opened = 0;
    const open = (): void => {
      const again = { ...listener(), orphaned: open };
      if (x.windows.openPopup(second, popup.closed ? parent : popup, box, false, again)) opened++;
    };
    open();
    popup.move({ ...box, x: 9 });
    t.equal(opened, 2, 'on the popup that was opened anew');
    popup.close();
    t.equal(opened, 3, 'on the toplevel');
    parent.close();
    t.equal(opened, 3, 'not on a window that closes');
    t.end();
  },
);

t.test('a popup is moved by the host where it can, else it is opened again', (t) => {
  for (const version of [3, 2]) {
    const x = xwayland({ globals: { ...globals, xdg_wm_base: version } });
    const parent = x.windows.openToplevel(x.surface(), listener())!;
    const surface = x.surface();
    const box = { x: 20, y: 5, width: 80, height: 40 };
    const popup = x.windows.openPopup(surface, parent, box, false, listener())!;
    x.draw(surface, x.buffer(80, 40));
    x.host.say(x.idOf('xdg_surface'), 'configure', { serial: 9 });
    x.told();
    popup.move({ ...box, x: 30 });
    t.same(x.seenOf('set_offset').at(-1), { x: 30, y: 5 });
    if (version === 3) {
      t.equal(x.seenOf('reposition').length, 1);
      continue;
    }
    t.same(x.told(), ['attach', 'commit', 'get_popup', 'commit'], 'it leaves the screen and comes back');
    x.host.say(x.idOf('xdg_surface'), 'configure', { serial: 10 });
    t.same(x.told(), ['ack_configure', 'attach', 'commit'], 'with the contents it had');
  }
  t.end();
});

t.test('a window can be moved with the button that is down, and with no other', (t) => {
  const x = xwayland();
  const { client, host } = x;
  const seat = client.bind(wl_seat);
  const pointer = client.newId();
  client.say(seat, 'get_pointer', { id: pointer });
  const window = x.windows.openToplevel(x.surface(), listener())!;
  window.startMove();
  t.same(x.seenOf('move'), []);
  host.say(x.idOf('wl_pointer'), 'button', { serial: 5, time: 0, button: 0x110, state: 1 });
  window.startMove();
  window.startResize(4);
  t.match(x.seenOf('move'), [{ serial: 5 }]);
  t.match(x.seenOf('resize'), [{ serial: 5, edges: 4 }]);
  host.say(x.idOf('wl_pointer'), 'button', { serial: 6, time: 0, button: 0x110, state: 0 });
  window.startMove();
  t.equal(x.seenOf('move').length, 1);
  t.end();
});

t.test('without xdg_wm_base no window is opened, and nothing breaks', (t) => {
  const x = xwayland({ globals: { wl_compositor: 5, wl_shm: 1 } });
  const surface = x.surface();
  t.equal(x.windows.openToplevel(surface, listener()), undefined);
  t.match(x.logged.join('\n'), /offers no xdg_wm_base/);
  x.draw(surface, x.buffer(10, 10));
  x.client.say(surface, 'destroy');
  t.same(x.ends, []);
  t.end();
});
