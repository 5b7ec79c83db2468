/** Statistics in files: what a peer has done, with real programs, copied and passed on, forked and exec'ed. */
import t from 'tap';
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../tools/hosts/child.js';
import { decantPath } from '../../tools/hosts/decant.js';
import { makePrivateDir, plainEnvironment } from '../../tools/hosts/host.js';
import { startWeston } from '../../tools/hosts/weston.js';
import { buildEmulators } from '../support/emulators.js';
import { VirtwlDevice } from '../support/virtwl.js';

buildEmulators();
const host = await startWeston();
t.teardown(() => host.stop());

/** weston-simple-shm's window, and the part of it that it damages in every frame but the first, 4 bytes a pixel. */
const wholeBytes = 250 * 250 * 4;
const damagedBytes = 210 * 210 * 4;

interface Line {
  readonly program: string;
  readonly client: number;
  readonly bytesFromClient: number;
  readonly framesCopied: number;
  readonly bytesCopied: number;
  readonly hostBuffers: number;
  readonly mostHostBuffers: number;
}

function place() {
  const dir = makePrivateDir('decant-stats-');
  t.teardown(() => rmSync(dir, { recursive: true, force: true }));
  const lines = (name: string): Line[] =>
    existsSync(join(dir, name))
      ? readFileSync(join(dir, name), 'utf8')
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as Line)
      : [];
  const env = { ...plainEnvironment(dir), XDG_RUNTIME_DIR: dir };
  const run = (words: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    runCommand([decantPath, ...words], { ...env, ...more }, { cwd: dir });
  return { dir, lines, run };
}

t.test('copies cost the damage and no more', async (t) => {
  const { dir, lines, run } = place();
  const device = new VirtwlDevice({ hostSocket: host.socketPath, dir, dmabuf: 'off' });
  const flags = ['--virtwl-device=/dev/wl0', '--stats-log=log', '--stats-timer=0.3', '--stats-summary=sum'];
  const { status } = await run([...flags, 'timeout', '6', 'weston-simple-shm'], device.env);
  t.equal(status, 124, 'control: it was still drawing');
  const log = lines('log');
  t.ok(log.length > 3, `${log.length} lines`);
  const last = log.at(-1)!;
  t.strictSame({ ...lines('sum')[0], time: '' }, { ...last, time: '' }, 'the summary is the last line');
  t.ok(last.framesCopied > 20, `${last.framesCopied} frames`);
  const buffers = device.counters()['allocs']!;
  t.equal(last.bytesCopied, buffers * wholeBytes + (last.framesCopied - buffers) * damagedBytes);
  t.ok(last.mostHostBuffers <= 3, `${last.mostHostBuffers} buffers`);
  t.equal(last.program, 'weston-simple-s');
  t.equal(statSync(join(dir, 'log')).mode & 0o777, 0o600);
});

t.test('a peer that was started afresh writes them too; what is passed on is not copied', async (t) => {
  const { lines, run } = place();
  const flags = [`--display=${host.socketPath}`, '--peer-cmd-prefix=env', '--stats-summary=sum'];
  const { status } = await run([...flags, 'wayland-info']);
  t.equal(status, 0);
  t.match(lines('sum'), [{ program: 'wayland-info', framesCopied: 0, bytesCopied: 0 }]);
  t.ok(lines('sum')[0]!.bytesFromClient > 0);
});

t.test('a file that cannot be written to is an error at the start', async (t) => {
  const { run } = place();
  const flags = [`--display=${host.socketPath}`, '--stats-summary=no/such/file'];
  const { status, stdout, stderr } = await run([...flags, 'wayland-info']);
  t.strictSame([status, stdout], [1, '']);
  t.match(stderr, /^decant: statistics cannot be written: ENOENT: .*no\/such\/file'\n$/);
});

t.test('pipes that nobody reads, or nobody empties, hold up no client', async (t) => {
  const { dir, run } = place();
  const pipe = join(dir, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const flags = [`--display=${host.socketPath}`, '--stats-log=pipe', '--stats-timer=0.1'];
  const unread = await run([...flags, 'wayland-info']);
  t.equal(unread.status, 0);
  t.match(unread.stdout, /wl_compositor/);
  t.equal(unread.stderr.match(/statistics are not written: ENXIO/g)?.length, 1);
  const fd = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
  t.teardown(() => closeSync(fd));
  t.throws(() => {
    for (;;) writeSync(fd, Buffer.alloc(4096));
  }, 'control: the pipe is full');
  const full = await run([...flags, 'wayland-info']);
  t.equal(full.status, 0);
  t.equal(full.stderr.match(/statistics are not written: EAGAIN/g)?.length, 1);
});
