/**
 * One surface of the client's that the host shows at another size: through a viewport of the peer's own, whose destination is
 * set before every commit that changes it. The buffer itself passes as it is, so pixels are exact wherever the client draws
 * as many as the host shows. The client's own viewport is known here only (viewporter.xml allows one for each surface).
 */
import { ProtocolError } from '../../errors.js';
import { Agreement } from '../../geometry/agreement.js';
import { clampInt, fixedOne } from '../../geometry/fixed.js';
import type { Rect, Size } from '../../geometry/rect.js';
import type { Scale } from '../../geometry/scale.js';
import { shownPixels, type Shown } from '../../geometry/pixels.js';
import { turnedSize } from '../../geometry/transform.js';
import { wp_viewport, wp_viewporter } from '../../protocol/generated/viewporter.js';
import type { PeerContext, Target } from '../handler.js';
import type { ClientId, HostId } from '../ids.js';
import { surfaces } from '../surfaces.js';
import { Damage } from './damage.js';
import { OpaqueRegion, type Ratio } from './opaque.js';
import { Placement } from './placement.js';
import type { View } from './view.js';

const errors = wp_viewport.enums[0].entries;
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

/** The window that a surface is, where its client's units can become others. */
export interface ScaledToplevel {
  /** Tells the client its size once more, in the units that are now its own. */
  configureAgain(): void;
  /** The client has taken it off the screen. */
  unmapped(): void;
}

export class ScaledSurface {
  readonly #peer: PeerContext;
  readonly #view: View;
  /** The host's sizes of this window for the client's. */
  agreement = new Agreement();
  readonly opaque: OpaqueRegion;
  readonly damage: Damage;
  viewport: ClientViewport | undefined;
  /** It is one of `zwlr_layer_shell_v1`. */
  isPanel = false;
  toplevel: ScaledToplevel | undefined;
  readonly #placement: Placement;
  /** What of the surface is the window, without shadows (xdg-shell.xml, `set_window_geometry`). */
  #geometry: Rect | undefined;
  #buffer: Size | undefined;
  /** The next commit takes it off the screen. */
  #detached = false;
  #scale = 1;
  #transform = 0;
  #hostViewport: HostId | undefined;
  #lives = true;
  /** What the host was told last, in words. */
  #said = '';
  #windowSize: Size | undefined;
  /** What the host asked for last, in its own units. */
  #asked: Size | undefined;

  constructor(peer: PeerContext, view: View) {
    this.#peer = peer;
    this.#view = view;
    this.opaque = new OpaqueRegion(peer);
    this.damage = new Damage(peer, view.client.copies);
    this.#placement = new Placement(view);
  }

  /** Between the host's logical coordinates and the surface's. */
  get scale(): Scale {
    return this.#placement.scale;
  }

  /** Pixels of the host's for each of its units, where it is shown. */
  get density(): number {
    return this.#placement.density;
  }

