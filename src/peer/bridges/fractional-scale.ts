/**
 * `wp_fractional_scale_v1` for hosts that have only `wp_viewporter`, which is all that it needs: each surface is told the
 * highest scale of the outputs that it is on, which decant knows from `wl_output` and `zxdg_output_v1`.
 */
import { ProtocolError } from '../../errors.js';
import { nearestInt } from '../../geometry/fixed.js';
import {
  wp_fractional_scale_manager_v1,
  wp_fractional_scale_v1,
} from '../../protocol/generated/fractional-scale-v1.js';
import { wp_viewporter } from '../../protocol/generated/viewporter.js';
import { wl_output, wl_surface } from '../../protocol/generated/wayland.js';
import type { Bridge } from '../bridge.js';
import { defineHandler, type PeerContext } from '../handler.js';
import { hostOutputs } from '../host-outputs.js';
import type { ClientId } from '../ids.js';
import { livingObject } from '../living.js';
import { boundOutputs } from './bound-outputs.js';

const { fractional_scale_exists: exists } = wp_fractional_scale_manager_v1.enums[0].entries;
/** Scales are said in 120ths. */
const steps = 120;

interface Surface {
  /** The client's, by the client's ids. */
  readonly outputs: Set<number>;
  fractional: ClientId | undefined;
  /** What the client was told last. */
  said: number;
}

class FractionalScales {
  readonly #peer: PeerContext;
  /** By the client's id. */
  readonly #surfaces = new Map<number, Surface>();
  #watches = false;

  constructor(peer: PeerContext) {
    this.#peer = peer;
  }

  /** The client asks for scales: from now on the host's outputs are looked at. */
  begin(): void {
    if (this.#watches) return;
    this.#watches = true;
    this.#peer.part(hostOutputs).watch(() => {
      for (const id of this.#surfaces.keys()) this.#say(id);
    });
  }

  entered(surface: number, output: number): void {
    this.#of(surface).outputs.add(output);
    this.#say(surface);
  }

  left(surface: number, output: number): void {
    this.#of(surface).outputs.delete(output);
    this.#say(surface);
  }

  gone(surface: number): void {
    this.#surfaces.delete(surface);
  }

  add(manager: number, id: number, surfaceId: number): void {
    livingObject(this.#peer, wl_surface, surfaceId, 'get_fractional_scale');
    const surface = this.#of(surfaceId);
    if (surface.fractional !== undefined)
      throw new ProtocolError(manager, exists, `wl_surface#${surfaceId} has a fractional scale`);
    surface.fractional = this.#peer.addServed(wp_fractional_scale_v1, 1, id, {
      destroy: (ended) => {
        surface.fractional = undefined;
        surface.said = 0;
        this.#peer.endResource(ended.id as ClientId);
      },
    });
    this.#say(surfaceId);
  }

  #of(id: number): Surface {
    const known = this.#surfaces.get(id);
    if (known) return known;
    const surface: Surface = { outputs: new Set(), fractional: undefined, said: 0 };
    this.#surfaces.set(id, surface);
    return surface;
  }

  #say(id: number): void {
    const surface = this.#surfaces.get(id);
    if (surface?.fractional === undefined) return;
    const preferred = Math.max(1, nearestInt(steps * this.#densityOf(surface)));
    if (preferred === surface.said) return;
    surface.said = preferred;
    this.#peer.sendServed(wp_fractional_scale_v1, 'preferred_scale', surface.fractional, {
      scale: preferred,
    });
  }

  /** Pixels for each of the host's units; of the first output where the surface is on none. */
  #densityOf({ outputs }: Surface): number {
    const [host, names] = [this.#peer.part(hostOutputs), this.#peer.part(boundOutputs)];
    const on = [...outputs].flatMap((output) => host.density(names.get(output) ?? 0) ?? []);
    if (on.length > 0) return Math.max(...on);
    return (host.first === undefined ? undefined : host.density(host.first)) ?? 1;
  }
}

const fractionalScales = (peer: PeerContext): FractionalScales => new FractionalScales(peer);

const surfaceHandler = defineHandler(wl_surface, {
  requests: { destroy: ({ peer, id }) => peer.part(fractionalScales).gone(id) },
  events: {
    enter: ({ peer, counterpart }, { output }) =>
      peer.part(fractionalScales).entered(counterpart, peer.objects.clientIdOf(output)),
    leave: ({ peer, counterpart }, { output }) =>
      peer.part(fractionalScales).left(counterpart, peer.objects.clientIdOf(output)),
  },
});

export const fractionalScaleBridge: Bridge = {
  name: 'fractional-scale',
  serves: wp_fractional_scale_manager_v1,
  over: [wp_viewporter, wl_output],
  version: () => 1,
  started: (peer) => void peer.part(boundOutputs),
  offered: (peer) => peer.addHandlers([surfaceHandler]),
  bind: (peer, id, version) => {
    peer.part(fractionalScales).begin();
    peer.addServed(wp_fractional_scale_manager_v1, version, id, {
      get_fractional_scale: (manager, args) =>
        peer.part(fractionalScales).add(manager.id, args.id, args.surface),
      destroy: (ended) => peer.endResource(ended.id as ClientId),
    });
  },
};
