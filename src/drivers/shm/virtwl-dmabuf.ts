/** Images that the channel has the host allocate, which its graphics hardware may show without a copy. */
import type { Channel } from '../../channel/channel.js';
import { isSystemError, reasonOf } from '../../errors.js';
import { addon } from '../../native/addon.js';
import type { HostMemory, Refusal, ShmDriver } from './driver.js';
import { fourccOf, planeEnd, planesOf, rowsFit, type Shape } from './formats.js';

export function virtwlDmabufShmDriver(channel: Channel): ShmDriver {
  return {
    name: 'virtwl-dmabuf',
    copies: true,
    images: 'linear',
    allocate(shape) {
      try {
        return allocate(channel, shape);
      } catch (error) {
        if (!isSystemError(error)) throw error;
        return { refused: reasonOf(error) };
      }
    },
    [Symbol.dispose]: () => undefined,
  };
}

function allocate(channel: Channel, shape: Shape): HostMemory | Refusal {
  const { width, height } = shape;
  const image = channel.allocateImage(width, height, fourccOf(shape.format), planesOf(shape).length);
  if (!image) return { refused: 'the channel has none to give' };
  const { fd, planes: places } = image;
  if (!rowsFit(shape, places)) {
    fd.close();
    return { refused: 'the device has another layout' };
  }
  const bytes = Math.max(...places.map((place, i) => planeEnd(shape, i, place)));
  try {
    const memory = new addon.Memory(fd.fd, image.bytes ?? bytes, true);
    return {
      shape,
      protocol: 'zwp_linux_dmabuf_v1',
      fd,
      bytes,
      places,
      memory,
      beginWrite: () => image.beginWrite(),
      endWrite: () => image.endWrite(),
      [Symbol.dispose]: () => {
        memory.release();
        fd[Symbol.dispose]();
      },
    };
  } catch (error) {
    fd.close();
    throw error;
  }
}
