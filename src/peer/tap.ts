/** Where messages can be watched on one side of a peer: the seam between the relay and the trace. */
import type { MessageLayout } from '../wire/layout.js';

/** Descriptors of a message, by their order in it. */
export interface TappedFds {
  peek(index: number): number;
}

export interface MessageTap {
  /** The `sizeBytes` long message at byte `at` goes over this side's connection, with ids as that side names them. */
  see(
    message: MessageLayout,
    words: Int32Array,
    bytes: Uint8Array,
    at: number,
    sizeBytes: number,
    fds: TappedFds,
  ): void;
}
