/** The drivers of one peer where something is copied. Loaded only there (`loadDrivers`). */
import type { Channel } from '../channel/channel.js';
import { clientImages } from './client-images.js';
import { dataDrivers } from './data/index.js';
import type { DriverNames, Drivers } from './index.js';
import { sharedCopy } from './share.js';
import { shmDrivers } from './shm/index.js';

/** Makes the drivers that `names` names, on the channel of a peer. */
export function copyingDrivers(names: DriverNames, channel: Channel): Drivers {
  const shm = shmDrivers[names.shm](channel, names.drmDevice ?? '');
  const images = channel.imageCarrier && clientImages(channel.imageCarrier);
  const data = dataDrivers[names.data](channel);
  return {
    shm,
    isShmAsked: names.isShmAsked ?? false,
    plainShm: shmDrivers.virtwl(channel, ''),
    data,
    images,
    share: (fd, bytes) => sharedCopy(channel, fd, bytes),
    [Symbol.dispose]: () => {
      data[Symbol.dispose]();
      shm[Symbol.dispose]();
      images?.[Symbol.dispose]();
    },
  };
}
