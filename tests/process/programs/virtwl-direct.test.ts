/** The example that needs no proxy: its window on weston, by the emulated device alone. */
import t from 'tap';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, startChild } from '../../../tools/hosts/child.js';
import { makePrivateDir, plainEnvironment } from '../../../tools/hosts/host.js';
import { readPicture } from '../../../tools/hosts/picture.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import { startWeston } from '../../../tools/hosts/weston.js';
import { buildEmulators } from '../../support/emulators.js';
import { VirtwlDevice } from '../../support/virtwl.js';

buildEmulators();
const example = join(import.meta.dirname, '../../../examples/virtwl-direct/main.js');
const timeoutMs = 15_000;
/** The example's two colours, as red, green, blue. */
const stripes = ['29,53,87', '233,196,106'];
const windowPixels = 320 * 200;

function stripePixels(path: string): number {
  const { data } = readPicture(path);
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    if (stripes.includes(`${data[i]},${data[i + 1]},${data[i + 2]}`)) count += 1;
  }
  return count;
}

t.test('the example draws on, straight into memory of the device', async (t) => {
  const host = await startWeston();
  t.teardown(() => host.stop());
  const dir = makePrivateDir('decant-example-');
  t.teardown(() => rmSync(dir, { recursive: true, force: true }));
  const device = new VirtwlDevice({ hostSocket: host.socketPath, dir, dmabuf: 'off' });
  const shot = join(dir, 'shot.png');
  await host.screenshot(shot);
  t.equal(stripePixels(shot), 0, 'control: the empty desktop has no such colours');
  const child = startChild([process.execPath, example], {
    env: { ...plainEnvironment(dir), ...device.env },
    logPath: join(dir, 'log'),
  });
  t.teardown(() => child.stop());
  const received = (): number =>
    existsSync(join(dir, 'virtwl.log.state')) ? (device.counters()['receives'] ?? 0) : 0;
  await waitFor('it has drawn for a while', { timeoutMs, detail: () => child.log() }, () => {
    return received() > 60 || undefined;
  });
  await host.screenshot(shot);
  t.equal(stripePixels(shot), windowPixels);
  t.match(device.counters(), { opens: 1, contexts: 1, allocs: 1, pipes: 0 });
  t.strictSame(device.violations(), []);
  await host.stop();
  await waitFor('it ends', { timeoutMs }, () => child.status !== undefined || undefined);
  t.equal(child.log(), 'virtwl-direct: the host closed the connection\n');
  t.equal(child.status, 1);
});

t.test('without a device it says so', async (t) => {
  const dir = makePrivateDir('decant-example-');
  t.teardown(() => rmSync(dir, { recursive: true, force: true }));
  const child = startChild([process.execPath, example, join(dir, 'wl0')], {
    env: plainEnvironment(dir),
    logPath: join(dir, 'log'),
  });
  t.equal(await child.ended, 1);
  t.match(child.log(), /^virtwl-direct: ENOENT: .*wl0'?\n$/);
});

t.test('words that it does not know are answered with its usage', async (t) => {
  const dir = makePrivateDir('decant-example-');
  t.teardown(() => rmSync(dir, { recursive: true, force: true }));
  const say = (...words: string[]) =>
    runCommand([process.execPath, example, ...words], plainEnvironment(dir));
  const unknown = await say('--fast');
  t.match(unknown.stderr, /^virtwl-direct: --fast: at most one device is expected\nusage: .*\n.*\n$/);
  t.equal(unknown.status, 2);
  const help = await say('--help');
  t.match(help.stdout, /^usage: npm run example:virtwl/);
  t.equal(help.status, 0);
});
