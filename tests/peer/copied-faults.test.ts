/**
 * Copied pixels where something goes wrong or goes away: late releases, ids used again, hosts that hold or refuse what they
 * get, calls to the device that fail. Nothing is told twice, nobody else is harmed, and the peer ends with a reason.
 */
import t from 'tap';
import { constants, openSync } from 'node:fs';
import type { HostMemory, ShmDriver } from '../../src/drivers/shm/driver.js';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { copyStatistics } from '../../src/peer/copy-statistics.js';
import * as viewporter from '../../src/protocol/generated/viewporter.js';
import {
  wl_compositor,
  wl_data_device_manager,
  wl_seat,
  wl_shm,
  wl_surface,
} from '../../src/protocol/generated/wayland.js';
import { fixture, noLeaks } from '../support/fixture.js';

const { argb8888, nv12, rgb565 } = wl_shm.enums[1].entries;
const poolBytes = 1 << 20;
noLeaks(t);

function copying(shm?: ShmDriver) {
  const story = fixture({
    tables: Object.values(viewporter),
    drivers: { shm: 'virtwl', data: 'virtwl' },
    globals: { wl_compositor: 4, wl_shm: 1, wp_viewporter: 1 },
    ...(shm && { shm }),
  });
  const { client, host } = story;
  const compositor = client.bind(wl_compositor);
  const shmId = client.bind(wl_shm);
  const surface = client.newId();
  client.say(compositor, 'create_surface', { id: surface });
  for (const format of [argb8888, nv12, rgb565]) host.say(host.idsOf('wl_shm')[0]!, 'format', { format });
  const pool = client.newId();
  const file = new OwnedFd(addon.createMemfd('pool', poolBytes));
  client.say(shmId, 'create_pool', { id: pool, fd: file, size: poolBytes });
  const image = (width: number, height: number, more: object = {}): number => {
    const id = client.newId();
    const args = { id, offset: 0, width, height, stride: width * 4, format: argb8888, ...more };
    client.say(pool, 'create_buffer', args);
    return id;
  };
  const commit = (buffer: number, ...damage: (readonly [number, number, number, number])[]): void => {
    client.say(surface, 'attach', { buffer, x: 0, y: 0 });
    for (const [x, y, width, height] of damage) client.say(surface, 'damage', { x, y, width, height });
    client.say(surface, 'commit');
  };
  const made = (): number[] => host.seenOf('create_buffer').map(({ id }) => id as number);
  const destroyed = (): number[] =>
    host.seen
      .filter((each) => each.message === 'destroy' && each.interface === 'wl_buffer')
      .map(({ id }) => id);
  const counts = story.peer.context.part(copyStatistics);
  return { ...story, compositor, surface, pool, image, commit, made, destroyed, counts };
}

t.test('a release that comes after the surface has gone changes nothing', async (t) => {
  const { client, host, surface, image, commit, made, destroyed, counts } = copying();
  commit(image(8, 8));
  commit(image(16, 8));
  client.say(surface, 'destroy');
  t.equal(destroyed().length, 2, 'control: both have gone with it');
  for (const id of made()) host.say(id, 'release');
  t.equal(destroyed().length, 2);
  t.equal(counts.hostBuffers, 0);
});

t.test('a buffer that comes back after frames of another size is filled anew', async (t) => {
  const { host, image, commit, made, counts } = copying();
  const [small, large] = [image(8, 8), image(16, 8)];
  for (const buffer of [small, large, small]) commit(buffer);
  host.say(made()[0]!, 'release');
  const before = counts.bytes;
  commit(small, [0, 0, 1, 1]);
  t.equal(made().length, 3, 'control: it is that one');
  t.equal(counts.bytes - before, 8 * 8 * 4);
});

t.test('a host that holds everything while a window is resized holds sixteen buffers', async (t) => {
  const { client, image, commit, counts } = copying();
  for (let i = 1; i <= 60; i++) {
    const buffer = image(8 + i, 8);
    commit(buffer);
    client.say(buffer, 'destroy');
  }
  t.equal(counts.hostBuffers, 16);
});

