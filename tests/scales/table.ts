/** The results as a table of Markdown: a row for each program on each host, a column for each `--scale`. Pure. */
import { factors, hasPeer, type Cell } from './cells.js';
import type { Comparison } from './compare.js';
import { reasonFor } from './reasons.js';

export interface Result {
  readonly cell: Cell;
  /** Empty if there is nothing to compare with. */
  readonly comparisons: readonly Comparison[];
  readonly error?: string;
}

export function tableOf(results: readonly Result[]): string {
  const columns = factors.filter((factor) => results.some(({ cell }) => cell.factor === factor));
  const rows = new Map<string, Map<number, string>>();
  for (const result of results) {
    const { kind, outputScale, program, factor } = result.cell;
    const name = `${program} | ${kind} ${outputScale}`;
    const row = rows.get(name) ?? new Map<number, string>();
    rows.set(name, row.set(factor, wordFor(result)));
  }
  const line = (words: readonly (string | number)[]): string => `| ${words.join(' | ')} |`;
  return [
    line(['program', 'host', ...columns]),
    line(['---', '---', ...columns.map(() => '---')]),
    ...[...rows].map(([name, row]) => line([name, ...columns.map((factor) => row.get(factor) ?? '')])),
  ].join('\n');
}

function wordFor({ cell, comparisons, error }: Result): string {
  if (error !== undefined) return 'failed';
  if (!hasPeer(cell)) return 'seen';
  const differing = comparisons.filter(({ pixels }) => pixels > 0);
  if (differing.some((each) => reasonFor(cell, each) === undefined)) return 'differs';
  if (differing[0]) return `${differing[0].name.startsWith('window') ? 'window' : 'menu'} beside`;
  return comparisons.some((each) => each.cursor > 0) ? 'but cursor' : 'equal';
}
