/**
 * The globals of the host's that windows are made with. The peer binds them for itself: Xwayland has no use for them.
 */
import { xdg_activation_v1 } from '../../protocol/generated/xdg-activation-v1.js';
import { zxdg_decoration_manager_v1 } from '../../protocol/generated/xdg-decoration-unstable-v1.js';
import { xdg_wm_base } from '../../protocol/generated/xdg-shell.js';
import type { PeerContext } from '../handler.js';
import type { HostGlobal } from '../host-globals.js';
import type { HostId } from '../ids.js';

/** The newest version whose events all mean something here. */
const wmBaseVersion = 6;

interface Bound {
  readonly name: number;
  readonly id: HostId;
  readonly version: number;
}

export class Shell {
  readonly #peer: PeerContext;
  #wmBase: Bound | undefined;
  #decorations: Bound | undefined;
  #activation: Bound | undefined;

  constructor(peer: PeerContext) {
    this.#peer = peer;
    peer.hostGlobals.watch({
      added: (global) => this.#added(global),
      removed: ({ name }) => {
        if (this.#decorations?.name === name) this.#decorations = undefined;
        if (this.#activation?.name === name) this.#activation = undefined;
      },
    });
  }

  /** `undefined`: the host has no windows to offer, or has not said so yet. */
  get wmBase(): { readonly id: HostId; readonly version: number } | undefined {
    return this.#wmBase;
  }

  get decorations(): HostId | undefined {
    return this.#decorations?.id;
  }

  get activation(): HostId | undefined {
    return this.#activation?.id;
  }

  #added(global: HostGlobal): void {
    const { name } = global;
    const version = Math.min(global.version, wmBaseVersion);
    if (global.interface === xdg_wm_base.name && !this.#wmBase) {
      const id: HostId = this.#peer.hostGlobals.bind(global, xdg_wm_base, wmBaseVersion, {
        ping: (_target, { serial }) => this.#peer.sendRequest(xdg_wm_base, 'pong', id, { serial }),
      });
      this.#wmBase = { name, id, version };
    } else if (global.interface === zxdg_decoration_manager_v1.name && !this.#decorations) {
      const id = this.#peer.hostGlobals.bind(global, zxdg_decoration_manager_v1, 1, {});
      this.#decorations = { name, id, version: 1 };
    } else if (global.interface === xdg_activation_v1.name && !this.#activation) {
      const id = this.#peer.hostGlobals.bind(global, xdg_activation_v1, 1, {});
      this.#activation = { name, id, version: 1 };
    }
  }
}
