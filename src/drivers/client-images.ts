/** Images that clients make on a graphics device here and that a channel carries: which ones those are. */
import { statSync } from 'node:fs';
import type { ImageCarrier } from '../channel/channel.js';
import { isSystemError } from '../errors.js';
import { loadGbm, type GbmDevice } from '../native/gbm.js';

export interface ClientImages extends Disposable {
  /** Path of the device's DRM node. */
  readonly device: string;
  /** The device as `stat` numbers it, in bytes of this machine's order. */
  deviceNumber(): Uint8Array;
  /** Whether the device can draw into images of that fourcc and modifier. */
  draws(format: number, modifier: bigint): boolean;
  /** Whether `fd` can be sent. */
  carries(fd: number): boolean;
}

/** The device is opened when the first format is asked for. */
export function clientImages(carrier: ImageCarrier): ClientImages {
  let device: GbmDevice | undefined;
  let hasFailed = false;
  const open = (): GbmDevice | undefined => {
    try {
      return new (loadGbm().GbmDevice)(carrier.device);
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_DLOPEN_FAILED';
      if (!isSystemError(error) && !isMissing) throw error;
      hasFailed = true;
      return undefined;
    }
  };
  return {
    device: carrier.device,
    deviceNumber: () =>
      new Uint8Array(BigUint64Array.of(statSync(carrier.device, { bigint: true }).rdev).buffer),
    draws(format, modifier) {
      if (!hasFailed) device ??= open();
      return device?.draws(format, modifier) ?? false;
    },
    carries: (fd) => carrier.carries(fd),
    [Symbol.dispose]: () => device?.release(),
  };
}
