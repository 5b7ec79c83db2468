/** Windows of Xwayland's that are not rectangles, in memory: what the host is shown of them. */
import t from 'tap';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { wl_shm } from '../../src/protocol/generated/wayland.js';
import type { DriverNames } from '../../src/drivers/index.js';
import { listener, xwayland } from '../support/fake-xwayland.js';
import { noLeaks } from '../support/fixture.js';
import { passOn } from '../support/memory-channel.js';

noLeaks(t);

const size = { width: 8, height: 4 };
const stride = size.width * 4;
const bytes = stride * size.height;
const { argb8888, xrgb8888 } = wl_shm.enums[1].entries;
const left = { x: 0, y: 0, width: 4, height: 4 };
/** Red without alpha, as X draws where nothing is known of alpha. */
const red = 0x00ff0000;

function shown(drivers: DriverNames = passOn) {
  const x = xwayland({ drivers });
  const { client, host } = x;
  const shm = client.idOf('wl_shm');
  const surface = x.surface();
  const memfd = addon.createMemfd('pixels', bytes);
  const pixels = new Uint32Array(addon.map(memfd, bytes, true)).fill(red);
  const pool = client.newId();
  client.say(shm, 'create_pool', { id: pool, fd: new OwnedFd(memfd), size: bytes });
  const buffer = client.newId();
  client.say(pool, 'create_buffer', { id: buffer, offset: 0, ...size, stride, format: xrgb8888 });
  client.say(pool, 'destroy');
  const window = x.windows.openToplevel(surface, listener())!;
  window.open();
  x.configure(size);
  window.settle(size);
  x.draw(surface, buffer);
  x.told();
  /** The pixels of the newest pool that the host was given. */
  const onHost = (): Uint32Array => {
    host.resume();
    const { fd } = host.seenOf('create_pool').at(-1) as unknown as { readonly fd: OwnedFd };
    return new Uint32Array(addon.map(fd.fd, bytes, false));
  };
  const releases = (): number =>
    client.seen.filter(({ id, message }) => id === buffer && message === 'release').length;
  return { ...x, shown: surface, buffer, window, pixels, onHost, releases };
}

/** Rows of the image as words: `#` for opaque red, `.` for clear, `?` for all else. */
function rows(image: Uint32Array): string[] {
  const signs = [...image].map((pixel) => ({ [red + 0xff000000]: '#', 0: '.' })[pixel] ?? '?').join('');
  return Array.from({ length: size.height }, (_, y) => signs.slice(y * size.width, (y + 1) * size.width));
}

const eachDriver: readonly DriverNames[] = [passOn, { shm: 'virtwl', data: 'noop' }];

for (const drivers of eachDriver) {
  t.test(
    `with the driver ${drivers.shm} a window is cut out along its shape, at once and with what it draws`,
    (t) => {
      const x = shown(drivers);
      const before = x.releases();
      x.window.setShape({ bounding: [left], input: undefined });
      t.same(x.told(), ['attach', 'commit']);
      t.same(rows(x.onHost()), Array(4).fill('####....'), 'what was there');
      t.equal(x.seenOf('create_buffer').at(-1)?.['format'], argb8888);
      t.equal(x.releases(), before, 'of that no word to the client');
      x.pixels.fill(0x12345678, 0, 2);
      x.client.say(x.shown, 'damage', { x: 0, y: 0, width: 1, height: 1 });
      x.draw(x.shown, x.buffer);
      t.same(x.told(), ['frame', 'attach', 'commit']);
      t.equal(rows(x.onHost())[0], '??##....');
      t.equal(x.releases(), before + 1, 'which may draw into it again');
      t.end();
    },
  );

  t.test(`with the driver ${drivers.shm} a window that is a rectangle again is all there`, (t) => {
    const x = shown(drivers);
    x.window.setShape({ bounding: [left], input: undefined });
    x.told();
    x.window.setShape({ bounding: undefined, input: undefined });
    t.same(x.told(), ['attach', 'commit']);
    t.equal(x.seenOf('create_buffer').at(-1)?.['format'], xrgb8888);
    t.same([...x.onHost()], Array(32).fill(red));
    x.window.setShape({ bounding: undefined, input: undefined });
    t.same(x.told(), ['commit'], 'and is left alone');
    t.end();
  });

  t.test(
    `with the driver ${drivers.shm} only a window of a shape has its opaque region kept from the host`,
    (t) => {
      const x = shown(drivers);
      const regions = (): unknown[] => x.seenOf('set_opaque_region').map(({ region }) => region !== 0);
      const region = x.client.newId();
      x.client.say(x.client.idOf('wl_compositor'), 'create_region', { id: region });
      x.client.say(x.shown, 'set_opaque_region', { region });
      t.same(regions(), [true]);
      x.window.setShape({ bounding: [left], input: undefined });
      t.same(regions(), [true, false], 'the one that it had is taken back');
      x.client.say(x.shown, 'set_opaque_region', { region });
      t.same(regions(), [true, false]);
      t.end();
    },
  );
}

t.test('a rectangle’s pixels are not copied where the host sees them', (t) => {
  const x = shown();
  x.draw(x.shown, x.buffer);
  t.equal(x.seenOf('create_pool').length, 1, 'the client’s own');
  t.equal(x.releases(), 0, 'it is for the host to say when it is read');
  t.end();
});

t.test('a shape that is known before anything is shown holds from the start', (t) => {
  const x = shown();
  const surface = x.surface();
  const window = x.windows.openToplevel(surface, listener())!;
  window.setShape({ bounding: [left], input: undefined });
  window.open();
  x.configure(size);
  window.settle(size);
  x.draw(surface, x.buffer);
  t.same(rows(x.onHost()), Array(4).fill('####....'));
  t.equal(x.releases(), 1);
  x.client.say(surface, 'destroy');
  t.end();
});
