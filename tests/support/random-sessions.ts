/** How many random sessions a test plays, and which. */

const seed = 20_261_122;

/**
 * Options for fast-check: the same sessions in each run, so that whatever was changed is to blame for a failure. With
 * `DECANT_RANDOM_RUNS` in the environment that many others; with `DECANT_RANDOM_SHRINK` one that fails is made as short as it can be.
 */
export function playing(usual: number): {
  readonly numRuns: number;
  readonly endOnFailure: boolean;
  readonly seed?: number;
} {
  const { DECANT_RANDOM_RUNS: wanted, DECANT_RANDOM_SHRINK: shrink } = process.env;
  const endOnFailure = shrink === undefined;
  return wanted === undefined
    ? { numRuns: usual, endOnFailure, seed }
    : { numRuns: Number(wanted), endOnFailure };
}
