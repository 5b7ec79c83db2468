/** Windows whose surfaces are on the host before Xwayland makes them, in memory. */
import t from 'tap';
import type { HostToplevel } from '../../src/peer/xwayland/windows.js';
import { offerXwaylandShell } from '../../src/peer/xwayland/xwayland-shell.js';
import { wl_output } from '../../src/protocol/generated/wayland.js';
import { xwayland_shell_v1, xwayland_surface_v1 } from '../../src/protocol/generated/xwayland-shell-v1.js';
import { globals, listener, xwayland } from '../support/fake-xwayland.js';
import { noLeaks, type FixtureOptions } from '../support/fixture.js';

noLeaks(t);

const size = { width: 300, height: 200 };

/** Xwayland has made its first surface; the next one that it makes is the window's. */
function opened(options: FixtureOptions = {}) {
  const x = xwayland(options);
  x.windows.early.allowed = true;
  const early = x.windows.openEarly(listener());
  x.surface();
  const window = x.windows.openEarly(listener());
  window?.open();
  let awaiting: HostToplevel | undefined;
  x.windows.listener = { ...x.windows.listener, awaitedBy: (_surface, answer) => answer(awaiting) };
  /** Xwayland makes the surface of the window. */
  const make = (): number => {
    awaiting = window;
    return x.surface();
  };
  return { x, early, window, make };
}

t.test('the contents of a window that the host has configured are shown at once', (t) => {
  const { x, early, window, make } = opened();
  t.equal(early, undefined, 'none is made before Xwayland has made a surface');
  t.same(x.told(), ['get_toplevel', 'commit']);
  x.configure({ width: 0, height: 0 });
  window!.settle(size);
  const made = x.seenOf('create_surface').length;
  t.ok(window!.awaitsSurface);
  const surface = make();
  t.notOk(window!.awaitsSurface);
  t.equal(x.seenOf('create_surface').length, made, 'the surface is there already');
  t.ok(x.windows.hasSurface(surface));
  x.draw(surface, x.buffer(300, 200));
  t.same(x.told(), ['ack_configure', 'attach', 'frame', 'commit']);
  t.end();
});

t.test('contents that come before the configure are held', (t) => {
  const { x, window, make } = opened();
  const surface = make();
  x.draw(surface, x.buffer(300, 200));
  t.same(x.told(), ['get_toplevel', 'commit']);
  x.configure({ width: 0, height: 0 });
  window!.settle(size);
  t.same(x.told(), ['ack_configure', 'attach', 'frame', 'commit']);
  t.end();
});

t.test('from then on it is a surface like others', (t) => {
  const { x, window, make } = opened({ globals: { ...globals, wl_output: 3 } });
  const output = x.client.bind(wl_output);
  const surface = make();
  x.configure({ width: 0, height: 0 });
  window!.settle(size);
  x.draw(surface, x.buffer(300, 200));
  const hostSurface = x.peer.context.objects.hostIdOf(surface);
  x.host.resume();
  x.host.say(hostSurface, 'enter', { output: x.peer.context.objects.hostIdOf(output) });
  t.match(x.client.seen.at(-1), { id: surface, message: 'enter', args: { output } });
  x.client.say(surface, 'destroy');
  t.same(x.destroyed(), ['xdg_toplevel', 'xdg_surface', 'wl_surface']);
  t.ok(window!.closed);
  x.host.deleteId(hostSurface);
  t.notOk(x.client.objects.has(surface), 'its id is free');
  t.equal(x.surface(), surface, 'and can be another’s');
  t.ok(x.windows.hasSurface(surface));
  t.end();
});

t.test('nothing of Xwayland’s is dealt with until it is known which window its surface is for', (t) => {
  const { x, window } = opened();
  x.configure({ width: 0, height: 0 });
  window!.settle(size);
  x.told();
  const answers: ((answer: HostToplevel | undefined) => void)[] = [];
  x.windows.listener = { ...x.windows.listener, awaitedBy: (_surface, answer) => answers.push(answer) };
  const surface = x.surface();
  x.draw(surface, x.buffer(300, 200));
  const next = x.surface();
  t.notOk(x.windows.hasSurface(surface));
  t.same(x.told(), []);
  answers[0]!(window);
  t.same(x.told(), ['ack_configure', 'attach', 'frame', 'commit']);
  t.notOk(x.windows.hasSurface(next), 'and the next one waits again');
  answers[1]!(undefined);
  t.ok(x.windows.hasSurface(next));
  t.end();
});

t.test('a window that is closed before takes its surface with it', (t) => {
  const { x, window, make } = opened();
  window!.close();
  t.same(x.destroyed(), ['xdg_toplevel', 'xdg_surface', 'wl_surface']);
  const made = x.seenOf('create_surface').length;
  const surface = make();
  t.equal(x.seenOf('create_surface').length, made + 1, 'Xwayland’s is a new one');
  t.ok(x.windows.openToplevel(surface, listener()));
  t.end();
});

t.test('no more are made than the host can answer', (t) => {
  const { x } = opened();
  const make = (): boolean => {
    const window = x.windows.openEarly(listener());
    window?.close();
    return window !== undefined;
  };
  const made = Array.from({ length: 100 }, make).filter(Boolean).length;
  t.equal(made, 31, 'and one before');
  t.notOk(make());
  x.host.resume();
  x.host.answerSyncs();
  t.ok(make(), 'the host has dealt with them');
  t.end();
});

t.test('none is made where Xwayland names surfaces later, or would miss what the host says of them', (t) => {
  const shell = xwayland({
    tables: [xwayland_shell_v1, xwayland_surface_v1],
    prepare: (peer) => offerXwaylandShell(peer.context),
  });
  shell.windows.early.allowed = true;
  shell.surface();
  t.ok(shell.windows.openEarly(listener()), 'control');
  shell.client.bind(xwayland_shell_v1);
  t.equal(shell.windows.openEarly(listener()), undefined);
  const { window } = opened({ globals: { ...globals, wl_compositor: 6 } });
  t.equal(window, undefined);
  t.end();
});
