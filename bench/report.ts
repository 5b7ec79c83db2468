/**
 * The table on the terminal and `bench-results.json`. Shows what `results.ts` worked out, and judges nothing itself.
 */
import { writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';

import type { Limit, RowResult, RowSpec } from './results.js';

const headings = [
  'measure',
  'direct',
  'waypipe',
  'decant',
  'decant/waypipe',
  'must',
  'aim',
  'verdict',
] as const;
const verdictWords = { aim: 'aim reached', must: 'reached', missed: 'MISSED', '': '' } as const;
const absent = '–';

/** Something that could not be measured. */
export interface Failure {
  readonly measure: string;
  readonly target: string;
  readonly reason: string;
}

/** The table, a line each. */
export function table(rows: readonly RowResult[]): string {
  const cells = [headings, ...rows.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ');
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [line(cells[0]!), rule, ...cells.slice(1).map(line)].join('\n');
}

/** Writes all readings, with what is needed to read them later. */
export function writeResults(
  path: string,
  rows: readonly RowResult[],
  run: object,
  failures: readonly Failure[],
): void {
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, kernel: release(), node: process.version };
  const results = rows.map(({ spec, medians, ratio, verdict, rounds }) => ({
    ...spec,
    medians,
    ratio,
    verdict,
    rounds,
  }));
  writeFileSync(path, `${JSON.stringify({ machine, run, results, failures }, undefined, 2)}\n`);
}

function cellsOf({ spec, medians, ratio, verdict }: RowResult): readonly string[] {
  const value = (number: number | undefined): string => number?.toFixed(spec.digits) ?? absent;
  return [
    spec.unit === '' ? spec.label : `${spec.label}, ${spec.unit}`,
    value(medians.direct),
    value(medians.waypipe),
    value(medians.decant),
    ratio?.toFixed(2) ?? absent,
    limitCell(spec, 'must'),
    limitCell(spec, 'aim'),
    verdictWords[verdict],
  ];
}

function limitCell({ limit, unit }: RowSpec, which: 'must' | 'aim'): string {
  if (!limit) return '';
  return `${signOf(limit)} ${limit[which]}${limit.of === 'ratio' ? ' ×' : unit && ` ${unit}`}`;
}

function signOf({ better }: Limit): string {
  return better === 'higher' ? '≥' : '≤';
}
