/** A master behind an emulated virtwl device, in front of weston: how it begins, how it ends, and what it leaves. */
import t from 'tap';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, startChild } from '../../tools/hosts/child.js';
import { decantPath, isSaid, startDecant } from '../../tools/hosts/decant.js';
import { makePrivateDir, plainEnvironment } from '../../tools/hosts/host.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { startWeston } from '../../tools/hosts/weston.js';
import { buildEmulators } from '../support/emulators.js';
import { VirtwlDevice } from '../support/virtwl.js';

buildEmulators();
t.setTimeout(300_000);
// The runner's own limit for a file is raised by a comment of this form (@tapjs/core, spawn).
t.comment('timeout=300000');
const timeoutMs = 60_000;

/** A weston, a device in front of it, and a directory for the guest. */
async function machine() {
  const host = await startWeston();
  t.teardown(() => host.stop());
  const dir = makePrivateDir('decant-guest-');
  t.teardown(() => rmSync(dir, { recursive: true, force: true }));
  const device = new VirtwlDevice({ hostSocket: host.socketPath, dir });
  const env = { ...plainEnvironment(dir), XDG_RUNTIME_DIR: dir };
  return { host, dir, device, env };
}

const descriptors = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

t.test('doctor names the device, what it leads to and what serves there', async (t) => {
  const { device, env } = await machine();
  const words = [decantPath, 'doctor', '--virtwl-device=/dev/wl0'];
  const { stdout, status } = await runCommand(words, { ...env, ...device.env });
  t.match(stdout, /Device: \/dev\/wl0/);
  t.match(
    stdout,
    /zwp_linux_explicit_synchronization_v1 \d+: not offered to clients, the channel cannot carry/,
  );
  t.match(stdout, /Channel: virtwl\.\n {2}Pixels: driver virtwl-dmabuf, copied/);
  t.match(stdout, /decant can serve here/);
  t.equal(status, 0);
});

t.test('a device that is not there is one line and status 1', async (t) => {
  const { env } = await machine();
  const { stderr, status } = await runCommand([decantPath, '--virtwl-device=/dev/nowhere', 'true'], env);
  t.match(stderr, /^decant: the host cannot be reached: ENOENT: .*\/dev\/nowhere'?\n$/);
  t.equal(status, 1);
});

t.test('clients that come and go leave nothing on the device', async (t) => {
  const { dir, device, env } = await machine();
  const decant = await startDecant({
    hostSocket: { flag: '--virtwl-device=/dev/wl0', env: device.env },
    runtimeDir: dir,
    logDir: dir,
    socketName: 'wl-g',
  });
  const client = { ...env, WAYLAND_DISPLAY: 'wl-g' };
  await runCommand(['wayland-info'], client);
  const before = descriptors(decant.pid);
  for (let i = 0; i < 20; i++) {
    const { stdout } = await runCommand(['wayland-info'], client);
    t.match(stdout, /wl_compositor/);
  }
  await waitFor('only the standby is left', { timeoutMs }, () => decant.peers().length <= 1 || undefined);
  await waitFor('there is no descriptor more', { timeoutMs }, () =>
    // One more is the standby's, which may not have been there before.
    descriptors(decant.pid) <= before + 1 ? true : undefined,
  );
  t.strictSame(device.violations(), []);
  await decant.stop();
});

t.test('a surface that repaints for long needs no more memory than at first', async (t) => {
  const { dir, device, env } = await machine();
  const decant = await startDecant({
    hostSocket: { flag: '--virtwl-device=/dev/wl0', env: device.env },
    runtimeDir: dir,
    logDir: dir,
    socketName: 'wl-g',
  });
  const logPath = join(dir, 'client.log');
  const client = startChild(['weston-simple-shm'], { env: { ...env, WAYLAND_DISPLAY: 'wl-g' }, logPath });
  await waitFor('it has drawn', { timeoutMs }, () => (device.counters()['allocs'] ?? 0) > 1 || undefined);
  const drawn = () => device.counters()['bytesSent'] ?? 0;
  const first = { allocs: device.counters()['allocs']!, sent: drawn() };
  await waitFor('it draws on', { timeoutMs }, () => drawn() > first.sent + 20_000 || undefined);
  t.ok(device.counters()['allocs']! <= Math.max(first.allocs, 3), `${device.counters()['allocs']} buffers`);
  await client.stop();
  await decant.stop();
  t.strictSame(device.violations(), []);
});

t.test('a host that dies ends the client’s connection, and the master lives', async (t) => {
  const { host, dir, device, env } = await machine();
  const decant = await startDecant({
    hostSocket: { flag: '--virtwl-device=/dev/wl0', env: device.env },
    runtimeDir: dir,
    logDir: dir,
    socketName: 'wl-g',
  });
  const logPath = join(dir, 'client.log');
  const client = startChild(['weston-flower'], { env: { ...env, WAYLAND_DISPLAY: 'wl-g' }, logPath });
  await waitFor('it is served', { timeoutMs }, () => (device.counters()['allocs'] ?? 0) > 0 || undefined);
  await host.stop();
  await waitFor('the client ends', { timeoutMs }, () => client.status !== undefined || undefined);
  await isSaid(decant, /host-left: the host closed the connection/);
  const { stderr } = await runCommand(['weston-flower'], { ...env, WAYLAND_DISPLAY: 'wl-g' });
  t.match(stderr, /the host cannot be reached/);
  t.equal(await decant.stop(), 0);
});
