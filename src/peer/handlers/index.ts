/** Every handler there is, from the client's end to the host's. An interface without one is relayed as its table says. */
import type { DriverNames } from '../../drivers/index.js';
import type { Handler } from '../handler.js';
import { wlDisplay } from './wl-display.js';
import { wlFixes } from './wl-fixes.js';

/** What decides which handlers are needed. */
export interface HandlerNeeds {
  readonly drivers: DriverNames;
  /** Whether the channel carries every descriptor. */
  readonly carriesAnyFd: boolean;
  /** Whether it carries images of a graphics device here, where it does not carry every descriptor. */
  readonly carriesImages?: boolean;
  /** Those of what the client sees otherwise than the host shows it (`view-handlers.ts`). */
  readonly view?: readonly Handler[];
  /** The client is Xwayland, whose surfaces are windows of the peer's own. */
  readonly x11?: boolean;
  /** Those of what is served in the host's stead (`bridges/index.ts`). */
  readonly bridges?: readonly Handler[];
}

/** The handlers that are always needed. */
export const handlers: readonly Handler[] = [wlDisplay, wlFixes];

/** The handlers for peers of this kind, of which only those are loaded that they need. Called before the first fork. */
export async function loadHandlers(needs: HandlerNeeds): Promise<Handler[]> {
  const { drivers, carriesAnyFd, carriesImages, x11, view = [], bridges = [] } = needs;
  const copies = drivers.shm !== 'noop' || drivers.data !== 'noop' || !carriesAnyFd || carriesImages || x11;
  const copying = copies ? (await import('../copying-handlers.js')).copyingHandlers(needs) : [];
  return [...handlers, ...view, ...copying, ...bridges];
}
