/** How pixels get from a client to the host: only where host-visible memory comes from. */
import type { OwnedFd } from '../../native/fd.js';
import type { Memory } from '../../native/addon.js';
import type { PlanePlace, Shape } from './formats.js';

export type ShmDriverName = 'noop' | 'virtwl' | 'virtwl-dmabuf' | 'dmabuf';

/** Memory for one buffer that the host can see. Whoever has it disposes of it. */
export interface HostMemory extends Disposable {
  readonly shape: Shape;
  /** By which protocol the host makes a `wl_buffer` of it. */
  readonly protocol: 'wl_shm' | 'zwp_linux_dmabuf_v1';
  /** For the messages that do so; each gets a duplicate. */
  readonly fd: OwnedFd;
  /** Size in bytes. */
  readonly bytes: number;
  readonly places: readonly PlanePlace[];
  readonly memory: Memory;
  /** Writing happens between the two calls only. */
  beginWrite(): void;
  endWrite(): void;
}

/** Why there is no image of some shape. */
export interface Refusal {
  readonly refused: string;
}

export interface ShmDriver extends Disposable {
  readonly name: ShmDriverName;
  /** false: the client's own descriptor goes to the host as it is, so `allocate` is never called. */
  readonly copies: boolean;
  /**
   * Whether it makes images, for hosts that take linear ones; `implicit`: their device is of this machine, so that a host
   * which cannot be told of a layout knows it.
   */
  readonly images: 'none' | 'linear' | 'implicit';
  /** Only images are refused. Throws a `SystemError` if there is no memory to be had. */
  allocate(shape: Shape): HostMemory | Refusal;
}
