/** A master behind an emulated virtio-gpu node, in front of weston: how it begins, how it ends, and what it leaves. */
import t, { type Test } from 'tap';
import { rmSync } from 'node:fs';
import { runCommand, startChild } from '../../tools/hosts/child.js';
import { decantPath, isSaid, startDecant } from '../../tools/hosts/decant.js';
import { makePrivateDir, plainEnvironment } from '../../tools/hosts/host.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { startWeston } from '../../tools/hosts/weston.js';
import { descriptorCount } from '../support/proc.js';
import { buildEmulators } from '../support/emulators.js';
import { VirtgpuDevice, type VirtgpuOptions } from '../support/virtgpu.js';

buildEmulators();
t.setTimeout(600_000);
// The runner's own limit for a file is raised by a comment of this form (@tapjs/core, spawn).
t.comment('timeout=600000');
const timeoutMs = 20_000;
const host = await startWeston();
t.teardown(() => host.stop());
const flag = '--virtgpu-channel';

/** A node in front of weston, and a directory for the guest. */
async function machine(t: Test, options: Partial<VirtgpuOptions> = {}) {
  const dir = makePrivateDir('decant-guest-');
  t.teardown(() => rmSync(dir, { recursive: true, force: true }));
  const device = await VirtgpuDevice.start({ hostSocket: host.socketPath, dir, ...options });
  t.teardown(() => device.stop());
  const env = { ...plainEnvironment(dir), XDG_RUNTIME_DIR: dir };
  const master = (flags: readonly string[] = []) =>
    startDecant({
      hostSocket: { flag, env: device.env },
      runtimeDir: dir,
      logDir: dir,
      socketName: 'wl-g',
      flags,
    });
  const start = (...argv: string[]) => {
    const logPath = `${dir}/client-${argv[0]}.log`;
    const child = startChild(argv, { env: { ...env, WAYLAND_DISPLAY: 'wl-g' }, logPath });
    t.teardown(() => child.stop());
    return child;
  };
  return { dir, device, env, master, start };
}

/** Images, and memory in place of images, that the host has made. */
function imagesOf(device: VirtgpuDevice): number {
  const { allocs = 0, dmabufs = 0 } = device.counters();
  return allocs + dmabufs;
}

t.test('doctor names the node, what it leads to and what serves there', async (t) => {
  const { device, env } = await machine(t);
  const { stdout, status } = await runCommand([decantPath, 'doctor', flag], { ...env, ...device.env });
  t.match(stdout, /Device: \/dev\/dri\/renderD128/);
  t.match(stdout, /wl_compositor 4/);
  t.match(stdout, /\/dev\/dri\/renderD128 leads to the host/);
  t.match(stdout, /Channel: virtgpu\.\n {2}Pixels: driver virtwl-dmabuf, copied/);
  t.match(stdout, /decant can serve here/);
  t.equal(status, 0);
});

