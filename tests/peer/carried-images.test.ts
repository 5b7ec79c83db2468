/** Images of a client's on a channel that carries those of one device: what it is offered, what it may send, and when. */
import { mock } from 'node:test';
import t from 'tap';
import { carriedImageHandlers } from '../../src/peer/handlers/carried-images.js';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import * as drm from '../../src/protocol/generated/drm.js';
import * as dmabuf from '../../src/protocol/generated/linux-dmabuf-v1.js';
import { wl_compositor } from '../../src/protocol/generated/wayland.js';
import { fixture, noLeaks, someFd } from '../support/fixture.js';
import {
  ar24,
  closePipes,
  describing,
  deviceNumber,
  images,
  implicit,
  linear,
  nv12,
  story,
  tiled,
  xr24,
} from '../support/image-story.js';

t.afterEach(closePipes);
noLeaks(t);

t.test('what clients may not see is not offered in its own form either', async (t) => {
  const { client } = story({ wl_drm: 'denied' });
  client.bind(wl_compositor);
  const offered = (name: string) => client.globals().filter((each) => each.interface === name);
  t.equal(offered('wl_drm').length, 0);
  t.match(offered('zwp_linux_dmabuf_v1'), [{ version: 5 }]);
});

t.test('on a channel to a host that takes none after all, the host’s are hidden', async (t) => {
  const { client } = fixture({
    tables: [...Object.values(dmabuf), ...Object.values(drm)],
    handlers: carriedImageHandlers,
    globals: { wl_compositor: 4, zwp_linux_dmabuf_v1: 4, wl_drm: 2 },
  });
  client.bind(wl_compositor);
  t.strictSame(
    client.globals().map((each) => each.interface),
    ['wl_compositor'],
  );
});

t.test('clients are offered what both ends do, by events up to version 3', async (t) => {
  const { client, takes } = story();
  takes(xr24, linear);
  takes(xr24, tiled);
  takes(nv12, linear);
  client.bind(dmabuf.zwp_linux_dmabuf_v1, 3);
  takes(ar24, implicit);
  t.match(client.seenOf('modifier'), [
    { format: xr24, ...linear },
    { format: ar24, ...implicit },
  ]);
  t.equal(client.seenOf('modifier').length, 2);
});

t.test('what the device does is found out when somebody asks', async (t) => {
  const asked = t.capture(images, 'draws', () => true);
  const { client, takes } = story();
  takes(xr24, linear);
  client.bind(wl_compositor);
  t.equal(asked().length, 0);
  client.bind(dmabuf.zwp_linux_dmabuf_v1, 3);
  t.equal(asked().length, 1);
});

t.test('older clients are told each format once', async (t) => {
  const { client, takes } = story();
  takes(xr24, linear);
  takes(xr24, implicit);
  client.bind(dmabuf.zwp_linux_dmabuf_v1, 2);
  t.strictSame(client.seenOf('format'), [{ format: xr24 }]);
});

t.test('feedback names the device here, once all is known', async (t) => {
  const { client, takes, complete } = story();
  const manager = client.bind(dmabuf.zwp_linux_dmabuf_v1);
  client.say(manager, 'get_default_feedback', { id: client.newId() });
  takes(xr24, linear);
  takes(ar24, implicit);
  t.equal(client.seenOf('done').length, 0);
  complete();
  const [{ fd, size }] = client.seenOf('format_table') as [{ fd: OwnedFd; size: number }];
  t.equal(size, 32);
  const table = new DataView(addon.map(fd.fd, size, false));
  t.equal(table.getUint32(0, true), xr24);
  t.equal(table.getBigUint64(8, true), 0n);
  t.equal(table.getUint32(16, true), ar24);
  t.equal(table.getBigUint64(24, true), 0x00ff_ffff_ffff_ffffn);
  t.match(client.seenOf('main_device'), [{ device: deviceNumber }]);
  t.match(client.seenOf('tranche_target_device'), [{ device: deviceNumber }]);
  t.match(client.seenOf('tranche_formats'), [{ indices: Uint8Array.of(0, 0, 1, 0) }]);
  t.strictSame(
    client.seen.slice(-7).map(({ message }) => message),
    [
      'format_table',
      'main_device',
      'tranche_target_device',
      'tranche_flags',
      'tranche_formats',
      'tranche_done',
      'done',
    ],
  );
});

