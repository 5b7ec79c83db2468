/**
 * The emulated virtwl device against the rules of the real one. The rules are sentences in C++
 * (`virtwl/test_*.cc`), since only C++ calls ioctl; each becomes a test here. Pictures are taken by the compositor.
 */
import t from 'tap';
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { runCommand, type CommandResult } from '../../tools/hosts/child.js';
import { plainEnvironment, type Host } from '../../tools/hosts/host.js';
import { readPicture, type Picture } from '../../tools/hosts/picture.js';
import { startWeston } from '../../tools/hosts/weston.js';
import { forkFlags, plainNode } from '../native/children.js';
import { buildEmulators } from '../support/emulators.js';
import { emulatorFolder, VirtwlDevice } from '../support/virtwl.js';

buildEmulators();
const host = await startWeston();
t.teardown(() => host.stop());

function device(options: { dmabuf?: 'off' | 'memfd' | 'shm' } = {}): VirtwlDevice {
  const dir = mkdtempSync(join(host.runtimeDir, 'virtwl-'));
  return new VirtwlDevice({ hostSocket: host.socketPath, dir, ...options });
}

const environment = ({ env }: VirtwlDevice): Record<string, string> => ({
  ...plainEnvironment(host.runtimeDir),
  ...env,
});

/** Runs a program of rules: it says `ok - sentence` or `not ok - sentence` and, below, why. */
async function tryRules(name: string): Promise<CommandResult & { name: string }> {
  const program = join(emulatorFolder, `virtwl_${name}`);
  return { name, ...(await runCommand([program], environment(device()), { timeoutMs: 60_000 })) };
}

const programs = ['objects', 'transactions', 'hang_up', 'pipes', 'processes', 'dmabufs', 'registry'];
const results = [];
for (const name of programs) results.push(await tryRules(name));

for (const { name, status, stdout, stderr } of results) {
  const said = [...stdout.matchAll(/^(not )?ok - (.*)(?:\n {2}(.*))?/gm)];
  for (const [, not, sentence, reason] of said)
    await t.test(sentence!, async (t) => t.equal(not, undefined, reason ?? 'holds'));
  await t.test(`the rules of ${name} have all been tried`, async (t) => {
    t.ok(said.length > 0, 'there are some');
    const allHold = said.every(([, not]) => not === undefined);
    t.equal(status === 0, allHold, `status ${status} says what the sentences say: ${stderr}`);
  });
}

/** How many pixels have the colour that virtwl_show draws. */
function pixelsOf({ data }: Picture, colour: number): number {
  let count = 0;
  for (let at = 0; at < data.length; at += 4) if (data.readUIntBE(at, 3) === colour) count++;
  return count;
}

/** Shows the window of virtwl_show, takes the picture, and closes it. */
async function show(what: 'alloc' | 'dmabuf', through: VirtwlDevice, on: Host): Promise<Picture> {
  const child = spawn(join(emulatorFolder, 'virtwl_show'), [what], {
    env: environment(through),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const first = await Promise.race([once(child.stdout, 'data'), ended]);
  if (String(first[0]) !== 'shown\n') throw new Error(`virtwl_show ended with status ${String(first[0])}`);
  const path = join(on.runtimeDir, `${what}.png`);
  await on.screenshot(path);
  child.stdin.end();
  await ended;
  return readPicture(path);
}

await t.test('a buffer in allocated memory is on the screen, pixel by pixel', async (t) => {
  const through = device();
  const picture = await show('alloc', through, host);
  t.equal(pixelsOf(picture, 0x12abef), 100 * 80);
  t.same(through.violations(), []);
  t.match(through.counters(), { refusedFds: 0, allocs: 1, contexts: 1, fdsSent: 1 });
});

await t.test('a dmabuf with a padded stride is on the screen of a host that has only wl_shm', async (t) => {
  const through = device({ dmabuf: 'shm' });
  const picture = await show('dmabuf', through, host);
  t.equal(pixelsOf(picture, 0x12abef), 100 * 80);
  t.same(through.violations(), []);
  t.match(through.counters(), { refusedFds: 0, dmabufs: 1, syncs: 2 });
});

await t.test('a refused descriptor is in the log with what it was, and in the counters', async (t) => {
  const through = device();
  await runCommand([join(emulatorFolder, 'virtwl_transactions')], environment(through));
  const refused = through.violations().find(({ rule }) => rule === 'foreign-descriptor');
  t.match(refused, { is: '/memfd:foreign (deleted)' });
  t.ok(through.counters()['refusedFds']! > 0);
});

await t.test('the counters are in the log when the device is closed', async (t) => {
  const through = device();
  const script = "const fs = require('fs'); fs.closeSync(fs.openSync('/dev/wl0', 'r+'))";
  const { status, stderr } = await runCommand([process.execPath, '-e', script], environment(through));
  t.equal(status, 0, stderr);
  t.match(through.notes(), [{ event: 'close', opens: 1, refusedFds: 0 }]);
});

await t.test('Node finds the device by exists, access and stat', async (t) => {
  const script = `const fs = require('fs');
    fs.accessSync('/dev/wl0', fs.constants.R_OK | fs.constants.W_OK);
    console.log(fs.existsSync('/dev/wl0'), fs.statSync('/dev/wl0').isCharacterDevice(), fs.existsSync('/dev/wl1'))`;
  const { stdout } = await runCommand([process.execPath, '-e', script], environment(device()));
  t.equal(stdout.trim(), 'true true false');
});

await t.test('the device is where the environment says, and nowhere else', async (t) => {
  const script =
    "console.log(['/dev/wl0', '/run/some/wl'].map((path) => require('fs').existsSync(path)).join())";
  const env = { ...environment(device()), EMULATED_VIRTWL_PATH: '/run/some/wl' };
  const { stdout } = await runCommand([process.execPath, '-e', script], env);
  t.equal(stdout.trim(), 'false,true');
});

await t.test('a word of the environment that means nothing ends the program with a sentence', async (t) => {
  const env = { ...environment(device()), EMULATED_VIRTWL_DMABUF: 'maybe' };
  const { status, stderr } = await runCommand([join(emulatorFolder, 'virtwl_show'), 'alloc'], env);
  t.equal(stderr, 'EMULATED_VIRTWL_DMABUF=maybe: one of off, memfd, shm is wanted\n');
  t.equal(status, 2);
});

await t.test('a forked Node opens the device of its parent', async (t) => {
  const through = device();
  const program = join(import.meta.dirname, 'forked-node.js');
  const words = [...plainNode, ...forkFlags, program];
  const { stdout, stderr } = await runCommand(words, environment(through));
  const pid = Number(/^child (\d+) ended with 0$/.exec(stdout)?.[1]);
  t.ok(pid > 0, stdout + stderr);
  t.match(through.notes(), [{ event: 'close', pid, opens: 1 }]);
});
