/** The client's viewports, which the host does not know: what they say is made part of the peer's own (viewporter.xml). */
import { ProtocolError } from '../../errors.js';
import { fixedOne } from '../../geometry/fixed.js';
import type { Rect } from '../../geometry/rect.js';
import { wp_viewport, wp_viewporter } from '../../protocol/generated/viewporter.js';
import { wl_surface } from '../../protocol/generated/wayland.js';
import { consumed, defineHandler, type Handler, type PeerContext, type Target } from '../handler.js';
import type { ClientId } from '../ids.js';
import { livingObject } from '../living.js';
import type { ScaledSurface } from './surface.js';
import type { ViewOf } from './view.js';

const { viewport_exists: viewportExists } = wp_viewporter.enums[0].entries;
const errors = wp_viewport.enums[0].entries;

export function viewportHandlers(view: ViewOf): Handler[] {
  return [
    defineHandler(wp_viewporter, {
      requests: {
        get_viewport: ({ peer, id: viewporter, version }, { id, surface }) => {
          livingObject(peer, wl_surface, surface, 'get_viewport');
          const scaled = view(peer).surface(surface);
          if (scaled.viewport)
            throw new ProtocolError(viewporter, viewportExists, `wl_surface#${surface} has a viewport`);
          addViewport(peer, version, id, scaled);
          return consumed;
        },
      },
    }),
  ];
}

function addViewport(peer: PeerContext, version: number, id: number, surface: ScaledSurface): void {
  const check = (viewport: Target): void => {
    if (!surface.lives)
      throw new ProtocolError(viewport.id, errors.no_surface, 'the surface has been destroyed');
  };
  const viewport = peer.addResource(wp_viewport, version, id, {
    set_source: (target, source) => {
      check(target);
      own.source = isNoSource(source) ? undefined : source;
      if (own.source && (source.x < 0 || source.y < 0 || source.width <= 0 || source.height <= 0))
        throw new ProtocolError(target.id, errors.bad_value, 'set_source: negative, or empty');
    },
    set_destination: (target, size) => {
      check(target);
      own.destination = size.width === -1 && size.height === -1 ? undefined : size;
      if (own.destination && (size.width <= 0 || size.height <= 0))
        throw new ProtocolError(target.id, errors.bad_value, `set_destination: ${size.width}×${size.height}`);
    },
    destroy: (target) => {
      surface.viewport = undefined;
      peer.endResource(target.id as ClientId);
    },
  });
  const own: NonNullable<ScaledSurface['viewport']> = { id: viewport };
  surface.viewport = own;
}

/** -1 in all of the numbers. */
function isNoSource({ x, y, width, height }: Rect): boolean {
  return [x, y, width, height].every((each) => each === -fixedOne);
}
