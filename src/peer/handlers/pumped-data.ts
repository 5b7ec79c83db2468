/**
 * Selections and drag-and-drop where the host cannot be given the client's pipe: it gets one of the data driver's. Only in
 * the list for drivers that pump.
 */
import { OwnedFd } from '../../native/fd.js';
import { ext_data_control_offer_v1 } from '../../protocol/generated/ext-data-control-v1.js';
import { wl_data_offer } from '../../protocol/generated/wayland.js';
import { zwlr_data_control_offer_v1 } from '../../protocol/generated/wlr-data-control-unstable-v1.js';
import { zwp_primary_selection_offer_v1 } from '../../protocol/generated/wp-primary-selection-unstable-v1.js';
import { defineHandler, type Handler, type Target } from '../handler.js';

interface Receive {
  readonly mime_type: string;
  readonly fd: OwnedFd;
}

const receive = ({ peer }: Target, args: Receive): Receive => {
  // Ours from here on, so that the client's end closes when the pump says so.
  const target = new OwnedFd(args.fd.release());
  return { ...args, fd: peer.drivers.data.receive(target) };
};

export const pumpedDataHandlers: readonly Handler[] = [
  defineHandler(wl_data_offer, { requests: { receive } }),
  defineHandler(zwp_primary_selection_offer_v1, { requests: { receive } }),
  defineHandler(zwlr_data_control_offer_v1, { requests: { receive } }),
  defineHandler(ext_data_control_offer_v1, { requests: { receive } }),
];
