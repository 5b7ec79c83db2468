/** How pixels get from a client to the host: only where host-visible memory comes from. */
import type { OwnedFd } from '../../native/fd.js';
import type { Memory } from '../../native/addon.js';
import type { PlanePlace, Shape } from './formats.js';

export type ShmDriverName = 'noop' | 'virtwl';

/** Memory for one buffer that the host can see. Whoever has it disposes of it. */
export interface HostMemory extends Disposable {
  readonly shape: Shape;
  /** For the message that makes the host's `wl_buffer`, which takes it over. */
  readonly fd: OwnedFd;
  /** Size in bytes. */
  readonly bytes: number;
  readonly places: readonly PlanePlace[];
  readonly memory: Memory;
}

export interface ShmDriver {
  readonly name: ShmDriverName;
  /** false: the client's own descriptor goes to the host as it is, so `allocate` is never called. */
  readonly copies: boolean;
  /** Throws a `SystemError` if there is no memory to be had. */
  allocate(shape: Shape): HostMemory;
}
