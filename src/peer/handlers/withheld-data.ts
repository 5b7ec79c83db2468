/**
 * What the client copies and drags, kept from the host: a selection is set in the client's eyes only, and a drag ends as soon
 * as it has begun. Only in the list for clipboards whose data may not go to the host (`--clipboard`).
 */
import {
  ext_data_control_device_v1,
  ext_data_control_source_v1,
} from '../../protocol/generated/ext-data-control-v1.js';
import { wl_data_device, wl_data_source } from '../../protocol/generated/wayland.js';
import {
  zwlr_data_control_device_v1,
  zwlr_data_control_source_v1,
} from '../../protocol/generated/wlr-data-control-unstable-v1.js';
import {
  zwp_primary_selection_device_v1,
  zwp_primary_selection_source_v1,
} from '../../protocol/generated/wp-primary-selection-unstable-v1.js';
import { consumed, defineHandler, type Handler, type Target } from '../handler.js';
import type { ClientId } from '../ids.js';
import { livingObject } from '../living.js';
import { withheldSources } from '../withheld-sources.js';

type SourceTable =
  | typeof wl_data_source
  | typeof zwp_primary_selection_source_v1
  | typeof zwlr_data_control_source_v1
  | typeof ext_data_control_source_v1;

/** Throws `ProtocolError` unless `id` is 0 or a living object of that kind: what is consumed has not been checked. */
function checkSource({ peer }: Target, table: SourceTable, id: number, request: string): void {
  if (id !== 0) livingObject(peer, table, id, request);
}

/** `which`: of the device's selections. */
const withhold =
  (table: SourceTable, which: 'selection' | 'primary') =>
  (target: Target, { source }: { readonly source: number }): typeof consumed => {
    checkSource(target, table, source, 'set_selection');
    const { peer, id } = target;
    const cancel = (before: ClientId): void => peer.sendEvent(table, 'cancelled', before, {});
    peer.part(withheldSources).select(`${id}.${which}`, source, cancel);
    return consumed;
  };

/** The host's selection counts from now on. */
const superseded =
  (which: 'selection' | 'primary') =>
  ({ peer, counterpart }: Target, { id }: { readonly id: number }): void => {
    if (id !== 0) peer.part(withheldSources).superseded(`${counterpart}.${which}`);
  };

const forget = ({ peer, id }: Target): void => peer.part(withheldSources).destroyed(id);

const dataDevice = defineHandler(wl_data_device, {
  requests: {
    set_selection: withhold(wl_data_source, 'selection'),
    // A drag without data is seen by nobody but the client.
    start_drag: (target, { source }) => {
      if (source === 0) return undefined;
      checkSource(target, wl_data_source, source, 'start_drag');
      target.peer.sendEvent(wl_data_source, 'cancelled', source as ClientId, {});
      return consumed;
    },
  },
  events: { selection: superseded('selection') },
});

const primarySelectionDevice = defineHandler(zwp_primary_selection_device_v1, {
  requests: { set_selection: withhold(zwp_primary_selection_source_v1, 'selection') },
  events: { selection: superseded('selection') },
});

const wlrDataControlDevice = defineHandler(zwlr_data_control_device_v1, {
  requests: {
    set_selection: withhold(zwlr_data_control_source_v1, 'selection'),
    set_primary_selection: withhold(zwlr_data_control_source_v1, 'primary'),
  },
  events: { selection: superseded('selection'), primary_selection: superseded('primary') },
});

const extDataControlDevice = defineHandler(ext_data_control_device_v1, {
  requests: {
    set_selection: withhold(ext_data_control_source_v1, 'selection'),
    set_primary_selection: withhold(ext_data_control_source_v1, 'primary'),
  },
  events: { selection: superseded('selection'), primary_selection: superseded('primary') },
});

export const withheldDataHandlers: readonly Handler[] = [
  dataDevice,
  primarySelectionDevice,
  wlrDataControlDevice,
  extDataControlDevice,
  defineHandler(wl_data_source, { requests: { destroy: forget } }),
  defineHandler(zwp_primary_selection_source_v1, { requests: { destroy: forget } }),
  defineHandler(zwlr_data_control_source_v1, { requests: { destroy: forget } }),
  defineHandler(ext_data_control_source_v1, { requests: { destroy: forget } }),
];
