/** Waits for the host (`wl_display.sync`). */
import { wl_callback, wl_display } from '../protocol/generated/wayland.js';
import type { PeerContext } from './handler.js';
import type { HostId } from './ids.js';

const display = 1 as HostId;

/** Calls `then` once the host has dealt with all that it was told until now. */
export function afterHost(peer: Pick<PeerContext, 'addProxy' | 'sendRequest'>, then: () => void): void {
  const callback = peer.addProxy(wl_callback, 1, { done: then });
  peer.sendRequest(wl_display, 'sync', display, { callback });
}
