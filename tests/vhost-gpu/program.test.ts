/** The program as it is started: what it says, where its readers leave, and what its log has of each machine. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { requests } from '../../tools/vhost-gpu/vhost-user.js';
import { FakeFrontend } from './fake-frontend.js';
import { words } from './fake-words.js';

const program = join(import.meta.dirname, '../../tools/vhost-gpu/main.js');
const limits = { timeoutMs: 60_000, stepMs: 5 };

/** A backend that listens at `path`; it ends with its test. */
async function start(t: Test): Promise<{ path: string; child: ChildProcess; log: () => string }> {
  const directory = mkdtempSync(join(tmpdir(), 'vhost-gpu-'));
  const path = join(directory, 'gpu');
  const flags = [`--socket-path=${path}`, '--wayland=/nonexistent'];
  const child = spawn(process.execPath, [program, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
  t.teardown(() => {
    child.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });
  let log = '';
  child.stderr.on('data', (text: Buffer) => (log += text.toString()));
  await waitFor('it listens', limits, () => log.includes('waits at') || undefined);
  return { path, child, log: () => log };
}

/** A connection, where there is room for one. */
function arrive(path: string): number | undefined {
  try {
    return addon.connect(path, false);
  } catch {
    return undefined;
  }
}

t.test('lines of the log have the number of their machine', async (t) => {
  const { path, log } = await start(t);
  const machines = [1, 2].map(() => new FakeFrontend(new OwnedFd(addon.connect(path))));
  for (const machine of machines) await machine.ask(requests.getFeatures);
  machines[1]!.tell(99, words());
  await machines[1]!.end();
  const end = 'machine 2: has gone';
  await waitFor('it is said', limits, () => log().includes(end) || undefined);
  for (const machine of machines) machine.close();
  t.match(log(), /^vhost-gpu: machine 1: has come\nvhost-gpu: machine 2: has come\n/m);
  t.match(log(), "vhost-gpu: machine 2: the frontend's connection ends: unknown request 99\n");
});

t.test('whoever reads the log may leave', async (t) => {
  const { path, child } = await start(t);
  child.stdout?.destroy();
  child.stderr?.destroy();
  for (let i = 0; i < 3; i++) {
    const machine = new FakeFrontend(new OwnedFd(addon.connect(path)));
    await machine.ask(requests.getFeatures);
    machine.tell(99, words());
    await machine.end();
    machine.close();
  }
  const machine = new FakeFrontend(new OwnedFd(addon.connect(path)));
  t.ok(await machine.ask(requests.getFeatures), 'machines are served');
  machine.close();
  child.kill('SIGTERM');
  await waitFor('it ends', limits, () => child.exitCode ?? child.signalCode ?? undefined);
  t.equal(child.exitCode, 0);
});

t.test('whoever reads the log may stand still', async (t) => {
  const { path, child } = await start(t);
  child.stderr?.pause();
  // Two lines each: more than a socket takes.
  for (let i = 0; i < 6000; i++) addon.close(await waitFor('it lets in', limits, () => arrive(path)));
  const machine = new FakeFrontend(new OwnedFd(addon.connect(path)));
  t.ok(await machine.ask(requests.getFeatures), 'machines are served');
  machine.close();
});

const run = (...flags: string[]) => spawnSync(process.execPath, [program, ...flags], { encoding: 'utf8' });

t.test('--help tells all flags, on standard output', (t) => {
  const { status, stdout, stderr } = run('--help');
  t.equal(status, 0);
  t.equal(stderr, '');
  for (const flag of ['socket-path', 'fd', 'wayland', 'memory', 'images', 'print-capabilities', 'help'])
    t.match(stdout, new RegExp(`^  --${flag}`, 'm'));
  t.end();
});

t.test('a wrong argument is named, and the exit status is 2', (t) => {
  const { status, stderr } = run('--socket-path=/tmp/x', '--wayland=/w', '--memory=5');
  t.equal(status, 2);
  t.match(stderr, /^vhost-gpu: --memory=5: .*\n.*--help/);
  t.end();
});

t.test('a descriptor at which nobody can arrive is said', (t) => {
  const flags = [program, '--fd=3', '--wayland=/w'];
  const [near, far] = addon.socketPair();
  const { status, stderr } = spawnSync(process.execPath, flags, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', near],
  });
  addon.close(near);
  addon.close(far);
  t.equal(status, 1);
  t.match(stderr, /^vhost-gpu: nobody can arrive at descriptor 3: EINVAL/);
  t.end();
});
