/** The two ends of a peer share `wl_display`: globals and errors are ours to tell, `sync` is the host's to answer. */
import { wl_display } from '../../protocol/generated/wayland.js';
import { consumed, defineHandler } from '../handler.js';

export const wlDisplay = defineHandler(wl_display, {
  requests: {
    get_registry: ({ peer }, { registry }) => {
      peer.globals.addRegistry(registry);
      return consumed;
    },
  },
  events: {
    error: ({ peer }, { object_id: objectId, code, message }) => peer.hostRefused(objectId, code, message),
  },
  rawEvents: {
    delete_id: (peer, words, at) => {
      const clientId = peer.releaseByHost(words[at + 2]!);
      words[at] = 1;
      words[at + 2] = clientId;
      return clientId !== 0;
    },
  },
});
