/** Which of the host's outputs the client's objects stand for. */
import { wl_output } from '../../protocol/generated/wayland.js';
import type { PeerContext } from '../handler.js';

/** Global names by the client's ids. An id that was released is another's by the time it comes again. */
export const boundOutputs = (peer: PeerContext): ReadonlyMap<number, number> => {
  const names = new Map<number, number>();
  peer.globals.watchBinds(wl_output, (name, id) => names.set(id, name));
  return names;
};
