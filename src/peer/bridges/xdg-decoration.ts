/**
 * `zxdg_decoration_manager_v1` over the host's frames by another protocol: KDE's, which names surfaces and knows no configure,
 * or ChromeOS's, which is told and never answers. A mode reaches the client as xdg-decoration wants it: before a configure of
 * the window, the host's next one or the last one said again.
 */
import { afterHost } from '../after-host.js';
import { ProtocolError } from '../../errors.js';
import {
  zxdg_decoration_manager_v1,
  zxdg_toplevel_decoration_v1,
} from '../../protocol/generated/xdg-decoration-unstable-v1.js';
import { xdg_toplevel, xdg_wm_base } from '../../protocol/generated/xdg-shell.js';
import { wl_surface } from '../../protocol/generated/wayland.js';
import type { Bridge } from '../bridge.js';
import type { PeerContext } from '../handler.js';
import type { ClientId, HostId } from '../ids.js';
import { lives, livingObject } from '../living.js';
import { auraFrames } from './aura-frames.js';
import type { FrameSide, HostFrame, HostFrames } from './host-frames.js';
import { kdeFrames } from './kde-frames.js';
import { xdgWindows, type XdgWindow } from './xdg-windows.js';

const { already_constructed: alreadyConstructed, invalid_mode: invalidMode } =
  zxdg_toplevel_decoration_v1.enums[0].entries;
const { client_side: clientSide, server_side: serverSide } = zxdg_toplevel_decoration_v1.enums[1].entries;

interface Decoration {
  readonly id: ClientId;
  frame: HostFrame | undefined;
  /** The host's last answer, until the client has been told. */
  pending: FrameSide | undefined;
}

class Decorations {
  readonly #peer: PeerContext;
  readonly #frames: HostFrames;
  /** By the client's toplevel. */
  readonly #decorations = new Map<number, Decoration>();

  constructor(peer: PeerContext, frames: HostFrames) {
    this.#peer = peer;
    this.#frames = frames;
    peer.part(xdgWindows).watch({
      configuring: ({ toplevel }) => void this.#tell(toplevel),
      ending: ({ toplevel }) => this.#end(toplevel),
    });
  }

  add(manager: number, id: number, toplevel: number): void {
    const peer = this.#peer;
    livingObject(peer, xdg_toplevel, toplevel, 'get_toplevel_decoration');
    if (this.#decorations.has(toplevel))
      throw new ProtocolError(manager, alreadyConstructed, `xdg_toplevel#${toplevel} has a decoration`);
    const made = peer.addServed(zxdg_toplevel_decoration_v1, 1, id, {
      set_mode: (target, { mode }) => {
        if (mode !== clientSide && mode !== serverSide)
          throw new ProtocolError(target.id, invalidMode, `set_mode: ${mode} is no mode`);
        decoration.frame?.want(mode === serverSide ? 'server' : 'client');
      },
      unset_mode: () => decoration.frame?.want(undefined),
      destroy: (target) => {
        if (this.#decorations.get(toplevel) === decoration) this.#end(toplevel);
        peer.endResource(target.id as ClientId);
      },
    });
    const decoration: Decoration = { id: made, frame: undefined, pending: undefined };
    this.#decorations.set(toplevel, decoration);
    const window = peer.part(xdgWindows).ofToplevel(toplevel);
    if (!window || !lives(peer, wl_surface, window.surface)) return;
    const surface = peer.objects.hostIdOf(window.surface) as HostId;
    decoration.frame = this.#frames.make(peer, surface, (side) => this.#decided(window, decoration, side));
  }

  #decided(window: XdgWindow, decoration: Decoration, side: FrameSide): void {
    if (this.#decorations.get(window.toplevel) !== decoration) return;
    decoration.pending = side;
    // The first configure is still to come.
    if (window.serial === undefined) return;
    afterHost(this.#peer, () => {
      if (this.#decorations.get(window.toplevel) === decoration && this.#tell(window.toplevel))
        this.#peer.part(xdgWindows).configureAgain(window);
    });
  }

  /** Whether there was something to be told. */
  #tell(toplevel: number): boolean {
    const decoration = this.#decorations.get(toplevel);
    if (decoration?.pending === undefined) return false;
    const mode = decoration.pending === 'server' ? serverSide : clientSide;
    decoration.pending = undefined;
    this.#peer.sendServed(zxdg_toplevel_decoration_v1, 'configure', decoration.id, { mode });
    return true;
  }

  /**
   * The host's object ends with the window. The client's does nothing then, until it is destroyed: the protocol would let the host
   * end such a client (`orphaned`), but no harm has been done.
   */
  #end(toplevel: number): void {
    const decoration = this.#decorations.get(toplevel);
    if (!decoration) return;
    decoration.frame?.end();
    decoration.frame = undefined;
    this.#decorations.delete(toplevel);
  }
}

function bridgeOver(frames: HostFrames, name: Bridge['name']): Bridge {
  const decorations = (peer: PeerContext): Decorations => new Decorations(peer, frames);
  return {
    name,
    serves: zxdg_decoration_manager_v1,
    over: [frames.table, xdg_wm_base],
    version: () => 1,
    bind: (peer, id, version) => {
      frames.begin(peer);
      peer.part(decorations);
      peer.addServed(zxdg_decoration_manager_v1, version, id, {
        get_toplevel_decoration: (manager, args) =>
          peer.part(decorations).add(manager.id, args.id, args.toplevel),
        destroy: (ended) => peer.endResource(ended.id as ClientId),
      });
    },
  };
}

export const xdgDecorationBridges: readonly Bridge[] = [
  bridgeOver(kdeFrames, 'decoration'),
  bridgeOver(auraFrames, 'aura'),
];
