/** A channel that gives memory and pipes of this process and carries nothing: what drivers need in a test. */
import type { Channel } from '../../src/channel/channel.js';
import { makeDrivers, type DriverNames, type Drivers } from '../../src/drivers/index.js';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';

const cannot = (): never => {
  throw new Error('this channel leads nowhere');
};

export const memoryChannel: Channel = {
  name: 'memory',
  carriesAnyFd: true,
  receive: cannot,
  send: cannot,
  listen: cannot,
  want: cannot,
  allocate: (bytes) => new OwnedFd(addon.createMemfd('test', bytes)),
  allocateImage: () => undefined,
  createPipe: (readable) => {
    const [reading, writing] = addon.pipe().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
    const [ours, theirs] = readable ? [reading, writing] : [writing, reading];
    return { ours, theirs };
  },
  close: cannot,
};

export const passOn: DriverNames = { shm: 'noop', data: 'noop' };

export function testDrivers(names: DriverNames = passOn): Drivers {
  return makeDrivers(names, memoryChannel);
}
