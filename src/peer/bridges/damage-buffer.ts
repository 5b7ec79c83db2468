/**
 * `wl_surface.damage_buffer`, which came with version 4 of `wl_compositor`, on older hosts: the damage is turned into the
 * surface's coordinates. Where a viewport (the client's, or decant's own that scales) or a turned buffer makes that need
 * more than is known, all of the surface is damaged.
 */
import { isDeepStrictEqual } from 'node:util';
import { intMax } from '../../geometry/fixed.js';
import { roundedOut, scaled, type Rect } from '../../geometry/rect.js';
import { wp_viewporter } from '../../protocol/generated/viewporter.js';
import { wl_compositor, wl_surface } from '../../protocol/generated/wayland.js';
import { consumed, defineHandler, type Handler, type PeerContext } from '../handler.js';
import type { HostId } from '../ids.js';
import { lives } from '../living.js';

const everything: Rect = { x: 0, y: 0, width: intMax, height: intMax };
const withDamageBuffer = wl_surface.requests[9].since;

/** How a surface shows its buffer: `wl_surface.set_buffer_scale`, and nothing else that changes sizes or directions. */
interface Shown {
  scale: number;
  turned: boolean;
  /** Has had a viewport. */
  cropped: boolean;
}

/** By the client's id; those that are not here show it as it is. */
const shown = (_peer: PeerContext): Map<number, Shown> => new Map();

function shownBy(peer: PeerContext, id: number): Shown {
  const all = peer.part(shown);
  const found = all.get(id) ?? { scale: 1, turned: false, cropped: false };
  all.set(id, found);
  return found;
}

function surfaceDamage({ scale, turned, cropped }: Shown, rect: Rect): Rect {
  const { x, y, width, height } = rect;
  // libwayland's clients say the whole of a buffer of any size like this.
  const whole = x <= 0 && y <= 0 && width === intMax && height === intMax;
  return whole || turned || cropped ? everything : roundedOut(scaled(rect, 1 / scale, 1 / scale));
}

/** The client changes how a surface shows its buffer: what it damaged for this commit before was counted in the old pixels. */
function change(peer: PeerContext, id: number, surface: number, news: Partial<Shown>): void {
  const now = shownBy(peer, id);
  if (isDeepStrictEqual({ ...now, ...news }, now)) return;
  Object.assign(now, news);
  if (surface !== 0) peer.sendRequest(wl_surface, 'damage', surface as HostId, everything);
}

function surfaceHandler(scales: boolean): Handler {
  return defineHandler(wl_surface, {
    requests: {
      set_buffer_scale: ({ peer, id, counterpart }, { scale }) => {
        if (scale > 0) change(peer, id, counterpart, { scale });
      },
      set_buffer_transform: ({ peer, id, counterpart }, { transform }) =>
        change(peer, id, counterpart, { turned: transform !== 0 }),
      damage_buffer: ({ peer, id, counterpart }, rect) => {
        // With a scale the size that the host shows is a viewport's, which follows at the commit.
        const damage = scales ? everything : surfaceDamage(shownBy(peer, id), rect);
        peer.sendRequest(wl_surface, 'damage', counterpart as HostId, damage);
        return consumed;
      },
      destroy: ({ peer, id }) => void peer.part(shown).delete(id),
    },
  });
}

const viewporterHandler = defineHandler(wp_viewporter, {
  requests: {
    get_viewport: ({ peer }, { surface }) => {
      if (lives(peer, wl_surface, surface))
        change(peer, surface, peer.objects.hostIdOf(surface), { cropped: true });
    },
  },
});

/** Begins with the first old compositor: on other hosts no message is looked at. `scales`: clients see another scale (`--scale`). */
export function damageBufferHandler(scales: boolean): Handler {
  return defineHandler(wl_compositor, {
    started: (peer) => {
      peer.globals.raise(wl_compositor, withDamageBuffer - 1, withDamageBuffer);
      let begun = false;
      peer.hostGlobals.watch({
        added: (global) => {
          if (begun || global.interface !== wl_compositor.name || global.version !== withDamageBuffer - 1)
            return;
          begun = true;
          peer.addHandlers([surfaceHandler(scales), viewporterHandler]);
        },
      });
    },
  });
}
