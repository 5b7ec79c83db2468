/**
 * Who draws the frame of a toplevel: the host, where it can be asked to (xdg-decoration, else KDE's older protocol) and
 * agrees; else decant has to.
 */
import {
  org_kde_kwin_server_decoration,
  org_kde_kwin_server_decoration_manager,
} from '../../protocol/generated/org-kde-kwin-server-decoration-v1.js';
import {
  zxdg_decoration_manager_v1,
  zxdg_toplevel_decoration_v1,
} from '../../protocol/generated/xdg-decoration-unstable-v1.js';
import type { PeerContext } from '../handler.js';
import type { HostId } from '../ids.js';
import type { Shell } from './shell.js';

const xdgMode = zxdg_toplevel_decoration_v1.enums[1].entries;
const kdeMode = org_kde_kwin_server_decoration.enums[0].entries;

export interface Decoration {
  /** Asks the host to draw a frame, or not to. */
  ask(on: boolean): void;
  /** Ends it, before its toplevel: anything else is an error to the host. */
  destroy(): void;
}

/** `changed` is told whether the host draws the frame. `undefined`: it never does. */
export function askForDecoration(
  peer: PeerContext,
  shell: Shell,
  window: { readonly toplevel: HostId; readonly surface: HostId },
  changed: (byHost: boolean) => void,
): Decoration | undefined {
  if (shell.decorations !== undefined)
    return xdgDecoration(peer, shell.decorations, window.toplevel, changed);
  if (shell.kdeDecorations !== undefined)
    return kdeDecoration(peer, shell.kdeDecorations, window.surface, changed);
  return undefined;
}

function xdgDecoration(
  peer: PeerContext,
  manager: HostId,
  toplevel: HostId,
  changed: (byHost: boolean) => void,
): Decoration {
  const id = peer.addProxy(zxdg_toplevel_decoration_v1, 1, {
    configure: (_target, { mode }) => changed(mode === xdgMode.server_side),
  });
  peer.sendRequest(zxdg_decoration_manager_v1, 'get_toplevel_decoration', manager, { id, toplevel });
  return {
    ask: (on) =>
      peer.sendRequest(zxdg_toplevel_decoration_v1, 'set_mode', id, {
        mode: on ? xdgMode.server_side : xdgMode.client_side,
      }),
    destroy: () => peer.sendRequest(zxdg_toplevel_decoration_v1, 'destroy', id, {}),
  };
}

function kdeDecoration(
  peer: PeerContext,
  manager: HostId,
  surface: HostId,
  changed: (byHost: boolean) => void,
): Decoration {
  const id = peer.addProxy(org_kde_kwin_server_decoration, 1, {
    mode: (_target, { mode }) => changed(mode === kdeMode.Server),
  });
  peer.sendRequest(org_kde_kwin_server_decoration_manager, 'create', manager, { id, surface });
  return {
    ask: (on) =>
      peer.sendRequest(org_kde_kwin_server_decoration, 'request_mode', id, {
        mode: on ? kdeMode.Server : kdeMode.None,
      }),
    destroy: () => peer.sendRequest(org_kde_kwin_server_decoration, 'release', id, {}),
  };
}
