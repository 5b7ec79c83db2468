/** `wp_fractional_scale_v1`: the scale at which the client's pixels are the host's, in steps of 1/120. */
import { wp_fractional_scale_v1 } from '../../protocol/generated/fractional-scale-v1.js';
import { defineHandler, type Handler } from '../handler.js';
import type { ViewOf } from './view.js';

export function fractionalHandlers(view: ViewOf): Handler[] {
  return [
    defineHandler(wp_fractional_scale_v1, {
      events: {
        preferred_scale: ({ peer, counterpart }, { scale }) => ({
          scale: Math.max(1, Math.round(scale / view(peer).scaleOf(counterpart).factor)),
        }),
      },
    }),
  ];
}
