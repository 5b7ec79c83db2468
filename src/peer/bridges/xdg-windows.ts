/**
 * Which surface a toplevel of the client's belongs to, and how far its first configure is: what decoration protocols need, of
 * which one names the toplevel and the other the surface. Handlers for a peer that has such a bridge only.
 */
import { xdg_surface, xdg_toplevel, xdg_wm_base } from '../../protocol/generated/xdg-shell.js';
import { consumed, defineHandler, type PeerContext } from '../handler.js';
import type { ClientId, HostId } from '../ids.js';

/** One window; all ids are the client's. */
export interface XdgWindow {
  readonly surface: number;
  readonly xdgSurface: ClientId;
  readonly toplevel: ClientId;
  /** The client has answered a configure, so it may have shown something. */
  configured: boolean;
  /** The host's last configure that the client was told of, and the last that it has answered. */
  serial: number | undefined;
  acked: number | undefined;
}

/** Told of what happens to windows. */
export interface WindowWatcher {
  /** The host knows the toplevel, and the client has said nothing more. */
  made?(window: XdgWindow): void;
  /** Before the client is told of a configure. */
  configuring?(window: XdgWindow): void;
  /** Before the host hears that the toplevel is destroyed. */
  ending?(window: XdgWindow): void;
}

export class XdgWindows {
  readonly #peer: PeerContext;
  readonly #watchers: WindowWatcher[] = [];
  /** `wl_surface` by `xdg_surface`. */
  readonly #surfaces = new Map<number, number>();
  readonly #byToplevel = new Map<number, XdgWindow>();
  readonly #byXdgSurface = new Map<number, XdgWindow>();

  constructor(peer: PeerContext) {
    this.#peer = peer;
  }

  watch(watcher: WindowWatcher): void {
    this.#watchers.push(watcher);
  }

  ofToplevel(id: number): XdgWindow | undefined {
    return this.#byToplevel.get(id);
  }

  ofSurface(id: number): XdgWindow | undefined {
    return [...this.#byToplevel.values()].find(({ surface }) => surface === id);
  }

  /** Tells the client to take what it was told of a window: the host's last configure once more. */
  configureAgain({ xdgSurface, serial }: XdgWindow): void {
    if (serial !== undefined) this.#peer.sendEvent(xdg_surface, 'configure', xdgSurface, { serial });
  }

  addSurface(id: number, surface: number): void {
    this.#surfaces.set(id, surface);
  }

  removeSurface(id: number): void {
    this.#surfaces.delete(id);
  }

  /** Makes the toplevel known to the host, so that whoever watches can go on with it at once. */
  addToplevel(xdgSurface: ClientId, hostSurface: HostId, version: number, id: number): void {
    const peer = this.#peer;
    const hostId = peer.objects.pairFromClient(id, peer.protocol.get(xdg_toplevel.name), version);
    peer.sendRequest(xdg_surface, 'get_toplevel', hostSurface, { id: hostId });
    const surface = this.#surfaces.get(xdgSurface);
    if (surface === undefined) return;
    const window: XdgWindow = {
      surface,
      xdgSurface,
      toplevel: id as ClientId,
      configured: false,
      serial: undefined,
      acked: undefined,
    };
    this.#byToplevel.set(id, window);
    this.#byXdgSurface.set(xdgSurface, window);
    for (const watcher of this.#watchers) watcher.made?.(window);
  }

  removeToplevel(id: number): void {
    const window = this.#byToplevel.get(id);
    if (!window) return;
    for (const watcher of this.#watchers) watcher.ending?.(window);
    this.#byToplevel.delete(id);
    this.#byXdgSurface.delete(window.xdgSurface);
  }

  configured(xdgSurface: number, serial: number): void {
    const window = this.#byXdgSurface.get(xdgSurface);
    if (!window) return;
    window.serial = serial;
    for (const watcher of this.#watchers) watcher.configuring?.(window);
  }

  /** Whether the host is to hear of it: of a configure that was said again it hears once. */
  acked(xdgSurface: number, serial: number): boolean {
    const window = this.#byXdgSurface.get(xdgSurface);
    if (!window) return true;
    window.configured = true;
    const first = window.acked !== serial;
    window.acked = serial;
    return first;
  }
}

/** The one of each peer. Watches from when it is first asked for. */
export const xdgWindows = (peer: PeerContext): XdgWindows => {
  peer.addHandlers([wmBase, surfaceHandler, toplevelHandler]);
  return new XdgWindows(peer);
};

const wmBase = defineHandler(xdg_wm_base, {
  requests: {
    get_xdg_surface: ({ peer }, { id, surface }) => peer.part(xdgWindows).addSurface(id, surface),
  },
});

const surfaceHandler = defineHandler(xdg_surface, {
  requests: {
    get_toplevel: ({ peer, id: xdgSurface, counterpart, version }, { id }) => {
      peer.part(xdgWindows).addToplevel(xdgSurface as ClientId, counterpart as HostId, version, id);
      return consumed;
    },
    ack_configure: ({ peer, id }, { serial }) =>
      peer.part(xdgWindows).acked(id, serial) ? undefined : consumed,
    destroy: ({ peer, id }) => peer.part(xdgWindows).removeSurface(id),
  },
  events: {
    configure: ({ peer, counterpart }, { serial }) => peer.part(xdgWindows).configured(counterpart, serial),
  },
});

const toplevelHandler = defineHandler(xdg_toplevel, {
  requests: { destroy: ({ peer, id }) => peer.part(xdgWindows).removeToplevel(id) },
});
