/** Every handler there is, from the client's end to the host's. An interface without one is relayed as its table says. */
import type { DriverNames } from '../../drivers/index.js';
import type { ViewConfig } from '../../config/config.js';
import type { Handler } from '../handler.js';
import { hasAny } from '../accelerators.js';
import { changesNames } from '../identity.js';
import { scalingHandlers } from '../scaling/index.js';
import { acceleratorHandlers } from './accelerators.js';
import { carriedImageHandlers } from './carried-images.js';
import { copiedKeymapHandlers } from './copied-keymap.js';
import { copiedShmHandlers } from './copied-shm.js';
import { hiddenOfferHandlers } from './hidden-offers.js';
import { identityHandlers } from './identity.js';
import { pumpedDataHandlers } from './pumped-data.js';
import { wlDisplay } from './wl-display.js';
import { wlFixes } from './wl-fixes.js';
import { withheldSelectionHandlers } from './withheld-data.js';

/** What decides which handlers are needed. */
export interface HandlerNeeds {
  readonly drivers: DriverNames;
  /** Whether the channel carries every descriptor. */
  readonly carriesAnyFd: boolean;
  /** Whether it carries images of a graphics device here, where it does not carry every descriptor. */
  readonly carriesImages?: boolean;
  /** What clients see; as the host shows it by default. */
  readonly view?: Partial<ViewConfig>;
  /** Whether the client is Xwayland. */
  readonly x11?: boolean;
}

/** The handlers that are always needed. */
export const handlers: readonly Handler[] = [wlDisplay, wlFixes];

/** The handlers for peers of this kind. Read once, before the first fork. */
export function handlersFor({
  drivers,
  carriesAnyFd,
  carriesImages = false,
  view = {},
  x11 = false,
}: HandlerNeeds): Handler[] {
  const { identity, accelerators } = view;
  return [
    ...handlers,
    ...(view.clipboard?.toHost === false ? withheldSelectionHandlers : []),
    ...(view.clipboard?.fromHost === false ? hiddenOfferHandlers : []),
    ...(identity && changesNames(identity)
      ? alsoOwn(identityHandlers(identity, x11 ? 'wmclass' : 'wayland'))
      : []),
    ...(accelerators && hasAny(accelerators) ? acceleratorHandlers(accelerators) : []),
    ...(view.scale ? alsoOwn(scalingHandlers(view.scale, { copies: drivers.shm !== 'noop', x11 })) : []),
    ...(drivers.shm === 'noop' ? [] : copiedShmHandlers),
    ...(drivers.data === 'noop' ? [] : pumpedDataHandlers),
    ...(carriesAnyFd ? [] : copiedKeymapHandlers),
    ...(carriesImages ? carriedImageHandlers : []),
  ];
}

/** Marks handlers that serve the windows of an X11 window manager too. */
function alsoOwn(handlers: readonly Handler[]): Handler[] {
  return handlers.map((handler) => ({ ...handler, alsoOwn: true }));
}
