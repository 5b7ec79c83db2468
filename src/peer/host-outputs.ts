/**
 * The host's outputs as the peer itself sees them, bound before the client can: only so is their logical size known when the
 * client asks for them, which `wl_output` alone does not say for fractional scales. Bound once somebody asks for it.
 */
import { densityOf } from '../geometry/output.js';
import type { Rect, Size } from '../geometry/rect.js';
import { turnedSize } from '../geometry/transform.js';
import { wl_output } from '../protocol/generated/wayland.js';
import { zxdg_output_manager_v1, zxdg_output_v1 } from '../protocol/generated/xdg-output-unstable-v1.js';
import type { PeerContext } from './handler.js';
import type { HostGlobal } from './host-globals.js';
import type { HostId } from './ids.js';

interface Place {
  readonly x: number;
  readonly y: number;
}

export interface HostOutput {
  readonly id: HostId;
  readonly version: number;
  /** Of the current mode, as the contents lie in memory; `undefined` until the host has said one. */
  readonly pixels: Size | undefined;
  readonly position: Place;
  readonly transform: number;
  readonly scale: number;
  /** As it is shown, turned; `undefined` where the host has no `zxdg_output_v1`. */
  readonly logical: Size | undefined;
  /** What it is called (`wl_output` version 4), empty if the host does not say. */
  readonly name: string;
  readonly description: string;
}

type Known = { -readonly [Field in keyof HostOutput]: HostOutput[Field] } & {
  xdgOutput: HostId | undefined;
  /** Said of it, and not done yet: with what is still to come it may mean something else. */
  pending: Partial<Pick<HostOutput, 'position' | 'logical'>>;
};

const { current } = wl_output.enums[2].entries;
const doneSince = wl_output.events[2].since;

export class HostOutputs {
  readonly #peer: PeerContext;
  readonly #watchers: (() => void)[] = [];
  /** By the global's name, in the host's order. */
  readonly #outputs = new Map<number, Known>();
  #xdgManager: { readonly id: HostId; readonly version: number } | undefined;

  constructor(peer: PeerContext) {
    this.#peer = peer;
    peer.hostGlobals.watch({
      added: (global) => {
        if (global.interface === wl_output.name) this.#add(global);
        if (global.interface === zxdg_output_manager_v1.name) this.#addManager(global);
      },
      removed: ({ name }) => this.#remove(name),
    });
  }

  /** Calls `changed` whenever something is known anew. */
  watch(changed: () => void): void {
    this.#watchers.push(changed);
  }

  get(name: number): HostOutput | undefined {
    return this.#outputs.get(name);
  }

  /** Pixels of the output `name` for each logical unit; `undefined` if it is not known. */
  density(name: number): number | undefined {
    const output = this.#outputs.get(name);
    if (!output?.pixels) return undefined;
    const logical = this.logical(name);
    return logical ? densityOf(output.pixels, logical) : output.scale;
  }

  /** The logical size of the output `name` as its contents lie in memory; `undefined` if the host has not said it. */
  logical(name: number): Size | undefined {
    const output = this.#outputs.get(name);
    if (!output?.logical) return undefined;
    return turnedSize(output.logical, output.transform);
  }

  /** The `wl_output` scale that is fine enough for all of them. */
  get highestScale(): number {
    return Math.max(1, ...[...this.#outputs.values()].map(({ scale }) => scale));
  }

  /** Whether the host has it, or has had it until just now. */
  has(name: number): boolean {
    return this.#outputs.has(name);
  }

  /** Of all outputs that are known; never empty. */
  get densities(): readonly number[] {
    const all = [...this.#outputs.keys()].flatMap((name) => this.density(name) ?? []);
    return all.length > 0 ? all : [1];
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

  /** All of which the size is known, as they are shown, in the host's logical units. */
  get rects(): { readonly name: number; readonly rect: Rect }[] {
    return [...this.#outputs].flatMap(([name, { pixels, logical, transform, scale, position }]) => {
      if (!pixels) return [];
      const turned = turnedSize(pixels, transform);
      const size = logical ?? { width: turned.width / scale, height: turned.height / scale };
      return [{ name, rect: { ...position, ...size } }];
    });
  }

  /** The global's name of the output that the peer has bound as `id`. */
  nameOf(id: number): number | undefined {
    for (const [name, output] of this.#outputs) if (output.id === id) return name;
    return undefined;
  }

  /** The one that counts where a window is on none: the host's first. */
  get first(): number | undefined {
    return this.#outputs.keys().next().value;
  }

  #changed(): void {
    for (const changed of this.#watchers) changed();
  }

  #add(global: HostGlobal): void {
    const version = Math.min(global.version, wl_output.version);
    const id = this.#peer.hostGlobals.bind(global, wl_output, version, {
      geometry: (_output, { x, y, transform }) =>
        void Object.assign(output, { position: { x, y }, transform }),
      mode: (_output, { flags, width, height }) => {
        if ((flags & current) !== 0) output.pixels = knownSize(width, height);
        if (version < doneSince) this.#changed();
      },
      scale: (_output, { factor }) => void Object.assign(output, { scale: Math.max(1, factor) }),
      name: (_output, { name }) => void Object.assign(output, { name }),
      description: (_output, { description }) => void Object.assign(output, { description }),
      done: () => this.#done(output),
    });
    const output: Known = {
      id,
      version,
      pixels: undefined,
      position: { x: 0, y: 0 },
      transform: 0,
      scale: 1,
      logical: undefined,
      name: '',
      description: '',
      xdgOutput: undefined,
      pending: {},
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

  #watchLogical(output: Known): void {
    if (this.#xdgManager === undefined || output.xdgOutput !== undefined) return;
    const { id: manager, version } = this.#xdgManager;
    const id = this.#peer.addProxy(zxdg_output_v1, version, {
      logical_position: (_output, position) => this.#say(output, { position }),
      logical_size: (_output, { width, height }) => this.#say(output, { logical: knownSize(width, height) }),
      done: () => this.#done(output),
    });
    output.xdgOutput = id;
    this.#peer.sendRequest(zxdg_output_manager_v1, 'get_xdg_output', manager, { id, output: output.id });
  }

  /** Of what was unknown, all is better than nothing. */
  #say(output: Known, said: Known['pending']): void {
    Object.assign(output.pending, said);
    if (output.logical === undefined || output.version < doneSince) this.#done(output);
  }

  #done(output: Known): void {
    Object.assign(output, output.pending);
    output.pending = {};
    this.#changed();
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

/** The one of each peer. */
export const hostOutputs = (peer: PeerContext): HostOutputs => new HostOutputs(peer);

function placeOf(output: HostOutput | undefined): Place {
  return output?.position ?? { x: 0, y: 0 };
}

/** A host that has no better idea says 0. */
function knownSize(width: number, height: number): Size | undefined {
  return width > 0 && height > 0 ? { width, height } : undefined;
}
