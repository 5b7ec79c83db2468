/**
 * Surfaces that are made on the host before Xwayland makes them: the host says how large a window is to be while the program
 * draws it. Xwayland's `create_surface` then gives such a one a name instead of making another.
 */
import { wl_compositor, wl_surface } from '../../protocol/generated/wayland.js';
import { afterHost } from '../after-host.js';
import type { PeerContext } from '../handler.js';
import type { ClientId, HostId } from '../ids.js';
import type { BufferSizes } from './buffer-sizes.js';
import { hostUpdates } from './host-updates.js';
import { Surface } from './surface.js';

/** So many that the host has not dealt with: it answers each, and ends a connection whose answers are not read as fast as they come. */
const mostUnanswered = 32;
/** Surfaces of this version are told things before they are shown (`preferred_buffer_scale`), which Xwayland would miss. */
const talkativeVersion = 6;

interface Compositor {
  /** Xwayland's, as the host knows it. */
  readonly hostId: HostId;
  readonly version: number;
}

export class EarlySurfaces {
  /** Handlers that keep something of each surface by Xwayland's id for it must not be in the way. */
  allowed = false;
  readonly #peer: PeerContext;
  readonly #sizes: BufferSizes;
  #compositor: Compositor | undefined;
  #unanswered = 0;

  constructor(peer: PeerContext, sizes: BufferSizes) {
    this.#peer = peer;
    this.#sizes = sizes;
  }

  /** Whether one can be made: not before Xwayland has made its first, and not while the host is behind. */
  get possible(): boolean {
    const version = this.#compositor?.version ?? talkativeVersion;
    if (!this.allowed || version >= talkativeVersion) return false;
    return this.#unanswered < mostUnanswered && !this.#peer.part(hostUpdates).isBehind;
  }

  /** Makes one of Xwayland's in the usual way: it is called `id`. */
  makeNamed(id: number, compositor: Compositor): Surface {
    this.#compositor = compositor;
    const { hostId: maker, version } = compositor;
    const hostId = this.#peer.objects.pairFromClient(id, this.#peer.protocol.get(wl_surface.name), version);
    this.#peer.sendRequest(wl_compositor, 'create_surface', maker, { id: hostId });
    return new Surface(this.#peer, this.#sizes, id as ClientId, hostId);
  }

  /** Makes one that Xwayland does not know yet. Only if that is `possible`. */
  make(): Surface {
    const { hostId: maker, version } = this.#compositor!;
    const hostId = this.#peer.addProxy(wl_surface, version, {});
    this.#peer.sendRequest(wl_compositor, 'create_surface', maker, { id: hostId });
    this.#unanswered++;
    afterHost(this.#peer, () => this.#unanswered--);
    return new Surface(this.#peer, this.#sizes, 0, hostId);
  }
}
