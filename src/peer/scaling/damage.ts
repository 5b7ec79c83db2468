/**
 * What has changed of a surface, in its own coordinates. The host is told before the commit, when it is known how large the
 * surface is shown: by the scale alone, whatever was rounded would be missed at its right and lower edges.
 */
import { intMax } from '../../geometry/fixed.js';
import type { Rect } from '../../geometry/rect.js';
import { wl_surface } from '../../protocol/generated/wayland.js';
import type { PeerContext, Target } from '../handler.js';
import type { HostId } from '../ids.js';
import { surfaces } from '../surfaces.js';
import type { Ratio } from './opaque.js';

/** More rectangles than this count as all of the surface. */
const mostRects = 256;
const everything: Rect = { x: 0, y: 0, width: intMax, height: intMax };
/** 0.8 × 1000 is 800 and not a trifle more. */
const slack = 1e-6;

export class Damage {
  readonly #peer: PeerContext;
  readonly #copies: boolean;
  #rects: Rect[] = [];

  /** `copies`: pixels that are damaged are to be copied, of every surface. */
  constructor(peer: PeerContext, copies: boolean) {
    this.#peer = peer;
    this.#copies = copies;
  }

  /** From the next commit on. */
  add(rect: Rect): void {
    if (rect.width <= 0 || rect.height <= 0) return;
    if (this.#rects.length < mostRects) this.#rects.push(rect);
    else this.#rects = [everything];
  }

  /** To be called before the commit passes. */
  commit({ id, counterpart }: Target, ratio: Ratio): void {
    const found = this.#peer.part(surfaces).find(id);
    const copied = this.#copies || found?.isMasked ? found : undefined;
    for (const rect of this.#rects.splice(0)) {
      const onHost = inHosts(rect, ratio);
      if (onHost.width <= 0 || onHost.height <= 0) continue;
      copied?.damage(onHost);
      this.#peer.sendRequest(wl_surface, 'damage', counterpart as HostId, onHost);
    }
  }
}

/** Rounded outwards. Nothing of a surface is left of it or above. */
function inHosts({ x, y, width, height }: Rect, { across, down }: Ratio): Rect {
  const [left, top] = [startOf(x * across), startOf(y * down)];
  const [right, bottom] = [endOf((x + width) * across), endOf((y + height) * down)];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function startOf(value: number): number {
  return Math.min(Math.max(Math.floor(value + slack), 0), intMax);
}

function endOf(value: number): number {
  return Math.min(Math.ceil(value - slack), intMax);
}
