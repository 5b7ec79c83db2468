/**
 * The host's `zaura_surface` of a surface, of which there may be one each: made when it is first needed, and not at all for
 * clients that speak the protocol themselves.
 */
import { zaura_shell, zaura_surface } from '../../protocol/generated/aura-shell.js';
import { wl_surface } from '../../protocol/generated/wayland.js';
import { defineHandler, type PeerContext } from '../handler.js';
import type { HostId } from '../ids.js';

const releaseSince = 38;

export class AuraSurfaces {
  readonly #peer: PeerContext;
  readonly #surfaces = new Map<HostId, HostId>();
  #shell: { readonly id: HostId; readonly version: number } | undefined;
  #clientsOwn = false;

  constructor(peer: PeerContext) {
    this.#peer = peer;
    peer.globals.watchBinds(zaura_shell, () => {
      this.#clientsOwn = true;
    });
  }

  /** `surface` is the host's. */
  of(surface: HostId): HostId | undefined {
    const known = this.#surfaces.get(surface);
    const shell = this.#clientsOwn ? undefined : this.#bind();
    if (known !== undefined || !shell) return known;
    const id = this.#peer.addProxy(zaura_surface, shell.version, {});
    this.#peer.sendRequest(zaura_shell, 'get_aura_surface', shell.id, { id, surface });
    this.#surfaces.set(surface, id);
    return id;
  }

  /** The surface's window ends. Hosts of before `release` keep what it has for as long as the surface lives. */
  release(surface: HostId): void {
    const id = this.#surfaces.get(surface);
    if (id === undefined || (this.#shell?.version ?? 0) < releaseSince) return;
    this.#surfaces.delete(surface);
    this.#peer.sendRequest(zaura_surface, 'release', id, {});
  }

  /** The surface itself ends. */
  gone(surface: HostId): void {
    this.release(surface);
    this.#surfaces.delete(surface);
  }

  #bind(): { readonly id: HostId; readonly version: number } | undefined {
    const global = this.#peer.hostGlobals.find(zaura_shell);
    if (this.#shell || !global) return this.#shell;
    const version = Math.min(global.version, zaura_shell.version);
    this.#shell = { id: this.#peer.hostGlobals.bind(global, zaura_shell, version, {}), version };
    return this.#shell;
  }
}

export const auraSurfaces = (peer: PeerContext): AuraSurfaces => {
  peer.addHandlers([surfaceHandler]);
  return new AuraSurfaces(peer);
};

const surfaceHandler = defineHandler(wl_surface, {
  requests: { destroy: ({ peer, counterpart }) => peer.part(auraSurfaces).gone(counterpart as HostId) },
});
