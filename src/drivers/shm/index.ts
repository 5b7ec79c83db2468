/** The shm drivers that there are, by the name that `--shm-driver` gives them. */
import type { Channel } from '../../channel/channel.js';
import { dmabufShmDriver } from './dmabuf.js';
import type { ShmDriver, ShmDriverName } from './driver.js';
import { noopShmDriver } from './noop.js';
import { virtwlDmabufShmDriver } from './virtwl-dmabuf.js';
import { virtwlShmDriver } from './virtwl.js';

/** Makes the driver of one peer, on its channel; `drmDevice` is the path that `findDrmDevice` gave for it. */
export const shmDrivers: Readonly<Record<ShmDriverName, (channel: Channel, drmDevice: string) => ShmDriver>> =
  {
    noop: () => noopShmDriver,
    virtwl: virtwlShmDriver,
    'virtwl-dmabuf': virtwlDmabufShmDriver,
    dmabuf: (_channel, drmDevice) => dmabufShmDriver(drmDevice),
  };
