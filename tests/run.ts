/**
 * `npm test`: all tests through tap, and the C++ tests, with one closing line `N passed, N failed`.
 * Words select tiers (`unit`, `addon`, `emulators`, `process`, `x11`; `hosts` and `x11-programs` only when named); `--coverage` collects coverage. Exit status 1 if anything failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const tests = join(root, 'dist/tests');
/**
 * Folders of tests that start processes and compositors; all others are quick. `hosts` needs what is fetched first, `x11-programs`
 * more packages; those of `vm` are run by `tests/vm/run.ts`.
 */
const ownTiers: ReadonlySet<string> = new Set(['process', 'emulators', 'hosts', 'x11', 'x11-programs', 'vm']);
/** How much is shown of a failure: the message and where it was. */
const detailLines = 20;
/** Quick ones in such a folder. */
const pureFolder = 'pure';

interface Count {
  passed: number;
  failed: number;
}

function testFiles(tiers: readonly string[]): string[] {
  const files = readdirSync(tests, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.test.js'),
  );
  // A compiled test whose source is gone must not be run.
  const current = files.filter((name) => existsSync(join(root, 'tests', name.replace(/\.js$/, '.ts'))));
  const wanted = current.filter((name) => tiers.includes(tierOf(name)));
  return wanted.toSorted().map((name) => join('dist/tests', name));
}

function tierOf(name: string): string {
  const [folder = '', below] = name.split('/');
  if (below === pureFolder) return 'unit';
  return ownTiers.has(folder) ? folder : 'unit';
}

function runTap(files: readonly string[], coverage: boolean): Count {
  const folder = mkdtempSync(join(tmpdir(), 'decant-tests-'));
  const output = join(folder, 'results.tap');
  try {
    const flags = coverage ? ['--no-disable-coverage', '--coverage-report=text'] : [];
    const args = ['tap', '--reporter=terse', `--output-file=${output}`, ...flags, ...files];
    const { status } = spawnSync('npx', ['--no-install', ...args], { cwd: root, stdio: 'inherit' });
    const text = existsSync(output) ? readFileSync(output, 'utf8') : '';
    // The reporter leaves out files that did not end by themselves.
    for (const line of failuresIn(text)) console.log(line);
    return countTap(text, status ?? 1);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What failed, files and their tests, each with the beginning of what TAP says about it. */
function failuresIn(text: string): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const indent = /^((?: {4}){0,2})not ok /.exec(line)?.[1];
    if (indent === undefined) return [];
    const end = lines.indexOf(`${indent}  ...`, at);
    const hasDetails = lines[at + 1] === `${indent}  ---` && end !== -1;
    return [line, ...(hasDetails ? lines.slice(at + 2, Math.min(end, at + 2 + detailLines)) : [])];
  });
}

/** Subtests of the first level: one a sentence. A run that fell over counts as a failure even if no test says so. */
function countTap(text: string, status: number): Count {
  const lines = text
    .split('\n')
    .filter((line) => /^ {4}(not )?ok /.test(line) && !/# (SKIP|TODO)/i.test(line));
  const failed = lines.filter((line) => line.trimStart().startsWith('not ok')).length;
  return { passed: lines.length - failed, failed: failed === 0 && status !== 0 ? 1 : failed };
}

function runAddonTests(): Count {
  const { status, stdout } = spawnSync('bash', ['tools/test-addon.sh'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const passed = stdout.match(/ Passed +[0-9.]+ sec/g)?.length ?? 0;
  const failed = stdout.match(/\*\*\*/g)?.length ?? 0;
  if (status !== 0) process.stdout.write(stdout);
  return { passed, failed: failed === 0 && status !== 0 ? 1 : failed };
}

function main(words: readonly string[]): number {
  const coverage = words.includes('--coverage');
  const named = words.filter((word) => !word.startsWith('-'));
  const tiers = named.length > 0 ? named : ['unit', 'addon', 'emulators', 'process', 'x11'];
  const files = testFiles(tiers);
  const counts = [
    ...(tiers.includes('addon') ? [runAddonTests()] : []),
    ...(files.length > 0 ? [runTap(files, coverage)] : []),
  ];
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
