/**
 * `npm run test:vm [-- MACHINE…]`: tests that need kernel drivers, each machine's in that machine. The last line is
 * `N passed, N failed`. Exit status 1 if anything failed, 75 if no machine can be had here.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runInMachine, type JobResult } from './machine.js';
import { machines, type Machine } from './machines.js';

const root = join(import.meta.dirname, '../../..');
const cannotRun = 75;

interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** Where the parts of the machines are; `undefined`: they cannot be had, which was said. */
function fetchParts(): string | undefined {
  const { status, stdout } = spawnSync('bash', ['tools/vm/fetch.sh'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return status === 0 ? stdout.trim() : undefined;
}

/** Compiled test files of a machine, from the checkout on. */
function testFiles({ name }: Machine): string[] {
  const folder = join('tests/vm', name);
  return readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join('dist', folder, file.replace(/\.ts$/, '.js')))
    .filter((file) => existsSync(join(root, file)));
}

/** Runs the test files of a machine in it, one after the other. */
function jobOf(machine: Machine): string {
  const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
  return [
    `cd ${quote(root)}`,
    `export PATH=${quote(process.env['PATH'] ?? '/usr/bin:/bin')} DECANT_TEST_SLOWNESS=10 TAP_TIMEOUT=1200 DECANT_TEST_PICTURES=/run/job/pictures`,
    'result=0',
    ...testFiles(machine).map((file) => `${quote(process.execPath)} ${quote(file)} || result=1`),
    'exit $result',
  ].join('\n');
}

function countOf({ status, output }: JobResult): Count {
  const lines = output
    .split('\n')
    .filter((line) => /^(not )?ok \d/.test(line) && !/# (SKIP|TODO)/i.test(line));
  const failed = lines.filter((line) => line.startsWith('not ok')).length;
  return { passed: lines.length - failed, failed: failed === 0 && status !== 0 ? 1 : failed };
}

/** Tests that switch on the machine themselves: each file's lines as they come, and where the parts are by a variable. */
function runOutside(machine: Machine, cache: string): JobResult {
  const env = { ...process.env, DECANT_VM_PARTS: cache, DECANT_TEST_SLOWNESS: '3', TAP_TIMEOUT: '1200' };
  const results = testFiles(machine).map((file) =>
    spawnSync(process.execPath, [file], { cwd: root, env, encoding: 'utf8', timeout: machine.limitMs }),
  );
  return {
    status: results.every(({ status }) => status === 0) ? 0 : 1,
    output: results.map(({ stdout }) => stdout).join('\n'),
    errors: results.map(({ stderr }) => stderr).join('\n'),
    console: '',
  };
}

async function runMachine(machine: Machine, cache: string): Promise<Count> {
  console.log(`# machine ${machine.name}`);
  const result = machine.testsAreOutside
    ? runOutside(machine, cache)
    : await runInMachine(cache, machine, jobOf(machine), machine.limitMs, join(root, '.tap/pictures'));
  const count = countOf(result);
  if (count.failed > 0) {
    console.log(result.output);
    console.error(result.errors);
    if (result.status === undefined) console.error(`the machine did not finish:\n${result.console}`);
  } else for (const line of result.output.split('\n')) if (line.startsWith('ok ')) console.log(line);
  return count;
}

async function main(names: readonly string[]): Promise<number> {
  const wanted = machines.filter(({ name }) => names.length === 0 || names.includes(name));
  const cache = fetchParts();
  if (cache === undefined) return cannotRun;
  const counts: Count[] = [];
  for (const machine of wanted) counts.push(await runMachine(machine, cache));
  const sum = (key: keyof Count): number => counts.reduce((total, count) => total + count[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
