/** Images of a graphics device: made, mapped for writing, bracketed, and given back. */
import { closeSync, readdirSync, readlinkSync } from 'node:fs';
import t from 'tap';
import { dmabufShmDriver } from '../../../src/drivers/shm/dmabuf.js';
import { findDrmDevice } from '../../../src/drivers/shm/drm-device.js';
import { addon } from '../../../src/native/addon.js';
import { loadGbm } from '../../../src/native/gbm.js';
import { wl_shm } from '../../../src/protocol/generated/wayland.js';

const { argb8888, p010, rgb565 } = wl_shm.enums[1].entries;
const card = '/dev/dri/card0';

const dmabufs = (): number =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith('/dmabuf');
    } catch {
      return false;
    }
  }).length;

t.test('the first render node is found, and what drives it', async (t) => {
  t.equal(findDrmDevice(undefined), '/dev/dri/renderD128');
  t.equal(findDrmDevice(card), card);
  t.equal(loadGbm().driverOf(card), 'vgem');
});

t.test('an image is a dmabuf that takes what is copied into it', async (t) => {
  const driver = dmabufShmDriver(card);
  const shape = { width: 33, height: 7, format: argb8888 };
  const made = driver.allocate(shape);
  if ('refused' in made) throw new Error(made.refused);
  t.equal(made.protocol, 'zwp_linux_dmabuf_v1');
  t.ok(made.places[0]!.stride >= 33 * 4);
  t.equal(dmabufs(), 1);
  const source = addon.createMemfd('pixels', 33 * 4 * 7);
  const pixels = new Uint8Array(addon.map(source, 33 * 4 * 7, true)).fill(0xa5);
  const region = new addon.Region();
  region.add(0, 0, 33, 7);
  const layout = (stride: number): Uint32Array => Uint32Array.of(33, 7, 0, stride, 4, 0, 0);
  made.beginWrite();
  const from = new addon.Memory(source, pixels.length, false);
  t.equal(
    addon.copyDamage(region, from, layout(33 * 4), made.memory, layout(made.places[0]!.stride)),
    33 * 4 * 7,
  );
  made.endWrite();
  const seen = new Uint8Array(addon.map(made.fd.fd, made.bytes, false));
  t.equal(seen[0], 0xa5);
  t.equal(seen[6 * made.places[0]!.stride + 33 * 4 - 1], 0xa5);
  made[Symbol.dispose]();
  from.release();
  closeSync(source);
  driver[Symbol.dispose]();
  t.equal(dmabufs(), 0);
});

t.test('what the device does not have is refused with its reason, and nothing is left', async (t) => {
  const descriptors = dmabufs();
  const render = dmabufShmDriver('/dev/dri/renderD128');
  // vgem has no buffers for render nodes.
  t.match(render.allocate({ width: 8, height: 8, format: argb8888 }), { refused: /EACCES|EPERM|EINVAL/ });
  render[Symbol.dispose]();
  const driver = dmabufShmDriver(card);
  t.match(driver.allocate({ width: 0x7fff_ffff, height: 4, format: rgb565 }), { refused: /./ });
  t.match(driver.allocate({ width: 64, height: 64, format: p010 }), { refused: /gbm_bo_create/ });
  driver[Symbol.dispose]();
  t.equal(dmabufs(), descriptors);
});

t.test('a thousand images leave nothing behind', async (t) => {
  const driver = dmabufShmDriver(card);
  for (let i = 0; i < 1000; i++) {
    const made = driver.allocate({ width: 64, height: 64, format: argb8888 });
    if ('refused' in made) throw new Error(made.refused);
    made[Symbol.dispose]();
  }
  driver[Symbol.dispose]();
  t.equal(dmabufs(), 0);
});
