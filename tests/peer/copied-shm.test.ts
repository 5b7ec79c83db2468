import t from 'tap';
import { ftruncateSync } from 'node:fs';
import { mock } from 'node:test';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import * as viewporter from '../../src/protocol/generated/viewporter.js';
import { wl_shm, wl_surface } from '../../src/protocol/generated/wayland.js';
import { idleMs } from '../../src/peer/buffer-queue.js';
import { copyStatistics } from '../../src/peer/copy-statistics.js';
import { closeFiles, copying, height, imageBytes, stride, width } from '../support/copying.js';
import { noLeaks, someFd } from '../support/fixture.js';

const {
  invalid_fd: invalidFd,
  invalid_format: invalidFormat,
  invalid_stride: invalidStride,
} = wl_shm.enums[0].entries;
const { argb8888, rgb565 } = wl_shm.enums[1].entries;
t.afterEach(closeFiles);
noLeaks(t);

/** Which pixels of an image are not zero, as `x,y`. */
function lit(pixels: Uint8Array): string[] {
  return Array.from({ length: width * height }, (_, i) => i)
    .filter((i) => pixels[i * 4] !== 0)
    .map((i) => `${i % width},${Math.floor(i / width)}`);
}

t.test('the host gets the pixels in memory of its own, and the client its buffer back at once', async (t) => {
  const { client, host, pixels, image, hostPixels, commit } = copying();
  pixels.fill(7, 0, imageBytes);
  const buffer = image();
  commit(buffer, [0, 0, width, height]);
  t.strictSame(
    host.seen.slice(-7).map(({ message }) => message),
    ['damage_buffer', 'bind', 'create_pool', 'create_buffer', 'destroy', 'attach', 'commit'],
  );
  t.match(host.seen.at(-2), { message: 'attach', args: { buffer: host.idOf('wl_buffer') } });
  t.strictSame(hostPixels(0), pixels.slice(0, imageBytes));
  t.match(client.seen.at(-1), { id: buffer, message: 'release' });
});

t.test('only what a buffer has missed is copied into it', async (t) => {
  const { host, pixels, image, hostPixels, commit } = copying();
  const buffer = image();
  const light = (x: number, y: number): void => void (pixels[(y * width + x) * 4] = 1);
  commit(buffer);
  light(1, 1);
  light(60, 30);
  commit(buffer, [1, 1, 1, 1]);
  t.strictSame(lit(hostPixels(1)), ['1,1', '60,30'], 'the second buffer is new and gets all');
  const [first] = host.seenOf('create_buffer').map(({ id }) => id as number);
  host.say(first!, 'release');
  light(2, 2);
  light(61, 30);
  commit(buffer, [2, 2, 1, 1]);
  t.strictSame(lit(hostPixels(0)), ['1,1', '2,2'], 'the first gets both damages and no more');
});

t.test('damage of the surface is taken through scale and viewport', async (t) => {
  const { client, host, surface, pixels, image, hostPixels, commit } = copying();
  const buffer = image();
  commit(buffer);
  commit(buffer);
  const [first] = host.seenOf('create_buffer').map(({ id }) => id as number);
  host.say(first!, 'release');
  pixels.fill(1, 0, imageBytes);
  client.say(surface, 'set_buffer_scale', { scale: 2 });
  const viewports = client.bind(viewporter.wp_viewporter);
  const viewport = client.newId();
  client.say(viewports, 'get_viewport', { id: viewport, surface });
  client.say(viewport, 'set_source', { x: 8 * 256, y: 0, width: 8 * 256, height: 16 * 256 });
  client.say(viewport, 'set_destination', { width: 16, height: 16 });
  client.say(surface, 'attach', { buffer, x: 0, y: 0 });
  // One pixel in, half a pixel of the cropped image: 8.5 to 9 of it, 17 to 18 of the buffer, and rows 2 to 4.
  client.say(surface, 'damage', { x: 1, y: 1, width: 1, height: 1 });
  client.say(surface, 'commit');
  t.strictSame(lit(hostPixels(0)), ['17,2', '17,3']);
});

t.test('a steady surface has three buffers at the most, and gives back what it does not need', async (t) => {
  const { host, peer, image, commit } = copying();
  const buffer = image();
  for (let i = 0; i < 50; i++) {
    commit(buffer, [0, 0, 1, 1]);
    const attached = host.seenOf('attach').at(-2)?.['buffer'] as number | undefined;
    if (attached) host.say(attached, 'release');
  }
  t.ok(host.seenOf('create_pool').length <= 3, `${host.seenOf('create_pool').length} buffers`);
  t.ok(peer.context.objects.host.low.count < 30);
});

