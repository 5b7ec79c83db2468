/** What a scaled surface says that hides all behind it. */
import t from 'tap';
import { wl_compositor, wl_shm } from '../../src/protocol/generated/wayland.js';
import type { Rect } from '../../src/geometry/rect.js';
import { noLeaks } from '../support/fixture.js';
import { globals, scaled } from '../support/scaled.js';

noLeaks(t);

type Part = readonly ['add' | 'subtract', Rect];

const rect = (x: number, y: number, width: number, height: number): Rect => ({ x, y, width, height });

function opaque(factor: number, others: Record<string, number> = globals) {
  const made = scaled(factor, {}, others);
  const { client, host, make } = made;
  client.bind(wl_shm);
  const surface = made.surface();
  /** Says it, and lets go of the region before the commit. */
  const say = (...parts: readonly Part[]): void => {
    const region = make(client.idOf(wl_compositor.name), 'create_region');
    for (const [name, each] of parts) client.say(region, name, { ...each });
    client.say(surface, 'set_opaque_region', { region });
    client.say(region, 'destroy');
  };
  /** Messages for the region that the host has been told last. */
  const told = (): unknown[] => {
    const region = host.seenOf('set_opaque_region').at(-1)?.['region'];
    return host.seen
      .filter(({ id, message }) => id === region && (message === 'add' || message === 'subtract'))
      .map(({ message, args }) => [message, args]);
  };
  const count = (): number => host.seenOf('set_opaque_region').length;
  return { ...made, surface, say, told, count };
}

t.test('all of a surface is all of it on the host, whatever its size comes to', async (t) => {
  const { say, show, told, surface, last, count } = opaque(1.25);
  say(['add', rect(0, 0, 1002, 501)]);
  t.equal(count(), 0, 'not before the commit');
  show(surface, 1002, 501);
  t.strictSame(last('set_destination'), { width: 802, height: 401 });
  t.strictSame(told(), [['add', rect(0, 0, 802, 401)]]);
  show(surface, 1002, 501);
  t.equal(count(), 1, 'said once');
  show(surface, 2000, 501);
  t.strictSame(told(), [['add', rect(0, 0, 801, 401)]], 'of a larger one it is a part');
  say();
  show(surface, 2000, 501);
  t.strictSame(last('set_opaque_region'), { region: 0 });
});

t.test('within a surface, what is shown in part is not called opaque', async (t) => {
  const { say, show, told, surface } = opaque(1.25);
  say(['add', rect(11, 9, 978, 482)], ['subtract', rect(101, 101, 8, 8)], ['add', rect(501, 1, 1, 1)]);
  show(surface, 1000, 500);
  t.strictSame(told(), [
    ['add', rect(9, 8, 782, 384)],
    ['subtract', rect(80, 80, 8, 8)],
  ]);
});

t.test('a region without end stays on the wire', async (t) => {
  const { say, show, told, surface } = opaque(0.5);
  say(['add', rect(0, 0, 0x7fff_ffff, 0x7fff_ffff)]);
  show(surface, 100, 100);
  t.strictSame(told(), [['add', rect(0, 0, 0x7fff_ffff, 0x7fff_ffff)]]);
});

t.test('without viewports, a surface is as opaque as it is large', async (t) => {
  const { wp_viewporter: _viewporter, ...without } = globals;
  const { say, show, told, surface } = opaque(2, without);
  say(['add', rect(1, 1, 99, 99)]);
  show(surface, 100, 100);
  t.strictSame(told(), [['add', rect(1, 1, 99, 99)]]);
});

t.test('what is no region is the client’s fault', async (t) => {
  const { client, surface, ends } = opaque(1.25);
  client.say(surface, 'set_opaque_region', { region: surface });
  t.match(ends, [{ cause: 'client-fault' }]);
});
