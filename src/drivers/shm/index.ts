/** The shm drivers that there are, by the name that `--shm-driver` gives them. */
import type { Channel } from '../../channel/channel.js';
import type { ShmDriver, ShmDriverName } from './driver.js';
import { noopShmDriver } from './noop.js';
import { virtwlDmabufShmDriver } from './virtwl-dmabuf.js';
import { virtwlShmDriver } from './virtwl.js';

/** Makes the driver of one peer, on its channel. */
export const shmDrivers: Readonly<Record<ShmDriverName, (channel: Channel) => ShmDriver>> = {
  noop: () => noopShmDriver,
  virtwl: virtwlShmDriver,
  'virtwl-dmabuf': virtwlDmabufShmDriver,
};
