/** Pixels in images of the host's, and what is done where there are none. */
import t from 'tap';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import * as dmabuf from '../../src/protocol/generated/linux-dmabuf-v1.js';
import { wl_compositor, wl_shm } from '../../src/protocol/generated/wayland.js';
import { fixture, noLeaks } from '../support/fixture.js';
import { imageCalls } from '../support/memory-channel.js';

noLeaks(t);

const { argb8888, rgb565 } = wl_shm.enums[1].entries;
/** `AR24`, as drm_fourcc.h has it. */
const fourcc = 0x34325241;
const [width, height] = [8, 4];

interface Given {
  readonly images: boolean;
  readonly version?: number;
  readonly isShmAsked?: boolean;
}

/** A client that has shown one buffer of `format` on a host that takes linear AR24 images. */
function shown(format: number, { images, version = 3, isShmAsked = true }: Given) {
  const story = fixture({
    tables: Object.values(dmabuf),
    drivers: { shm: 'virtwl-dmabuf', data: 'virtwl', isShmAsked },
    images,
    globals: { wl_compositor: 4, wl_shm: 1, zwp_linux_dmabuf_v1: version },
  });
  const { client, host } = story;
  const compositor = client.bind(wl_compositor);
  const shm = client.bind(wl_shm);
  const surface = client.newId();
  client.say(compositor, 'create_surface', { id: surface });
  const [pool, buffer] = [client.newId(), client.newId() + 1];
  const fd = new OwnedFd(addon.createMemfd('pool', 4096));
  client.say(shm, 'create_pool', { id: pool, fd, size: 4096 });
  const [manager] = host.idsOf('zwp_linux_dmabuf_v1');
  if (manager !== undefined && version < 3) host.say(manager, 'format', { format: fourcc });
  else if (manager !== undefined)
    host.say(manager, 'modifier', { format: fourcc, modifier_hi: 0, modifier_lo: 0 });
  host.say(host.idsOf('wl_shm')[0]!, 'format', { format });
  client.say(pool, 'create_buffer', { id: buffer, offset: 0, width, height, stride: width * 4, format });
  const commit = (): void => {
    client.say(surface, 'attach', { buffer, x: 0, y: 0 });
    client.say(surface, 'commit');
  };
  imageCalls.length = 0;
  commit();
  return { ...story, commit };
}

const warnings = (lines: readonly string[]): number =>
  lines.filter((line) => / warn .*wl_shm is used/.test(line)).length;

t.test('an image is made, written between its brackets, and attached', async (t) => {
  const { client, host, ends } = shown(argb8888, { images: true });
  t.match(host.seenOf('add'), [
    { plane_idx: 0, offset: 0, stride: width * 4 + 64, modifier_hi: 0, modifier_lo: 0 },
  ]);
  t.match(host.seenOf('create_immed'), [{ width, height, format: fourcc, flags: 0 }]);
  t.strictSame(imageCalls, ['begin', 'end']);
  t.match(host.seen.at(-2), { message: 'attach', args: { buffer: host.idOf('wl_buffer') } });
  t.equal(host.seenOf('create_pool').length, 0);
  t.match(client.seen.at(-1), { message: 'release' });
  t.strictSame(ends, []);
});

t.test('a host of version 2 says its formats in another way', async (t) => {
  t.equal(shown(argb8888, { images: true, version: 2 }).host.seenOf('create_immed').length, 1);
});

t.test('a host of version 1 cannot make them at once: memory serves', async (t) => {
  const { host } = shown(argb8888, { images: true, version: 1 });
  t.equal(host.seenOf('create_pool').length, 1);
});

t.test('a format that the host does not take is in memory, which is said once', async (t) => {
  const { host, commit, logged } = shown(rgb565, { images: true });
  t.equal(host.seenOf('create_immed').length, 0);
  t.equal(host.seenOf('create_pool').length, 1);
  commit();
  t.equal(host.seenOf('create_pool').length, 2);
  t.equal(warnings(logged), 1);
});

t.test('a channel without images is no warning where nobody asked for them', async (t) => {
  const { host, logged } = shown(argb8888, { images: false, isShmAsked: false });
  t.equal(host.seenOf('create_pool').length, 1);
  t.equal(warnings(logged), 0);
});
