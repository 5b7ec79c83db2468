/** Buffers of Xwayland's that the host never sees, in memory: each is given back, once. */
import t from 'tap';
import { xdg_toplevel } from '../../src/protocol/generated/xdg-shell.js';
import type { HostToplevel } from '../../src/peer/xwayland/windows.js';
import { listener, xwayland, type Xwayland } from '../support/fake-xwayland.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

const { maximized } = xdg_toplevel.enums[2].entries;
const releases = ({ client }: Xwayland, buffer: number): number =>
  client.seen.filter(({ id, message }) => id === buffer && message === 'release').length;

t.test('a surface that goes before it was shown gives its buffer back', (t) => {
  const x = xwayland();
  const [surface, buffer] = [x.surface(), x.buffer(300, 200)];
  x.draw(surface, buffer);
  t.equal(releases(x, buffer), 0);
  x.client.say(surface, 'destroy');
  t.equal(releases(x, buffer), 1);
  t.end();
});

t.test('of contents that follow each other unseen all but the last are given back', (t) => {
  const x = xwayland();
  const surface = x.surface();
  const [first, second] = [x.buffer(300, 200), x.buffer(300, 200)];
  x.draw(surface, first);
  x.draw(surface, second);
  t.same([releases(x, first), releases(x, second)], [1, 0]);
  const window = x.windows.openToplevel(surface, listener())!;
  window.open();
  x.configure({ width: 300, height: 200 });
  window.settle({ width: 300, height: 200 });
  x.host.resume();
  t.equal(releases(x, second), 0, 'what the host shows it releases');
  t.end();
});

t.test('contents of a size that the host would not take are given back', (t) => {
  const x = xwayland();
  const [surface, buffer] = [x.surface(), x.buffer(300, 200)];
  x.draw(surface, buffer);
  const window = x.windows.openToplevel(surface, listener())!;
  window.open();
  x.configure({ width: 800, height: 600 }, [maximized]);
  window.settle({ width: 800, height: 600 });
  x.host.resume();
  t.equal(releases(x, buffer), 1);
  t.end();
});

t.test('contents that the host has shown are not given back a second time', (t) => {
  const x = xwayland();
  const [surface, buffer] = [x.surface(), x.buffer(300, 200)];
  const window = x.windows.openToplevel(surface, listener())!;
  window.open();
  x.configure({ width: 300, height: 200 });
  window.settle({ width: 300, height: 200 });
  x.draw(surface, buffer);
  window.close();
  x.client.say(surface, 'destroy');
  x.host.resume();
  t.equal(releases(x, buffer), 0, 'the host has yet to');
  t.end();
});

/** Xwayland destroys a buffer, and a region has its id now. */
function becomesRegion(x: Xwayland, buffer: number): void {
  const hostId = x.peer.context.objects.hostIdOf(buffer);
  const compositor = x.client.idOf('wl_compositor');
  x.client.say(buffer, 'destroy');
  if (hostId !== 0) x.host.deleteId(hostId);
  const region = x.client.newId();
  x.client.say(compositor, 'create_region', { id: region });
  if (region !== buffer) throw new Error(`the region is ${region}, not ${buffer}`);
}

t.test('a buffer that is gone is neither given back nor shown, and neither is what has its id', (t) => {
  const x = xwayland();
  const [surface, first, second] = [x.surface(), x.buffer(300, 200), x.buffer(300, 200)];
  x.draw(surface, first);
  becomesRegion(x, first);
  x.draw(surface, second);
  becomesRegion(x, second);
  const window = x.windows.openToplevel(surface, listener())!;
  window.open();
  x.configure({ width: 300, height: 200 });
  window.settle({ width: 300, height: 200 });
  x.host.resume();
  t.same(
    x.seenOf('attach').map(({ buffer }) => buffer),
    [0],
  );
  t.same([releases(x, first), releases(x, second)], [0, 0]);
  t.same(x.ends, []);
  t.end();
});

t.test(
  'where pixels are copied, a buffer that is gone is not given back either, nor is what has its id',
  (t) => {
    const x = xwayland({ drivers: { shm: 'virtwl', data: 'noop' } });
    const [surface, buffer] = [x.surface(), x.buffer(300, 200)];
    x.draw(surface, buffer);
    becomesRegion(x, buffer);
    x.client.say(surface, 'destroy');
    t.equal(releases(x, buffer), 0);
    t.same(x.ends, []);
    t.end();
  },
);

t.test('of contents on the host whose buffer is gone nothing is shown again', (t) => {
  const x = xwayland();
  const [surface, buffer] = [x.surface(), x.buffer(300, 200)];
  const size = { width: 300, height: 200 };
  const open = (): HostToplevel => {
    const window = x.windows.openToplevel(surface, listener())!;
    window.open();
    x.configure(size);
    window.settle(size);
    return window;
  };
  const window = open();
  x.draw(surface, buffer);
  becomesRegion(x, buffer);
  window.close();
  open();
  t.same(
    x.seenOf('attach').map((args) => args['buffer'] !== 0),
    [true, false],
    'shown once, and taken off',
  );
  t.same(x.ends, []);
  t.end();
});
