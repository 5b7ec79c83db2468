/** How newer Xwaylands say which surface shows which window (xwayland-shell), in memory. */
import t from 'tap';
import { offerXwaylandShell } from '../../src/peer/xwayland/xwayland-shell.js';
import { xwayland_shell_v1, xwayland_surface_v1 } from '../../src/protocol/generated/xwayland-shell-v1.js';
import { listener, xwayland } from '../support/fake-xwayland.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

function opened() {
  const x = xwayland({
    tables: [xwayland_shell_v1, xwayland_surface_v1],
    prepare: (peer) => offerXwaylandShell(peer.context),
  });
  const named: [number, number][] = [];
  x.windows.listener = { ...x.windows.listener, surfaceNamed: (...pair) => void named.push(pair) };
  const shell = x.client.bind(xwayland_shell_v1);
  const associate = (surface: number): number => {
    const id = x.client.newId();
    x.client.say(shell, 'get_xwayland_surface', { id, surface });
    return id;
  };
  return { x, named, shell, associate };
}

t.test('a serial takes effect with the surface’s next commit, once', (t) => {
  const { x, named, shell, associate } = opened();
  const surface = x.surface();
  const object = associate(surface);
  x.client.say(object, 'set_serial', { serial_lo: 3, serial_hi: 2 });
  t.same(named, []);
  x.draw(surface, x.buffer(10, 10));
  x.draw(surface, x.buffer(10, 10));
  t.same(named, [[surface, 2 ** 33 + 3]]);
  x.client.say(object, 'destroy');
  x.client.say(shell, 'destroy');
  t.notOk(x.client.objects.has(object));
  t.end();
});

t.test('a surface that goes before its commit is never named', (t) => {
  const { x, named, associate } = opened();
  const surface = x.surface();
  x.client.say(associate(surface), 'set_serial', { serial_lo: 3, serial_hi: 0 });
  x.client.say(surface, 'destroy');
  x.draw(x.surface(), x.buffer(10, 10));
  t.same(named, []);
  t.end();
});

t.test('mistakes are the protocol’s errors', (t) => {
  for (const [what, code, mistake] of [
    ['a serial of nothing', 1, (x, id) => x.client.say(id, 'set_serial', { serial_lo: 0, serial_hi: 0 })],
    [
      'a second serial',
      0,
      (x, id) => {
        x.client.say(id, 'set_serial', { serial_lo: 1, serial_hi: 0 });
        x.client.say(id, 'set_serial', { serial_lo: 2, serial_hi: 0 });
      },
    ],
  ] as const satisfies readonly [string, number, (x: ReturnType<typeof xwayland>, id: number) => void][]) {
    const { x, associate } = opened();
    mistake(x, associate(x.surface()));
    t.match(x.client.seen.at(-1), { message: 'error', args: { code } }, what);
  }
  const { x, associate } = opened();
  const surface = x.surface();
  x.windows.openToplevel(surface, listener());
  associate(surface);
  t.match(x.client.seen.at(-1), { message: 'error', args: { code: 0 } }, 'a surface with a role');
  t.end();
});
