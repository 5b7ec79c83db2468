/**
 * One surface of the client's that the host shows at another size: through a viewport of the peer's own, whose destination is
 * set before every commit that changes it. The buffer itself passes as it is, so pixels are exact wherever the client draws
 * as many as the host shows. The client's own viewport is known here only (viewporter.xml allows one for each surface).
 */
import { ProtocolError } from '../../errors.js';
import { Agreement } from '../../geometry/agreement.js';
import type { Rect, Size } from '../../geometry/rect.js';
import { turnedSize } from '../../geometry/transform.js';
import { wp_viewport, wp_viewporter } from '../../protocol/generated/viewporter.js';
import type { PeerContext, Target } from '../handler.js';
import type { ClientId, HostId } from '../ids.js';
import { surfaces } from '../surfaces.js';
import type { View } from './view.js';

const errors = wp_viewport.enums[0].entries;
const fixedOne = 256;
const none = -1;
/** How `set_source` says that there is no source. */
const noSource: Rect = {
  x: none * fixedOne,
  y: none * fixedOne,
  width: none * fixedOne,
  height: none * fixedOne,
};

/** What the client's own viewport has said. */
export interface ClientViewport {
  readonly id: ClientId;
  /** In steps of 1/256, in the coordinates after scale and transform. */
  source?: Rect | undefined;
  destination?: Size | undefined;
}

export class ScaledSurface {
  readonly #peer: PeerContext;
  readonly #view: View;
  /** The host's sizes of this window for the client's. */
  readonly agreement = new Agreement();
  viewport: ClientViewport | undefined;
  /** What of the surface is the window, without shadows (xdg-shell.xml, `set_window_geometry`). */
  #geometry: Rect | undefined;
  #buffer: Size | undefined;
  #scale = 1;
  #transform = 0;
  #hostViewport: HostId | undefined;
  /** What the host was told last, in words. */
  #said = '';

  constructor(peer: PeerContext, view: View) {
    this.#peer = peer;
    this.#view = view;
  }

  attach(buffer: Size | undefined): void {
    this.#buffer = buffer;
  }

  /** `scale` is above 0. */
  setScale(scale: number): void {
    this.#scale = scale;
  }

  setTransform(transform: number): void {
    this.#transform = transform;
  }

  /** The window geometry as the host is to know it. */
  setGeometry(geometry: Rect): Rect {
    const { scale } = this.#view;
    if (geometry.width <= 0 || geometry.height <= 0) return scale.rectToHost(geometry);
    this.#geometry = geometry;
    const { width, height } = this.agreement.show(geometry, scale);
    return { x: scale.intToHost(geometry.x), y: scale.intToHost(geometry.y), width, height };
  }

  /** To be called before the commit passes. Throws `ProtocolError` on the client's viewport where it is at odds with the buffer. */
  commit(target: Target): void {
    const size = this.#size();
    if (!size) return;
    const destination = this.#hostSize(size);
    const source = this.viewport?.source;
    if (this.#view.client.copies)
      this.#peer
        .part(surfaces)
        .of(target)
        .show({ source: source && unfixed(source), destination });
    const said = JSON.stringify([source, destination]);
    if (said === this.#said) return;
    const viewport = this.#ownViewport(target.counterpart as HostId);
    if (viewport === undefined) return;
    this.#said = said;
    this.#peer.sendRequest(wp_viewport, 'set_source', viewport, source ?? noSource);
    this.#peer.sendRequest(wp_viewport, 'set_destination', viewport, destination);
  }

  /** The client destroys it. */
  gone(): void {
    if (this.#hostViewport !== undefined)
      this.#peer.sendRequest(wp_viewport, 'destroy', this.#hostViewport, {});
    this.#hostViewport = undefined;
  }

  /** The surface's size in the client's coordinates, `undefined` if it shows nothing that is known. */
  #size(): Size | undefined {
    if (!this.#buffer) return undefined;
    const { width, height } = turnedSize(this.#buffer, this.#transform);
    const whole = { width: width / this.#scale, height: height / this.#scale };
    const { viewport } = this;
    if (!viewport) return whole;
    const { source, destination, id } = viewport;
    if (source && !covers(whole, source))
      throw new ProtocolError(id, errors.out_of_buffer, 'the source reaches out of the buffer');
    if (destination) return destination;
    if (!source) return whole;
    if (source.width % fixedOne !== 0 || source.height % fixedOne !== 0)
      throw new ProtocolError(id, errors.bad_size, 'a source of broken size needs a destination');
    return { width: source.width / fixedOne, height: source.height / fixedOne };
  }

  #hostSize(size: Size): Size {
    const geometry = this.#geometry;
    const { scale } = this.#view;
    if (!geometry) return this.agreement.show(size, scale);
    const window = this.agreement.show(geometry, scale);
    const axis = (all: number, start: number, length: number, host: number): number =>
      start === 0 && length === all ? host : Math.max(scale.lengthToHost(all), scale.intToHost(start) + host);
    return {
      width: axis(size.width, geometry.x, geometry.width, window.width),
      height: axis(size.height, geometry.y, geometry.height, window.height),
    };
  }

  #ownViewport(surface: HostId): HostId | undefined {
    if (this.#hostViewport !== undefined) return this.#hostViewport;
    const { viewporter } = this.#view;
    if (viewporter === undefined) return undefined;
    this.#hostViewport = this.#peer.addProxy(wp_viewport, 1, {});
    this.#peer.sendRequest(wp_viewporter, 'get_viewport', viewporter, { id: this.#hostViewport, surface });
    return this.#hostViewport;
  }
}

/** Whether a source lies within a buffer of that size. */
function covers(whole: Size, { x, y, width, height }: Rect): boolean {
  return x + width <= whole.width * fixedOne && y + height <= whole.height * fixedOne;
}

function unfixed({ x, y, width, height }: Rect): Rect {
  return { x: x / fixedOne, y: y / fixedOne, width: width / fixedOne, height: height / fixedOne };
}
