/** `wl_surface`: what it says of its buffer and of damage is kept for the commit, what it says of places is scaled at once. */
import { wl_surface } from '../../protocol/generated/wayland.js';
import { consumed, defineHandler, type Handler } from '../handler.js';
import { preference } from './preference.js';
import type { ScaledSurface } from './surface.js';
import type { ViewOf } from './view.js';

const highestTransform = 7;
/** A density of 1.5 over a factor of 0.75 is 2 and not a trifle more. */
const slack = 1e-6;

/** The scale that makes the client's pixels the host's, or more; the host has rounded up what its outputs may say exactly. */
function wholeScale({ density, scale }: ScaledSurface, factor: number): number {
  const exact = Math.ceil(density - slack) === factor ? density : factor;
  return Math.ceil(exact / scale.factor - slack);
}

export function surfaceHandlers(view: ViewOf): Handler[] {
  const preferred = preference(view, {
    toClient: (of, id, factor) => wholeScale(of.surface(id), factor),
    say: (peer, id, factor) => peer.sendEvent(wl_surface, 'preferred_buffer_scale', id, { factor }),
  });
  return [
    defineHandler(wl_surface, {
      requests: {
        attach: ({ peer, id }, args) => {
          const surface = view(peer).surface(id);
          const { scale } = surface;
          if (args.buffer === 0) surface.detach();
          else surface.attach(view(peer).buffers.get(args.buffer));
          return { ...args, x: scale.intToHost(args.x), y: scale.intToHost(args.y) };
        },
        offset: ({ peer, id }, { x, y }) => {
          const { scale } = view(peer).surface(id);
          return { x: scale.intToHost(x), y: scale.intToHost(y) };
        },
        damage: ({ peer, id }, rect) => {
          view(peer).surface(id).damage.add(rect);
          return consumed;
        },
        // What is not allowed here is for the host to refuse.
        set_buffer_scale: ({ peer, id }, { scale }) => {
          if (scale > 0) view(peer).surface(id).setScale(scale);
        },
        set_buffer_transform: ({ peer, id }, { transform }) => {
          if (transform >= 0 && transform <= highestTransform) view(peer).surface(id).setTransform(transform);
        },
        commit: (target) => view(target.peer).surface(target.id).commit(target),
        destroy: ({ peer, id }) => {
          preferred.gone(peer, id);
          view(peer).surfaceGone(id);
        },
      },
      events: {
        // Of the peer's own outputs, which the client does not know: it may have bound none.
        enter: ({ peer, counterpart }, { output }) => {
          const name = view(peer).outputs.nameOf(output);
          if (name !== undefined) view(peer).surface(counterpart).entered(name);
        },
        leave: ({ peer, counterpart }, { output }) => {
          const name = view(peer).outputs.nameOf(output);
          if (name !== undefined) view(peer).surface(counterpart).left(name);
        },
        preferred_buffer_scale: ({ peer, counterpart }, { factor }) => ({
          factor: preferred.told(peer, counterpart, factor),
        }),
      },
    }),
  ];
}
