/**
 * What one peer's client sees at another scale: the state that the handlers of this folder share.
 * Owns the client's surfaces as far as scaling goes, and the one `wp_viewporter` by which the host shows them.
 */
import type { ScaleConfig } from '../../config/config.js';
import type { Scale } from '../../geometry/scale.js';
import { wl_compositor } from '../../protocol/generated/wayland.js';
import { wp_viewporter } from '../../protocol/generated/viewporter.js';
import type { PeerContext } from '../handler.js';
import type { HostId } from '../ids.js';
import { ownScales, type Scaler } from '../own-scales.js';
import { ClientOutputs } from './client-outputs.js';
import { BufferSizes } from './buffers.js';
import { ScaledSurface } from './surface.js';

/** Which client it is. */
export interface ClientKind {
  /** Its pixels are copied, by `copied-shm.ts`, which has to know how they are shown. */
  readonly copies: boolean;
  /** It is Xwayland. */
  readonly x11: boolean;
  /** Some of its surfaces may be shown larger or smaller than others (`own-scales.ts`). */
  readonly ownScales?: boolean;
}

/** Whether units may differ from surface to surface. */
export function unitsDiffer(config: ScaleConfig | undefined, { ownScales = false }: ClientKind): boolean {
  return ownScales || config?.direct === true;
}

const asHost: ScaleConfig = { factor: 1, dpi: [], direct: false, stable: false };

/** What has units of its own: a surface, mostly. */
export interface Subject {
  readonly scale: Scale;
}

export class View {
  readonly config: ScaleConfig;
  /** No scale was asked for: sizes are the host's. */
  readonly isHosts: boolean;
  readonly buffers: BufferSizes;
  readonly outputs: ClientOutputs;
  readonly client: ClientKind;
  readonly #peer: PeerContext;
  readonly #unitsDiffer: boolean;
  readonly #surfaces = new Map<number, ScaledSurface>();
  /** By the client's id; only where units differ. */
  readonly #subjects = new Map<number, Subject>();
  readonly #unitsWatchers: (() => void)[] = [];
  #panel: ScaledSurface | undefined;
  #viewporter: HostId | undefined;
  #compositor: HostId | undefined;
  #warned = false;

  constructor(peer: PeerContext, wanted: ScaleConfig | undefined, client: ClientKind) {
    const config = wanted ?? asHost;
    this.#peer = peer;
    this.config = config;
    this.isHosts = wanted === undefined;
    this.client = client;
    this.#unitsDiffer = unitsDiffer(config, client);
    this.buffers = new BufferSizes(peer, client.copies);
    this.outputs = new ClientOutputs(peer, this);
    peer.hostGlobals.watch({
      added: (global) => {
        if (global.interface === wp_viewporter.name)
          this.#viewporter ??= peer.hostGlobals.bind(global, wp_viewporter, 1, {});
      },
    });
    this.outputs.watch(() => this.#unitsMayDiffer());
    if (client.ownScales) peer.part(ownScales).scaler = this.#scaler();
  }

  /** Between the host's logical coordinates and the client's, where nothing says of which surface they are. */
  get scale(): Scale {
    return this.outputs.scale(undefined);
  }

  /** The same for what is said of the client's object `id`. */
  scaleOf(id: number): Scale {
    return this.#subjects.get(id)?.scale ?? this.scale;
  }

  /** What is said of the client's object `id` is in the units of `subject`, until it is gone. */
  concerns(id: number, subject: Subject): void {
    if (this.#unitsDiffer) this.#subjects.set(id, subject);
  }

  /** The surface that the client's object `id` is about. */
  subject(id: number): ScaledSurface | undefined {
    const subject = this.#subjects.get(id);
    return subject instanceof ScaledSurface ? subject : undefined;
  }

  concernsNothing(id: number): void {
    this.#subjects.delete(id);
  }

  /** A pointer, a finger, a pen or the keyboard is on `surface` now. */
  used(surface: ScaledSurface): void {
    if (surface.isPanel) this.#panel = surface;
  }

  /** The panel that a popup without a parent will most likely belong to: the one that was used last. */
  get panel(): ScaledSurface | undefined {
    return this.#panel;
  }

  /** Calls `changed` whenever the client's units may have become others for some object, or the host's pixels in them. */
  watchUnits(changed: () => void): void {
    this.#unitsWatchers.push(changed);
  }

  unitsChanged(): void {
    for (const changed of this.#unitsWatchers) changed();
  }

  /** The client's surface `id`, living or not. */
  surface(id: number): ScaledSurface {
    const known = this.#surfaces.get(id);
    if (known) return known;
    const surface = new ScaledSurface(this.#peer, this);
    this.#surfaces.set(id, surface);
    return surface;
  }

  /** The same, `undefined` if nothing has been said of it. */
  known(id: number): ScaledSurface | undefined {
    return this.#surfaces.get(id);
  }

  surfaceGone(id: number): void {
    const surface = this.#surfaces.get(id);
    surface?.gone();
    if (surface === this.#panel) this.#panel = undefined;
    this.#surfaces.delete(id);
  }

  #scaler(): Scaler {
    const works = (): boolean => this.viewporter !== undefined;
    return {
      get works() {
        return works();
      },
      enlarge: (id, times, shown) => {
        this.surface(id).enlarge(times, shown);
        this.#unitsMayDiffer();
      },
      askedAt: (id, times) => this.#surfaces.get(id)?.askedAt(times),
    };
  }

  /** Of some surface, and so of all that are in its units. */
  #unitsMayDiffer(): void {
    for (const surface of this.#surfaces.values()) surface.outputsChanged();
    this.unitsChanged();
  }

  /** The host's `wl_compositor`, for objects of the peer's own. */
  get compositor(): HostId | undefined {
    const global = this.#peer.hostGlobals.find(wl_compositor);
    if (global) this.#compositor ??= this.#peer.hostGlobals.bind(global, wl_compositor, 1, {});
    return this.#compositor;
  }

  /** Whether the host has one, as far as is known. */
  get hasViewporter(): boolean {
    return this.#viewporter !== undefined;
  }

  /** The host's, `undefined` if it has none: then surfaces are shown as they are. */
  get viewporter(): HostId | undefined {
    if (this.#viewporter === undefined && !this.#warned) {
      this.#warned = true;
      this.#peer.log.warn(`the host has no ${wp_viewporter.name}: windows cannot be scaled`);
    }
    return this.#viewporter;
  }
}

/** The view of a peer. */
export type ViewOf = (peer: PeerContext) => View;

export function viewsOf(config: ScaleConfig | undefined, client: ClientKind): ViewOf {
  const make = (peer: PeerContext): View => new View(peer, config, client);
  return (peer) => peer.part(make);
}
