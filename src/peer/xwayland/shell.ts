/**
 * The globals of the host's that windows and their frames are made with. The peer binds them for itself: Xwayland has no use
 * for most of them.
 */
import { wp_cursor_shape_manager_v1 } from '../../protocol/generated/cursor-shape-v1.js';
import { org_kde_kwin_server_decoration_manager } from '../../protocol/generated/org-kde-kwin-server-decoration-v1.js';
import { wl_compositor, wl_shm, wl_subcompositor } from '../../protocol/generated/wayland.js';
import { xdg_activation_v1 } from '../../protocol/generated/xdg-activation-v1.js';
import { xdg_wm_dialog_v1 } from '../../protocol/generated/xdg-dialog-v1.js';
import { xdg_toplevel_icon_manager_v1 } from '../../protocol/generated/xdg-toplevel-icon-v1.js';
import { zxdg_decoration_manager_v1 } from '../../protocol/generated/xdg-decoration-unstable-v1.js';
import { xdg_wm_base } from '../../protocol/generated/xdg-shell.js';
import type { InterfaceSchema } from '../../protocol/schema.js';
import type { PeerContext } from '../handler.js';
import type { HostGlobal } from '../host-globals.js';
import type { HostId } from '../ids.js';

/** The newest version whose events all mean something here. */
const wmBaseVersion = 6;

/** Those that need no events; version 1 has all that is used of them. */
const plain: ReadonlyMap<string, InterfaceSchema> = new Map(
  [
    wl_compositor,
    wl_shm,
    wl_subcompositor,
    wp_cursor_shape_manager_v1,
    org_kde_kwin_server_decoration_manager,
    xdg_activation_v1,
    xdg_toplevel_icon_manager_v1,
    xdg_wm_dialog_v1,
    zxdg_decoration_manager_v1,
  ].map((table) => [table.name, table]),
);

interface Offered {
  readonly global: HostGlobal;
  /** `undefined`: nobody has asked for it. */
  id: HostId | undefined;
}

/** The first version of `wl_compositor` whose surfaces have a scale. */
const scaledSurfaceVersion = 3;

export class Shell {
  readonly #peer: PeerContext;
  #wmBase: { readonly id: HostId; readonly version: number } | undefined;
  /** By interface. */
  readonly #offered = new Map<string, Offered>();

  constructor(peer: PeerContext) {
    this.#peer = peer;
    peer.hostGlobals.watch({
      added: (global) => this.#added(global),
      removed: ({ name, interface: type }) => {
        if (this.#offered.get(type)?.global.name === name) this.#offered.delete(type);
      },
    });
  }

  /** `undefined`: the host has no windows to offer, or has not said so yet. */
  get wmBase(): { readonly id: HostId; readonly version: number } | undefined {
    return this.#wmBase;
  }

  get decorations(): HostId | undefined {
    return this.#bound(zxdg_decoration_manager_v1);
  }

  get kdeDecorations(): HostId | undefined {
    return this.#bound(org_kde_kwin_server_decoration_manager);
  }

  get activation(): HostId | undefined {
    return this.#bound(xdg_activation_v1);
  }

  get icons(): HostId | undefined {
    return this.#bound(xdg_toplevel_icon_manager_v1);
  }

  get dialogs(): HostId | undefined {
    return this.#bound(xdg_wm_dialog_v1);
  }

  get compositor(): HostId | undefined {
    return this.#bound(wl_compositor);
  }

  /** What surfaces know; from version 3 on, their scale. */
  get compositorVersion(): number {
    return Math.min(this.#offered.get(wl_compositor.name)?.global.version ?? 1, scaledSurfaceVersion);
  }

  /** Whether surfaces of our own can be drawn with more than a pixel for each unit. */
  get canScale(): boolean {
    return this.compositorVersion >= scaledSurfaceVersion;
  }

  get shm(): HostId | undefined {
    return this.#bound(wl_shm);
  }

  get subcompositor(): HostId | undefined {
    return this.#bound(wl_subcompositor);
  }

  get cursorShapes(): HostId | undefined {
    return this.#bound(wp_cursor_shape_manager_v1);
  }

  /** Whether frames can be drawn here. */
  get canFrame(): boolean {
    return [wl_compositor, wl_shm, wl_subcompositor].every(({ name }) => this.#offered.has(name));
  }

  /** Whether icons of windows are of any use. */
  get takesIcons(): boolean {
    return [xdg_toplevel_icon_manager_v1, wl_shm].every(({ name }) => this.#offered.has(name));
  }

  get canActivate(): boolean {
    return this.#offered.has(xdg_activation_v1.name);
  }

  /** Bound when it is first asked for: before ids are made for a message to it, which reach the host in their order. */
  #bound(table: InterfaceSchema): HostId | undefined {
    const offered = this.#offered.get(table.name);
    const version = table === wl_compositor ? this.compositorVersion : 1;
    if (offered) offered.id ??= this.#peer.hostGlobals.bind(offered.global, table, version, {});
    return offered?.id;
  }

  #added(global: HostGlobal): void {
    if (global.interface === xdg_wm_base.name && !this.#wmBase) {
      const version = Math.min(global.version, wmBaseVersion);
      const id: HostId = this.#peer.hostGlobals.bind(global, xdg_wm_base, wmBaseVersion, {
        ping: (_target, { serial }) => this.#peer.sendRequest(xdg_wm_base, 'pong', id, { serial }),
      });
      this.#wmBase = { id, version };
    } else if (plain.has(global.interface) && !this.#offered.has(global.interface)) {
      this.#offered.set(global.interface, { global, id: undefined });
    }
  }
}
