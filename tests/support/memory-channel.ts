/** A channel that gives memory and pipes of this process and carries nothing: what drivers need in a test. */
import type { Channel } from '../../src/channel/channel.js';
import { copyingDrivers } from '../../src/drivers/copying.js';
import type { DriverNames, Drivers } from '../../src/drivers/index.js';
import type { ClientImages } from '../../src/drivers/client-images.js';
import type { ShmDriver } from '../../src/drivers/shm/driver.js';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';

const cannot = (): never => {
  throw new Error('this channel leads nowhere');
};

/** Memory comes in steps, as that of a virtual machine does. */
const memoryStep = 65536;

export const memoryChannel: Channel = {
  name: 'memory',
  carriesAnyFd: true,
  receive: cannot,
  send: cannot,
  listen: cannot,
  want: cannot,
  allocate(bytes) {
    const all = Math.ceil(bytes / memoryStep) * memoryStep;
    return { fd: new OwnedFd(addon.createMemfd('test', all)), bytes: all };
  },
  allocateImage: () => undefined,
  createPipe: (readable) => {
    const [reading, writing] = addon.pipe().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
    const [ours, theirs] = readable ? [reading, writing] : [writing, reading];
    return { ours, theirs };
  },
  close: cannot,
};

/** What was done with an image, in order. */
export const imageCalls: string[] = [];

/** The same with images, whose rows are 64 bytes longer than they need to be. */
export const channelWithImages: Channel = {
  ...memoryChannel,
  allocateImage: (width, height) => {
    const stride = width * 4 + 64;
    return {
      fd: new OwnedFd(addon.createMemfd('image', stride * height)),
      bytes: stride * height,
      planes: [{ offset: 0, stride }],
      beginWrite: () => void imageCalls.push('begin'),
      endWrite: () => void imageCalls.push('end'),
    };
  },
};

export const passOn: DriverNames = { shm: 'noop', data: 'noop' };

/** Drivers of a test instead of those that are named. */
interface Instead {
  readonly shm?: ShmDriver | undefined;
  readonly images?: ClientImages | undefined;
}

/** `images`: whether the channel has images of 4 bytes a pixel. */
export function testDrivers(names: DriverNames = passOn, images = false, instead: Instead = {}): Drivers {
  const made = copyingDrivers(names, images ? channelWithImages : memoryChannel);
  const dispose = (): void => {
    made[Symbol.dispose]();
    instead.shm?.[Symbol.dispose]();
    instead.images?.[Symbol.dispose]();
  };
  return {
    ...made,
    shm: instead.shm ?? made.shm,
    images: instead.images ?? made.images,
    [Symbol.dispose]: dispose,
  };
}
