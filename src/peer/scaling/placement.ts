/**
 * On which of the host's outputs a surface is, and so how large its units are: those of the densest one, or of the surface that it
 * belongs to; larger ones, if it is to be enlarged. Units that have become others are found by `update`.
 */
import type { Scale } from '../../geometry/scale.js';
import type { ClientOutputs } from './client-outputs.js';

/** Surfaces on surfaces: far more than any program has, and an end for a loop. */
const longestWay = 100;

export class Placement {
  readonly #view: { readonly outputs: ClientOutputs };
  /** In whose units it is: of its parent, of the window that the pointer is in, of the origin of a drag. */
  #leader: Placement | undefined;
  /** Names of the outputs that it is on. */
  readonly #outputs = new Set<number>();
  /** The densest of them; of the last one, where it is on none. */
  #output: number | undefined;
  /** How many times as large as others it is shown. */
  #times = 1;
  /** What its units were made of, and they. */
  #enlarged: { readonly from: Scale; readonly scale: Scale } | undefined;
  /** The factor of the units that were agreed on. */
  #units: number;

  constructor(view: { readonly outputs: ClientOutputs }) {
    this.#view = view;
    this.#units = this.scale.factor;
  }

  /** Between the host's logical coordinates and the surface's. */
  get scale(): Scale {
    return this.#root.#ownScale;
  }

  /** How many times as large as others it is to be shown, and what follows it. */
  enlarge(times: number): void {
    this.#times = times;
    this.#enlarged = undefined;
  }

  /** Its units if it were shown `times` as large as others. */
  scaleAt(times: number): Scale {
    return this.#view.outputs.scale(this.#root.#output).enlarged(times);
  }

  /** Pixels of the host's for each of its units, where it is shown. */
  get density(): number {
    return this.#view.outputs.density(this.#root.#output);
  }

  /** It is in `leader`'s units from now on. */
  follow(leader: Placement | undefined): void {
    this.#leader = leader !== undefined && leader.#root === this ? undefined : leader;
    this.#units = this.scale.factor;
  }

  /** It will be on that output, if the host can be told one. */
  placedOn(output: number | undefined): void {
    if (output === undefined || this.#outputs.size > 0) return;
    this.#output = output;
    this.#units = this.scale.factor;
  }

  entered(output: number): void {
    this.#outputs.add(output);
  }

  left(output: number): void {
    this.#outputs.delete(output);
  }

  /** It is on other outputs than before, or they are others. Whether its units are. */
  update(): boolean {
    const { outputs } = this.#view;
    // Of one that is unplugged not all hosts say that surfaces leave it.
    for (const output of this.#outputs) if (!outputs.has(output)) this.#outputs.delete(output);
    for (const output of this.#outputs)
      if (!this.#outputs.has(this.#output ?? -1) || outputs.density(output) > outputs.density(this.#output))
        this.#output = output;
    const before = this.#units;
    this.#units = this.scale.factor;
    return this.#units !== before;
  }

  get #ownScale(): Scale {
    const from = this.#view.outputs.scale(this.#output);
    if (this.#times === 1) return from;
    if (this.#enlarged?.from !== from) this.#enlarged = { from, scale: from.enlarged(this.#times) };
    return this.#enlarged.scale;
  }

  /** The one whose units are its own: others hang on few, so the way is short. */
  get #root(): Placement {
    return this.#rootWithin(longestWay);
  }

  #rootWithin(way: number): Placement {
    return this.#leader && way > 0 ? this.#leader.#rootWithin(way - 1) : this;
  }
}
