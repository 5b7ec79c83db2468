/**
 * A scale that the host says it prefers for an object of the client's, as the client hears it: in its own units, and again where those,
 * or the output's density, have become others since.
 */
import type { PeerContext } from '../handler.js';
import type { ClientId } from '../ids.js';
import type { View, ViewOf } from './view.js';

interface Preferred {
  readonly host: number;
  told: number;
}

export interface Preference {
  /** What the client's object `id` is told for what the host has said. */
  told(peer: PeerContext, id: number, host: number): number;
  gone(peer: PeerContext, id: number): void;
}

interface Manner {
  /** For the client's object `id`; what is below 1 is said as 1. */
  readonly toClient: (view: View, id: number, host: number) => number;
  /** Called where the client has to be told again. */
  readonly say: (peer: PeerContext, id: ClientId, scale: number) => void;
}

export function preference(view: ViewOf, { toClient, say }: Manner): Preference {
  const inClients = (peer: PeerContext, id: number, host: number): number =>
    Math.max(1, toClient(view(peer), id, host));
  /** By the client's objects. */
  const all = (peer: PeerContext): Map<number, Preferred> => {
    const preferred = new Map<number, Preferred>();
    view(peer).watchUnits(() => {
      for (const [id, known] of preferred) {
        const scale = inClients(peer, id, known.host);
        if (scale === known.told) continue;
        known.told = scale;
        say(peer, id as ClientId, scale);
      }
    });
    return preferred;
  };
  return {
    told: (peer, id, host) => {
      const told = inClients(peer, id, host);
      peer.part(all).set(id, { host, told });
      return told;
    },
    gone: (peer, id) => void peer.part(all).delete(id),
  };
}