t.test('doctor tells what clients see on the channel', async (t) => {
  const { device, env } = await machine(t);
  const { stdout } = await runCommand([decantPath, 'doctor', flag], { ...env, ...device.env });
  const info = await runCommand([decantPath, flag, 'wayland-info'], { ...env, ...device.env });
  const seen = [...info.stdout.matchAll(/^interface: '(\w+)', +version: +(\d+)/gm)].map(
    ([, name = '', version = '']) => `${name} ${version}`,
  );
  t.ok(seen.length > 10, 'control: a client sees globals');
  const told = [...stdout.matchAll(/^ {4}(\w+) (\d+)(?:, offered as (\d+)|: decant's own)?$/gm)].map(
    ([, name = '', version = '', offered = version]) => `${name} ${offered}`,
  );
  t.strictSame(told.toSorted(), seen.toSorted());
  t.match(stdout, /^ {4}zwp_linux_dmabuf_v1 3: not offered to clients, images of clients cannot cross/m);
});

t.test('doctor hints at a node that leads to the host where another way is taken', async (t) => {
  const { device, env } = await machine(t);
  const words = [decantPath, 'doctor', `--display=${host.socketPath}`];
  const { stdout } = await runCommand(words, { ...env, ...device.env });
  t.match(stdout, /Channel: socket\./);
  t.match(
    stdout,
    /renderD128: driver virtio_gpu\.\n.*renderD128 leads to the host; --virtgpu-channel uses it\.$/m,
  );
  t.notMatch(stdout, /There is no DRM node/);
});

t.test('the node of the channel can be named, and one that does not serve is one line', async (t) => {
  const { device, env } = await machine(t);
  const run = (node: string) =>
    runCommand([decantPath, flag, `--drm-device=${node}`, 'wayland-info'], { ...env, ...device.env });
  t.equal((await run('/dev/dri/renderD128')).status, 0);
  for (const [node, problem] of [
    ['/dev/null', 'it is no DRM node'],
    ['/dev/dri/renderD190', 'it is not there'],
  ]) {
    const { stderr, status } = await run(node!);
    const text = `no virtio-gpu channel: --drm-device=${node}: ${problem}`;
    t.equal(stderr, `decant: the host cannot be reached: ${text}\n`);
    t.equal(status, 1);
  }
});

for (const [name, words] of [
  ['of the channel', [flag]],
  ['that was not named', []],
] as const)
  t.test(`doctor reports a node ${name} whose host stands still, and ends`, async (t) => {
    const { device, env } = await machine(t);
    process.kill(device.hostPid, 'SIGSTOP');
    const { stdout, status } = await runCommand([decantPath, 'doctor', ...words], { ...env, ...device.env });
    process.kill(device.hostPid, 'SIGCONT');
    t.match(stdout, /has taken more than 20 s: what should answer stands still\.\n\n.*cannot serve here/);
    t.equal(status, 1);
  });

const failures: readonly (readonly [VirtgpuOptions['fault'], RegExp])[] = [
  ['permission', /renderD128: this user may not open it/],
  ['other-driver', /renderD128: its driver is i915, not virtio_gpu/],
  ['no-3d', /it has no 3D features/],
  ['no-capset-fix', /capability sets cannot be asked for/],
  ['no-blob', /it has no blob resources/],
  ['no-host-visible', /it has no host-visible memory/],
  ['no-context', /it has no context_init: the kernel is older than 5\.16/],
  ['no-capset-ids', /it does not say which capability sets it has/],
  ['no-cross-domain', /it has no capability set 5: .* started without cross-domain/],
  ['no-wayland', /its cross-domain set has no Wayland channel/],
  ['closes-at-init', /the virtio-gpu device has ended the channel/],
  ['silent', /did not answer an image query within 3 s/],
  ['no-images', /the host does not answer on this channel/],
];
/** Who gets no answer to INIT tries the others that there are, which this host does not know. */
function rulesBrokenOn(device: VirtgpuDevice): string[] {
  const rules = device.violations().map(({ rule }) => rule ?? '');
  return rules.filter((rule) => rule !== 'init-size' && rule !== 'before-init');
}

for (const [fault, sentence] of failures) {
  t.test(`a host of the fault ${fault} is one line and status 1`, async (t) => {
    const { device, env } = await machine(t, { fault: fault! });
    const { stderr, status } = await runCommand([decantPath, flag, 'true'], { ...env, ...device.env });
    t.match(stderr, sentence);
    t.match(stderr, /^decant: the host cannot be reached: [^\n]+\n$/);
    t.equal(status, 1);
    t.strictSame(rulesBrokenOn(device), []);
    const doctor = await runCommand([decantPath, 'doctor', flag], { ...env, ...device.env });
    t.match(doctor.stdout, sentence, doctor.stderr);
    t.match(doctor.stdout, /It cannot be used: [^\n]+\n/);
    t.match(doctor.stdout, /decant cannot serve here/);
    t.equal(doctor.status, 1);
  });
}

t.test('where no node is, that is one line and status 1', async (t) => {
  const { env } = await machine(t);
  const { stderr, status } = await runCommand([decantPath, flag, 'true'], env);
  t.match(
    stderr,
    /^decant: the host cannot be reached: no virtio-gpu channel: there is no DRM node in \/dev\/dri\n$/,
  );
  t.equal(status, 1);
});

t.test('a compositor that is not there is one line and status 1', async (t) => {
  const { device, env } = await machine(t, { hostSocket: '/nowhere' });
  const { stderr, status } = await runCommand([decantPath, flag, 'true'], { ...env, ...device.env });
  t.match(
    stderr,
    /^decant: the host cannot be reached: the host does not answer on this channel: it cannot reach .*\n$/,
  );
  t.equal(status, 1);
});

t.test('where nothing is named and there is nothing else, the node is found', async (t) => {
  const { device, env } = await machine(t);
  const { stdout, stderr, status } = await runCommand([decantPath, 'wayland-info'], {
    ...env,
    ...device.env,
  });
  t.match(stdout, /wl_compositor/, stderr);
  t.equal(status, 0);
});

t.test('clients that come and go leave nothing on the node', async (t) => {
  const { device, env, master } = await machine(t);
  const hostBefore = descriptorCount(device.hostPid);
  const decant = await master();
  const client = { ...env, WAYLAND_DISPLAY: 'wl-g' };
  await runCommand(['wayland-info'], client);
  const before = descriptorCount(decant.pid);
  for (let i = 0; i < 20; i++) t.match((await runCommand(['wayland-info'], client)).stdout, /wl_compositor/);
  await waitFor('only the standby is left', { timeoutMs }, () => decant.peers().length <= 1 || undefined);
  await waitFor('there is no descriptor more', { timeoutMs }, () =>
    descriptorCount(decant.pid) <= before ? true : undefined,
  );
  await decant.stop();
  await waitFor('nothing is left on the host', { timeoutMs }, () =>
    descriptorCount(device.hostPid) <= hostBefore ? true : undefined,
  );
  t.strictSame(device.violations(), []);
});

t.test('fifty clients at once have a context each', async (t) => {
  const { device, master, start } = await machine(t);
  const decant = await master();
  const clients = Array.from({ length: 50 }, () => start('weston-simple-shm'));
  await waitFor('all are served', { timeoutMs: 60_000 }, () =>
    (device.counters()['contexts'] ?? 0) > 50 && imagesOf(device) >= 50 ? true : undefined,
  );
  t.ok(
    clients.every(({ status }) => status === undefined),
    'all of them run',
  );
  for (const client of clients) await client.stop();
  t.equal(await decant.stop(), 0);
  t.strictSame(device.violations(), []);
});

t.test('a surface that repaints for long asks for no more images than at first', async (t) => {
  const { device, master, start } = await machine(t);
  const decant = await master();
  start('weston-simple-shm');
  const sent = () => device.counters()['bytesSent'] ?? 0;
  await waitFor('it has drawn', { timeoutMs }, () => imagesOf(device) > 1 || undefined);
  const first = sent();
  await waitFor('it draws on', { timeoutMs }, () => sent() > first + 20_000 || undefined);
  t.ok(imagesOf(device) <= 3, `${imagesOf(device)} buffers`);
  t.ok(device.counters()['mostHandles']! <= 3, 'handles are closed when they were used');
  await decant.stop();
  t.strictSame(device.violations(), []);
});

for (const manner of ['drop', 'kill'] as const) {
  t.test(
    `a compositor that dies ends the client's connection; the host ${manner}s what is bad`,
    async (t) => {
      const mortal = await startWeston();
      t.teardown(() => mortal.stop());
      const { device, env, master, start } = await machine(t, { hostSocket: mortal.socketPath, manner });
      const decant = await master();
      const client = start('weston-flower');
      await waitFor('it is served', { timeoutMs }, () => imagesOf(device) > 0 || undefined);
      await mortal.stop();
      await waitFor('the client ends', { timeoutMs }, () => client.status !== undefined || undefined);
      await isSaid(decant, /host-left: the host closed the connection/);
      t.ok(device.counters()['emptyReceives']! <= 3, `${device.counters()['emptyReceives']} empty messages`);
      const { stderr } = await runCommand(['weston-flower'], { ...env, WAYLAND_DISPLAY: 'wl-g' });
      t.match(stderr, /the host cannot be reached/);
      t.equal(await decant.stop(), 0);
      t.strictSame(device.violations(), []);
    },
  );
}

t.test('a host that has ended the channel without a word ends the client, and nobody spins', async (t) => {
  const { device, master, start } = await machine(t, { fault: 'dies-after-sends' });
  const decant = await master();
  const client = start('weston-simple-shm');
  // It is asked after 10 s, and has 50 s then.
  await waitFor('the client ends', { timeoutMs: 150_000 }, () => client.status !== undefined || undefined);
  await isSaid(decant, /host-fault: the host has said nothing for 60 s although it was asked/);
  t.ok(device.counters()['sends']! < 70, `${device.counters()['sends']} messages`);
  t.equal(await decant.stop(), 0);
  t.strictSame(device.violations(), []);
});

t.test('a host that dies itself ends the client, and nobody spins', async (t) => {
  const { device, master, start } = await machine(t);
  const decant = await master();
  const client = start('weston-flower');
  await waitFor('it is served', { timeoutMs }, () => imagesOf(device) > 0 || undefined);
  await device.stop();
  await waitFor('the client ends', { timeoutMs }, () => client.status !== undefined || undefined);
  await isSaid(decant, /the virtio-gpu device has ended the channel|ENODEV/);
  await waitFor('the peers have gone', { timeoutMs }, () => decant.peers().length === 0 || undefined);
  t.equal(await decant.stop(), 0);
});
