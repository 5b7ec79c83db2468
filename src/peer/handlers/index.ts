/** Every handler there is, from the client's end to the host's. An interface without one is relayed as its table says. */
import type { DriverNames } from '../../drivers/index.js';
import type { Handler } from '../handler.js';
import { carriedImageHandlers } from './carried-images.js';
import { copiedKeymapHandlers } from './copied-keymap.js';
import { copiedShmHandlers } from './copied-shm.js';
import { pumpedDataHandlers } from './pumped-data.js';
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
}

/** The handlers that are always needed. */
export const handlers: readonly Handler[] = [wlDisplay, wlFixes];

/** The handlers for peers of this kind. Read once, before the first fork. */
export function handlersFor({
  drivers,
  carriesAnyFd,
  carriesImages = false,
  view = [],
  x11 = false,
}: HandlerNeeds): Handler[] {
  return [
    ...handlers,
    ...view,
    ...(drivers.shm === 'noop' ? [] : copiedShmHandlers(x11)),
    ...(drivers.data === 'noop' ? [] : pumpedDataHandlers),
    ...(carriesAnyFd ? [] : copiedKeymapHandlers),
    ...(carriesImages ? carriedImageHandlers : []),
  ];
}
