/** Memory of a channel, which may have more than was asked for, as drivers use it. */
import t from 'tap';
import { virtwlDmabufShmDriver } from '../../src/drivers/shm/virtwl-dmabuf.js';
import { virtwlShmDriver } from '../../src/drivers/shm/virtwl.js';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { wl_shm } from '../../src/protocol/generated/wayland.js';
import { memoryChannel } from '../support/memory-channel.js';

const { argb8888 } = wl_shm.enums[1].entries;
const shape = { width: 33, height: 7, format: argb8888 };

t.test('memory of a channel is mapped as a whole: a kernel may map no part of it', (t) => {
  const driver = virtwlShmDriver(memoryChannel);
  const made = driver.allocate(shape);
  if ('refused' in made) throw new Error(made.refused);
  t.equal(made.bytes, 33 * 4 * 7);
  t.equal(made.memory.length, 65536);
  made[Symbol.dispose]();
  t.end();
});

t.test('an image is mapped as a whole, or as far as its planes reach where nobody knows its size', (t) => {
  const mapped = (bytes: number | undefined): number => {
    const driver = virtwlDmabufShmDriver({
      ...memoryChannel,
      allocateImage: () => ({
        fd: new OwnedFd(addon.createMemfd('image', 65536)),
        bytes,
        planes: [{ offset: 0, stride: 256 }],
        beginWrite: () => undefined,
        endWrite: () => undefined,
      }),
    });
    const made = driver.allocate(shape);
    if ('refused' in made) throw new Error(made.refused);
    const { length } = made.memory;
    made[Symbol.dispose]();
    return length;
  };
  t.equal(mapped(65536), 65536);
  t.ok(mapped(undefined) < 65536);
  t.end();
});
