/**
 * `wp_fractional_scale_v1`: the scale at which the client's pixels are the host's, in steps of 1/120. Said again where the client's
 * units have become others after the host has said its own.
 */
import { wp_fractional_scale_v1 } from '../../protocol/generated/fractional-scale-v1.js';
import { defineHandler, type Handler, type PeerContext } from '../handler.js';
import type { ClientId } from '../ids.js';
import type { ViewOf } from './view.js';

interface Preferred {
  readonly host: number;
  told: number;
}

export function fractionalHandlers(view: ViewOf): Handler[] {
  const inClients = (peer: PeerContext, id: number, scale: number): number =>
    Math.max(1, Math.round(scale / view(peer).scaleOf(id).factor));
  /** By the client's objects. */
  const preferred = (peer: PeerContext): Map<number, Preferred> => {
    const all = new Map<number, Preferred>();
    view(peer).watchUnits(() => {
      for (const [id, known] of all) {
        const scale = inClients(peer, id, known.host);
        if (scale === known.told) continue;
        known.told = scale;
        peer.sendEvent(wp_fractional_scale_v1, 'preferred_scale', id as ClientId, { scale });
      }
    });
    return all;
  };
  return [
    defineHandler(wp_fractional_scale_v1, {
      requests: { destroy: ({ peer, id }) => void peer.part(preferred).delete(id) },
      events: {
        preferred_scale: ({ peer, counterpart }, { scale: host }) => {
          const scale = inClients(peer, counterpart, host);
          peer.part(preferred).set(counterpart, { host, told: scale });
          return { scale };
        },
      },
    }),
  ];
}
