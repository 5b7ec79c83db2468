/** `wp_fractional_scale_v1`: the scale at which the client's pixels are the host's, in steps of 1/120. */
import { wp_fractional_scale_v1 } from '../../protocol/generated/fractional-scale-v1.js';
import { defineHandler, type Handler } from '../handler.js';
import { preference } from './preference.js';
import type { ViewOf } from './view.js';

export function fractionalHandlers(view: ViewOf): Handler[] {
  const preferred = preference(view, {
    toClient: (of, id, scale) => Math.round(scale / of.scaleOf(id).factor),
    say: (peer, id, scale) => peer.sendEvent(wp_fractional_scale_v1, 'preferred_scale', id, { scale }),
  });
  return [
    defineHandler(wp_fractional_scale_v1, {
      requests: { destroy: ({ peer, id }) => preferred.gone(peer, id) },
      events: {
        preferred_scale: ({ peer, counterpart }, { scale }) => ({
          scale: preferred.told(peer, counterpart, scale),
        }),
      },
    }),
  ];
}
