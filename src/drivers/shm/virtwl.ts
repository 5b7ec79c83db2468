/** Memory of the channel, as a `wl_shm` pool for each buffer. */
import type { Channel } from '../../channel/channel.js';
import { HostError } from '../../errors.js';
import { addon } from '../../native/addon.js';
import type { HostMemory, ShmDriver } from './driver.js';
import { leastStride, placePlanes, type Shape } from './formats.js';

const strideAlignment = 4;
/** `wl_shm.create_pool` takes an int. */
const maxPoolBytes = 0x7fff_ffff;

export function virtwlShmDriver(channel: Channel): ShmDriver {
  return {
    name: 'virtwl',
    copies: true,
    images: 'none',
    allocate: (shape) => allocate(channel, shape),
    [Symbol.dispose]: () => undefined,
  };
}

function allocate(channel: Channel, shape: Shape): HostMemory {
  const stride = Math.ceil(leastStride(shape) / strideAlignment) * strideAlignment;
  const { places, end: bytes } = placePlanes(shape, 0, stride);
  if (bytes > maxPoolBytes) throw new HostError(`an image of ${bytes} bytes is more than a pool can hold`);
  const { fd, bytes: allBytes } = channel.allocate(bytes);
  try {
    const memory = new addon.Memory(fd.fd, allBytes, true);
    const dispose = (): void => {
      memory.release();
      fd[Symbol.dispose]();
    };
    return {
      shape,
      protocol: 'wl_shm',
      fd,
      bytes,
      places,
      memory,
      beginWrite: () => undefined,
      endWrite: () => undefined,
      [Symbol.dispose]: dispose,
    };
  } catch (error) {
    fd.close();
    throw error;
  }
}
