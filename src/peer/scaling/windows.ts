/**
 * Surfaces with a role whose size host and client agree on: windows, popups, panels, lock screens. Each has an `Agreement`, so
 * that no size drifts.
 */
import type { Size } from '../../geometry/rect.js';
import {
  ext_session_lock_surface_v1,
  ext_session_lock_v1,
} from '../../protocol/generated/ext-session-lock-v1.js';
import { ivi_application, ivi_surface } from '../../protocol/generated/ivi-application.js';
import { wl_shell, wl_shell_surface } from '../../protocol/generated/wayland.js';
import {
  zwlr_layer_shell_v1,
  zwlr_layer_surface_v1,
} from '../../protocol/generated/wlr-layer-shell-unstable-v1.js';
import {
  xdg_popup,
  xdg_positioner,
  xdg_surface,
  xdg_toplevel,
  xdg_wm_base,
} from '../../protocol/generated/xdg-shell.js';
import { defineHandler, type Handler, type PeerContext, type Target } from '../handler.js';
import type { ScaledSurface } from './surface.js';
import type { ViewOf } from './view.js';

/** Which surface an object stands for, and which size a positioner has: by the client's ids. */
interface Roles {
  readonly surfaces: Map<number, ScaledSurface>;
  readonly positioners: Map<number, Size>;
}

const rolesOf = (_peer: PeerContext): Roles => ({ surfaces: new Map(), positioners: new Map() });

const surfaceOf = (peer: PeerContext, id: number): ScaledSurface | undefined =>
  peer.part(rolesOf).surfaces.get(id);

const acknowledge = ({ peer, id }: Target, { serial }: { readonly serial: number }): void =>
  surfaceOf(peer, id)?.agreement.acknowledge(serial);

const forget = ({ peer, id }: Target): void => void peer.part(rolesOf).surfaces.delete(id);

export function windowHandlers(view: ViewOf): Handler[] {
  const stands: Stands = (peer, id, surface, output) => {
    const scaled = view(peer).surface(surface);
    scaled.placedOn(view(peer).outputs.get(output ?? 0)?.name);
    peer.part(rolesOf).surfaces.set(id, scaled);
  };
  const configure: Configure = ({ peer, counterpart }, args) => {
    const surface = surfaceOf(peer, counterpart);
    const told = surface?.configure(args) ?? view(peer).scale.sizeToClient(args);
    if (args.serial !== undefined) surface?.agreement.number(args.serial);
    return { ...args, ...told };
  };
  return [
    ...xdgShell(view, stands, configure),
    ...layerShell(view, stands, configure),
    defineHandler(ext_session_lock_v1, {
      requests: {
        get_lock_surface: ({ peer }, { id, surface, output }) => stands(peer, id, surface, output),
      },
    }),
    defineHandler(ext_session_lock_surface_v1, {
      requests: { ack_configure: acknowledge, destroy: forget },
      events: { configure },
    }),
    defineHandler(wl_shell, {
      requests: { get_shell_surface: ({ peer }, { id, surface }) => stands(peer, id, surface) },
    }),
    defineHandler(wl_shell_surface, { events: { configure } }),
    defineHandler(ivi_application, {
      requests: { surface_create: ({ peer }, { id, surface }) => stands(peer, id, surface) },
    }),
    defineHandler(ivi_surface, { requests: { destroy: forget }, events: { configure } }),
  ];
}

/** `output`: the client's, if it has named one. */
type Stands = (peer: PeerContext, id: number, surface: number, output?: number) => void;
/** A serial of its own has only what is no `xdg_surface`. */
type Configure = <A extends Size & { readonly serial?: number }>(target: Target, args: A) => A;

function xdgShell(view: ViewOf, stands: Stands, configure: Configure): Handler[] {
  const inherits = ({ peer, id: xdgSurface }: Target, id: number): ScaledSurface | undefined => {
    const surface = surfaceOf(peer, xdgSurface);
    if (!surface) return undefined;
    peer.part(rolesOf).surfaces.set(id, surface);
    view(peer).concerns(id, surface);
    return surface;
  };
  const asks = (peer: PeerContext, surface: ScaledSurface | undefined, positioner: number): void => {
    const size = peer.part(rolesOf).positioners.get(positioner);
    if (size) surface?.agreement.ask(size, surface.scale);
  };
  const getPopup = (target: Target, id: number, parent: number, positioner: number): void => {
    const popup = inherits(target, id);
    // Without a parent here it gets a panel for one, by `zwlr_layer_surface_v1.get_popup`.
    popup?.follow(parent === 0 ? view(target.peer).panel : surfaceOf(target.peer, parent));
    asks(target.peer, popup, positioner);
  };
  return [
    defineHandler(xdg_wm_base, {
      requests: { get_xdg_surface: ({ peer }, { id, surface }) => stands(peer, id, surface) },
    }),
    defineHandler(xdg_surface, {
      requests: {
        get_toplevel: (target, { id }) => void inherits(target, id),
        get_popup: (target, { id, parent, positioner }) => getPopup(target, id, parent, positioner),
        set_window_geometry: ({ peer, id }, rect) => surfaceOf(peer, id)?.setGeometry(rect),
        ack_configure: acknowledge,
        destroy: forget,
      },
      events: {
        configure: ({ peer, counterpart }, { serial }) =>
          surfaceOf(peer, counterpart)?.agreement.number(serial),
      },
    }),
    defineHandler(xdg_toplevel, { requests: { destroy: forget }, events: { configure } }),
    defineHandler(xdg_popup, {
      requests: {
        reposition: ({ peer, id }, { positioner }) => asks(peer, surfaceOf(peer, id), positioner),
        destroy: forget,
      },
      events: {
        configure: (target, args) => {
          const scale = view(target.peer).scaleOf(target.counterpart);
          return { ...configure(target, args), x: scale.intToClient(args.x), y: scale.intToClient(args.y) };
        },
      },
    }),
    defineHandler(xdg_positioner, {
      requests: {
        set_size: ({ peer, id }, { width, height }) => {
          peer.part(rolesOf).positioners.set(id, { width, height });
          return view(peer).scaleOf(id).sizeToHost({ width, height });
        },
        destroy: ({ peer, id }) => void peer.part(rolesOf).positioners.delete(id),
      },
    }),
  ];
}

function layerShell(view: ViewOf, stands: Stands, configure: Configure): Handler[] {
  return [
    defineHandler(zwlr_layer_shell_v1, {
      requests: {
        get_layer_surface: ({ peer }, { id, surface, output }) => {
          stands(peer, id, surface, output);
          const panel = view(peer).surface(surface);
          panel.isPanel = true;
          view(peer).used(panel);
        },
      },
    }),
    defineHandler(zwlr_layer_surface_v1, {
      requests: {
        set_size: ({ peer, id }, size) => surfaceOf(peer, id)?.agreement.ask(size, view(peer).scaleOf(id)),
        // Below 0 it says how the others' zones are dealt with.
        set_exclusive_zone: ({ peer, id }, { zone }) => ({
          zone: zone > 0 ? view(peer).scaleOf(id).lengthToHost(zone) : zone,
        }),
        get_popup: ({ peer, id }, { popup }) => surfaceOf(peer, popup)?.follow(surfaceOf(peer, id)),
        ack_configure: acknowledge,
        destroy: forget,
      },
      events: { configure },
    }),
  ];
}
