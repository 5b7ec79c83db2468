/**
 * The host's outputs as the peer itself sees them, bound before the client can: only so is their logical size known when the
 * client asks for them, which `wl_output` alone does not say for fractional scales.
 */
import { densityOf } from '../../geometry/output.js';
import type { Size } from '../../geometry/rect.js';
import { turnedSize } from '../../geometry/transform.js';
import { wl_output } from '../../protocol/generated/wayland.js';
import { zxdg_output_manager_v1, zxdg_output_v1 } from '../../protocol/generated/xdg-output-unstable-v1.js';
import type { PeerContext } from '../handler.js';
import type { HostGlobal } from '../host-globals.js';
import type { HostId } from '../ids.js';

interface HostOutput {
  readonly id: HostId;
  readonly version: number;
  pixels: Size | undefined;
  transform: number;
  scale: number;
  /** As it is shown, turned. */
  logical: Size | undefined;
  xdgOutput: HostId | undefined;
  /** Of its corner, as `wl_output` says it, and as `zxdg_output_v1` says it, which is right where the two differ. */
  place: Place;
  logicalPlace: Place | undefined;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

export class HostOutputs {
  readonly #peer: PeerContext;
  readonly #changed: () => void;
  /** By the global's name, in the host's order. */
  readonly #outputs = new Map<number, HostOutput>();
  #xdgManager: { readonly id: HostId; readonly version: number } | undefined;

  /** `changed` is called whenever something is known anew. */
  constructor(peer: PeerContext, changed: () => void) {
    this.#peer = peer;
    this.#changed = changed;
    peer.hostGlobals.watch({
      added: (global) => {
        if (global.interface === wl_output.name) this.#add(global);
        if (global.interface === zxdg_output_manager_v1.name) this.#addManager(global);
      },
      removed: ({ name }) => this.#remove(name),
    });
  }

  /** Pixels of the output `name` for each logical unit; `undefined` if it is not known. */
  density(name: number): number | undefined {
    const output = this.#outputs.get(name);
    if (!output?.pixels) return undefined;
    const logical = this.logical(name);
    return logical ? densityOf(output.pixels, logical) : output.scale;
  }

  /** Of all outputs; 1 if none is known. */
  get lowestDensity(): number {
    const all = [...this.#outputs.keys()].flatMap((name) => this.density(name) ?? []);
    return all.length > 0 ? Math.min(...all) : 1;
  }

  /** The logical size of the output `name` as its contents lie in memory; `undefined` if it is not known. */
  logical(name: number): Size | undefined {
    const output = this.#outputs.get(name);
    if (!output?.logical || output.logical.width <= 0) return undefined;
    return turnedSize(output.logical, output.transform);
  }

  /** Whether the host has it, or has had it until just now. */
  has(name: number): boolean {
    return this.#outputs.has(name);
  }

  /** Where the output `name` is, from the left-most and the top-most edge of all: so that none is below 0. */
  placeFromCorner(name: number): Place {
    const places = [...this.#outputs.values()].map(placeOf);
    const { x, y } = placeOf(this.#outputs.get(name));
    return {
      x: x - Math.min(...places.map((each) => each.x)),
      y: y - Math.min(...places.map((each) => each.y)),
    };
  }

  /** The one that counts where a window is on none: the host's first. */
  get first(): number | undefined {
    return this.#outputs.keys().next().value;
  }

  #add(global: HostGlobal): void {
    const version = Math.min(global.version, wl_output.version);
    const id = this.#peer.hostGlobals.bind(global, wl_output, version, {
      geometry: (_output, { transform, x, y }) => {
        output.transform = transform;
        output.place = { x, y };
      },
      mode: (_output, { flags, width, height }) => {
        if ((flags & wl_output.enums[2].entries.current) !== 0) output.pixels = { width, height };
        if (version < wl_output.events[2].since) this.#changed();
      },
      scale: (_output, { factor }) => {
        output.scale = Math.max(1, factor);
      },
      done: () => this.#changed(),
    });
    const output: HostOutput = {
      id,
      version,
      pixels: undefined,
      transform: 0,
      scale: 1,
      logical: undefined,
      xdgOutput: undefined,
      place: { x: 0, y: 0 },
      logicalPlace: undefined,
    };
    this.#outputs.set(global.name, output);
    this.#watchLogical(output);
  }

  #addManager(global: HostGlobal): void {
    if (this.#xdgManager !== undefined) return;
    const version = Math.min(global.version, zxdg_output_manager_v1.version);
    const id = this.#peer.hostGlobals.bind(global, zxdg_output_manager_v1, version, {});
    this.#xdgManager = { id, version };
    for (const output of this.#outputs.values()) this.#watchLogical(output);
  }

  #watchLogical(output: HostOutput): void {
    if (this.#xdgManager === undefined || output.xdgOutput !== undefined) return;
    const { id: manager, version } = this.#xdgManager;
    const id = this.#peer.addProxy(zxdg_output_v1, version, {
      logical_position: (_output, place) => {
        output.logicalPlace = place;
        this.#changed();
      },
      logical_size: (_output, { width, height }) => {
        output.logical = { width, height };
        // Whether a done follows, and whose, depends on the version.
        this.#changed();
      },
    });
    output.xdgOutput = id;
    this.#peer.sendRequest(zxdg_output_manager_v1, 'get_xdg_output', manager, { id, output: output.id });
  }

  #remove(name: number): void {
    const output = this.#outputs.get(name);
    if (!output) return;
    this.#outputs.delete(name);
    if (output.xdgOutput !== undefined)
      this.#peer.sendRequest(zxdg_output_v1, 'destroy', output.xdgOutput, {});
    if (output.version >= wl_output.requests[0].since)
      this.#peer.sendRequest(wl_output, 'release', output.id, {});
    this.#changed();
  }
}

function placeOf(output: HostOutput | undefined): Place {
  return output?.logicalPlace ?? output?.place ?? { x: 0, y: 0 };
}
