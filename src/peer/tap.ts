/** Where messages can be watched on one side of a peer: the seam between the relay and the trace. */
import type { PlacedMessage } from '../wire/layout.js';

/** Descriptors of a message, by their order in it. */
export interface TappedFds {
  peek(index: number): number;
}

export interface MessageTap {
  /** The message goes over this side's connection, with ids as that side names them. */
  see(place: PlacedMessage, fds: TappedFds): void;
}
