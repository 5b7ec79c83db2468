/**
 * What other programs have copied or drag over the client's surfaces, hidden from it: to the client, all selections are
 * empty. Only in the list for clipboards whose data may not come from the host (`--clipboard`). A client's own drags over its
 * own surfaces are not seen either, since the host does not say whose they are.
 */
import {
  ext_data_control_device_v1,
  ext_data_control_offer_v1,
} from '../../protocol/generated/ext-data-control-v1.js';
import { wl_data_device, wl_data_offer } from '../../protocol/generated/wayland.js';
import {
  zwlr_data_control_device_v1,
  zwlr_data_control_offer_v1,
} from '../../protocol/generated/wlr-data-control-unstable-v1.js';
import {
  zwp_primary_selection_device_v1,
  zwp_primary_selection_offer_v1,
} from '../../protocol/generated/wp-primary-selection-unstable-v1.js';
import { consumed, defineHandler, type Handler, type Target } from '../handler.js';
import { hiddenOffers, type DestroyOffer, type OfferUse } from '../hidden-offers.js';

type OfferTable =
  | typeof wl_data_offer
  | typeof zwp_primary_selection_offer_v1
  | typeof zwlr_data_control_offer_v1
  | typeof ext_data_control_offer_v1;

const destroy =
  (table: OfferTable): DestroyOffer =>
  (peer, offer) =>
    peer.sendRequest(table, 'destroy', offer, {});

const adopt = ({ peer, version }: Target, table: OfferTable, offer: number): typeof consumed => {
  peer.adoptProxy(table, version, offer, {});
  return consumed;
};

const selected =
  (table: OfferTable, use: OfferUse) =>
  ({ peer, id }: Target, args: { readonly id: number }) =>
    peer.part(hiddenOffers).use(id, use, args.id, destroy(table)) ? { id: 0 } : consumed;

const dropDevice = ({ peer, counterpart }: Target): void => peer.part(hiddenOffers).drop(counterpart);

const unseen = ({ peer, id }: Target): typeof consumed | undefined =>
  peer.part(hiddenOffers).dragged(id) ? consumed : undefined;

const ends = ({ peer, id }: Target): typeof consumed | undefined => {
  const offers = peer.part(hiddenOffers);
  if (!offers.dragged(id)) return undefined;
  offers.use(id, 'drag', 0, destroy(wl_data_offer));
  return consumed;
};

const dataDevice = defineHandler(wl_data_device, {
  requests: { release: dropDevice },
  events: {
    data_offer: (target, { id }) => adopt(target, wl_data_offer, id),
    selection: selected(wl_data_offer, 'selection'),
    // A drag without data is the client's own.
    enter: ({ peer, id: device }, { id }) => {
      peer.part(hiddenOffers).use(device, 'drag', id, destroy(wl_data_offer));
      return id === 0 ? undefined : consumed;
    },
    motion: unseen,
    leave: ends,
    drop: ends,
  },
});

const primarySelectionDevice = defineHandler(zwp_primary_selection_device_v1, {
  requests: { destroy: dropDevice },
  events: {
    data_offer: (target, { offer }) => adopt(target, zwp_primary_selection_offer_v1, offer),
    selection: selected(zwp_primary_selection_offer_v1, 'selection'),
  },
});

const wlrDataControlDevice = defineHandler(zwlr_data_control_device_v1, {
  requests: { destroy: dropDevice },
  events: {
    data_offer: (target, { id }) => adopt(target, zwlr_data_control_offer_v1, id),
    selection: selected(zwlr_data_control_offer_v1, 'selection'),
    primary_selection: selected(zwlr_data_control_offer_v1, 'primary'),
  },
});

const extDataControlDevice = defineHandler(ext_data_control_device_v1, {
  requests: { destroy: dropDevice },
  events: {
    data_offer: (target, { id }) => adopt(target, ext_data_control_offer_v1, id),
    selection: selected(ext_data_control_offer_v1, 'selection'),
    primary_selection: selected(ext_data_control_offer_v1, 'primary'),
  },
});

export const hiddenOfferHandlers: readonly Handler[] = [
  dataDevice,
  primarySelectionDevice,
  wlrDataControlDevice,
  extDataControlDevice,
];
