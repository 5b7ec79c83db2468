/** What some hosts want to know of a toplevel besides what xdg-shell has: its icon (xdg-toplevel-icon), that it is modal. */
import { wl_buffer } from '../../protocol/generated/wayland.js';
import { xdg_dialog_v1, xdg_wm_dialog_v1 } from '../../protocol/generated/xdg-dialog-v1.js';
import {
  xdg_toplevel_icon_manager_v1,
  xdg_toplevel_icon_v1,
} from '../../protocol/generated/xdg-toplevel-icon-v1.js';
import { isSystemError } from '../../errors.js';
import type { PeerContext } from '../handler.js';
import type { HostId } from '../ids.js';
import { makeOwnBuffer } from '../own-buffer.js';
import type { Shell } from './shell.js';
import type { Icon } from './windows.js';

export class ToplevelExtras {
  readonly #peer: PeerContext;
  readonly #shell: Shell;
  readonly #toplevel: HostId;
  #dialog: HostId | undefined;

  constructor(peer: PeerContext, shell: Shell, toplevel: HostId) {
    this.#peer = peer;
    this.#shell = shell;
    this.#toplevel = toplevel;
  }

  /** It shows from the surface's next commit. Whether the host takes icons. */
  setIcons(icons: readonly Icon[]): boolean {
    const { icons: manager, shm } = this.#shell;
    if (manager === undefined || shm === undefined) return false;
    const peer = this.#peer;
    const toplevel = this.#toplevel;
    if (icons.length === 0) {
      peer.sendRequest(xdg_toplevel_icon_manager_v1, 'set_icon', manager, { toplevel, icon: 0 });
      return true;
    }
    const buffers = this.#makeBuffers(shm, icons);
    if (!buffers) return false;
    const icon = peer.addProxy(xdg_toplevel_icon_v1, 1, {});
    peer.sendRequest(xdg_toplevel_icon_manager_v1, 'create_icon', manager, { id: icon });
    for (const buffer of buffers)
      peer.sendRequest(xdg_toplevel_icon_v1, 'add_buffer', icon, { buffer, scale: 1 });
    peer.sendRequest(xdg_toplevel_icon_manager_v1, 'set_icon', manager, { toplevel, icon });
    // The buffers must be there as long as the icon is, and the icon until it is set.
    peer.sendRequest(xdg_toplevel_icon_v1, 'destroy', icon, {});
    for (const buffer of buffers) peer.sendRequest(wl_buffer, 'destroy', buffer, {});
    return true;
  }

  setModal(on: boolean): void {
    const { dialogs } = this.#shell;
    if (dialogs === undefined || (!on && this.#dialog === undefined)) return;
    if (this.#dialog === undefined) {
      this.#dialog = this.#peer.addProxy(xdg_dialog_v1, 1, {});
      const ids = { id: this.#dialog, toplevel: this.#toplevel };
      this.#peer.sendRequest(xdg_wm_dialog_v1, 'get_xdg_dialog', dialogs, ids);
    }
    this.#peer.sendRequest(xdg_dialog_v1, on ? 'set_modal' : 'unset_modal', this.#dialog, {});
  }

  /** Before the toplevel is destroyed. */
  destroy(): void {
    if (this.#dialog !== undefined) this.#peer.sendRequest(xdg_dialog_v1, 'destroy', this.#dialog, {});
    this.#dialog = undefined;
  }

  /** `undefined`: there is no memory for them, or no descriptor, and the icon stays as it was. */
  #makeBuffers(shm: HostId, icons: readonly Icon[]): readonly HostId[] | undefined {
    const peer = this.#peer;
    const buffers: HostId[] = [];
    try {
      for (const { size, pixels } of icons)
        buffers.push(makeOwnBuffer(peer, shm, { width: size, height: size }, pixels, () => undefined));
      return buffers;
    } catch (error) {
      if (!isSystemError(error)) throw error;
      peer.log.warn(`an icon cannot be shown: ${error.message}`);
      for (const buffer of buffers) peer.sendRequest(wl_buffer, 'destroy', buffer, {});
      return undefined;
    }
  }
}