t.test('a viewport that outlives its surface says nothing of the next with that id', async (t) => {
  const { client, host, compositor, surface, image, commit, made, counts, ends } = copying();
  const viewports = client.bind(viewporter.wp_viewporter);
  const old = client.newId();
  client.say(viewports, 'get_viewport', { id: old, surface });
  const [hostSurface] = host.idsOf(wl_surface.name);
  client.say(surface, 'destroy');
  host.deleteId(hostSurface!);
  client.say(compositor, 'create_surface', { id: surface });
  const fresh = client.newId();
  client.say(viewports, 'get_viewport', { id: fresh, surface });
  client.say(fresh, 'set_destination', { width: 4, height: 4 });
  const buffer = image(8, 8);
  commit(buffer);
  t.strictSame(ends, [], 'control');
  host.say(made()[0]!, 'release');
  client.say(old, 'destroy');
  const before = counts.bytes;
  commit(buffer, [0, 0, 4, 4]);
  t.equal(counts.bytes - before, 8 * 8 * 4, 'the surface is shown at half its size still');
});

t.test('chroma whose rows do not fit is a fault of the client', async (t) => {
  const { client, image, ends } = copying();
  image(5, 4, { stride: 5, format: nv12 });
  t.match(client.seenOf('error'), [{ code: wl_shm.enums[0].entries.invalid_stride }]);
  t.match(ends, [{ cause: 'client-fault', text: /rows of chroma/ }]);
});

t.test('what fits into the client’s pool and into no pool of the host’s is refused', async (t) => {
  const { client, image, pool, commit, ends } = copying();
  // Rows of two bytes, which decant's own buffers have four bytes for.
  const narrow = { stride: 2, format: rgb565 };
  const small = image(1, 1000, narrow);
  commit(small);
  t.strictSame(ends, [], 'control: such a one that is not so high passes');
  client.say(pool, 'resize', { size: 0x7fff_fffe });
  commit(image(1, 0x3fff_ffff, narrow));
  t.match(ends, [{ cause: 'host-fault', text: /more than a pool can hold/ }]);
});

t.test('a call to the device that fails ends the peer with its name', async (t) => {
  const error = Object.assign(new Error('ENOSPC: no space left, VIRTWL_IOCTL_NEW'), {
    code: 'ENOSPC',
    errno: 28,
    syscall: 'VIRTWL_IOCTL_NEW',
  });
  const shm: ShmDriver = {
    name: 'virtwl',
    copies: true,
    images: 'none',
    allocate: (): HostMemory => {
      throw error;
    },
    [Symbol.dispose]: () => undefined,
  };
  const { client, image, commit, ends } = copying(shm);
  commit(image(8, 8));
  t.match(ends, [{ cause: 'host-fault', text: /VIRTWL_IOCTL_NEW/ }]);
  t.match(client.seenOf('error'), [{ message: /VIRTWL_IOCTL_NEW/ }]);
});

t.test('a descriptor that takes no bytes ends its transfer, not the client', async (t) => {
  const { client, host, ends } = fixture({
    drivers: { shm: 'virtwl', data: 'virtwl' },
    globals: { wl_seat: 5, wl_data_device_manager: 3 },
  });
  const manager = client.bind(wl_data_device_manager);
  const seat = client.bind(wl_seat);
  const device = client.newId();
  client.say(manager, 'get_data_device', { id: device, seat });
  const offer = host.newId();
  host.say(host.idOf('wl_data_device'), 'data_offer', { id: offer });
  const clientOffer = client.seenOf('data_offer')[0]!['id'] as number;
  const pathOnly = constants.O_DIRECTORY | 0o10000000;
  for (const flags of [pathOnly, constants.O_RDONLY]) {
    const fd = new OwnedFd(openSync('/dev', flags));
    client.say(clientOffer, 'receive', { mime_type: 'text/plain', fd });
  }
  t.equal(host.seenOf('receive').length, 2, 'the host is asked all the same');
  t.strictSame(ends, []);
});
