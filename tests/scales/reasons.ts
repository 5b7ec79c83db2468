/**
 * Why some cells differ from the same program on a host of the scale that results. A cell that is not here must not differ. Nor must
 * it differ in more than edges: what is a unit beside its place is still drawn alike.
 */
import type { Cell } from './cells.js';
import type { Comparison } from './compare.js';

interface Reason {
  readonly holds: (cell: Cell, comparison: Comparison) => boolean;
  readonly text: string;
}

/** Of all pixels. */
const mostEdges = 0.06;

/** Whether the client's units are whole ones of the host's. */
const wholeUnits = ({ factor }: Cell): boolean => Number.isInteger(1 / factor);

const reasons: readonly Reason[] = [
  {
    holds: (cell, { name }) => name.startsWith('menu') && !wholeUnits(cell),
    text: 'menus stand on whole units of the host, less than one beside their place',
  },
  {
    holds: (cell) => cell.program === 'gtk4-demo' && !wholeUnits(cell),
    text: 'the shadow around the window is whole units of the host, which moves it by less than one',
  },
];

export function reasonFor(cell: Cell, comparison: Comparison): string | undefined {
  if (comparison.share > mostEdges) return undefined;
  return reasons.find(({ holds }) => holds(cell, comparison))?.text;
}
