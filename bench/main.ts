/**
 * `npm run bench`: starts the host and the targets, takes each measure from one target after the other, round by
 * round, so that a machine that is busy for a while is busy for all of them, and reports.
 * Owns the private folder and the end of everything in it, also when the bench is interrupted.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { UsageError, reasonOf } from '../src/errors.js';
import { buildNative, root } from './build.js';
import { runClient } from './client.js';
import { Host } from './host.js';
import { measures, type Measure } from './measures.js';
import { parseOptions, usage, type BenchOptions } from './options.js';
import { Programs } from './programs.js';
import { table, writeResults, type Failure } from './report.js';
import { Results, type RowResult } from './results.js';
import { startTarget, type Stage, type Target } from './targets.js';

/** No run takes longer; what is left then is ended by `timeout`. */
const limitSeconds = 3600;

interface Outcome {
  readonly rows: readonly RowResult[];
  readonly failures: readonly Failure[];
}

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2), join(root, 'bin/decant'));
  if (options.help) {
    console.log(usage);
    return 0;
  }
  const native = buildNative();
  const folder = mkdtempSync(join(tmpdir(), 'decant-bench-'));
  const programs = new Programs(folder);
  // Whatever ends the bench, nothing of it stays; programs that are still there have had their chance.
  process.once('exit', () => {
    programs.killAll();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => process.exit(130));

  const host = await Host.start(programs, native.host, folder, limitSeconds);
  const { client, copy } = native;
  const stage = { programs, host, folder, client, copy, decant: options.decant, limitSeconds };
  const outcome = await runAll(stage, options);
  await programs.stopAll();
  return finish(options, outcome);
}

/** Prints and writes the outcome; returns the exit status. */
function finish(options: BenchOptions, { rows, failures }: Outcome): number {
  const { rounds, seconds } = options;
  writeResults(join(root, 'bench-results.json'), rows, { rounds, seconds }, failures);
  console.log(`\n${table(rows)}\n`);
  const told = failures.map(
    ({ measure, target, reason }) => `not measured: ${measure}, ${target}: ${reason}`,
  );
  for (const line of new Set(told)) console.log(line);
  console.log('All readings are in bench-results.json.');
  const missed = rows.filter((row) => row.verdict === 'missed').length;
  return options.enforce && (missed > 0 || failures.length > 0) ? 1 : 0;
}

async function runAll(stage: Stage, options: BenchOptions): Promise<Outcome> {
  const failures: Failure[] = [];
  const results = new Results();
  const targets = await startAll(stage, options, failures);
  const wanted = measures.filter(({ group }) => options.only.includes(group));
  for (let round = 0; round < options.rounds; round++) {
    for (const measure of wanted) {
      if (measure.once && round > 0) continue;
      progress(`round ${round + 1} of ${options.rounds}: ${measure.rows[0]!.label}`);
      for (const target of targets) {
        if (!measure.targets.includes(target.name)) continue;
        await attempt(failures, measure.rows[0]!.id, target.name, async () => {
          const readings = await withWords(target, () => measure.take(stage, target, options));
          results.add(target.name, round, readings);
        });
      }
    }
  }
  progress('');
  return { rows: rowsOf(wanted, results), failures };
}

/** Starts the targets and makes sure that each truly stands between its clients and the host. */
async function startAll(stage: Stage, options: BenchOptions, failures: Failure[]): Promise<Target[]> {
  const targets: Target[] = [];
  for (const name of options.targets) {
    await attempt(failures, 'start', name, async () => {
      const target = await startTarget(stage, name);
      await withWords(target, () => runClient(stage, target, ['roundtrip', '10'], 20));
      targets.push(target);
    });
  }
  return targets;
}

function rowsOf(wanted: readonly Measure[], results: Results): RowResult[] {
  return wanted.flatMap(({ rows }) => rows.map((spec) => results.row(spec)));
}

/** One target that fails does not spoil the others' results. */
async function attempt(
  failures: Failure[],
  measure: string,
  target: string,
  take: () => Promise<void>,
): Promise<void> {
  try {
    await take();
  } catch (error) {
    failures.push({ measure, target, reason: reasonOf(error) });
  }
}

/** Runs `take`; an error gets what the target said meanwhile. */
async function withWords<T>(target: Target, take: () => Promise<T>): Promise<T> {
  target.lastWords();
  try {
    return await take();
  } catch (error) {
    const words = target.lastWords();
    throw new Error(`${reasonOf(error)}${words && ` (${target.name}: ${words})`}`, { cause: error });
  }
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
  else if (text) process.stderr.write(`${text}\n`);
}

try {
  process.exit(await main());
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`bench: ${error.message}`);
  process.exit(2);
}
