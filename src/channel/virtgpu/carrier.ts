/** Images of clients that cross: those of the very device that the channel is on. */
import { isSystemError } from '../../errors.js';
import type { ImageCarrier } from '../channel.js';
import type { VirtgpuContext } from './context.js';

/** `VIRTGPU_BLOB_MEM_GUEST`: pages of this side, of which a host may have no descriptor. */
const guestMemory = 1;

/** `undefined` if the host's images are no dmabufs, or the device draws none. `device`: path of the node. */
export function imageCarrier(context: VirtgpuContext, device: string): ImageCarrier | undefined {
  if (!context.hasDmabufs || !context.hasRenderer) return undefined;
  return { device, carries: (fd) => isOfHost(context, fd) };
}

/** Imports the buffer for a moment. A descriptor of anything else is refused by the kernel. */
function isOfHost(context: VirtgpuContext, fd: number): boolean {
  try {
    const [handle, , memory] = context.import(fd);
    context.release(handle);
    return memory !== guestMemory;
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}
