/**
 * The bench's command line. Pure: text in, options or a `UsageError` out.
 */
import { parseArgs } from 'node:util';

import { UsageError } from '../src/errors.js';
import { groups, type Group } from './measures.js';
import { targetNames, type TargetName } from './targets.js';

export const usage = `Usage: npm run bench -- [OPTIONS]

Measures decant beside no proxy at all and beside waypipe, in turn, in one run.

  --only=GROUP[,…]     only these: ${groups.join(', ')}
  --targets=NAME[,…]   only these: ${targetNames.join(', ')}
  --rounds=N           how often each measure is taken, the median counts (default 3)
  --seconds=S          length of one run of throughput or copying (default 2)
  --decant=PATH        the decant command (default bin/decant)
  --enforce            exit with status 1 if anything that must be reached is not
  --help`;

export interface BenchOptions {
  readonly only: readonly Group[];
  readonly targets: readonly TargetName[];
  readonly rounds: number;
  readonly seconds: number;
  readonly decant: string;
  readonly enforce: boolean;
  readonly help: boolean;
}

/** Throws a `UsageError` that names the option, its value and what is allowed. */
export function parseOptions(argv: readonly string[], defaultDecant: string): BenchOptions {
  const values = valuesOf(argv);
  return {
    only: names('--only', values.only, groups),
    targets: names('--targets', values.targets, targetNames),
    rounds: number(
      '--rounds',
      values.rounds,
      3,
      (n) => Number.isInteger(n) && n >= 1,
      'a whole number from 1',
    ),
    seconds: number('--seconds', values.seconds, 2, (n) => n > 0 && n <= 60, 'a number up to 60'),
    decant: values.decant ?? defaultDecant,
    enforce: values.enforce ?? false,
    help: values.help ?? false,
  };
}

function valuesOf(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        only: { type: 'string', multiple: true },
        targets: { type: 'string', multiple: true },
        rounds: { type: 'string' },
        seconds: { type: 'string' },
        decant: { type: 'string' },
        enforce: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function names<T extends string>(
  flag: string,
  given: string[] | undefined,
  allowed: readonly T[],
): readonly T[] {
  if (!given) return allowed;
  const wanted = given.flatMap((list) => list.split(',')).filter((name) => name !== '');
  const unknown = wanted.find((name) => !allowed.some((each) => each === name));
  if (unknown !== undefined) throw new UsageError(`${flag}: '${unknown}' is none of ${allowed.join(', ')}`);
  return allowed.filter((each) => wanted.includes(each));
}

function number(
  flag: string,
  given: string | undefined,
  otherwise: number,
  valid: (value: number) => boolean,
  allowed: string,
): number {
  if (given === undefined) return otherwise;
  const value = given.trim() === '' ? Number.NaN : Number(given);
  if (!valid(value)) throw new UsageError(`${flag}: '${given}' is not ${allowed}`);
  return value;
}
