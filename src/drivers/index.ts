/** The drivers of one peer, together. */
import type { Channel } from '../channel/channel.js';
import type { OwnedFd } from '../native/fd.js';
import { clientImages, type ClientImages } from './client-images.js';
import type { DataDriver, DataDriverName } from './data/driver.js';
import { dataDrivers } from './data/index.js';
import { sharedCopy } from './share.js';
import type { ShmDriver, ShmDriverName } from './shm/driver.js';
import { shmDrivers } from './shm/index.js';

/** How pixels, clipboard data and small files get to the host of one peer. */
export interface Drivers extends Disposable {
  readonly shm: ShmDriver;
  readonly isShmAsked: boolean;
  /** For what `shm` cannot: `wl_shm` on memory of the channel. */
  readonly plainShm: ShmDriver;
  readonly data: DataDriver;
  /** Images of the client's own that the channel carries although it does not carry every descriptor. */
  readonly images: ClientImages | undefined;
  /** A copy of the first `bytes` bytes of `fd` that the host can see. Throws a `WireError` if there are fewer. */
  share(fd: OwnedFd, bytes: number): OwnedFd;
}

export interface DriverNames {
  readonly shm: ShmDriverName;
  readonly data: DataDriverName;
  /** Path of the graphics device, where `shm` needs one. */
  readonly drmDevice?: string;
  /** Whether the user wants that shm driver; else it is the best that may be there. */
  readonly isShmAsked?: boolean;
}

export function makeDrivers(names: DriverNames, channel: Channel): Drivers {
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