  /** The host asks for a size of the window: what the client is told. */
  configure(size: Size): Size {
    this.#asked = { width: size.width, height: size.height };
    return this.agreement.configure(this.#asked, this.scale);
  }

  /** It is shown `times` as large as others from now on. `shown`: the client's size that is the one which the host asked for last. */
  enlarge(times: number, shown?: Size): void {
    this.#placement.enlarge(times);
    if (this.#placement.update()) this.agreement = new Agreement();
    if (this.#asked && shown) this.agreement.agree(shown, this.#asked);
  }

  /** What the host asked for last, in the units of a surface that is shown `times` as large as others. */
  askedAt(times: number): Size | undefined {
    return this.#asked && this.#placement.scaleAt(times).sizeToClient(this.#asked);
  }

  /** The surface is in `leader`'s units from now on. */
  follow(leader: ScaledSurface | undefined): void {
    this.#placement.follow(leader === undefined ? undefined : leader.#placement);
  }

  /** It will be on that output, if the host can be told one. */
  placedOn(output: number | undefined): void {
    this.#placement.placedOn(output);
  }

  entered(output: number): void {
    this.#placement.entered(output);
    this.outputsChanged();
    this.#view.unitsChanged();
  }

  left(output: number): void {
    this.#placement.left(output);
    this.outputsChanged();
    this.#view.unitsChanged();
  }

  /** It is on other outputs than before, or they are others. */
  outputsChanged(): void {
    if (!this.#placement.update()) return;
    // What was agreed on was in other units.
    this.agreement = new Agreement();
    this.toplevel?.configureAgain();
  }

  /** `undefined`: one of which the size is not known. */
  attach(buffer: Size | undefined): void {
    this.#buffer = buffer;
    this.#detached = false;
  }

  /** No buffer. */
  detach(): void {
    this.#buffer = undefined;
    this.#detached = true;
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
    const { scale } = this;
    if (geometry.width <= 0 || geometry.height <= 0) return scale.rectToHost(geometry);
    this.#geometry = geometry;
    const { width, height } = this.agreement.show(geometry, scale);
    return { x: scale.intToHost(geometry.x), y: scale.intToHost(geometry.y), width, height };
  }

  /** The size of the window on the host, if it is shown. */
  get windowSize(): Size | undefined {
    return this.#windowSize;
  }

  /** To be called before the commit passes. Throws `ProtocolError` on the client's viewport where it is at odds with the buffer. */
  commit(target: Target): void {
    if (this.#detached) this.toplevel?.unmapped();
    this.#detached = false;
    const size = this.#size();
    if (!size) {
      const perUnit = 1 / this.scale.factor;
      this.damage.commit(target, { across: perUnit, down: perUnit });
      return;
    }
    const { destination, source, ratio } = this.#shown(size);
    if (this.#view.client.copies && this.#view.hasViewporter)
      this.#peer
        .part(surfaces)
        .of(target)
        .show({ source: source && unfixed(source), destination });
    // Without viewports it is shown as it is.
    const shown = this.#view.hasViewporter ? ratio : { across: 1, down: 1 };
    this.damage.commit(target, shown);
    // What has a shape hides nothing as a whole.
    if (!this.#peer.part(surfaces).find(target.id)?.isMasked)
      this.opaque.commit(target.counterpart as HostId, () => this.#view.compositor, shown);
    const said = JSON.stringify([source, destination]);
    if (said === this.#said) return;
    const viewport = this.#ownViewport(target.counterpart as HostId);
    if (viewport === undefined) return;
    this.#said = said;
    this.#peer.sendRequest(wp_viewport, 'set_source', viewport, source ?? noSource);
    this.#peer.sendRequest(wp_viewport, 'set_destination', viewport, destination);
  }

  /** Whether the client has not destroyed it. */
  get lives(): boolean {
    return this.#lives;
  }

  /** The client destroys it. */
  gone(): void {
    this.#lives = false;
    this.toplevel = undefined;
    this.#placement.follow(undefined);
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

  /** How large the host shows the surface, and what of its buffer. */
  #shown(size: Size): {
    readonly destination: Size;
    readonly source: Rect | undefined;
    readonly ratio: Ratio;
  } {
    const geometry = this.#geometry ?? { x: 0, y: 0, ...size };
    const window = this.agreement.show(geometry, this.scale);
    this.#windowSize = window;
    const turned = turnedSize(this.#buffer ?? size, this.#transform);
    const { source } = this.viewport ?? {};
    const across = this.#axis(turned.width, size.width, geometry.x, geometry.width, window.width);
    const down = this.#axis(turned.height, size.height, geometry.y, geometry.height, window.height);
    const destination = { width: across.host, height: down.host };
    const [width, height] = [across.pixels, down.pixels].map((pixels) => (pixels * fixedOne) / this.#scale);
    const all = { across: across.host / size.width, down: down.host / size.height };
    const whole = across.pixels === turned.width && down.pixels === turned.height;
    // What cannot be said exactly would be no better.
    if (source || whole || !Number.isInteger(width) || !Number.isInteger(height))
      return { destination, source, ratio: all };
    const ratio = {
      across: (all.across * turned.width) / across.pixels,
      down: (all.down * turned.height) / down.pixels,
    };
    return { destination, source: { x: 0, y: 0, width: width!, height: height! }, ratio };
  }

  /** Along one axis: the window is `length` of all `units`, from `start`, and has the size `window` on the host. */
  #axis(pixels: number, units: number, start: number, length: number, window: number): Shown {
    const { scale, density } = this;
    const bare = start === 0 && length === units;
    // Each of them fits the wire, their sum may not.
    const around = scale.intToHost(start) + window + scale.intToHost(units - start - length);
    const host = bare ? window : Math.max(1, clampInt(around));
    if (this.viewport?.source) return { host, pixels };
    const free = !bare || !this.agreement.settled;
    return shownPixels({ pixels, units, density, factor: scale.factor, host, free });
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
