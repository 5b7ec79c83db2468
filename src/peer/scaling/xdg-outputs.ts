/**
 * Places and sizes of `zxdg_output_v1` on the client's desktop. Where the client's units differ from output to output, a place may
 * change when another output does, without a word of the host's; and the client's object may hear of a size before the peer's own
 * outputs tell what the units are there. Then both are said again.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Size } from '../../geometry/rect.js';
import { zxdg_output_manager_v1, zxdg_output_v1 } from '../../protocol/generated/xdg-output-unstable-v1.js';
import { defineHandler, type Handler, type PeerContext } from '../handler.js';
import type { ClientId } from '../ids.js';
import type { View, ViewOf } from './view.js';

interface Place {
  readonly x: number;
  readonly y: number;
}

/** As the host says it, and as the client was told. */
interface Said<T> {
  readonly host: T;
  readonly told: T;
}

interface XdgOutput {
  readonly version: number;
  place?: Said<Place>;
  size?: Said<Size>;
}

/** From this version on, `wl_output.done` ends a change (xdg-output-unstable-v1.xml). */
const withoutDone = 3;

/** By the client's id. */
type XdgOutputs = Map<ClientId, XdgOutput>;

export function xdgOutputHandlers(view: ViewOf): Handler[] {
  const make = (peer: PeerContext): XdgOutputs => {
    const outputs: XdgOutputs = new Map();
    view(peer).outputs.watch(() => {
      for (const [id, output] of outputs) sayAgain(peer, id, output, view(peer));
    });
    return outputs;
  };
  return [
    defineHandler(zxdg_output_manager_v1, {
      requests: {
        get_xdg_output: ({ peer, version }, { id, output }) => {
          const name = view(peer).outputs.get(output)?.name;
          peer.part(make).set(id as ClientId, { version });
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
          if (output) output.place = { host: place, told };
          return told;
        },
        logical_size: ({ peer, counterpart }, size) => {
          const output = peer.part(make).get(counterpart as ClientId);
          const told = view(peer).scaleOf(counterpart).sizeToClient(size);
          if (output) output.size = { host: size, told };
          return told;
        },
      },
    }),
  ];
}

/** An output has changed: what was said of this one may be wrong now. */
function sayAgain(peer: PeerContext, id: ClientId, output: XdgOutput, view: View): void {
  const place = anew(output.place, (host) => view.outputs.place(host));
  const size = anew(output.size, (host) => view.scaleOf(id).sizeToClient(host));
  if (place) peer.sendEvent(zxdg_output_v1, 'logical_position', id, (output.place = place).told);
  if (size) peer.sendEvent(zxdg_output_v1, 'logical_size', id, (output.size = size).told);
  if ((place || size) && output.version < withoutDone) peer.sendEvent(zxdg_output_v1, 'done', id, {});
}

/** The same in the client's units of now; `undefined` if that is what it was told. */
function anew<T>(said: Said<T> | undefined, toClient: (host: T) => T): Said<T> | undefined {
  if (!said) return undefined;
  const told = toClient(said.host);
  return isDeepStrictEqual(told, said.told) ? undefined : { ...said, told };
}
