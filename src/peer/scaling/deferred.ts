/**
 * Regions and positioners, which are described before it is known for which surface. Where that one's units are others than
 * they were described in, the host's object is described anew before it is used. Only with `--direct-scale`.
 */
import type { Rect, Size } from '../../geometry/rect.js';
import type { Scale } from '../../geometry/scale.js';
import type { InterfaceSchema } from '../../protocol/schema.js';
import { wl_compositor, wl_region, wl_surface } from '../../protocol/generated/wayland.js';
import { xdg_popup, xdg_positioner, xdg_surface, xdg_wm_base } from '../../protocol/generated/xdg-shell.js';
import { defineHandler, type Handler, type PeerContext, type Target } from '../handler.js';
import type { HostId } from '../ids.js';
import { fromTables } from './from-tables.js';
import type { ViewOf } from './view.js';

/** A region of more parts than this keeps the units that it was described in. */
const mostParts = 1024;
const everything: Rect = { x: -0x40000000, y: -0x40000000, width: 0x7fffffff, height: 0x7fffffff };

interface Region {
  scale: Scale;
  readonly parts: { readonly name: 'add' | 'subtract'; readonly rect: Rect }[];
}

interface Positioner {
  scale: Scale;
  size?: Size;
  anchorRect?: Rect;
  offset?: { readonly x: number; readonly y: number };
  parentSize?: { readonly parent_width: number; readonly parent_height: number };
}

interface Deferred {
  readonly regions: Map<number, Region>;
  readonly positioners: Map<number, Positioner>;
}

const deferred = (_peer: PeerContext): Deferred => ({ regions: new Map(), positioners: new Map() });

/** They see what the client says before it is scaled. */
export function deferredHandlers(interfaces: readonly InterfaceSchema[], view: ViewOf): Handler[] {
  return [...regionHandlers(view), ...regionUses(interfaces, view), ...positionerHandlers(view)];
}

function regionHandlers(view: ViewOf): Handler[] {
  const part =
    (name: 'add' | 'subtract') =>
    ({ peer, id }: Target, rect: Rect): void => {
      const region = peer.part(deferred).regions.get(id);
      if (region && region.parts.length <= mostParts) region.parts.push({ name, rect });
    };
  return [
    defineHandler(wl_compositor, {
      requests: {
        create_region: ({ peer }, { id }) => {
          const region: Region = { scale: view(peer).scale, parts: [] };
          peer.part(deferred).regions.set(id, region);
          view(peer).concerns(id, region);
        },
      },
    }),
    defineHandler(wl_region, {
      requests: {
        add: part('add'),
        subtract: part('subtract'),
        destroy: ({ peer, id }) => void peer.part(deferred).regions.delete(id),
      },
    }),
  ];
}

/** Each request that names a region, for a surface that it names too, or for what its object is about. */
function regionUses(interfaces: readonly InterfaceSchema[], view: ViewOf): Handler[] {
  return fromTables(interfaces, 'requests', ({ args: schemas }, { name }) => {
    const naming = (table: InterfaceSchema): string | undefined =>
      schemas.find((arg) => arg.type === 'object' && arg.interface === table.name)?.name;
    const [region, surface] = [naming(wl_region), naming(wl_surface)];
    if (region === undefined) return undefined;
    return ({ peer, id }, args) => {
      const of = surface === undefined ? id : (args[surface] as number);
      const isSurface = surface !== undefined || name === wl_surface.name;
      const scale = isSurface ? view(peer).surface(of).scale : view(peer).scaleOf(of);
      fitRegion(peer, args[region] as number, scale);
    };
  });
}

/** Describes the host's region anew, if it is in other units. */
function fitRegion(peer: PeerContext, id: number, scale: Scale): void {
  const region = peer.part(deferred).regions.get(id);
  const host = peer.objects.hostIdOf(id) as HostId;
  if (!region || host === 0 || region.scale.factor === scale.factor || region.parts.length > mostParts)
    return;
  region.scale = scale;
  peer.sendRequest(wl_region, 'subtract', host, everything);
  for (const { name, rect } of region.parts) peer.sendRequest(wl_region, name, host, scale.rectToHost(rect));
}

function positionerHandlers(view: ViewOf): Handler[] {
  const positioner = ({ peer, id }: Target): Positioner | undefined =>
    peer.part(deferred).positioners.get(id);
  const keep = (target: Target, more: Partial<Positioner>): void => {
    const found = positioner(target);
    if (found) Object.assign(found, more);
  };
  return [
    defineHandler(xdg_wm_base, {
      requests: {
        create_positioner: ({ peer }, { id }) => {
          const made: Positioner = { scale: view(peer).scale };
          peer.part(deferred).positioners.set(id, made);
          view(peer).concerns(id, made);
        },
      },
    }),
    defineHandler(xdg_positioner, {
      requests: {
        set_size: (target, size) => keep(target, { size }),
        set_anchor_rect: (target, anchorRect) => keep(target, { anchorRect }),
        set_offset: (target, offset) => keep(target, { offset }),
        set_parent_size: (target, parentSize) => keep(target, { parentSize }),
        destroy: ({ peer, id }) => void peer.part(deferred).positioners.delete(id),
      },
    }),
    defineHandler(xdg_surface, {
      requests: {
        get_popup: ({ peer }, { parent, positioner: used }) => {
          const { panel } = view(peer);
          // The host takes what the positioner says before it hears which panel the popup belongs to.
          const scale = parent === 0 && panel ? panel.scale : view(peer).scaleOf(parent);
          fitPositioner(peer, used, scale);
        },
      },
    }),
    defineHandler(xdg_popup, {
      requests: {
        reposition: ({ peer, id }, { positioner: used }) => fitPositioner(peer, used, view(peer).scaleOf(id)),
      },
    }),
  ];
}

/** Describes the host's positioner anew, if it is in other units. */
function fitPositioner(peer: PeerContext, id: number, scale: Scale): void {
  const positioner = peer.part(deferred).positioners.get(id);
  const host = peer.objects.hostIdOf(id) as HostId;
  if (!positioner || host === 0 || positioner.scale.factor === scale.factor) return;
  positioner.scale = scale;
  const { size, anchorRect, offset, parentSize } = positioner;
  if (size) peer.sendRequest(xdg_positioner, 'set_size', host, scale.sizeToHost(size));
  if (anchorRect) peer.sendRequest(xdg_positioner, 'set_anchor_rect', host, scale.rectToHost(anchorRect));
  if (offset)
    peer.sendRequest(xdg_positioner, 'set_offset', host, {
      x: scale.intToHost(offset.x),
      y: scale.intToHost(offset.y),
    });
  if (parentSize)
    peer.sendRequest(xdg_positioner, 'set_parent_size', host, {
      parent_width: scale.lengthToHost(parentSize.parent_width),
      parent_height: scale.lengthToHost(parentSize.parent_height),
    });
}
