/** `wl_output` as the client is to see it: what the host says is held back until it is complete (`client-outputs.ts`). */
import { wl_output } from '../../protocol/generated/wayland.js';
import { consumed, defineHandler, type Handler, type PeerContext } from '../handler.js';
import type { ClientOutputs } from './client-outputs.js';
import type { ViewOf } from './view.js';

export function outputHandlers(view: ViewOf): Handler[] {
  const outputs = (peer: PeerContext): ClientOutputs => view(peer).outputs;
  return [
    defineHandler(wl_output, {
      started: (peer) => void view(peer),
      requests: { release: ({ peer, id }) => outputs(peer).gone(id) },
      events: {
        geometry: ({ peer, counterpart }, args) => {
          const output = outputs(peer).get(counterpart);
          if (!output) return undefined;
          output.geometry = args;
          return consumed;
        },
        mode: ({ peer, counterpart }, args) => {
          const output = outputs(peer).get(counterpart);
          if (!output) return undefined;
          outputs(peer).addMode(counterpart, args);
          return consumed;
        },
        scale: ({ peer, counterpart }, { factor }) => {
          const output = outputs(peer).get(counterpart);
          if (!output) return undefined;
          output.scale = Math.max(1, factor);
          return consumed;
        },
        done: ({ peer, counterpart }) => {
          const output = outputs(peer).get(counterpart);
          if (!output) return;
          output.complete = true;
          outputs(peer).say(counterpart);
        },
      },
    }),
  ];
}