t.test('a surface that stands still keeps one free buffer, and goes on with it', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.teardown(() => mock.timers.reset());
  const { host, image, pixels, hostPixels, commit } = copying();
  const buffer = image();
  const alive = (): number =>
    host.seenOf('create_buffer').length -
    host.seen.filter(({ message, interface: name }) => message === 'destroy' && name === 'wl_buffer').length;
  const release = (n: number): void => host.say(host.seenOf('create_buffer')[n]!['id'] as number, 'release');
  for (let i = 0; i < 3; i++) commit(buffer);
  release(0);
  release(1);
  t.equal(alive(), 3, 'control: there are two spare ones');
  const wait = (ms: number): void => {
    mock.timers.tick(ms);
    host.read();
  };
  wait(idleMs - 1);
  t.equal(alive(), 3, 'while frames may still come');
  wait(1);
  t.equal(alive(), 2);
  release(2);
  t.equal(alive(), 1, 'what comes back later is one too many');
  pixels[0] = 1;
  commit(buffer, [0, 0, 1, 1]);
  t.equal(host.seenOf('create_buffer').length, 3, 'no new one is needed');
  t.strictSame(lit(hostPixels(2)), ['0,0']);
});

t.test('copies are counted, to the byte', async (t) => {
  const { peer, image, commit } = copying();
  const buffer = image();
  const counts = peer.context.part(copyStatistics);
  for (let i = 0; i < 2; i++) commit(buffer);
  const { bytes, hostBuffers } = counts;
  t.strictSame(
    { frames: counts.frames, bytes, hostBuffers },
    { frames: 2, bytes: 2 * imageBytes, hostBuffers: 2 },
  );
});

t.test('a surface with damage of 10 × 10 costs a copy of that', async (t) => {
  const { host, peer, image, commit } = copying();
  const buffer = image();
  commit(buffer);
  const counts = peer.context.part(copyStatistics);
  host.say(host.seenOf('create_buffer')[0]!['id'] as number, 'release');
  const before = counts.bytes;
  commit(buffer, [3, 5, 10, 10]);
  t.equal(counts.bytes - before, 10 * 10 * 4);
});

t.test('a host that gives nothing back does not stop the client, nor fill the memory', async (t) => {
  const { host, image, commit } = copying();
  const buffer = image();
  for (let i = 0; i < 50; i++) commit(buffer, [0, 0, 1, 1]);
  t.equal(host.seenOf('commit').length, 50);
  t.equal(host.seenOf('create_pool').length, 16);
});

t.test('a surface that goes takes its host buffers with it', async (t) => {
  const { client, host, surface, image, commit } = copying();
  commit(image());
  client.say(surface, 'destroy');
  const ended = host.seen.filter(
    ({ message, interface: name }) => message === 'destroy' && name === 'wl_buffer',
  );
  t.equal(ended.length, 1);
});

t.test('a buffer that is gone by the time of the commit still shows', async (t) => {
  const { client, host, surface, pool, pixels, image, hostPixels } = copying();
  pixels.fill(3, 0, imageBytes);
  const buffer = image();
  client.say(surface, 'attach', { buffer, x: 0, y: 0 });
  client.say(buffer, 'destroy');
  client.say(pool, 'destroy');
  client.say(surface, 'commit');
  t.equal(hostPixels(0)[0], 3);
  t.equal(host.seen.at(-1)?.message, 'commit');
  t.notOk(client.seen.some(({ message }) => message === 'release'));
});

t.test('attaching nothing passes', async (t) => {
  const { client, host, surface, image, commit } = copying();
  commit(image());
  client.say(surface, 'attach', { buffer: 0, x: 0, y: 0 });
  client.say(surface, 'commit');
  t.match(host.seen.at(-2), { message: 'attach', args: { buffer: 0 } });
  t.equal(host.seenOf('attach').length, 2);
});

for (const [what, offset, more, code] of [
  ['a stride that is too small', 0, { stride: stride - 1 }, invalidStride],
  ['no width', 0, { width: 0 }, invalidStride],
  ['a negative height', 0, { height: -1 }, invalidStride],
  ['a negative offset', -4, {}, invalidStride],
  ['one row too many', imageBytes, { height: height + 1 }, invalidStride],
  ['a size that overflows', 0, { height: 0x7fffffff, stride: 0x7fffffff }, invalidStride],
  ['an unknown format', 0, { format: 0x12345678 }, invalidFormat],
  ['a format that the host has not offered', 0, { format: rgb565 }, invalidFormat],
] as const) {
  t.test(`a buffer with ${what} is an error on the pool`, async (t) => {
    const { client, pool, image, ends } = copying();
    image(offset, more);
    t.match(client.seen.at(-1), { message: 'error', args: { object_id: pool, code } });
    t.equal(ends[0]?.cause, 'client-fault');
  });
}