t.test('a commit waits until its image is drawn, and all that the client says with it', async (t) => {
  const { client, host, surface, params, add, image, drawn, size, hostSaw } = describing();
  add(new OwnedFd(image.release()));
  const buffer = client.newId();
  client.say(params, 'create_immed', { buffer_id: buffer, ...size });
  client.say(params, 'destroy');
  t.match(host.seenOf('add'), [{ stride: 256 }]);
  client.say(surface, 'attach', { buffer, x: 0, y: 0 });
  client.say(surface, 'commit');
  t.equal(hostSaw(), 'attach');
  client.say(surface, 'damage', { x: 0, y: 0, width: 1, height: 1 });
  t.equal(hostSaw(), 'attach', 'in order');
  drawn();
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  client.say(surface, 'set_buffer_scale', { scale: 1 });
  t.strictSame(
    host.seen.slice(-4).map(({ message }) => message),
    ['attach', 'commit', 'damage', 'set_buffer_scale'],
  );
  client.say(surface, 'attach', { buffer, x: 0, y: 0 });
  client.say(surface, 'commit');
  t.equal(hostSaw(), 'commit', 'what is drawn already does not wait');
});

t.test('an image that is never drawn is shown in the end, which is said', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.teardown(() => mock.timers.reset());
  const { client, logged, surface, params, add, image, size, hostSaw } = describing();
  add(new OwnedFd(image.release()));
  const buffer = client.newId();
  client.say(params, 'create_immed', { buffer_id: buffer, ...size });
  client.say(surface, 'attach', { buffer, x: 0, y: 0 });
  client.say(surface, 'commit');
  mock.timers.tick(4999);
  client.sayBytes(new Uint8Array(0));
  t.equal(hostSaw(), 'attach');
  mock.timers.tick(1);
  client.sayBytes(new Uint8Array(0));
  t.equal(hostSaw(), 'commit');
  t.equal(logged.filter((line) => line.includes('is not drawn after')).length, 1);
});

t.test(
  'an image that the host made in its own time waits as well, and is given up with its buffer',
  async (t) => {
    const { client, host, surface, params, add, image, size, hostSaw } = describing();
    add(new OwnedFd(image.release()));
    client.say(params, 'create', size);
    host.say(host.idOf('zwp_linux_buffer_params_v1'), 'created', { buffer: host.newId() });
    const [{ buffer }] = client.seenOf('created') as [{ buffer: number }];
    client.say(surface, 'attach', { buffer, x: 0, y: 0 });
    client.say(buffer, 'destroy');
    client.say(surface, 'commit');
    t.equal(hostSaw(), 'commit', 'nothing is left to wait for');
  },
);

t.test('a client that leaves while its commit waits leaves nothing', async (t) => {
  const { client, ends, close, surface, params, add, image, size } = describing();
  add(new OwnedFd(image.release()));
  const buffer = client.newId();
  client.say(params, 'create_immed', { buffer_id: buffer, ...size });
  client.say(surface, 'attach', { buffer, x: 0, y: 0 });
  client.say(surface, 'commit');
  close();
  t.equal(ends.length, 1);
});

t.test('memory that cannot be carried fails, and the client lives', async (t) => {
  const { client, host, ends, surface, params, add, image, size } = describing();
  image.close();
  add(someFd());
  client.say(params, 'create', size);
  t.equal(client.seenOf('failed').length, 1);
  const buffer = client.newId();
  client.say(params, 'create_immed', { buffer_id: buffer, ...size });
  t.equal(client.seenOf('failed').length, 2);
  client.say(surface, 'attach', { buffer, x: 0, y: 0 });
  client.say(surface, 'commit');
  client.say(buffer, 'destroy');
  client.say(params, 'destroy');
  for (const message of ['add', 'create', 'create_immed', 'attach']) t.equal(host.seenOf(message).length, 0);
  t.strictSame(ends, []);
});

t.test('wl_drm names the device, takes its images by descriptor and nothing by name', async (t) => {
  const { client, host, takes, ends } = story();
  takes(ar24, linear);
  const id = client.bind(drm.wl_drm);
  t.strictSame(client.seenOf('device'), [{ name: images.device }]);
  t.strictSame(client.seenOf('format'), [{ format: ar24 }]);
  t.strictSame(client.seenOf('capabilities'), [{ value: 1 }]);
  client.say(id, 'authenticate', { id: 7 });
  t.equal(client.seenOf('authenticated').length, 1);
  const [reading, writing] = addon.pipe();
  addon.close(writing);
  const shape = { width: 8, height: 8, format: ar24, offset0: 0, stride0: 32 };
  const rest = { offset1: 0, stride1: 0, offset2: 0, stride2: 0 };
  client.say(id, 'create_prime_buffer', {
    id: client.newId(),
    name: new OwnedFd(reading),
    ...shape,
    ...rest,
  });
  t.match(host.seenOf('add'), [{ plane_idx: 0, offset: 0, stride: 32, ...implicit }]);
  t.match(host.seenOf('create_immed'), [{ width: 8, height: 8, format: ar24 }]);
  client.say(id, 'create_prime_buffer', { id: client.newId(), name: someFd(), ...shape, ...rest });
  t.match(client.seen.at(-1), { message: 'error', args: { object_id: id, code: 2 } });
  t.equal(ends.length, 1);
});
