/** Commits that show an image which is still being drawn, with real fences on real dmabufs. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { clientImages, type ClientImages } from '../../../src/drivers/client-images.js';
import { dmabufShmDriver } from '../../../src/drivers/shm/dmabuf.js';
import { addon, pollEvents } from '../../../src/native/addon.js';
import { OwnedFd } from '../../../src/native/fd.js';
import * as drm from '../../../src/protocol/generated/drm.js';
import * as dmabuf from '../../../src/protocol/generated/linux-dmabuf-v1.js';
import { wl_compositor, wl_shm } from '../../../src/protocol/generated/wayland.js';
import { patience, waitFor } from '../../../tools/hosts/wait.js';
import { fixture, someFd } from '../../support/fixture.js';

t.setTimeout(60_000 * patience);
const card = '/dev/dri/card0';
const helper = join(import.meta.dirname, '../../../../build/vm/hold_fence');
const xr24 = 0x34325258;
const size = { width: 64, height: 64, format: xr24, flags: 0 };
const linear = { modifier_hi: 0, modifier_lo: 0 };

/** A new image of vgem's. */
function makeImage(): { fd: OwnedFd; stride: number } {
  const driver = dmabufShmDriver(card);
  const made = driver.allocate({ ...size, format: wl_shm.enums[1].entries.xrgb8888 });
  if ('refused' in made) throw new Error(made.refused);
  const fd = new OwnedFd(addon.duplicate(made.fd.fd));
  const { stride } = made.places[0]!;
  made[Symbol.dispose]();
  driver[Symbol.dispose]();
  return { fd, stride };
}

/** Has it drawn into until `finish` is called. */
async function draw(fd: OwnedFd): Promise<{ finish: () => Promise<void> }> {
  const child: ChildProcess = spawn(helper, [card], { stdio: ['pipe', 'pipe', 'inherit', fd.fd] });
  await once(child.stdout!, 'data');
  return {
    finish: async () => {
      child.stdin!.end();
      await once(child, 'exit');
    },
  };
}

const images: ClientImages = clientImages({
  device: card,
  carries: (fd) => readlinkSync(`/proc/self/fd/${fd}`).startsWith('/dmabuf'),
});
t.teardown(() => images[Symbol.dispose]());

t.test('a dmabuf is drawn when its fence has been signalled, and the event loop hears of it', async (t) => {
  const { fd } = makeImage();
  t.ok(addon.isDrawn(fd.fd));
  const { finish } = await draw(fd);
  t.notOk(addon.isDrawn(fd.fd));
  let isReady = false;
  const poll = new addon.Poll(fd.fd, () => {
    isReady = true;
    poll.close();
  });
  poll.update(pollEvents.readable);
  await new Promise((resolve) => setTimeout(resolve, 200));
  t.notOk(isReady);
  await finish();
  await waitFor('the event loop hears of it', { timeoutMs: 5000 }, () => isReady || undefined);
  t.ok(addon.isDrawn(fd.fd));
  fd.close();
});

t.test('the device draws what it says, and its number is that of its node', async (t) => {
  t.ok(images.draws(xr24, 0x00ff_ffff_ffff_ffffn));
  t.ok(images.draws(xr24, 0n));
  t.notOk(images.draws(xr24, 0x0100_0000_0000_0002n));
  t.notOk(images.draws(0x30313050, 0x00ff_ffff_ffff_ffffn));
  // makedev(226, 0)
  t.strictSame([...images.deviceNumber()], [0, 0xe2, 0, 0, 0, 0, 0, 0]);
});

t.test('a commit waits for a real fence', async (t) => {
  const { client, host, close } = fixture({
    tables: [...Object.values(dmabuf), ...Object.values(drm)],
    clientImages: images,
    globals: { wl_compositor: 4, zwp_linux_dmabuf_v1: 4 },
  });
  const [compositor, manager] = [client.bind(wl_compositor), client.bind(dmabuf.zwp_linux_dmabuf_v1)];
  const surface = client.newId();
  client.say(compositor, 'create_surface', { id: surface });
  const params = client.newId();
  client.say(manager, 'create_params', { params_id: params });
  const { fd, stride } = makeImage();
  const { finish } = await draw(fd);
  client.say(params, 'add', { fd, plane_idx: 0, offset: 0, stride, ...linear });
  const buffer = client.newId();
  client.say(params, 'create_immed', { buffer_id: buffer, ...size });
  client.say(surface, 'attach', { buffer, x: 0, y: 0 });
  client.say(surface, 'commit');
  t.equal(host.seenOf('create_immed').length, 1);
  t.equal(host.seenOf('commit').length, 0);
  await finish();
  await waitFor('the commit', { timeoutMs: 5000 }, () => {
    client.sayBytes(new Uint8Array(0));
    return host.seenOf('commit').length === 1 || undefined;
  });
  const other = client.newId();
  client.say(manager, 'create_params', { params_id: other });
  client.say(other, 'add', { fd: someFd(), plane_idx: 0, offset: 0, stride, ...linear });
  client.say(other, 'create', size);
  t.equal(client.seenOf('failed').length, 1, 'what is no dmabuf fails');
  close();
});
