/**
 * The numbers of a run: for each row of the report and each target, one reading a round.
 * Pure data and arithmetic: knows nothing of how a number came to be, or how it is shown.
 */
import { targetNames, type TargetName } from './targets.js';

/** What a row must reach: a ratio decant/waypipe of one run, or decant's own value. */
export interface Limit {
  readonly of: 'ratio' | 'value';
  readonly better: 'higher' | 'lower';
  readonly must: number;
  readonly aim: number;
}

export interface RowSpec {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly digits: number;
  readonly limit?: Limit;
}

/** Values by row id. */
export type Readings = Readonly<Record<string, number>>;

export type Verdict = 'aim' | 'must' | 'missed' | '';

export interface RowResult {
  readonly spec: RowSpec;
  /** Readings in the order of the rounds; empty for a target that was not measured. */
  readonly rounds: Readonly<Record<TargetName, readonly number[]>>;
  readonly medians: Readonly<Record<TargetName, number | undefined>>;
  /** Median over the rounds of decant/waypipe, so that a machine that slows down between rounds matters less. */
  readonly ratio: number | undefined;
  readonly verdict: Verdict;
}

export class Results {
  readonly #rounds = new Map<string, (number | undefined)[]>();

  /** Keeps the readings of one measure, one target, one round (from 0). */
  add(target: TargetName, round: number, readings: Readings): void {
    for (const [row, value] of Object.entries(readings)) {
      const key = `${row} ${target}`;
      const values = this.#rounds.get(key) ?? [];
      values[round] = value;
      this.#rounds.set(key, values);
    }
  }

  row(spec: RowSpec): RowResult {
    const of = (name: TargetName): (number | undefined)[] => this.#rounds.get(`${spec.id} ${name}`) ?? [];
    const rounds = byTarget((name) => of(name).filter(isNumber));
    const medians = byTarget((name) => median(rounds[name]));
    const ratio = median(ratiosOf(of('decant'), of('waypipe')));
    const measured = spec.limit?.of === 'ratio' ? ratio : medians.decant;
    return { spec, rounds, medians, ratio, verdict: verdictOf(spec.limit, measured) };
  }
}

/** The middle value, the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

/** Where a measured value stands. A limit without a value is missed: what was not measured was not reached. */
export function verdictOf(limit: Limit | undefined, measured: number | undefined): Verdict {
  if (!limit) return '';
  if (measured === undefined) return 'missed';
  const reaches = (mark: number): boolean =>
    limit.better === 'higher' ? measured >= mark : measured <= mark;
  if (reaches(limit.aim)) return 'aim';
  return reaches(limit.must) ? 'must' : 'missed';
}

function ratiosOf(ours: readonly (number | undefined)[], theirs: readonly (number | undefined)[]): number[] {
  return ours
    .map((value, round) => (value === undefined ? undefined : value / (theirs[round] ?? Number.NaN)))
    .filter((ratio) => isNumber(ratio) && Number.isFinite(ratio)) as number[];
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined;
}

function byTarget<T>(of: (name: TargetName) => T): Record<TargetName, T> {
  return Object.fromEntries(targetNames.map((name) => [name, of(name)])) as Record<TargetName, T>;
}
