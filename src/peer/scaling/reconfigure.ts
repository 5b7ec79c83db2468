/**
 * Windows that come to an output where the client's units are of another size: the host has no reason to configure them, so
 * they are configured once more as the host did last, in the new units. What answers it never reaches the host, which has
 * been answered (xdg-shell.xml, `xdg_surface.ack_configure`). Only with `--direct-scale`.
 */
import type { Size } from '../../geometry/rect.js';
import { xdg_surface, xdg_toplevel, xdg_wm_base } from '../../protocol/generated/xdg-shell.js';
import type { ArgsOf } from '../../protocol/types.js';
import { consumed, defineHandler, type Handler, type PeerContext } from '../handler.js';
import type { ClientId } from '../ids.js';
import type { ScaledSurface } from './surface.js';
import type { ViewOf } from './view.js';

type Configure = ArgsOf<(typeof xdg_toplevel.events)[0], never>;

interface Window {
  readonly xdgSurface: ClientId;
  readonly surface: ScaledSurface;
  /** What the host said last, in its own units. */
  said: Configure | undefined;
  serial: number | undefined;
  acknowledged: number | undefined;
}

/** The host has yet to configure it. */
const unconfigured = { said: undefined, serial: undefined, acknowledged: undefined } as const;

/** By the client's ids of `xdg_surface` and `xdg_toplevel`. */
const windowsOf = (_peer: PeerContext): Map<number, Window> => new Map();

/** They stand at the host's end of what scales. */
export function reconfigureHandlers(view: ViewOf): Handler[] {
  const windowOf = (peer: PeerContext, id: number): Window | undefined => peer.part(windowsOf).get(id);
  return [
    defineHandler(xdg_wm_base, {
      requests: {
        get_xdg_surface: ({ peer }, { id, surface }) =>
          void peer.part(windowsOf).set(id, {
            xdgSurface: id as ClientId,
            surface: view(peer).surface(surface),
            ...unconfigured,
          }),
      },
    }),
    defineHandler(xdg_surface, {
      requests: {
        get_toplevel: ({ peer, id }, { id: toplevel }) => {
          const window = windowOf(peer, id);
          if (!window) return;
          peer.part(windowsOf).set(toplevel, window);
          Object.assign(window, unconfigured);
          window.surface.toplevel = {
            configureAgain: () => sayAgain(peer, window, toplevel as ClientId),
            // Until the client asks for a configure again, there must be none (xdg-shell.xml, `xdg_surface`).
            unmapped: () => void Object.assign(window, unconfigured),
          };
        },
        ack_configure: ({ peer, id }, { serial }) =>
          acknowledges(windowOf(peer, id), serial) ? undefined : consumed,
        destroy: ({ peer, id }) => void peer.part(windowsOf).delete(id),
      },
      events: {
        configure: ({ peer, counterpart }, { serial }) => {
          const window = windowOf(peer, counterpart);
          if (window) window.serial = serial;
        },
      },
    }),
    defineHandler(xdg_toplevel, {
      requests: {
        destroy: ({ peer, id }) => {
          const window = windowOf(peer, id);
          if (window) window.surface.toplevel = undefined;
          peer.part(windowsOf).delete(id);
        },
      },
      events: {
        configure: ({ peer, counterpart }, args) => {
          const window = windowOf(peer, counterpart);
          if (window) window.said = { ...args, states: Uint8Array.from(args.states) };
        },
      },
    }),
  ];
}

/** Whether the host is to hear of it: of a serial that was said again it hears once, even if it has said another one since. */
function acknowledges(window: Window | undefined, serial: number): boolean {
  if (!window) return true;
  const first = window.acknowledged !== serial;
  window.acknowledged = serial;
  return first;
}

function sayAgain(peer: PeerContext, window: Window, toplevel: ClientId): void {
  const { said, serial, surface, xdgSurface } = window;
  const size: Size | undefined = said && said.width > 0 ? said : surface.windowSize;
  // Otherwise the client is about to choose a size by itself.
  if (!said || serial === undefined || !size) return;
  const told = surface.agreement.configure({ width: size.width, height: size.height }, surface.scale);
  surface.agreement.number(serial);
  peer.sendEvent(xdg_toplevel, 'configure', toplevel, { ...told, states: said.states });
  peer.sendEvent(xdg_surface, 'configure', xdgSurface, { serial });
}
