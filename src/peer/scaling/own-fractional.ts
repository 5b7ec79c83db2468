/**
 * `wp_fractional_scale_v1` for hosts that have only `wp_viewporter`, which is all that it needs: each surface is told the
 * highest scale of the outputs that it is on. Offered once it is known that the host has it not.
 */
import { ProtocolError, displayError } from '../../errors.js';
import {
  wp_fractional_scale_manager_v1,
  wp_fractional_scale_v1,
} from '../../protocol/generated/fractional-scale-v1.js';
import { wl_callback, wl_display, wl_surface } from '../../protocol/generated/wayland.js';
import { defineHandler, type Handler, type PeerContext } from '../handler.js';
import { idFlag, type ClientId, type HostId } from '../ids.js';
import { entryOf } from '../objects.js';
import type { View, ViewOf } from './view.js';

const { fractional_scale_exists: exists } = wp_fractional_scale_manager_v1.enums[0].entries;
/** Scales are said in 120ths. */
const steps = 120;

interface Surface {
  fractional: ClientId | undefined;
  /** What the client was told last. */
  said: number;
}

class FractionalScales {
  readonly #peer: PeerContext;
  readonly #view: View;
  /** By the client's id. */
  readonly #surfaces = new Map<number, Surface>();
  #hostHasIt = false;
  #name: number | undefined;

  constructor(peer: PeerContext, view: View) {
    this.#peer = peer;
    this.#view = view;
    peer.hostGlobals.watch({
      added: (global) => {
        if (global.interface !== wp_fractional_scale_manager_v1.name) return;
        this.#hostHasIt = true;
        if (this.#name !== undefined) peer.globals.withdraw(this.#name);
      },
    });
    // Once this is answered, the host has said all that it has.
    const callback = peer.addProxy(wl_callback, 1, { done: () => this.#offer() });
    peer.sendRequest(wl_display, 'sync', 1 as HostId, { callback });
    view.outputs.watch(() => {
      for (const id of this.#surfaces.keys()) this.#say(id);
    });
  }

  /** The surface is on other outputs than before. */
  moved(surface: number): void {
    this.#say(surface);
  }

  gone(surface: number): void {
    this.#surfaces.delete(surface);
  }

  #of(id: number): Surface {
    const known = this.#surfaces.get(id);
    if (known) return known;
    const surface: Surface = { fractional: undefined, said: 0 };
    this.#surfaces.set(id, surface);
    return surface;
  }

  #offer(): void {
    if (this.#hostHasIt || !this.#view.hasViewporter) return;
    const { globals } = this.#peer;
    this.#name = globals.offer(wp_fractional_scale_manager_v1, 1, (id, version) => {
      this.#peer.addResource(wp_fractional_scale_manager_v1, version, id, {
        get_fractional_scale: (manager, args) => this.#add(manager.id, args.id, args.surface),
        destroy: (ended) => this.#peer.endResource(ended.id as ClientId),
      });
    });
  }

  #add(manager: number, id: number, surfaceId: number): void {
    this.#check(surfaceId);
    const surface = this.#of(surfaceId);
    if (surface.fractional !== undefined)
      throw new ProtocolError(manager, exists, `wl_surface#${surfaceId} has a fractional scale`);
    surface.fractional = this.#peer.addResource(wp_fractional_scale_v1, 1, id, {
      destroy: (ended) => {
        surface.fractional = undefined;
        surface.said = 0;
        this.#peer.endResource(ended.id as ClientId);
      },
    });
    this.#say(surfaceId);
  }

  /** Throws `ProtocolError` unless `id` is a living surface. */
  #check(id: number): void {
    const { objects, protocol } = this.#peer;
    const range = objects.clientRange(id);
    const entry = entryOf(id);
    const lives = range && (range.flags[entry]! & idFlag.destroyed) === 0;
    if (lives && protocol.at(range.interfaces[entry]!).schema.name === wl_surface.name) return;
    throw new ProtocolError(
      1,
      displayError.invalidObject,
      `get_fractional_scale: ${id >>> 0} is no wl_surface`,
    );
  }

  #say(id: number): void {
    const surface = this.#surfaces.get(id);
    if (surface?.fractional === undefined) return;
    const { density, scale } = this.#view.surface(id);
    const preferred = Math.max(1, Math.round((steps * density) / scale.factor));
    if (preferred === surface.said) return;
    surface.said = preferred;
    this.#peer.sendEvent(wp_fractional_scale_v1, 'preferred_scale', surface.fractional, { scale: preferred });
  }
}

export function ownFractionalHandlers(view: ViewOf): Handler[] {
  const make = (peer: PeerContext): FractionalScales => new FractionalScales(peer, view(peer));
  const of = (peer: PeerContext): FractionalScales => peer.part(make);
  return [
    defineHandler(wl_surface, {
      started: (peer) => void of(peer),
      requests: { destroy: ({ peer, id }) => of(peer).gone(id) },
      events: {
        enter: ({ peer, counterpart }) => of(peer).moved(counterpart),
        leave: ({ peer, counterpart }) => of(peer).moved(counterpart),
      },
    }),
  ];
}
