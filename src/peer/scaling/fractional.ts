/**
 * Scales that the host prefers for a surface, as the client is to draw it: such that its pixels are the host's. Those of
 * `wp_fractional_scale_v1` in steps of 1/120, those of `wl_surface` in whole numbers. Said again where the client's units or the
 * surface's output have become others after the host has said its own.
 */
import { wp_fractional_scale_v1 } from '../../protocol/generated/fractional-scale-v1.js';
import { wl_surface } from '../../protocol/generated/wayland.js';
import { defineHandler, type Handler, type PeerContext } from '../handler.js';
import type { ClientId } from '../ids.js';
import type { View, ViewOf } from './view.js';

/** A density of 1.5 over a factor of 0.75 is 2 and not a trifle more. */
const slack = 1e-6;

/** How one of the protocols says it: `toClient` makes the client's of the host's for its object `id`. */
interface Words {
  toClient(view: View, id: number, host: number): number;
  say(peer: PeerContext, id: ClientId, told: number): void;
}

/** What the host has said last of each of the client's objects, and what the client was told. */
class Preferences {
  readonly #peer: PeerContext;
  readonly #view: View;
  readonly #words: Words;
  readonly #all = new Map<number, { readonly host: number; told: number }>();

  constructor(peer: PeerContext, view: View, words: Words) {
    this.#peer = peer;
    this.#view = view;
    this.#words = words;
    view.watchUnits(() => this.#sayAgain());
  }

  /** What the client is told for what the host says. */
  said(id: number, host: number): number {
    const told = this.#words.toClient(this.#view, id, host);
    this.#all.set(id, { host, told });
    return told;
  }

  gone(id: number): void {
    this.#all.delete(id);
  }

  #sayAgain(): void {
    for (const [id, known] of this.#all) {
      const told = this.#words.toClient(this.#view, id, known.host);
      if (told === known.told) continue;
      known.told = told;
      this.#words.say(this.#peer, id as ClientId, told);
    }
  }
}

const inSteps: Words = {
  toClient: (view, id, scale) => Math.max(1, Math.round(scale / view.scaleOf(id).factor)),
  say: (peer, id, scale) => peer.sendEvent(wp_fractional_scale_v1, 'preferred_scale', id, { scale }),
};

const whole: Words = {
  toClient: (view, id, factor) => {
    const { density, scale } = view.surface(id);
    // The host has rounded up what the output may say exactly.
    const exact = Math.ceil(density - slack) === factor ? density : factor;
    return Math.max(1, Math.ceil(exact / scale.factor - slack));
  },
  say: (peer, id, factor) => peer.sendEvent(wl_surface, 'preferred_buffer_scale', id, { factor }),
};

export function fractionalHandlers(view: ViewOf): Handler[] {
  const steps = (peer: PeerContext): Preferences => new Preferences(peer, view(peer), inSteps);
  const wholes = (peer: PeerContext): Preferences => new Preferences(peer, view(peer), whole);
  return [
    defineHandler(wp_fractional_scale_v1, {
      requests: { destroy: ({ peer, id }) => peer.part(steps).gone(id) },
      events: {
        preferred_scale: ({ peer, counterpart }, { scale }) => ({
          scale: peer.part(steps).said(counterpart, scale),
        }),
      },
    }),
    defineHandler(wl_surface, {
      requests: { destroy: ({ peer, id }) => peer.part(wholes).gone(id) },
      events: {
        preferred_buffer_scale: ({ peer, counterpart }, { factor }) => ({
          factor: peer.part(wholes).said(counterpart, factor),
        }),
      },
    }),
  ];
}
