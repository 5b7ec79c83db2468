/** Linear images on a graphics device of this machine, which the host's can show without a copy. */
import { isSystemError, reasonOf } from '../../errors.js';
import { addon, type Memory } from '../../native/addon.js';
import { OwnedFd } from '../../native/fd.js';
import { loadGbm, type GbmDevice, type GbmImage } from '../../native/gbm.js';
import type { HostMemory, Refusal, ShmDriver } from './driver.js';
import { fourccOf, planeEnd, rowsFit, type PlanePlace, type Shape } from './formats.js';

/** What `GbmImage.modifier` may be of an image that was asked for as linear: that, or unsaid (drm_fourcc.h). */
const linearModifiers: readonly bigint[] = [0n, 0x00ff_ffff_ffff_ffffn];

/** The device at `path` is opened with the first image: a peer that needs none does not load its driver. */
export function dmabufShmDriver(path: string): ShmDriver {
  let device: GbmDevice | undefined;
  let refusal: Refusal | undefined;
  const refused = (error: unknown): Refusal => {
    if (!isSystemError(error)) throw error;
    return { refused: reasonOf(error) };
  };
  return {
    name: 'dmabuf',
    copies: true,
    images: 'implicit',
    allocate(shape) {
      if (refusal) return refusal;
      try {
        device ??= new (loadGbm().GbmDevice)(path);
      } catch (error) {
        refusal = refused(error);
        return refusal;
      }
      try {
        return allocate(device, shape);
      } catch (error) {
        return refused(error);
      }
    },
    [Symbol.dispose]: () => device?.release(),
  };
}

function allocate(device: GbmDevice, shape: Shape): HostMemory | Refusal {
  const { GbmImage } = loadGbm();
  const image = new GbmImage(device, shape.width, shape.height, fourccOf(shape.format));
  try {
    const places = placesOf(image);
    if (isLaidOut(image, shape, places)) return memoryOf(image, shape, places);
    image.release();
    return { refused: 'the device has another layout' };
  } catch (error) {
    image.release();
    throw error;
  }
}

function placesOf({ planes }: GbmImage): PlanePlace[] {
  return Array.from({ length: planes.length / 2 }, (_, i) => ({
    stride: planes[2 * i]!,
    offset: planes[2 * i + 1]!,
  }));
}

/** Drivers have been seen to count widths of 2^31 pixels round to small ones (Mesa 22.3, kms_swrast). */
function isLaidOut({ modifier, bytes }: GbmImage, shape: Shape, places: readonly PlanePlace[]): boolean {
  return (
    linearModifiers.includes(modifier) &&
    rowsFit(shape, places) &&
    places.every((place, i) => planeEnd(shape, i, place) <= bytes)
  );
}

function memoryOf(image: GbmImage, shape: Shape, places: readonly PlanePlace[]): HostMemory {
  const bytes = Math.max(...places.map((place, i) => planeEnd(shape, i, place)));
  const fd = new OwnedFd(image.takeFd());
  let memory: Memory | undefined;
  try {
    memory = new addon.Memory(fd.fd, bytes, true);
    const mapped = memory;
    const bracket = (begin: boolean): void => addon.syncDmaBufWrite(fd.fd, begin);
    // What has no brackets must not be found out in the middle of a frame.
    bracket(true);
    bracket(false);
    return {
      shape,
      protocol: 'zwp_linux_dmabuf_v1',
      fd,
      bytes,
      places,
      memory: mapped,
      beginWrite: () => bracket(true),
      endWrite: () => bracket(false),
      [Symbol.dispose]: () => {
        mapped.release();
        fd[Symbol.dispose]();
        image.release();
      },
    };
  } catch (error) {
    memory?.release();
    fd.close();
    throw error;
  }
}
