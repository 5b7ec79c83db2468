/** Why some cells differ from the same program on a host of the scale that results. A cell that is not here must not differ. */
import type { Cell } from './cells.js';
import type { Comparison } from './compare.js';

interface Reason {
  readonly holds: (cell: Cell, comparison: Comparison) => boolean;
  readonly text: string;
}

const reasons: readonly Reason[] = [];

export function reasonFor(cell: Cell, comparison: Comparison): string | undefined {
  return reasons.find(({ holds }) => holds(cell, comparison))?.text;
}
