/**
 * Regions, which are described before it is known for what. What may be called opaque is known at the commit (`opaque.ts`). All
 * others are described to the host as they are; where the units of what they are used for are others, with `--direct-scale`, they
 * are described anew before that.
 */
import type { Rect } from '../../geometry/rect.js';
import type { Scale } from '../../geometry/scale.js';
import type { InterfaceSchema } from '../../protocol/schema.js';
import { wl_compositor, wl_region, wl_surface } from '../../protocol/generated/wayland.js';
import { consumed, defineHandler, type Handler, type PeerContext, type Target } from '../handler.js';
import type { HostId } from '../ids.js';
import { hostIdFor } from '../own-ids.js';
import { fromTables } from './from-tables.js';
import type { ViewOf } from './view.js';

/** A region of more parts than this keeps the units that it was described in, and none of it is opaque. */
export const mostParts = 1024;
const everything: Rect = { x: -0x40000000, y: -0x40000000, width: 0x7fffffff, height: 0x7fffffff };

export interface RegionPart {
  readonly name: 'add' | 'subtract';
  readonly rect: Rect;
}

interface Region {
  scale: Scale;
  readonly parts: RegionPart[];
}

/** By the client's id. */
const regions = (_peer: PeerContext): Map<number, Region> => new Map();

/** They see what the client says before it is scaled. */
export function regionHandlers(view: ViewOf): Handler[] {
  const part =
    (name: RegionPart['name']) =>
    ({ peer, id }: Target, rect: Rect): void => {
      const region = peer.part(regions).get(id);
      if (region && region.parts.length <= mostParts) region.parts.push({ name, rect });
    };
  return [
    defineHandler(wl_compositor, {
      requests: {
        create_region: ({ peer }, { id }) => {
          const region: Region = { scale: view(peer).scale, parts: [] };
          peer.part(regions).set(id, region);
          view(peer).concerns(id, region);
        },
      },
    }),
    defineHandler(wl_surface, {
      requests: {
        set_opaque_region: ({ peer, id }, { region: named }) => {
          const region = peer.part(regions).get(named);
          // That it is none is for the host's end to find.
          if (named !== 0 && !region) return undefined;
          view(peer)
            .surface(id)
            .opaque.set(region?.parts ?? []);
          return consumed;
        },
      },
    }),
    defineHandler(wl_region, {
      requests: {
        add: part('add'),
        subtract: part('subtract'),
        destroy: ({ peer, id }) => void peer.part(regions).delete(id),
      },
    }),
  ];
}

/** With `--direct-scale`: each request that names a region, for a surface that it names too, or for what its object is about. */
export function regionUses(interfaces: readonly InterfaceSchema[], view: ViewOf): Handler[] {
  return fromTables(interfaces, 'requests', ({ name: message, args: schemas }, { name }) => {
    const naming = (table: InterfaceSchema): string | undefined =>
      schemas.find((arg) => arg.type === 'object' && arg.interface === table.name)?.name;
    const [region, surface] = [naming(wl_region), naming(wl_surface)];
    // The surface keeps it for the commit.
    if (region === undefined || message === 'set_opaque_region') return undefined;
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
  const region = peer.part(regions).get(id);
  const host = hostIdFor(peer.objects, id) as HostId;
  if (!region || host === 0 || region.scale.factor === scale.factor || region.parts.length > mostParts)
    return;
  region.scale = scale;
  peer.sendRequest(wl_region, 'subtract', host, everything);
  for (const { name, rect } of region.parts) peer.sendRequest(wl_region, name, host, scale.rectToHost(rect));
}
