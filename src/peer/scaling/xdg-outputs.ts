/**
 * Places of `zxdg_output_v1` on the client's desktop. Where the client's units differ from output to output, one may change when
 * another output does, without a word of the host's.
 */
import { zxdg_output_manager_v1, zxdg_output_v1 } from '../../protocol/generated/xdg-output-unstable-v1.js';
import { defineHandler, type Handler, type PeerContext } from '../handler.js';
import type { ClientId } from '../ids.js';
import type { ViewOf } from './view.js';

interface Place {
  readonly x: number;
  readonly y: number;
}

interface XdgOutput {
  readonly version: number;
  /** As the host says it. */
  host: Place | undefined;
  /** As the client was told. */
  told: Place | undefined;
}

/** From this version on, `wl_output.done` ends a change (xdg-output-unstable-v1.xml). */
const withoutDone = 3;

/** By the client's id. */
type XdgOutputs = Map<ClientId, XdgOutput>;

export function xdgOutputHandlers(view: ViewOf): Handler[] {
  const make = (peer: PeerContext): XdgOutputs => {
    const outputs: XdgOutputs = new Map();
    view(peer).outputs.watch(() => {
      for (const [id, output] of outputs) move(peer, id, output, (place) => view(peer).outputs.place(place));
    });
    return outputs;
  };
  return [
    defineHandler(zxdg_output_manager_v1, {
      requests: {
        get_xdg_output: ({ peer, version }, { id, output }) => {
          const name = view(peer).outputs.get(output)?.name;
          peer.part(make).set(id as ClientId, { version, host: undefined, told: undefined });
          view(peer).concerns(id, {
            get scale() {
              return view(peer).outputs.scale(name);
            },
          });
        },
      },
    }),
    defineHandler(zxdg_output_v1, {
      requests: { destroy: ({ peer, id }) => void peer.part(make).delete(id as ClientId) },
      events: {
        logical_position: ({ peer, counterpart }, place) => {
          const output = peer.part(make).get(counterpart as ClientId);
          const told = view(peer).outputs.place(place);
          if (output) Object.assign(output, { host: place, told });
          return told;
        },
      },
    }),
  ];
}

/** Another output has changed, and with it this one's place. */
function move(peer: PeerContext, id: ClientId, output: XdgOutput, placed: (place: Place) => Place): void {
  if (!output.host || !output.told) return;
  const { x, y } = placed(output.host);
  if (x === output.told.x && y === output.told.y) return;
  output.told = { x, y };
  peer.sendEvent(zxdg_output_v1, 'logical_position', id, { x, y });
  if (output.version < withoutDone) peer.sendEvent(zxdg_output_v1, 'done', id, {});
}
