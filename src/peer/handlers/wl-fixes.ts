/** A client's registry has no counterpart on the host, so destroying one ends here. */
import { wl_fixes } from '../../protocol/generated/wayland.js';
import { consumed, defineHandler, type Target } from '../handler.js';
import type { ClientId, HostId } from '../ids.js';

export const wlFixes = defineHandler(wl_fixes, {
  requests: {
    destroy_registry: (fixes, { registry }) => {
      const { peer } = fixes;
      if (!peer.globals.removeRegistry(registry as ClientId, acknowledge(fixes))) return undefined;
      peer.endResource(registry as ClientId);
      return consumed;
    },
    ack_global_remove: (fixes, { registry, name }) => {
      fixes.peer.globals.acknowledgeRemoval(registry as ClientId, name, fixes.id, acknowledge(fixes));
      return consumed;
    },
  },
});

/** Tells the host, for the peer's own registry, what the client has said of all of its own. */
function acknowledge({ peer, version, counterpart }: Target): (name: number) => void {
  return (name) => {
    if (version < wl_fixes.requests[2].since) return;
    const { registry } = peer.hostGlobals;
    peer.sendRequest(wl_fixes, 'ack_global_remove', counterpart as HostId, { registry, name });
  };
}
