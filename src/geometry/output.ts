/** What a client is told of an output (sommelier's rules, docs/SCALING.md). Pure. */
import type { Size } from './rect.js';
import type { Scale } from './scale.js';

/** An output as the host has it. Sizes as its contents lie in memory, before it is turned. */
export interface HostOutputState {
  readonly pixels: Size;
  /** Pixels for each of the host's logical units. */
  readonly density: number;
  /** The host's logical size, if it has said so. */
  readonly logical?: Size | undefined;
  /** Millimetres; 0: unknown. */
  readonly physical: Size;
}

/** How large clients are to see it. */
export interface OutputView {
  readonly scale: Scale;
  /** Scales pixels by this, and the client draws one pixel for each of its units. */
  readonly direct: number | undefined;
  /** Densities in dots per inch that are allowed; empty: all. */
  readonly dpi: readonly number[];
  /** The density to come near to; `undefined`: the output's own. */
  readonly wantedDpi?: number | undefined;
  /** Whether the client knows of `wl_output.scale`. */
  readonly knowsScale: boolean;
}

export interface ClientOutputState {
  readonly pixels: Size;
  readonly scale: number;
  readonly physical: Size;
}

const millimetresPerInch = 25.4;
/** A density of 1.2 over a factor of 0.6 is 2 and not a trifle more. */
const slack = 1e-6;

export function outputForClient(output: HostOutputState, view: OutputView): ClientOutputState {
  const { pixels: hostPixels, density, physical } = output;
  if (view.direct !== undefined) {
    const factor = view.direct;
    return { pixels: sized(hostPixels, (value) => Math.trunc(value * factor + slack)), scale: 1, physical };
  }
  const scale = view.knowsScale ? Math.max(1, Math.ceil(density / view.scale.factor - slack)) : 1;
  const hostLogical = output.logical ?? sized(hostPixels, (value) => Math.round(value / density));
  const pixels = sized(view.scale.sizeToClient(hostLogical), (value) => value * scale);
  return { pixels, scale, physical: physicalSize(pixels, physical, view) };
}

/** Scales are said in 120ths (fractional-scale-v1.xml); the likely ones are whole, then halves, then quarters. */
const densitySteps = [1, 2, 4, 120];

/** The density of an output of which both sizes are known: the likely one of all that give this logical size. */
export function densityOf(pixels: Size, logical: Size): number {
  const density = pixels.width / logical.width;
  const likely = densitySteps.map((steps) => Math.round(density * steps) / steps);
  // Logical sizes are whole units, rounded one way or the other.
  const fits = (each: number): boolean =>
    Math.abs(pixels.width / each - logical.width) < 1 && Math.abs(pixels.height / each - logical.height) < 1;
  return likely.find(fits) ?? density;
}

/** The size that gives the output the nearest of the densities; of two that are as near, the first. */
function physicalSize(pixels: Size, physical: Size, { dpi, wantedDpi }: OutputView): Size {
  const [first = wantedDpi, ...others] = dpi;
  if (first === undefined || (wantedDpi === undefined && physical.width <= 0)) return physical;
  const target = wantedDpi ?? Math.trunc((pixels.width * millimetresPerInch) / physical.width);
  const nearest = nearestDpi(target, [first, ...others]);
  return sized(pixels, (value) => Math.trunc((value * millimetresPerInch) / nearest));
}

/** The nearest of the densities, `target` itself if there are none; of two that are as near, the first. */
export function nearestDpi(target: number, [first = target, ...others]: readonly number[]): number {
  return others.reduce(
    (best, each) => (Math.abs(each - target) < Math.abs(best - target) ? each : best),
    first,
  );
}

function sized({ width, height }: Size, change: (value: number) => number): Size {
  return { width: change(width), height: change(height) };
}
