/** The handlers of peers where something is copied or pumped. Loaded only there (`loadHandlers`). */
import type { Handler } from './handler.js';
import { carriedImageHandlers } from './handlers/carried-images.js';
import { copiedKeymapHandlers } from './handlers/copied-keymap.js';
import { copiedShmHandlers } from './handlers/copied-shm.js';
import { maskedShmHandlers, maskedSurfaceHandlers } from './handlers/masked-shm.js';
import type { HandlerNeeds } from './handlers/index.js';
import { pumpedDataHandlers } from './handlers/pumped-data.js';

/** From the client's end to the host's. */
export function copyingHandlers({
  drivers,
  carriesAnyFd,
  carriesImages = false,
  x11 = false,
}: HandlerNeeds): Handler[] {
  return [
    ...(drivers.shm === 'noop' ? [] : copiedShmHandlers(x11)),
    ...(drivers.shm === 'noop' && x11 ? maskedShmHandlers : []),
    ...(x11 ? maskedSurfaceHandlers : []),
    ...(drivers.data === 'noop' ? [] : pumpedDataHandlers),
    ...(carriesAnyFd ? [] : copiedKeymapHandlers),
    ...(carriesImages ? carriedImageHandlers : []),
  ];
}
