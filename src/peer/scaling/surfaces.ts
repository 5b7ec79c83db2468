/** `wl_surface`: what it says of its buffer is kept for the commit, what it says of places is scaled at once. */
import { wl_surface } from '../../protocol/generated/wayland.js';
import { defineHandler, type Handler } from '../handler.js';
import type { ViewOf } from './view.js';

const highestTransform = 7;

export function surfaceHandlers(view: ViewOf): Handler[] {
  return [
    defineHandler(wl_surface, {
      requests: {
        attach: ({ peer, id }, args) => {
          const { buffers, scale } = view(peer);
          view(peer).surface(id).attach(buffers.get(args.buffer));
          return { ...args, x: scale.intToHost(args.x), y: scale.intToHost(args.y) };
        },
        offset: ({ peer }, { x, y }) => {
          const { scale } = view(peer);
          return { x: scale.intToHost(x), y: scale.intToHost(y) };
        },
        damage: ({ peer }, rect) => view(peer).scale.rectToHostOutwards(rect),
        // What is not allowed here is for the host to refuse.
        set_buffer_scale: ({ peer, id }, { scale }) => {
          if (scale > 0) view(peer).surface(id).setScale(scale);
        },
        set_buffer_transform: ({ peer, id }, { transform }) => {
          if (transform >= 0 && transform <= highestTransform) view(peer).surface(id).setTransform(transform);
        },
        commit: (target) => view(target.peer).surface(target.id).commit(target),
        destroy: ({ peer, id }) => view(peer).surfaceGone(id),
      },
      events: {
        preferred_buffer_scale: ({ peer }, { factor }) => ({
          factor: Math.max(1, Math.ceil(factor / view(peer).scale.factor)),
        }),
      },
    }),
  ];
}
