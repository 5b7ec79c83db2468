/**
 * The client's outputs: what the host says of each, and what the client was told. Said when it is complete, and again when
 * the output's logical size turns out to be another.
 */
import { nearestDpi, outputForClient, type ClientOutputState } from '../../geometry/output.js';
import type { Scale } from '../../geometry/scale.js';
import { turnedSize } from '../../geometry/transform.js';
import { wl_output } from '../../protocol/generated/wayland.js';
import type { PeerContext } from '../handler.js';
import type { ClientId } from '../ids.js';
import { hostOutputs, type HostOutputs } from '../host-outputs.js';
import { saidOutputs, type DrawingDensity } from '../said-outputs.js';
import { OutputScales } from './output-scales.js';
import type { View } from './view.js';
import type { ArgsOf } from '../../protocol/types.js';

type Geometry = ArgsOf<(typeof wl_output.events)[0], never>;
type Mode = ArgsOf<(typeof wl_output.events)[1], never>;

const scaleSince = wl_output.events[3].since;
const { current } = wl_output.enums[2].entries;

/** What X11 programs draw for if nothing else is said. */
const x11Dpi = 96;
/** And how large they draw cursors then. */
const x11CursorSize = 24;

/** One that the client has bound, as the host describes it. */
interface ClientOutput {
  readonly name: number;
  readonly version: number;
  geometry: Geometry | undefined;
  /** The current one last. */
  modes: Mode[];
  scale: number;
  /** The client has been told all of it once. */
  complete: boolean;
  /** What it was told last. */
  said: string;
}

export class ClientOutputs {
  readonly #peer: PeerContext;
  readonly #view: View;
  readonly #host: HostOutputs;
  readonly #scales: OutputScales;
  readonly #outputs = new Map<ClientId, ClientOutput>();
  readonly #watchers: (() => void)[] = [];

