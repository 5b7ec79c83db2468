/** A client's registry has no counterpart on the host, so destroying one ends here. */
import { wl_fixes } from '../../protocol/generated/wayland.js';
import { consumed, defineHandler } from '../handler.js';
import type { ClientId, HostId } from '../ids.js';

export const wlFixes = defineHandler(wl_fixes, {
  requests: {
    destroy_registry: ({ peer }, { registry }) => {
      if (!peer.globals.removeRegistry(registry as ClientId)) return undefined;
      peer.endResource(registry as ClientId);
      return consumed;
    },
    ack_global_remove: ({ peer, id, counterpart }, { registry, name }) => {
      if (peer.globals.acknowledgeRemoval(registry as ClientId, name, id)) {
        const hostRegistry = peer.globals.hostRegistry;
        peer.sendRequest(wl_fixes, 'ack_global_remove', counterpart as HostId, {
          registry: hostRegistry,
          name,
        });
      }
      return consumed;
    },
  },
});
