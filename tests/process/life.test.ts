/** How a decant begins and ends, and what it is called meanwhile: names, programs, fall-back, early ends. */
import t from 'tap';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand, startChild, type Child } from '../../tools/hosts/child.js';
import { decantPath } from '../../tools/hosts/decant.js';
import { plainEnvironment } from '../../tools/hosts/host.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { startWeston } from '../../tools/hosts/weston.js';
import { openMaster } from '../support/masters.js';
import { RawClient, visit } from '../support/raw-client.js';

const host = await startWeston();
t.teardown(() => host.stop());
const timeoutMs = 15_000;
let dirs = 0;

/** An empty runtime directory, and an environment in which nothing but that is known. */
function place(): { dir: string; env: Record<string, string> } {
  const dir = join(host.runtimeDir, `life-${dirs++}`);
  mkdirSync(dir, { mode: 0o700 });
  return { dir, env: { ...plainEnvironment(dir), XDG_RUNTIME_DIR: dir } };
}

/** Starts these words, whose log lies outside of any runtime directory under test. */
function start(words: readonly string[], env: Readonly<Record<string, string>>): Child {
  return startChild(words, { env, logPath: join(host.runtimeDir, `life-${dirs++}.log`) });
}

/** What a decant listens on, as its log says. */
async function listening(child: Child): Promise<string> {
  return waitFor('it listens', { timeoutMs, detail: () => child.log() }, () => {
    if (child.status !== undefined) throw new Error(`it ended with ${child.status}: ${child.log()}`);
    return / listening on (.+)/.exec(child.log())?.[1];
  });
}

t.test('--no-exit-with-child: the display outlives the program, until a signal ends it', async (t) => {
  const { dir, env } = place();
  const flags = ['--no-exit-with-child', '--verbose', `--display=${host.socketPath}`, '--socket=wl-x'];
  const wrapper = start([decantPath, ...flags, 'sh', '-c', 'exit 7'], env);
  await waitFor(
    'the program ends',
    { timeoutMs },
    () => / ended; serving on/.test(wrapper.log()) || undefined,
  );
  t.ok((await visit(join(dir, 'wl-x'))) > 10, 'a client that comes afterwards is served');
  const client = await RawClient.connect(join(dir, 'wl-x'));
  t.ok(await client.roundTrip());
  process.kill(wrapper.pid, 'SIGTERM');
  t.equal(await wrapper.ended, 128 + 15);
  await client.closed;
  t.strictSame(readdirSync(dir), []);
});

t.test('a free name is the first one, and never the host’s, even if no host is there', async (t) => {
  for (const [display, wanted] of [
    [undefined, 'wayland-1'],
    ['wayland-0', 'wayland-1'],
    ['wayland-1', 'wayland-0'],
    ['PATH', 'wayland-1'],
  ] as const) {
    const { dir, env } = place();
    const named = display === 'PATH' ? join(dir, 'wayland-0') : display;
    const words = [decantPath, '--master', ...(named === undefined ? [] : [`--display=${named}`])];
    const master = start(words, env);
    t.equal(await listening(master), join(dir, wanted), `host ${display ?? 'not named'}`);
    t.match(master.log(), /the host cannot be reached now/, 'control: there is no host');
    await master.stop();
  }
});

t.test('two masters side by side have names and clients of their own', async (t) => {
  const { dir, env } = place();
  const words = [decantPath, '--master', `--display=${host.socketPath}`];
  const first = start(words, env);
  const firstPath = await listening(first);
  const second = start(words, env);
  const secondPath = await listening(second);
  t.strictSame([firstPath, secondPath], [join(dir, 'wayland-0'), join(dir, 'wayland-1')]);
  const stays = await RawClient.connect(secondPath);
  const goes = await RawClient.connect(firstPath);
  t.strictSame([await stays.roundTrip(), await goes.roundTrip()], [true, true]);
  t.equal(await first.stop(), 0);
  await goes.closed;
  t.ok(await stays.roundTrip(), 'the other’s client goes on');
  t.ok((await visit(secondPath)) > 10);
  await stays.close();
  t.equal(await second.stop(), 0);
  t.strictSame(readdirSync(dir), []);
});

t.test('a master runs its program when clients can connect, and outlives it', async (t) => {
  const { dir, env } = place();
  const words = [decantPath, '--master', `--display=${host.socketPath}`, '--'];
  const master = start([...words, 'sh', '-c', 'echo on $WAYLAND_DISPLAY; wayland-info; exit 3'], env);
  await waitFor(
    'the program ends',
    { timeoutMs },
    () => / ended; serving on/.test(master.log()) || undefined,
  );
  t.match(master.log(), /^on wayland-0$/m);
  t.match(master.log(), /interface: 'wl_compositor'/);
  t.ok((await visit(join(dir, 'wayland-0'))) > 10, 'clients are served still');
  t.equal(await master.stop(), 0);
});

t.test('a master whose program cannot be run says so and leaves nothing', async (t) => {
  const { dir, env } = place();
  const words = [decantPath, '--master', '--log-level=warn', `--display=${host.socketPath}`];
  const { status, stderr } = await runCommand([...words, 'decant-no-such-program'], env);
  t.equal(status, 2);
  t.equal(stderr, 'decant: decant-no-such-program cannot be run: ENOENT\n');
  t.strictSame(readdirSync(dir), []);
});

t.test('SIGTERM at any moment of the start leaves no socket and no lock', async (t) => {
  const words = [decantPath, '--master', '--socket=wl-early', `--display=${host.socketPath}`];
  let withSocket = 0;
  for (const [since, delayMs] of [
    ...[0, 100, 200, 400].map((ms) => ['its start', ms] as const),
    ...[0, 0, 10, 50, 100, 150, 200, 300].map((ms) => ['its socket', ms] as const),
  ]) {
    const { dir, env } = place();
    const socket = join(dir, 'wl-early');
    const master = start(words, env);
    if (since === 'its socket')
      await waitFor('the socket is there', { timeoutMs, stepMs: 1 }, () => existsSync(socket) || undefined);
    await sleep(delayMs);
    const hadSocket = existsSync(socket);
    process.kill(master.pid, 'SIGTERM');
    const status = await master.ended;
    if (hadSocket && !master.log().includes('listening on')) withSocket += 1;
    // Node itself, which has no socket yet, dies of the signal.
    t.ok(status === 0 || (!hadSocket && status === 128 + 15), `status ${status}`);
    const when = `${delayMs} ms after ${since}`;
    t.strictSame(readdirSync(dir), [], `${when}: status ${status}, socket ${hadSocket}, ${master.log()}`);
  }
  t.ok(withSocket > 0, 'control: some had their socket and were not ready');
});

t.test('a master that is told to stop in the middle of its clients’ coming ends them all', async (t) => {
  const master = await openMaster(host.socketPath);
  const clients = await Promise.all(Array.from({ length: 20 }, () => RawClient.connect(master.socketPath)));
  process.kill(master.pid, 'SIGTERM');
  await Promise.all(clients.map((client) => client.closed));
  t.equal(await master.stop(), 0);
  t.strictSame(master.peers(), []);
});
