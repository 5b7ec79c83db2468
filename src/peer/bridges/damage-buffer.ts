/**
 * `wl_surface.damage_buffer`, which came with version 4 of `wl_compositor`, on older hosts: the damage is turned into the
 * surface's coordinates. Where a viewport or a turned buffer makes that need more than is known, all of the surface is damaged.
 */
import { intMax } from '../../geometry/fixed.js';
import { roundedOut, scaled, type Rect } from '../../geometry/rect.js';
import { wp_viewporter } from '../../protocol/generated/viewporter.js';
import { wl_compositor, wl_surface } from '../../protocol/generated/wayland.js';
import { consumed, defineHandler, type Handler, type PeerContext } from '../handler.js';
import type { HostId } from '../ids.js';

const everything: Rect = { x: 0, y: 0, width: intMax, height: intMax };
const withDamageBuffer = wl_surface.requests[9].since;

/** How a surface shows its buffer, by the client's id; those that are not here show it as it is. */
interface Shown {
  readonly scales: Map<number, number>;
  readonly turned: Set<number>;
  /** Ever had a viewport. */
  readonly cropped: Set<number>;
}

const shown = (_peer: PeerContext): Shown => ({ scales: new Map(), turned: new Set(), cropped: new Set() });

function surfaceDamage({ scales, turned, cropped }: Shown, id: number, rect: Rect): Rect {
  const scale = scales.get(id) ?? 1;
  const { x, y, width, height } = rect;
  // libwayland's clients say the whole of a buffer of any size like this.
  const whole = x <= 0 && y <= 0 && width === intMax && height === intMax;
  if (whole || turned.has(id) || cropped.has(id)) return everything;
  return roundedOut(scaled(rect, 1 / scale, 1 / scale));
}

const surfaceHandler = defineHandler(wl_surface, {
  requests: {
    set_buffer_scale: ({ peer, id, counterpart }, { scale }) => {
      const { scales } = peer.part(shown);
      if (scale <= 0 || scale === (scales.get(id) ?? 1)) return;
      scales.set(id, scale);
      // What was damaged for this commit before was counted in pixels of the old scale.
      peer.sendRequest(wl_surface, 'damage', counterpart as HostId, everything);
    },
    set_buffer_transform: ({ peer, id }, { transform }) => {
      const { turned } = peer.part(shown);
      if (transform === 0) turned.delete(id);
      else turned.add(id);
    },
    damage_buffer: ({ peer, id, counterpart }, rect) => {
      peer.sendRequest(
        wl_surface,
        'damage',
        counterpart as HostId,
        surfaceDamage(peer.part(shown), id, rect),
      );
      return consumed;
    },
    destroy: ({ peer, id }) => {
      const { scales, turned, cropped } = peer.part(shown);
      scales.delete(id);
      turned.delete(id);
      cropped.delete(id);
    },
  },
});

const viewporterHandler = defineHandler(wp_viewporter, {
  requests: { get_viewport: ({ peer }, { surface }) => void peer.part(shown).cropped.add(surface) },
});

/** Begins with the first old compositor: on other hosts no message is looked at. */
export const damageBufferHandler: Handler = defineHandler(wl_compositor, {
  started: (peer) => {
    peer.globals.raise(wl_compositor, withDamageBuffer - 1, withDamageBuffer);
    let begun = false;
    peer.hostGlobals.watch({
      added: (global) => {
        if (begun || global.interface !== wl_compositor.name || global.version !== withDamageBuffer - 1)
          return;
        begun = true;
        peer.addHandlers([surfaceHandler, viewporterHandler]);
      },
    });
  },
});
