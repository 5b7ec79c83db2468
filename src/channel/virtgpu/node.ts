/** Opens DRM nodes; tests put others in its place. */
import { addon, type VirtgpuDevice } from '../../native/addon.js';

/** Throws the `SystemError` of open(2). */
export type OpenNode = (path: string) => VirtgpuDevice;

export const openNode: OpenNode = (path) => new addon.VirtgpuDevice(path);
