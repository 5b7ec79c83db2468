/** The host's primary selection on one seat (primary-selection-unstable-v1), as `selection.ts` knows a selection. */
import {
  zwp_primary_selection_device_manager_v1,
  zwp_primary_selection_device_v1,
  zwp_primary_selection_offer_v1,
  zwp_primary_selection_source_v1,
} from '../../protocol/generated/wp-primary-selection-unstable-v1.js';
import { OwnedFd } from '../../native/fd.js';
import type { PeerContext } from '../handler.js';
import type { HostId } from '../ids.js';
import { HostSelection, type SelectionProtocol } from './selection.js';
import type { SelectionListener } from './exchange.js';

/** Whose messages are used. */
export const primaryVersion = 1;

interface Where {
  readonly manager: HostId;
  readonly seat: HostId;
  /** Of the user's last input, when it is asked for. */
  readonly serial: () => number;
}

export function openPrimarySelection(
  peer: PeerContext,
  where: Where,
  listener: () => SelectionListener,
): HostSelection {
  const { manager, seat } = where;
  const selection = new HostSelection(
    protocolOf(peer, where, () => device),
    listener,
  );
  const device: HostId = peer.addProxy(zwp_primary_selection_device_v1, primaryVersion, {
    data_offer: (_target, { offer: id }) => {
      const { offer } = selection.offered(id as HostId);
      peer.adoptProxy(zwp_primary_selection_offer_v1, primaryVersion, id, {
        offer: (_offer, { mime_type: mimeType }) => offer(mimeType),
      });
    },
    selection: (_target, { id }) => selection.selected(id as HostId | 0),
  });
  peer.sendRequest(zwp_primary_selection_device_manager_v1, 'get_device', manager, { id: device, seat });
  return selection;
}

function protocolOf(peer: PeerContext, { manager, serial }: Where, device: () => HostId): SelectionProtocol {
  return {
    makeSource: ({ send, cancelled }) => {
      const id = peer.addProxy(zwp_primary_selection_source_v1, primaryVersion, {
        send: (_target, { mime_type: mimeType, fd }) => send(mimeType, new OwnedFd(fd.release())),
        cancelled,
      });
      peer.sendRequest(zwp_primary_selection_device_manager_v1, 'create_source', manager, { id });
      return id;
    },
    addType: (id, mimeType) =>
      peer.sendRequest(zwp_primary_selection_source_v1, 'offer', id, { mime_type: mimeType }),
    destroySource: (id) => peer.sendRequest(zwp_primary_selection_source_v1, 'destroy', id, {}),
    setSelection: (source) =>
      peer.sendRequest(zwp_primary_selection_device_v1, 'set_selection', device(), {
        source,
        serial: serial(),
      }),
    receive: (id, mimeType, fd) =>
      peer.sendRequest(zwp_primary_selection_offer_v1, 'receive', id, { mime_type: mimeType, fd }),
    destroyOffer: (id) => {
      peer.sendRequest(zwp_primary_selection_offer_v1, 'destroy', id, {});
      peer.endProxy(id);
    },
  };
}
