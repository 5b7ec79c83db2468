/**
 * What a client says once and the host goes by until it hears otherwise: limits and geometry of a window, places of subsurfaces,
 * sizes of panels. Where the client's units have become others, the host is told again, in its own: the client has no reason
 * to. It counts from the next commit, like all of it. Only with `--direct-scale`.
 */
import type { Size } from '../../geometry/rect.js';
import type { InterfaceSchema } from '../../protocol/schema.js';
import { wl_subsurface } from '../../protocol/generated/wayland.js';
import { zwlr_layer_surface_v1 } from '../../protocol/generated/wlr-layer-shell-unstable-v1.js';
import { xdg_popup, xdg_surface, xdg_toplevel } from '../../protocol/generated/xdg-shell.js';
import type { ArgsOf } from '../../protocol/types.js';
import { defineHandler, type Handler, type PeerContext, type Target } from '../handler.js';
import type { ClientId } from '../ids.js';
import type { ViewOf } from './view.js';

interface Sentence {
  /** Of the client's units when it was said. */
  readonly factor: number;
  readonly sayAgain: () => void;
}

/** By the client's object, then by the message's name. */
type Standing = Map<number, Map<string, Sentence>>;

/** They see what the client says before it is scaled. */
export function standingHandlers(view: ViewOf): Handler[] {
  const standing = (peer: PeerContext): Standing => {
    const made: Standing = new Map();
    view(peer).watchUnits(() => {
      for (const [id, said] of made)
        for (const { factor, sayAgain } of said.values())
          if (view(peer).scaleOf(id).factor !== factor) sayAgain();
    });
    return made;
  };
  const destroy = ({ peer, id }: Target): void => void peer.part(standing).delete(id);
  /** Said again, it comes here again. */
  const keep =
    <I extends InterfaceSchema, N extends I['requests'][number]['name']>(table: I, name: N) =>
    ({ peer, id }: Target, args: ArgsOf<Extract<I['requests'][number], { readonly name: N }>, never>) => {
      const all = peer.part(standing);
      const said = all.get(id) ?? new Map<string, Sentence>();
      const sayAgain = (): void => peer.asClient.repeat(table, name, id as ClientId, args);
      said.set(name, { factor: view(peer).scaleOf(id).factor, sayAgain });
      all.set(id, said);
    };
  const keepLimits =
    (name: 'set_min_size' | 'set_max_size') =>
    (target: Target, size: Size): void => {
      // Whoever gives a window a scale of its own says them anew as well.
      if (!view(target.peer).client.ownScales) keep(xdg_toplevel, name)(target, size);
    };
  return [
    defineHandler(xdg_toplevel, {
      requests: {
        set_min_size: keepLimits('set_min_size'),
        set_max_size: keepLimits('set_max_size'),
        destroy,
      },
    }),
    defineHandler(xdg_surface, {
      requests: { set_window_geometry: keep(xdg_surface, 'set_window_geometry'), destroy },
    }),
    defineHandler(wl_subsurface, {
      requests: { set_position: keep(wl_subsurface, 'set_position'), destroy },
    }),
    defineHandler(zwlr_layer_surface_v1, {
      requests: {
        set_size: keep(zwlr_layer_surface_v1, 'set_size'),
        set_margin: keep(zwlr_layer_surface_v1, 'set_margin'),
        set_exclusive_zone: keep(zwlr_layer_surface_v1, 'set_exclusive_zone'),
        destroy,
      },
    }),
    ...roleHandlers(standing),
  ];
}

/** An `xdg_surface` has no geometry, and must be told none, once its role is gone (xdg-shell.xml, `not_constructed`). */
function roleHandlers(standing: (peer: PeerContext) => Standing): Handler[] {
  const xdgSurfaces = (_peer: PeerContext): Map<number, number> => new Map();
  const has = ({ peer, id: xdgSurface }: Target, { id }: { readonly id: number }): void =>
    void peer.part(xdgSurfaces).set(id, xdgSurface);
  const destroy = ({ peer, id }: Target): void => {
    const roles = peer.part(xdgSurfaces);
    peer.part(standing).delete(roles.get(id) ?? 0);
    roles.delete(id);
  };
  return [
    defineHandler(xdg_surface, { requests: { get_toplevel: has, get_popup: has } }),
    defineHandler(xdg_toplevel, { requests: { destroy } }),
    defineHandler(xdg_popup, { requests: { destroy } }),
  ];
}
