/** Images of a device here: tried before they are used, and what is shown until then and where they are refused. */
import t from 'tap';
import type { HostMemory, Refusal, ShmDriver } from '../../src/drivers/shm/driver.js';
import type { Shape } from '../../src/drivers/shm/formats.js';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import * as dmabuf from '../../src/protocol/generated/linux-dmabuf-v1.js';
import { wl_buffer, wl_compositor, wl_shm } from '../../src/protocol/generated/wayland.js';
import { fixture, noLeaks, type Fixture } from '../support/fixture.js';

noLeaks(t);

const { argb8888, rgb565 } = wl_shm.enums[1].entries;
const [width, height] = [8, 4];
const fourcc = 0x34325241;
const implicit = { modifier_hi: 0x00ff_ffff, modifier_lo: 0xffff_ffff };
const linear = { modifier_hi: 0, modifier_lo: 0 };

/** Makes images of 4 bytes a pixel on memory; `live` is how many there are. */
class MemoryImages implements ShmDriver {
  readonly name = 'dmabuf';
  readonly copies = true;
  readonly images = 'implicit';
  live = 0;
  isDisposed = false;
  readonly refusal: Refusal | undefined;

  constructor(refusal?: Refusal) {
    this.refusal = refusal;
  }

  allocate(shape: Shape): HostMemory | Refusal {
    if (this.refusal) return this.refusal;
    if (shape.format !== argb8888) return { refused: 'EINVAL: Invalid argument, gbm_bo_create' };
    const stride = shape.width * 4;
    const bytes = stride * shape.height;
    const fd = new OwnedFd(addon.createMemfd('image', bytes));
    const memory = new addon.Memory(fd.fd, bytes, true);
    this.live++;
    return {
      shape,
      protocol: 'zwp_linux_dmabuf_v1',
      fd,
      bytes,
      places: [{ offset: 0, stride }],
      memory,
      beginWrite: () => undefined,
      endWrite: () => undefined,
      [Symbol.dispose]: () => {
        this.live--;
        memory.release();
        fd[Symbol.dispose]();
      },
    };
  }

  [Symbol.dispose](): void {
    this.isDisposed = true;
  }
}

interface Story extends Fixture {
  readonly driver: MemoryImages;
  /** Shows the client's buffer once more, or one of another format. */
  commit(format?: number): void;
}

/** A client with a surface and a buffer on a host that has said which images it takes. */
function story(modifiers: readonly object[], driver = new MemoryImages()): Story {
  const made = fixture({
    tables: Object.values(dmabuf),
    drivers: { shm: 'virtwl', data: 'noop', isShmAsked: true },
    shm: driver,
    globals: { wl_compositor: 4, wl_shm: 1, zwp_linux_dmabuf_v1: 3 },
  });
  const { client, host } = made;
  const [compositor, shm] = [client.bind(wl_compositor), client.bind(wl_shm)];
  const surface = client.newId();
  client.say(compositor, 'create_surface', { id: surface });
  const pool = client.newId();
  const fd = new OwnedFd(addon.createMemfd('pool', 4096));
  client.say(shm, 'create_pool', { id: pool, fd, size: 4096 });
  for (const modifier of modifiers)
    host.say(host.idOf('zwp_linux_dmabuf_v1'), 'modifier', { format: fourcc, ...modifier });
  host.say(host.idOf('wl_callback'), 'done', { callback_data: 0 });
  host.say(host.idsOf('wl_shm')[0]!, 'format', { format: rgb565 });
  const commit = (format: number = argb8888): void => {
    const buffer = client.newId();
    client.say(pool, 'create_buffer', { id: buffer, offset: 0, width, height, stride: width * 4, format });
    client.say(surface, 'attach', { buffer, x: 0, y: 0 });
    client.say(surface, 'commit');
  };
  return { ...made, driver, commit };
}

const trial = ({ host }: Story): number => host.idOf('zwp_linux_buffer_params_v1');
const accept = (each: Story): void => each.host.say(trial(each), 'created', { buffer: each.host.newId() });
const warnings = ({ logged }: Story): string[] => logged.filter((line) => / warn /.test(line));

t.test('a small image is tried first, and real ones follow once the host took it', async (t) => {
  const each = story([implicit]);
  const { host, commit, driver } = each;
  t.match(host.seenOf('add'), [{ plane_idx: 0, offset: 0, stride: 256, ...implicit }]);
  t.match(host.seenOf('create'), [{ width: 64, height: 64, format: fourcc, flags: 0 }]);
  accept(each);
  t.equal(driver.live, 0, 'the small one is not kept');
  t.match(host.seen.at(-2), { interface: 'wl_buffer', message: 'destroy' });
  commit();
  t.match(host.seenOf('create_immed'), [{ width, height, format: fourcc }]);
  t.equal(host.seenOf('create_pool').length, 0);
  t.equal(driver.live, 1);
  each.close();
  t.equal(driver.live, 0);
  t.ok(driver.isDisposed);
});

t.test('a layout that can be said is said', async (t) => {
  for (const modifiers of [
    [linear, implicit],
    [implicit, linear],
  ])
    t.match(story(modifiers).host.seenOf('add'), [linear]);
});

t.test('until the host has answered memory serves, and is given up for an image afterwards', async (t) => {
  const each = story([implicit]);
  const { host, commit, driver } = each;
  commit();
  t.equal(host.seenOf('create_pool').length, 1);
  accept(each);
  const [stopgap] = host.idsOf(wl_buffer.name);
  host.say(stopgap!, 'release');
  t.match(host.seen.at(-1), { interface: 'wl_buffer', id: stopgap, message: 'destroy' });
  commit();
  t.equal(host.seenOf('create_immed').length, 1);
  t.equal(driver.live, 1);
  t.strictSame(warnings(each), []);
});

t.test(
  'a host on another device refuses the small one only: memory serves, which is said once',
  async (t) => {
    const each = story([linear]);
    each.host.say(trial(each), 'failed');
    each.commit();
    each.commit();
    t.equal(each.host.seenOf('create_immed').length, 0);
    t.equal(each.host.seenOf('create_pool').length, 2);
    t.equal(warnings(each).length, 1);
    t.match(warnings(each)[0], /the host cannot use this device's images; wl_shm is used/);
    t.strictSame(each.ends, []);
  },
);

t.test('a host without linear images, and a device that does not open, are said, too', async (t) => {
  const none = story([{ modifier_hi: 1, modifier_lo: 2 }]);
  none.commit();
  t.match(warnings(none), [/the host takes no linear images; wl_shm is used/]);
  const closed = story([linear], new MemoryImages({ refused: 'EACCES: Permission denied, open' }));
  closed.commit();
  t.match(warnings(closed), [/EACCES: Permission denied, open; wl_shm is used/]);
  t.equal(closed.host.seenOf('create').length, 0);
});

t.test('a format that the device does not have is in memory, the others are not', async (t) => {
  const each = story([linear]);
  accept(each);
  each.host.say(each.host.idOf('zwp_linux_dmabuf_v1'), 'modifier', { format: rgb565, ...linear });
  each.commit(rgb565);
  t.match(warnings(each), [/gbm_bo_create; wl_shm is used/]);
  each.commit();
  t.equal(each.host.seenOf('create_pool').length, 1);
  t.equal(each.host.seenOf('create_immed').length, 1);
});
