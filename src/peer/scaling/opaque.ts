/**
 * What a surface says of itself that hides all behind it (`wl_surface.set_opaque_region`). The host is told before the commit, when it
 * is known how large the surface is shown: rounded inwards, since what is called opaque and is not shows garbage, and exact at the
 * surface's own edges, so that a window that fills a screen still hides all of it.
 */
import { clampInt } from '../../geometry/fixed.js';
import { roundedOut, scaled, type Rect } from '../../geometry/rect.js';
import { wl_compositor, wl_region, wl_surface } from '../../protocol/generated/wayland.js';
import type { PeerContext } from '../handler.js';
import type { HostId } from '../ids.js';
import { mostParts, type RegionPart } from './regions.js';

/** 0.8 × 1000 is 800 and not a trifle less. */
const slack = 1e-6;

/** The host's units for each of the client's. */
export interface Ratio {
  readonly across: number;
  readonly down: number;
}

export class OpaqueRegion {
  readonly #peer: PeerContext;
  /** `undefined`: the client has said nothing. */
  #parts: readonly RegionPart[] | undefined;
  /** What the host was told last, in words. */
  #said = '';

  constructor(peer: PeerContext) {
    this.#peer = peer;
  }

  /** From the next commit on. A region of too many parts is taken for none. */
  set(parts: readonly RegionPart[]): void {
    this.#parts = parts.length > mostParts ? [] : [...parts];
  }

  /** To be called before the commit of the host's `surface` passes; `compositor` is the host's. */
  commit(surface: HostId, compositor: () => HostId | undefined, ratio: Ratio): void {
    if (!this.#parts) return;
    const parts = this.#parts.flatMap((part) => inHosts(part, ratio) ?? []);
    const said = JSON.stringify(parts);
    if (said === this.#said) return;
    const maker = parts.length === 0 ? undefined : compositor();
    this.#said = said;
    const peer = this.#peer;
    if (maker === undefined) {
      peer.sendRequest(wl_surface, 'set_opaque_region', surface, { region: 0 });
      return;
    }
    const region = peer.addProxy(wl_region, 1, {});
    peer.sendRequest(wl_compositor, 'create_region', maker, { id: region });
    for (const { name, rect } of parts) peer.sendRequest(wl_region, name, region, rect);
    peer.sendRequest(wl_surface, 'set_opaque_region', surface, { region });
    peer.sendRequest(wl_region, 'destroy', region, {});
  }
}

/** `undefined`: nothing is left of it. */
function inHosts({ name, rect }: RegionPart, { across, down }: Ratio): RegionPart | undefined {
  if (rect.width <= 0 || rect.height <= 0) return undefined;
  const exact = scaled(rect, across, down);
  const fitted = name === 'add' ? roundedIn(exact) : roundedOut(exact);
  const onWire = clampRect(fitted);
  return onWire.width > 0 && onWire.height > 0 ? { name, rect: onWire } : undefined;
}

function roundedIn({ x, y, width, height }: Rect): Rect {
  const [left, top] = [Math.ceil(x - slack), Math.ceil(y - slack)];
  return {
    x: left,
    y: top,
    width: Math.floor(x + width + slack) - left,
    height: Math.floor(y + height + slack) - top,
  };
}

function clampRect({ x, y, width, height }: Rect): Rect {
  return { x: clampInt(x), y: clampInt(y), width: clampInt(width), height: clampInt(height) };
}
