/** The two ends of a peer share `wl_display`: globals and errors are ours to tell, `sync` is the host's to answer. */
import { wl_display } from '../../protocol/generated/wayland.js';
import { consumed, defineHandler } from '../handler.js';
import type { ClientId } from '../ids.js';

export const wlDisplay = defineHandler(wl_display, {
  requests: {
    get_registry: ({ peer }, { registry }) => {
      peer.globals.addRegistry(registry);
      return consumed;
    },
  },
  events: {
    error: ({ peer }, { object_id: objectId, code, message }) => {
      peer.hostRefused(objectId, code, message);
      return consumed;
    },
    delete_id: ({ peer }, { id }) => {
      const clientId = peer.releaseByHost(id);
      if (clientId !== 0) peer.sendEvent(wl_display, 'delete_id', 1 as ClientId, { id: clientId });
      return consumed;
    },
  },
});
