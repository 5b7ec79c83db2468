/** What a client of another scale damages in its surface's units: the host hears of all that this shows, and so do the copies. */
import t from 'tap';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { intMax } from '../../src/geometry/fixed.js';
import { copyStatistics } from '../../src/peer/copy-statistics.js';
import * as viewporter from '../../src/protocol/generated/viewporter.js';
import { wl_compositor, wl_shm } from '../../src/protocol/generated/wayland.js';
import { fixture, noLeaks } from '../support/fixture.js';
import { globals, scaled } from '../support/scaled.js';

noLeaks(t);

/** 4 units of a factor of 1.5, rounded down: 2 of the host's, that is 2 of the client's for each. */
const stable = { stable: true };

t.test('damage is what the surface is shown as, not what the scale alone makes of it', async (t) => {
  const { client, surface, show, last, buffer } = scaled(1.5, stable);
  client.bind(wl_shm);
  const id = surface();
  show(id, 4, 4);
  t.match(last('set_destination'), { width: 2, height: 2 }, 'control');
  client.say(id, 'attach', { buffer: buffer(4, 4), x: 0, y: 0 });
  client.say(id, 'damage', { x: 3, y: 0, width: 1, height: 2 });
  client.say(id, 'commit');
  t.strictSame(last('damage'), { x: 1, y: 0, width: 1, height: 1 });
});

t.test('damage of a surface that the host cannot scale is as the client says it', async (t) => {
  const { wp_viewporter: _none, ...others } = globals;
  const { client, surface, show, last } = scaled(2, {}, others);
  client.bind(wl_shm);
  const id = surface();
  client.say(id, 'damage', { x: 5, y: 6, width: 7, height: 8 });
  show(id, 16, 16);
  t.strictSame(last('damage'), { x: 5, y: 6, width: 7, height: 8 });
});

t.test(
  'damage in front of the surface, and of nothing, is none; very much of it is everything',
  async (t) => {
    const { client, host, surface, show } = scaled(2);
    client.bind(wl_shm);
    const id = surface();
    const damage = (x: number, width: number): void =>
      client.say(id, 'damage', { x, y: 0, width, height: 2 });
    damage(0, 0);
    damage(4, -2);
    damage(-0x8000_0000, intMax);
    damage(-0x4000_0000, intMax);
    show(id, 16, 16);
    t.strictSame(host.seenOf('damage'), [{ x: 0, y: 0, width: 0x2000_0000, height: 1 }]);
    for (let x = 0; x < 300; x++) damage(x, 1);
    client.say(id, 'commit');
    t.strictSame(host.seenOf('damage')[1], { x: 0, y: 0, width: 0x4000_0000, height: 0x4000_0000 });
  },
);

t.test('what is damaged at the edge of a surface is copied', async (t) => {
  const { client, host, peer } = fixture({
    tables: Object.values(viewporter),
    drivers: { shm: 'virtwl', data: 'virtwl' },
    globals: { wl_compositor: 3, wl_shm: 1, wp_viewporter: 1 },
    view: { scale: { factor: 1.5, dpi: [], direct: false, ...stable } },
  });
  const [compositor, shm] = [client.bind(wl_compositor), client.bind(wl_shm)];
  const id = client.newId();
  client.say(compositor, 'create_surface', { id });
  const pool = client.newId();
  const fd = new OwnedFd(addon.createMemfd('pool', 64));
  client.say(shm, 'create_pool', { id: pool, fd, size: 64 });
  const buffer = client.newId();
  client.say(pool, 'create_buffer', { id: buffer, offset: 0, width: 4, height: 4, stride: 16, format: 0 });
  const show = (): void => {
    client.say(id, 'attach', { buffer, x: 0, y: 0 });
    client.say(id, 'damage', { x: 3, y: 0, width: 1, height: 1 });
    client.say(id, 'commit');
  };
  show();
  host.say(host.idOf('wl_buffer'), 'release');
  const counts = peer.context.part(copyStatistics);
  const before = counts.bytes;
  show();
  t.equal(counts.bytes - before, 2 * 2 * 4, 'the pixels of one of the host’s units');
});
