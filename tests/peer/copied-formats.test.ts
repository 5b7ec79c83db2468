/** `wl_shm` pixels that are copied: formats, offsets, and buffers and pools that are shared or may only be read. */
import t from 'tap';
import { constants, openSync } from 'node:fs';
import { OwnedFd } from '../../src/native/fd.js';
import { wl_shm } from '../../src/protocol/generated/wayland.js';
import { closeFiles, copying, height, imageBytes, stride, width } from '../support/copying.js';
import { noLeaks } from '../support/fixture.js';

const { argb8888, nv12, rgb565, yuv420 } = wl_shm.enums[1].entries;
t.afterEach(closeFiles);
noLeaks(t);

t.test('a format is taken from when the host has offered it', async (t) => {
  const { host, offer, pixels, image, hostPixels, commit, ends } = copying();
  offer(rgb565);
  pixels.fill(5, 0, imageBytes / 2);
  commit(image(0, { format: rgb565, stride: width * 2 }));
  t.match(host.seenOf('create_buffer'), [{ format: rgb565, stride: width * 2 }]);
  t.strictSame(hostPixels(0).slice(0, imageBytes / 2), pixels.slice(0, imageBytes / 2));
  t.strictSame(ends, []);
});

for (const [name, format, chroma] of [
  ['one plane of pairs', nv12, [[64 * 16, 1]]],
  [
    'two planes',
    yuv420,
    [
      [32 * 16, 1],
      [32 * 16, 2],
    ],
  ],
] as const) {
  t.test(`chroma in ${name} is copied as well as luma, where it was damaged`, async (t) => {
    const { host, offer, pixels, image, hostPixels, commit } = copying();
    offer(format);
    const lumaBytes = width * height;
    const bytes = lumaBytes + chroma.reduce((sum, [plane]) => sum + plane, 0);
    const buffer = image(0, { format, stride: width });
    pixels.fill(1, 0, bytes);
    commit(buffer);
    t.match(host.seenOf('create_buffer'), [{ format, width, height }]);
    t.strictSame(hostPixels(0).slice(0, bytes), pixels.slice(0, bytes), 'all of a new buffer');
    const [first] = host.seenOf('create_buffer').map(({ id }) => id as number);
    host.say(first!, 'release');
    pixels.fill(2, 0, bytes);
    commit(buffer, [8, 4, 2, 2]);
    const changed = Array.from(hostPixels(0).subarray(0, bytes)).flatMap((value, i) =>
      value === 2 ? [i] : [],
    );
    const luma = [4, 5].flatMap((y) => [8, 9].map((x) => y * width + x));
    const sampleRows = 2;
    const samples =
      format === nv12
        ? [lumaBytes + sampleRows * width + 8, lumaBytes + sampleRows * width + 9]
        : [0, 1].map((plane) => lumaBytes + plane * 32 * 16 + (sampleRows * width) / 2 + 4);
    t.strictSame(changed, [...luma, ...samples]);
  });
}

t.test('an attach offset goes to the host as it is', async (t) => {
  const { client, host, surface, image } = copying();
  client.say(surface, 'attach', { buffer: image(), x: -3, y: 5 });
  client.say(surface, 'commit');
  t.match(host.seenOf('attach').at(-1), { buffer: host.idOf('wl_buffer'), x: -3, y: 5 });
});

t.test('two surfaces on one buffer each get its pixels, and the client gets it back from each', async (t) => {
  const { client, host, compositor, surface, pixels, image, hostPixels } = copying();
  const other = client.newId();
  client.say(compositor, 'create_surface', { id: other });
  const buffer = image();
  pixels.fill(4, 0, imageBytes);
  for (const each of [surface, other]) client.say(each, 'attach', { buffer, x: 0, y: 0 });
  client.say(surface, 'commit');
  pixels.fill(6, 0, imageBytes);
  client.say(other, 'commit');
  t.equal(hostPixels(0)[0], 4);
  t.equal(hostPixels(1)[0], 6);
  const attached = host.seenOf('attach').map((args) => args['buffer']);
  t.equal(new Set(attached).size, 2, 'a host buffer each');
  t.equal(client.seenOf('release').length, 2);
});

t.test('a pool that may only be read serves as well', async (t) => {
  const { client, shm, pixels, file, hostPixels, commit, ends } = copying();
  pixels.fill(8, 0, imageBytes);
  const readOnly = new OwnedFd(openSync(`/proc/self/fd/${file}`, constants.O_RDONLY));
  const pool = client.newId();
  client.say(shm, 'create_pool', { id: pool, fd: readOnly, size: 2 * imageBytes });
  const buffer = client.newId();
  client.say(pool, 'create_buffer', { id: buffer, offset: 0, width, height, stride, format: argb8888 });
  commit(buffer);
  t.equal(hostPixels(0)[imageBytes - 1], 8);
  t.strictSame(ends, []);
});
