/**
 * The host's `zaura_surface` of a surface, of which there may be one each: made when it is first needed, and not at all for
 * clients that speak the protocol themselves.
 */
import { zaura_shell, zaura_surface } from '../../protocol/generated/aura-shell.js';
import type { PeerContext } from '../handler.js';
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

  /** The surface's window ends, or the surface itself. */
  release(surface: HostId): void {
    const id = this.#surfaces.get(surface);
    if (id === undefined) return;
    this.#surfaces.delete(surface);
    if ((this.#shell?.version ?? 0) >= releaseSince) this.#peer.sendRequest(zaura_surface, 'release', id, {});
  }

  #bind(): { readonly id: HostId; readonly version: number } | undefined {
    const global = this.#peer.hostGlobals.find(zaura_shell);
    if (this.#shell || !global) return this.#shell;
    const version = Math.min(global.version, zaura_shell.version);
    this.#shell = { id: this.#peer.hostGlobals.bind(global, zaura_shell, version, {}), version };
    return this.#shell;
  }
}

export const auraSurfaces = (peer: PeerContext): AuraSurfaces => new AuraSurfaces(peer);
