/**
 * How large the client's units are on each output: the same on all, but with `--direct-scale`, where they are the pixels of
 * the output that a surface is on. X11 programs have one screen for all outputs, so the first output's units are theirs everywhere.
 */
import type { ScaleConfig } from '../../config/config.js';
import { clampInt } from '../../geometry/fixed.js';
import { stretched } from '../../geometry/layout.js';
import { Scale } from '../../geometry/scale.js';
import type { HostOutputs } from '../host-outputs.js';

interface Point {
  readonly x: number;
  readonly y: number;
}

export class OutputScales {
  readonly #config: ScaleConfig;
  readonly #x11: boolean;
  #first: Scale;
  /** By the output's name; empty where all are alike. */
  #scales = new Map<number, Scale>();

  constructor(config: ScaleConfig, x11: boolean) {
    this.#config = config;
    this.#x11 = x11;
    this.#first = new Scale(config.factor, config.stable);
  }

  /** Of the output with that name; the first one's for `undefined`. */
  of(name: number | undefined): Scale {
    return (name === undefined ? undefined : this.#scales.get(name)) ?? this.#first;
  }

  /** The client's place for a place on the host's desktop. */
  place({ x, y }: Point, host: HostOutputs): Point {
    const first = this.#first;
    if (this.#scales.size === 0) return { x: first.intToClient(x), y: first.intToClient(y) };
    const placed = host.rects.map(({ name, rect }) => ({ ...rect, factor: this.of(name).factor }));
    const across = placed.map((each) => ({ start: each.x, length: each.width, factor: each.factor }));
    const down = placed.map((each) => ({ start: each.y, length: each.height, factor: each.factor }));
    return {
      x: clampInt(Math.round(stretched(x, across, first.factor))),
      y: clampInt(Math.round(stretched(y, down, first.factor))),
    };
  }

  /** The host's outputs have changed. */
  update(host: HostOutputs): void {
    const { factor, direct, stable } = this.#config;
    if (!direct) return;
    const made = (density: number): Scale => new Scale(factor * density, stable);
    const density = host.first === undefined ? undefined : host.density(host.first);
    if (density !== undefined) this.#first = made(density);
    if (this.#x11) return;
    const densities = host.rects.map(({ name }) => [name, host.density(name) ?? 1] as const);
    this.#scales = new Map(densities.map(([name, each]) => [name, made(each)]));
  }
}
