/** The drivers of one peer, together. */
import type { Channel } from '../channel/channel.js';
import type { OwnedFd } from '../native/fd.js';
import type { ClientImages } from './client-images.js';
import type { DataDriver, DataDriverName } from './data/driver.js';
import { noopDataDriver } from './data/noop.js';
import { sharedCopy } from './share.js';
import type { ShmDriver, ShmDriverName } from './shm/driver.js';
import { noopShmDriver } from './shm/noop.js';

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

/** Makes the drivers of a peer, on its channel. */
export type MakeDrivers = (channel: Channel) => Drivers;

/** Drivers that pass on what a client has. */
export function passingDrivers(channel: Channel): Drivers {
  return {
    shm: noopShmDriver,
    isShmAsked: false,
    plainShm: noopShmDriver,
    data: noopDataDriver,
    images: undefined,
    share: (fd, bytes) => sharedCopy(channel, fd, bytes),
    [Symbol.dispose]: () => undefined,
  };
}

/**
 * Loads what makes the drivers of these names, and nothing else: what a master has loaded is in the memory of all its peers.
 * `alsoCopies`: some pixels are copied although the shm driver copies none.
 */
export async function loadDrivers(names: DriverNames, alsoCopies = false): Promise<MakeDrivers> {
  if (names.shm === 'noop' && names.data === 'noop' && !alsoCopies) return passingDrivers;
  const { copyingDrivers } = await import('./copying.js');
  return (channel) => copyingDrivers(names, channel);
}
