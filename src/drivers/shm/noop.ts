/** The client's memory is the host's memory: `wl_shm` is relayed with its descriptors. */
import type { ShmDriver } from './driver.js';

export const noopShmDriver: ShmDriver = {
  name: 'noop',
  copies: false,
  images: 'none',
  allocate: () => {
    throw new Error('nothing is copied, so nothing is allocated');
  },
  [Symbol.dispose]: () => undefined,
};
