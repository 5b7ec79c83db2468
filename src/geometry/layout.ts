/**
 * Where outputs stand for a client whose units are of another size on each of them: every stretch between two edges is as long as on
 * the densest output that it is part of. So outputs keep their order, none covers another, and where all are alike it is plain scaling. Pure.
 */

/** An output's extent along one axis, in the host's logical units. */
export interface Extent {
  readonly start: number;
  readonly length: number;
  /** The client's units for each of the host's. */
  readonly factor: number;
}

/** The client's place for the host's `value`; `factor` holds where there is no output. */
export function stretched(value: number, extents: readonly Extent[], factor: number): number {
  const edges = [
    ...new Set([0, ...extents.flatMap(({ start, length }) => [start, start + length])]),
  ].toSorted((a, b) => a - b);
  const [from, to] = value < 0 ? [value, 0] : [0, value];
  const stops = [from, ...edges.filter((edge) => edge > from && edge < to), to];
  let length = 0;
  for (const [at, start] of stops.slice(0, -1).entries()) {
    const end = stops[at + 1]!;
    const over = extents.filter((each) => each.start < end && each.start + each.length > start);
    const densest = over.length > 0 ? Math.max(...over.map((each) => each.factor)) : factor;
    length += (end - start) * densest;
  }
  return value < 0 ? -length : length;
}
