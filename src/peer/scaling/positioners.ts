/**
 * Positioners, which are described before it is known for which surface. Where that one's units are others than they were
 * described in, the host's object is described anew before it is used. Only with `--direct-scale`.
 */
import type { Rect, Size } from '../../geometry/rect.js';
import type { Scale } from '../../geometry/scale.js';
import { xdg_popup, xdg_positioner, xdg_surface, xdg_wm_base } from '../../protocol/generated/xdg-shell.js';
import { defineHandler, type Handler, type PeerContext, type Target } from '../handler.js';
import type { HostId } from '../ids.js';
import { hostIdFor } from '../own-ids.js';
import type { ViewOf } from './view.js';

interface Positioner {
  scale: Scale;
  size?: Size;
  anchorRect?: Rect;
  offset?: { readonly x: number; readonly y: number };
  parentSize?: { readonly parent_width: number; readonly parent_height: number };
}

const positioners = (_peer: PeerContext): Map<number, Positioner> => new Map();

/** They see what the client says before it is scaled. */
export function positionerHandlers(view: ViewOf): Handler[] {
  const positioner = ({ peer, id }: Target): Positioner | undefined => peer.part(positioners).get(id);
  const keep = (target: Target, more: Partial<Positioner>): void => {
    const found = positioner(target);
    if (found) Object.assign(found, more);
  };
  return [
    defineHandler(xdg_wm_base, {
      requests: {
        create_positioner: ({ peer }, { id }) => {
          const made: Positioner = { scale: view(peer).scale };
          peer.part(positioners).set(id, made);
          view(peer).concerns(id, made);
        },
      },
    }),
    defineHandler(xdg_positioner, {
      requests: {
        set_size: (target, size) => keep(target, { size }),
        set_anchor_rect: (target, anchorRect) => keep(target, { anchorRect }),
        set_offset: (target, offset) => keep(target, { offset }),
        set_parent_size: (target, parentSize) => keep(target, { parentSize }),
        destroy: ({ peer, id }) => void peer.part(positioners).delete(id),
      },
    }),
    defineHandler(xdg_surface, {
      requests: {
        get_popup: ({ peer }, { parent, positioner: used }) => {
          const { panel } = view(peer);
          // The host takes what the positioner says before it hears which panel the popup belongs to.
          const scale = parent === 0 && panel ? panel.scale : view(peer).scaleOf(parent);
          fitPositioner(peer, used, scale);
        },
      },
    }),
    defineHandler(xdg_popup, {
      requests: {
        reposition: ({ peer, id }, { positioner: used }) => fitPositioner(peer, used, view(peer).scaleOf(id)),
      },
    }),
  ];
}

/** Describes the host's positioner anew, if it is in other units. */
function fitPositioner(peer: PeerContext, id: number, scale: Scale): void {
  const positioner = peer.part(positioners).get(id);
  const host = hostIdFor(peer.objects, id) as HostId;
  if (!positioner || host === 0 || positioner.scale.factor === scale.factor) return;
  positioner.scale = scale;
  const { size, anchorRect, offset, parentSize } = positioner;
  if (size) peer.sendRequest(xdg_positioner, 'set_size', host, scale.sizeToHost(size));
  if (anchorRect) peer.sendRequest(xdg_positioner, 'set_anchor_rect', host, scale.rectToHost(anchorRect));
  if (offset)
    peer.sendRequest(xdg_positioner, 'set_offset', host, {
      x: scale.intToHost(offset.x),
      y: scale.intToHost(offset.y),
    });
  if (parentSize)
    peer.sendRequest(xdg_positioner, 'set_parent_size', host, {
      parent_width: scale.lengthToHost(parentSize.parent_width),
      parent_height: scale.lengthToHost(parentSize.parent_height),
    });
}