  constructor(peer: PeerContext, view: View) {
    this.#peer = peer;
    this.#view = view;
    this.#scales = new OutputScales(view.config, view.client.x11);
    this.#host = peer.part(hostOutputs);
    this.#host.watch(() => this.#hostChanged());
    peer.globals.watchBinds(wl_output, (name, id, version) =>
      this.#outputs.set(id, {
        name,
        version,
        geometry: undefined,
        modes: [],
        scale: 1,
        complete: false,
        said: '',
      }),
    );
  }

  /** Calls `changed` whenever an output of the host's turns out to be another. */
  watch(changed: () => void): void {
    this.#watchers.push(changed);
  }

  /** Pixels of the host's for each of its units, on the output with that name; on the first for `undefined`. */
  density(name: number | undefined): number {
    const known = name ?? this.#host.first;
    return (known === undefined ? undefined : this.#host.density(known)) ?? 1;
  }

  /** Whether the host has an output with that name. */
  has(name: number): boolean {
    return this.#host.has(name);
  }

  /** The client's units on the output with that name; on the first for `undefined`. */
  scale(name: number | undefined): Scale {
    return this.#scales.of(name);
  }

  /** The client's place for a place on the host's desktop. */
  place(point: { readonly x: number; readonly y: number }): { readonly x: number; readonly y: number } {
    return this.#scales.place(point, this.#host);
  }

  /** The name of the output that the host calls `id`, if the peer has bound it itself. */
  nameOf(id: number): number | undefined {
    return this.#host.nameOf(id);
  }

  get(id: number): ClientOutput | undefined {
    return this.#outputs.get(id as ClientId);
  }

  gone(id: number): void {
    this.#peer.part(saidOutputs).gone(id);
    this.#outputs.delete(id as ClientId);
  }

  /** The host says that an output has that mode; the current one is another than before. */
  addMode(id: number, mode: Mode): void {
    const output = this.get(id);
    if (!output) return;
    const isCurrent = (mode.flags & current) !== 0;
    const others = output.modes.filter((each) => {
      const same = each.width === mode.width && each.height === mode.height && each.refresh === mode.refresh;
      return !same && !(isCurrent && (each.flags & current) !== 0);
    });
    output.modes = isCurrent ? [...others, mode] : [mode, ...others];
    // Without a done there is no saying when it is complete.
    if (output.version < scaleSince && isCurrent) this.say(id);
  }

  /** Says all that is known of an output, if it is another than the client knows. Whether it was. */
  say(id: number): boolean {
    const output = this.get(id);
    const mode = output?.modes.at(-1);
    if (!output?.geometry || !mode) return false;
    const state = this.#stateOf(output, mode);
    const [width, height] = [state.physical.width, state.physical.height];
    // X has no places below 0.
    const place = this.place(
      this.#view.client.x11 ? this.#host.placeFromCorner(output.name) : output.geometry,
    );
    const geometry = { ...output.geometry, ...place, physical_width: width, physical_height: height };
    const modes = output.modes.map((each) => ({ ...each, ...this.#stateOf(output, each).pixels }));
    const said = JSON.stringify([geometry, modes, state.scale]);
    if (said === output.said) return false;
    output.said = said;
    if (this.#view.client.x11)
      this.#peer
        .part(saidOutputs)
        .said(id, { ...place, ...turnedSize(state.pixels, output.geometry.transform) });
    const clientId = id as ClientId;
    this.#peer.sendEvent(wl_output, 'geometry', clientId, geometry);
    for (const each of modes) this.#peer.sendEvent(wl_output, 'mode', clientId, each);
    if (output.version >= scaleSince)
      this.#peer.sendEvent(wl_output, 'scale', clientId, { factor: state.scale });
    return true;
  }

  #stateOf({ name, version, geometry, scale: hostScale }: ClientOutput, mode: Mode): ClientOutputState {
    const { config } = this.#view;
    const scale = this.#scales.of(name);
    const density = this.#host.density(name) ?? hostScale;
    const physical = { width: geometry?.physical_width ?? 0, height: geometry?.physical_height ?? 0 };
    const direct = config.direct ? config.factor : undefined;
    const { x11 } = this.#view.client;
    // Xwayland draws one pixel for each of its units, and X11 programs want a density that they know.
    const knowsScale = version >= scaleSince && !x11;
    // Where nothing was asked for, they have the host's if that knows it.
    const wants = x11 && (!this.#view.isHosts || physical.width <= 0);
    const view = { scale, direct, dpi: config.dpi, knowsScale, wantedDpi: wants ? x11Dpi : undefined };
    const { flags, width, height } = mode;
    const logical = (flags & current) === 0 ? undefined : this.#host.logical(name);
    return outputForClient({ pixels: { width, height }, density, logical, physical }, view);
  }

  #hostChanged(): void {
    this.#scales.update(this.#host);
    for (const changed of this.#watchers) changed();
    for (const [id, output] of this.#outputs) {
      if (!this.#host.has(output.name)) this.#peer.part(saidOutputs).gone(id);
      else if (output.complete && this.say(id) && output.version >= scaleSince)
        this.#peer.sendEvent(wl_output, 'done', id, {});
    }
    if (this.#view.client.x11) this.#peer.part(saidOutputs).density = this.#drawingDensity();
  }

  /** By the lowest density of all outputs, on which everything has room; by the host's own only where its pixels are seen. */
  #drawingDensity(): DrawingDensity {
    const { direct, dpi, factor } = this.#view.config;
    const { densities } = this.#host;
    const scale = direct ? Math.max(1, Math.min(...densities)) : 1;
    const hostPixels = Math.max(...densities) / this.#view.scale.factor;
    const cursorSize = Math.max(1, Math.round(x11CursorSize * factor * scale));
    return { dpi: direct ? x11Dpi * scale : nearestDpi(x11Dpi, dpi), scale, cursorSize, hostPixels };
  }
}
