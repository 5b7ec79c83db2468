/** Which drivers serve on which channel, where nobody says and where somebody does. */
import { StartError } from '../errors.js';
import type { DriverNames } from './index.js';
import { findDrmDevice } from './shm/drm-device.js';

/**
 * By channel: its name in sentences, what it is served with, whether memory and pipes of others can cross, and, where they
 * cannot, whether images of a graphics device here can (`Channel.imageCarrier`).
 */
const channels = {
  socket: { usual: { shm: 'noop', data: 'noop' }, carriesAnyFd: true, carriesImages: false },
  virtwl: { usual: { shm: 'virtwl-dmabuf', data: 'virtwl' }, carriesAnyFd: false, carriesImages: false },
  virtgpu: { usual: { shm: 'virtwl-dmabuf', data: 'virtwl' }, carriesAnyFd: false, carriesImages: true },
} as const;

export type ChannelName = keyof typeof channels;

/** Whether a channel carries every descriptor. */
export function carriesAnyFd(channel: ChannelName): boolean {
  return channels[channel].carriesAnyFd;
}

/** Whether a channel carries images of a graphics device here and not every descriptor. */
export function carriesImages(channel: ChannelName): boolean {
  return channels[channel].carriesImages;
}

/** What was `asked` for, else what the channel is usually served with. Throws `StartError` for what cannot work. */
export function chooseDrivers(
  asked: { readonly [Kind in 'shm' | 'data']: DriverNames[Kind] | undefined } & {
    readonly drmDevice?: string | undefined;
  },
  channel: ChannelName,
): DriverNames {
  const { usual, carriesAnyFd: any } = channels[channel];
  const chosen = {
    shm: asked.shm ?? usual.shm,
    data: asked.data ?? usual.data,
    isShmAsked: asked.shm !== undefined,
  };
  for (const kind of ['shm', 'data'] as const) {
    if (chosen[kind] === 'noop' && !any)
      throw new StartError(
        `${kind} driver noop: a ${channel} channel cannot carry the client's own descriptors`,
      );
  }
  if (chosen.shm !== 'dmabuf') return chosen;
  if (!any) throw new StartError(`shm driver dmabuf: a ${channel} channel cannot carry its images`);
  return { ...chosen, drmDevice: findDrmDevice(asked.drmDevice) };
}
