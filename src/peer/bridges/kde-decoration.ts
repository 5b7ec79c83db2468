/**
 * `org_kde_kwin_server_decoration_manager` (GTK's way to frames of the host's) over xdg-decoration. The client names a surface,
 * of which the host wants the toplevel, before anything was shown: so the host's object is made when both are there.
 */
import {
  org_kde_kwin_server_decoration,
  org_kde_kwin_server_decoration_manager,
} from '../../protocol/generated/org-kde-kwin-server-decoration-v1.js';
import {
  zxdg_decoration_manager_v1,
  zxdg_toplevel_decoration_v1,
} from '../../protocol/generated/xdg-decoration-unstable-v1.js';
import { wl_surface } from '../../protocol/generated/wayland.js';
import { xdg_wm_base } from '../../protocol/generated/xdg-shell.js';
import type { Bridge } from '../bridge.js';
import { defineHandler, type PeerContext } from '../handler.js';
import type { ClientId, HostId } from '../ids.js';
import { livingObject } from '../living.js';
import { xdgWindows, type XdgWindow } from './xdg-windows.js';

const {
  None: byNobody,
  Client: byClient,
  Server: byServer,
} = org_kde_kwin_server_decoration.enums[0].entries;
const { client_side: clientSide, server_side: serverSide } = zxdg_toplevel_decoration_v1.enums[1].entries;

interface Decoration {
  readonly id: ClientId;
  wanted: number | undefined;
  /** The host's, while the window lives. */
  proxy: HostId | undefined;
}

const manager = (peer: PeerContext): HostId =>
  peer.hostGlobals.bind(
    peer.hostGlobals.find(zxdg_decoration_manager_v1)!,
    zxdg_decoration_manager_v1,
    1,
    {},
  );

class Decorations {
  readonly #peer: PeerContext;
  /** By the client's surface. */
  readonly #decorations = new Map<number, Decoration>();

  constructor(peer: PeerContext) {
    this.#peer = peer;
    peer.part(xdgWindows).watch({
      made: (window) => {
        const decoration = this.#decorations.get(window.surface);
        if (decoration) this.#begin(window, decoration);
      },
      ending: ({ surface }) => {
        const decoration = this.#decorations.get(surface);
        if (decoration) this.#end(decoration);
      },
    });
  }

  add(id: number, surface: number): void {
    const peer = this.#peer;
    livingObject(peer, wl_surface, surface, 'create');
    const before = this.#decorations.get(surface);
    if (before) this.#end(before);
    const made = peer.addServed(org_kde_kwin_server_decoration, 1, id, {
      request_mode: (_target, { mode }) => this.#ask(decoration, mode),
      release: (target) => {
        this.#end(decoration);
        if (this.#decorations.get(surface) === decoration) this.#decorations.delete(surface);
        peer.endResource(target.id as ClientId);
      },
    });
    const decoration: Decoration = { id: made, wanted: undefined, proxy: undefined };
    this.#decorations.set(surface, decoration);
    const window = peer.part(xdgWindows).ofSurface(surface);
    if (window) this.#begin(window, decoration);
  }

  /** The client destroys the surface. */
  surfaceGone(surface: number): void {
    this.#decorations.delete(surface);
  }

  #begin({ toplevel, configured }: XdgWindow, decoration: Decoration): void {
    const peer = this.#peer;
    // A window that shows something gets no decoration any more (xdg-decoration, `unconfigured_buffer`).
    if (configured) {
      this.#say(decoration, byClient);
      return;
    }
    const creator = peer.part(manager);
    const proxy: HostId = peer.addProxy(zxdg_toplevel_decoration_v1, 1, {
      configure: (_decoration, { mode }) => {
        // Late, after the client has let go of its own.
        if (decoration.proxy !== proxy) return;
        const own = decoration.wanted === byNobody ? byNobody : byClient;
        this.#say(decoration, mode === serverSide ? byServer : own);
      },
    });
    decoration.proxy = proxy;
    const hostToplevel = peer.objects.hostIdOf(toplevel) as HostId;
    const ids = { id: proxy, toplevel: hostToplevel };
    peer.sendRequest(zxdg_decoration_manager_v1, 'get_toplevel_decoration', creator, ids);
    if (decoration.wanted !== undefined) this.#ask(decoration, decoration.wanted);
  }

  #ask(decoration: Decoration, wanted: number): void {
    decoration.wanted = wanted;
    const mode = wanted === byServer ? serverSide : clientSide;
    if (decoration.proxy !== undefined)
      this.#peer.sendRequest(zxdg_toplevel_decoration_v1, 'set_mode', decoration.proxy, { mode });
  }

  #say({ id }: Decoration, mode: number): void {
    this.#peer.sendServed(org_kde_kwin_server_decoration, 'mode', id, { mode });
  }

  #end(decoration: Decoration): void {
    if (decoration.proxy !== undefined)
      this.#peer.sendRequest(zxdg_toplevel_decoration_v1, 'destroy', decoration.proxy, {});
    decoration.proxy = undefined;
  }
}

const decorations = (peer: PeerContext): Decorations => {
  peer.addHandlers([surfaceHandler]);
  return new Decorations(peer);
};

const surfaceHandler = defineHandler(wl_surface, {
  requests: { destroy: ({ peer, id }) => peer.part(decorations).surfaceGone(id) },
});

export const kdeDecorationBridge: Bridge = {
  name: 'decoration',
  serves: org_kde_kwin_server_decoration_manager,
  over: [zxdg_decoration_manager_v1, xdg_wm_base],
  version: () => 1,
  bind: (peer, id, version) => {
    peer.part(manager);
    peer.part(decorations);
    const made = peer.addServed(org_kde_kwin_server_decoration_manager, version, id, {
      create: (_manager, args) => peer.part(decorations).add(args.id, args.surface),
    });
    peer.sendServed(org_kde_kwin_server_decoration_manager, 'default_mode', made, { mode: byServer });
  },
};
