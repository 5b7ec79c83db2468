/** The ways to the host that tests compare, and the emulated device of each. */
import type { EmulatedDevice } from './emulated-device.js';
import { VirtgpuDevice } from './virtgpu.js';
import { VirtwlDevice } from './virtwl.js';

/**
 * How a program reaches the host; others than the first two: through decant and an emulated device, without images or with.
 * `virtwl-images` is `virtwl-dmabuf` for hosts that take memory files as images; others are given `wl_shm` instead by the
 * device. `virtgpu-images`: programs can draw on the device, too.
 */
export type Leg =
  | 'direct'
  | 'decant'
  | 'virtwl'
  | 'virtwl-dmabuf'
  | 'virtwl-images'
  | 'virtgpu'
  | 'virtgpu-dmabuf'
  | 'virtgpu-images';

/** The flag for the device of a leg, if it has one, and how it is started. */
export async function startDevice(
  leg: Leg,
  hostSocket: string,
  dir: string,
): Promise<{ device: EmulatedDevice; flag: string } | undefined> {
  if (leg === 'virtgpu' || leg === 'virtgpu-dmabuf')
    return { device: await VirtgpuDevice.start({ hostSocket, dir }), flag: '--virtgpu-channel' };
  if (leg === 'virtgpu-images')
    return {
      device: await VirtgpuDevice.start({ hostSocket, dir, renders: 'on' }),
      flag: '--virtgpu-channel',
    };
  if (leg === 'direct' || leg === 'decant') return undefined;
  const dmabuf = leg === 'virtwl-images' ? 'memfd' : 'shm';
  const device = new VirtwlDevice({ hostSocket, dir, dmabuf });
  return { device, flag: '--virtwl-device=/dev/wl0' };
}