t.test('a pool file that was cut short is the fault of the client, told on its buffer', async (t) => {
  const { client, host, commit, ends } = copying();
  const shm = client.bind(wl_shm);
  const pool = client.newId();
  const empty = addon.createMemfd('short', 4096);
  client.say(shm, 'create_pool', { id: pool, fd: new OwnedFd(empty), size: imageBytes });
  const buffer = client.newId();
  client.say(pool, 'create_buffer', { id: buffer, offset: 0, width, height, stride, format: argb8888 });
  commit(buffer);
  t.match(client.seen.at(-1), { message: 'error', args: { object_id: buffer, code: invalidFd } });
  t.equal(ends[0]?.cause, 'client-fault');
  t.equal(host.seenOf('commit').length, 0);
});

t.test('a pool that shrinks is a fault of the client', async (t) => {
  const { client, pool, ends } = copying();
  client.say(pool, 'resize', { size: imageBytes });
  t.match(client.seen.at(-1), { message: 'error', args: { object_id: pool, code: invalidFd } });
  t.equal(ends[0]?.cause, 'client-fault');
});

t.test('a descriptor that cannot be mapped is a fault of the client', async (t) => {
  const { client, commit, ends } = copying();
  const shm = client.bind(wl_shm);
  const pool = client.newId();
  client.say(shm, 'create_pool', { id: pool, fd: someFd(), size: imageBytes });
  const buffer = client.newId();
  client.say(pool, 'create_buffer', { id: buffer, offset: 0, width, height, stride, format: argb8888 });
  commit(buffer);
  t.match(client.seen.at(-1), { message: 'error', args: { object_id: buffer, code: invalidFd } });
  t.equal(ends[0]?.cause, 'client-fault');
});

t.test('a pool may grow, and its buffers reach into what is new', async (t) => {
  const { client, file, pool, image, hostPixels, commit } = copying();
  commit(image());
  ftruncateSync(file, 3 * imageBytes);
  const pixels = new Uint8Array(addon.map(file, 3 * imageBytes, true));
  pixels.fill(9, 2 * imageBytes);
  client.say(pool, 'resize', { size: 3 * imageBytes });
  commit(image(2 * imageBytes), [0, 0, width, height]);
  t.equal(hostPixels(1)[imageBytes - 1], 9);
});

t.test('values that no surface can have do not trouble the peer', async (t) => {
  const { client, host, surface, image, ends } = copying();
  const buffer = image();
  const viewports = client.bind(viewporter.wp_viewporter);
  const viewport = client.newId();
  client.say(viewports, 'get_viewport', { id: viewport, surface });
  client.say(viewport, 'set_source', { x: -256, y: -256, width: 0, height: -1 });
  client.say(viewport, 'set_destination', { width: 0, height: 0 });
  client.say(surface, 'set_buffer_scale', { scale: 0 });
  client.say(surface, 'set_buffer_transform', { transform: 99 });
  const [least, most] = [-0x80000000, 0x7fffffff];
  for (const rect of [
    { x: least, y: least, width: most, height: most },
    { x: most, y: most, width: most, height: most },
    { x: 0, y: 0, width: least, height: -1 },
  ]) {
    client.say(surface, 'damage', rect);
    client.say(surface, 'damage_buffer', rect);
  }
  for (let i = 0; i < 1000; i++) client.say(surface, 'damage', { x: i, y: i, width: 1, height: 1 });
  client.say(surface, 'attach', { buffer, x: 0, y: 0 });
  client.say(surface, 'commit');
  t.equal(host.seen.at(-1)?.message, 'commit');
  t.strictSame(ends, []);
  t.equal(host.seen.at(-1)?.interface, wl_surface.name);
});

t.test('damage that ends before it begins, further away than coordinates go, damages nothing', async (t) => {
  const { client, host, surface, image, hostPixels, ends, pixels } = copying();
  const buffer = image();
  const least = -0x80000000;
  for (const message of ['damage', 'damage_buffer'])
    client.say(surface, message, { x: least, y: least, width: least, height: least });
  pixels[0] = 7;
  client.say(surface, 'attach', { buffer, x: 0, y: 0 });
  client.say(surface, 'commit');
  t.strictSame(ends, []);
  t.equal(host.seen.at(-1)?.message, 'commit');
  t.equal(hostPixels(0)[0], 7);
});

t.test('what was shown in between without being copied is not taken for what the buffers hold', async (t) => {
  const { client, host, surface, pixels, image, hostPixels, commit } = copying();
  const buffer = image();
  commit(buffer);
  client.say(surface, 'attach', { buffer: 0, x: 0, y: 0 });
  client.say(surface, 'commit');
  pixels[(5 * width + 5) * 4] = 1;
  const [first] = host.seenOf('create_buffer').map(({ id }) => id as number);
  host.say(first!, 'release');
  commit(buffer, [0, 0, 1, 1]);
  t.strictSame(lit(hostPixels(0)), ['5,5']);
});
