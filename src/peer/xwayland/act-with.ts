/** Descriptors that the window manager hands over to the peer. */
import type { OwnedFd } from '../../native/fd.js';
import type { PeerContext } from '../handler.js';

/** Does `work`, to which `fd` is handed over, as part of a turn. A peer that has ended closes it. */
export function actWith(peer: Pick<PeerContext, 'act'>, fd: OwnedFd, work: () => void): void {
  let isTaken = false;
  peer.act(() => {
    isTaken = true;
    work();
  });
  if (!isTaken) fd.close();
}
