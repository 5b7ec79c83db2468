/**
 * The client's outputs: what the host says of each, and what the client was told. Said when it is complete, and again when
 * the output's logical size turns out to be another.
 */
import { outputForClient, type ClientOutputState } from '../../geometry/output.js';
import { Scale } from '../../geometry/scale.js';
import { wl_output } from '../../protocol/generated/wayland.js';
import type { PeerContext } from '../handler.js';
import type { ClientId } from '../ids.js';
import { hostOutputs, type HostOutputs } from '../host-outputs.js';
import type { View } from './view.js';
import type { ArgsOf } from '../../protocol/types.js';

type Geometry = ArgsOf<(typeof wl_output.events)[0], never>;
type Mode = ArgsOf<(typeof wl_output.events)[1], never>;

const scaleSince = wl_output.events[3].since;
const { current } = wl_output.enums[2].entries;

/** What X11 programs draw for if nothing else is said. */
const x11Dpi = 96;

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
  readonly #outputs = new Map<ClientId, ClientOutput>();
  readonly #watchers: (() => void)[] = [];

  constructor(peer: PeerContext, view: View) {
    this.#peer = peer;
    this.#view = view;
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

  /** Pixels of the host's for each of its units, on the client's output `id`. */
  density(id: number): number | undefined {
    const output = this.get(id);
    return output && this.#host.density(output.name);
  }

  /** The same of the first output, where a surface is on none. */
  get firstDensity(): number {
    const { first } = this.#host;
    return (first === undefined ? undefined : this.#host.density(first)) ?? 1;
  }

  get(id: number): ClientOutput | undefined {
    return this.#outputs.get(id as ClientId);
  }

  gone(id: number): void {
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
    const { scale } = this.#view;
    const { x, y } = output.geometry;
    const [width, height] = [state.physical.width, state.physical.height];
    const geometry = {
      ...output.geometry,
      x: scale.intToClient(x),
      y: scale.intToClient(y),
      physical_width: width,
      physical_height: height,
    };
    const modes = output.modes.map((each) => ({ ...each, ...this.#stateOf(output, each).pixels }));
    const said = JSON.stringify([geometry, modes, state.scale]);
    if (said === output.said) return false;
    output.said = said;
    const clientId = id as ClientId;
    this.#peer.sendEvent(wl_output, 'geometry', clientId, geometry);
    for (const each of modes) this.#peer.sendEvent(wl_output, 'mode', clientId, each);
    if (output.version >= scaleSince)
      this.#peer.sendEvent(wl_output, 'scale', clientId, { factor: state.scale });
    return true;
  }

  #stateOf({ name, version, geometry, scale: hostScale }: ClientOutput, mode: Mode): ClientOutputState {
    const { scale, config } = this.#view;
    const density = this.#host.density(name) ?? hostScale;
    const physical = { width: geometry?.physical_width ?? 0, height: geometry?.physical_height ?? 0 };
    const direct = config.direct ? config.factor : undefined;
    const { x11 } = this.#view.client;
    // Xwayland draws one pixel for each of its units, and X11 programs want a density that they know.
    const knowsScale = version >= scaleSince && !x11;
    const view = { scale, direct, dpi: config.dpi, knowsScale, wantedDpi: x11 ? x11Dpi : undefined };
    const { flags, width, height } = mode;
    const logical = (flags & current) === 0 ? undefined : this.#host.logical(name);
    return outputForClient({ pixels: { width, height }, density, logical, physical }, view);
  }

  #hostChanged(): void {
    this.#scaleDirectly();
    for (const [id, output] of this.#outputs) {
      if (output.complete && this.say(id) && output.version >= scaleSince)
        this.#peer.sendEvent(wl_output, 'done', id, {});
    }
    for (const changed of this.#watchers) changed();
  }

  /** With `--direct-scale` the client's units are the pixels of the first output. */
  #scaleDirectly(): void {
    const { config } = this.#view;
    const { first } = this.#host;
    const density = config.direct && first !== undefined ? this.#host.density(first) : undefined;
    if (density !== undefined) this.#view.scale = new Scale(config.factor * density, config.stable);
  }
}
