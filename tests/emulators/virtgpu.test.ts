/**
 * The emulated virtio-gpu node and its host against the rules of real ones. The rules are sentences in C++
 * (`virtgpu/test_*.cc`), since only C++ calls ioctl; each becomes a test here, in both manners of a host.
 */
import t from 'tap';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../tools/hosts/child.js';
import { plainEnvironment } from '../../tools/hosts/host.js';
import { buildEmulators } from '../support/emulators.js';
import { VirtgpuDevice, virtgpuFolder } from '../support/virtgpu.js';

buildEmulators();
const base = mkdtempSync(join(tmpdir(), 'decant-virtgpu-'));
t.teardown(() => rmSync(base, { recursive: true, force: true }));

/** Runs a program of rules on a host of its own: it says `ok - sentence` or `not ok - sentence` and, below, why. */
async function tryRules(name: string, manner: 'drop' | 'kill') {
  const dir = mkdtempSync(join(base, `${name}-`));
  const bare = join(dir, 'compositor');
  const device = await VirtgpuDevice.start({ hostSocket: bare, dir, manner, dmabuf: 'off' });
  const env = {
    ...plainEnvironment(dir),
    ...device.env,
    EMULATED_VIRTGPU_BARE: bare,
    EMULATED_VIRTGPU_LOG: device.log,
    EMULATED_VIRTGPU_MANNER: manner,
  };
  const result = await runCommand([join(virtgpuFolder, `virtgpu_${name}`)], env, { timeoutMs: 60_000 });
  await device.stop();
  return result;
}

const results = [];
for (const manner of ['drop', 'kill'] as const)
  for (const name of ['kernel', 'rules', 'traffic', 'ends'])
    results.push({ name, manner, ...(await tryRules(name, manner)) });

for (const { name, manner, status, stdout, stderr } of results) {
  const what = manner === 'drop' ? 'that drops bad commands' : 'that ends at a bad command';
  const said = [...stdout.matchAll(/^(not )?ok - (.*)(?:\n {2}(.*))?/gm)];
  for (const [, not, sentence, reason] of said)
    await t.test(`on a host ${what}: ${sentence}`, async (t) => t.equal(not, undefined, reason ?? 'holds'));
  await t.test(`on a host ${what}: the rules of ${name} have all been tried`, async (t) => {
    t.ok(said.length > 0, 'there are some');
    const allHold = said.every(([, not]) => not === undefined);
    t.equal(status === 0, allHold, `status ${status} says what the sentences say: ${stderr}`);
  });
}

/** Arguments of the host that are wrong, and what it says of them. */
const wrongs: readonly (readonly [argument: string, says: string])[] = [
  ['--manner=kindly', 'one of drop, kill is wanted'],
  ['--manner', 'one of drop, kill is wanted'],
  ['--dmabuf=yes', 'one of on, off is wanted'],
  ['--renders=', 'one of on, off is wanted'],
  ['--init=21', 'one of 20, 24, 36 is wanted'],
  ['--init=many', 'one of 20, 24, 36 is wanted'],
  ['--identifiers=28x', 'one of 4, 28 is wanted'],
  ['--log=', 'a path is wanted'],
  ['--colour=red', 'no such argument'],
  ['word', 'no such argument'],
];
const host = join(virtgpuFolder, 'decant_virtgpu_host');

await t.test('an argument of the host that is wrong is said, and nothing begins', async (t) => {
  const good = [`--socket=${base}/s`, `--compositor=${base}/c`, `--log=${base}/l`];
  const env = plainEnvironment(base);
  for (const [argument, says] of wrongs) {
    const { status, stderr, stdout } = await runCommand([host, ...good, argument], env);
    t.strictSame([status, stdout, stderr], [2, '', `decant_virtgpu_host: ${argument}: ${says}\n`]);
  }
  for (const missing of good) {
    const { status, stderr } = await runCommand([host, ...good.filter((each) => each !== missing)], env);
    const name = missing.slice(0, missing.indexOf('='));
    t.strictSame([status, stderr], [2, `decant_virtgpu_host: ${name}=PATH is missing\n`]);
  }
  const fault = await runCommand([host, ...good, '--fault=everything'], env);
  t.match(
    fault.stderr,
    /^decant_virtgpu_host: --fault=everything: one of permission, .*, no-images is wanted\n$/,
  );
});

await t.test('a log or a socket that cannot be made is said', async (t) => {
  const [socket, log] = [`--socket=${base}/s`, `--log=${base}/l`];
  const run = (...words: string[]) => runCommand([host, '--compositor=/c', ...words], plainEnvironment(base));
  const noLog = await run(socket, '--log=/nonexistent/l');
  t.match(noLog, { status: 1, stderr: /^decant_virtgpu_host: the log \/nonexistent\/l: No such file/ });
  const noSocket = await run('--socket=/nonexistent/s', log);
  t.match(noSocket, { status: 1, stderr: /^decant_virtgpu_host: the socket \/nonexistent\/s: No such file/ });
  const long = await run(`--socket=/${'x'.repeat(200)}`, log);
  t.match(long, { status: 1, stderr: /File name too long/ });
});

await t.test('a node whose host was not named is said', async (t) => {
  const env = { ...plainEnvironment(base), LD_PRELOAD: join(virtgpuFolder, 'libdecant_virtgpu.so') };
  const { stderr, status } = await runCommand(['head', '-c1', '/dev/dri/renderD128'], env);
  t.match(stderr, /^EMULATED_VIRTGPU_SOCKET: the socket of decant_virtgpu_host is wanted\n/);
  t.not(status, 0);
});

await t.test('each rule of the host is broken by a test', async (t) => {
  const folder = join(import.meta.dirname, '../../../tests/emulators/virtgpu');
  const rules = new Set<string>();
  const tried = new Set<string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.cc'))) {
    const text = readFileSync(join(folder, file), 'utf8');
    const into = file.startsWith('test_') ? tried : rules;
    const pattern = file.startsWith('test_')
      ? /(?:breaks|refused|noted)\(\s*"([a-z-]+)"/g
      : /(?:refuse|violation)\(\s*"([a-z-]+)"/g;
    for (const [, rule] of text.matchAll(pattern)) into.add(rule!);
  }
  t.ok(rules.size > 20, `${rules.size} rules`);
  t.strictSame([...rules].filter((rule) => !tried.has(rule)).toSorted(), []);
});
