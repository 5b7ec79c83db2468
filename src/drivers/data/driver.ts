/** How the bytes of selections and of drag-and-drop get from one side to the other. */
import type { OwnedFd } from '../../native/fd.js';

export type DataDriverName = 'noop' | 'virtwl';

export interface DataDriver extends Disposable {
  readonly name: DataDriverName;
  /** false: the pipe's own descriptor goes to the other side as it is, so `receive` is never called. */
  readonly pumps: boolean;
  /**
   * Takes over `target`, into which a client wants to have data written, and returns a descriptor for the host to write
   * into. Throws a `SystemError` if there is none to be had.
   */
  receive(target: OwnedFd): OwnedFd;
}
