/**
 * The typed face of the module `decant_gbm`, and the only importer of it: images of this machine's graphics devices, by
 * libgbm. Loaded by whoever needs it first, since libgbm and what it loads are large. Failed calls throw a `SystemError`.
 */
import { loadNative } from './native-module.js';

/** A device that makes images. */
export interface GbmDevice {
  /** Whether it can draw into images of that fourcc and modifier (DRM_FORMAT_MOD_INVALID: one that is not said). */
  draws(format: number, modifier: bigint): boolean;
  /** Gives the device back; its images live on. Idempotent. */
  release(): void;
}

/** A linear image, the processor's to write through a mapping of its descriptor. */
export interface GbmImage {
  /** Hands over the descriptor of all planes, which may be mapped for writing. Once. */
  takeFd(): number;
  /** Size of the image's memory. */
  readonly bytes: number;
  /** A modifier of drm_fourcc.h; DRM_FORMAT_MOD_INVALID where the driver does not say. */
  readonly modifier: bigint;
  /** Stride and offset of each plane, in bytes. */
  readonly planes: readonly number[];
  /** Gives the image back. Idempotent. */
  release(): void;
}

export interface Gbm {
  /** Opens the DRM node at `path`. Throws ENODEV for another file and where libgbm has no driver. */
  readonly GbmDevice: new (path: string) => GbmDevice;
  /** `format` is a fourcc. Throws what the driver says of an image that it does not have. */
  readonly GbmImage: new (device: GbmDevice, width: number, height: number, format: number) => GbmImage;
  /** The name of the kernel driver of the DRM node at `path`. Throws what keeps it from being opened. */
  driverOf(path: string): string;
}

/** The module, built by `npm run build:addon`. Throws an `Error` with code ERR_DLOPEN_FAILED where libgbm is not installed. */
export function loadGbm(): Gbm {
  return loadNative('decant_gbm') as Gbm;
}
