/** Sockets of the X11 mode: Wayland clients beside X programs, and sockets that a service manager opened. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { runCommand, startChild, type Child, type CommandResult } from '../../tools/hosts/child.js';
import { childrenOf, decantPath } from '../../tools/hosts/decant.js';
import { makePrivateDir, plainEnvironment } from '../../tools/hosts/host.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { startWeston } from '../../tools/hosts/weston.js';

const timeoutMs = 60_000;
t.setTimeout(300_000);

const host = await startWeston();
const dir = makePrivateDir('decant-x11-sockets-');
t.teardown(async () => {
  await host.stop();
  rmSync(dir, { recursive: true, force: true });
});
const env = { ...plainEnvironment(dir), ...host.env };
const run = (argv: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<CommandResult> =>
  runCommand(argv, { ...env, ...more }, { timeoutMs });
let started = 0;
const start = (argv: readonly string[]): Child =>
  startChild(argv, { env, logPath: join(dir, `log-${started++}`) });
const soon = (child?: Child) => ({ timeoutMs, detail: () => child?.logTail() ?? '' });
const both = 'xdpyinfo | grep "of display"; wayland-info | grep -c "wl_compositor"';

t.test('a program sees the X display and the Wayland socket beside it', async (t) => {
  const socket = join(dir, 'wl-a');
  const { stdout, stderr, status } = await run([
    decantPath,
    '-X',
    `--socket=${socket}`,
    '--tag=[x] ',
    'sh',
    '-c',
    `echo "$WAYLAND_DISPLAY"; ${both}; exit 5`,
  ]);
  t.equal(status, 5, stderr);
  t.match(stdout, new RegExp(`^${socket}\nname of display: +:[0-9]+\n1\n$`));
  t.notOk(existsSync(socket), 'the socket is gone');
  t.notOk(existsSync(`${socket}.lock`));
});

t.test('a Wayland socket that is taken is an error, and so is a display', async (t) => {
  const inner = `${decantPath} -X --socket=${join(dir, 'wl-b')} --display=${host.display} true; echo "$?"`;
  const { stdout, stderr } = await run([
    decantPath,
    '-X',
    `--socket=${join(dir, 'wl-b')}`,
    'sh',
    '-c',
    inner,
  ]);
  t.equal(stdout, '1\n');
  t.match(stderr, 'wl-b is in use by another process');
  const other = join(dir, 'wl-c');
  const taken = `${decantPath} -X --socket=${other} --x-display=$DISPLAY --display=${host.display} true; echo "$?"`;
  const second = await run([decantPath, '-X', 'sh', '-c', taken]);
  t.equal(second.stdout, '1\n');
  t.match(second.stderr, /X display :\d+ is in use/);
  t.notOk(existsSync(other));
});

t.test('clients of the socket outlive no X11 mode, even one that was killed', async (t) => {
  const socket = join(dir, 'wl-d');
  const decant = start([decantPath, '-X', `--socket=${socket}`, '--log-level=debug']);
  await waitFor('it listens', soon(decant), () => decant.log().includes('listening on') || undefined);
  const [master = 0] = childrenOf(decant.pid);
  const shm = startChild(['weston-simple-shm'], {
    env: { ...env, WAYLAND_DISPLAY: socket },
    logPath: join(dir, 'shm'),
  });
  await waitFor('a client', soon(decant), () => decant.log().includes('serves client') || undefined);
  process.kill(decant.pid, 'SIGKILL');
  await waitFor('the client is disconnected', soon(decant), () => shm.status !== undefined || undefined);
  await waitFor('the master is gone', soon(decant), () => !existsSync(`/proc/${master}`) || undefined);
  await decant.stop();
  t.pass();
});

t.test('an interrupt of the whole process group, as by a terminal, is the program’s to answer', async (t) => {
  const script = `trap 'trap "" INT; ${both}; exit 9' INT; echo ready; while :; do sleep 0.05; done`;
  const child = start([decantPath, '-X', `--socket=${join(dir, 'wl-e')}`, 'sh', '-c', script]);
  await waitFor('the program runs', soon(child), () => child.log().includes('ready') || undefined);
  process.kill(-child.pid, 'SIGINT');
  t.equal(await child.ended, 9);
  t.match(child.log(), /:[0-9]+\n1\n$/);
});

/** Runs `decant flags` with a listening socket at `path` under each name. */
function activate(sockets: Readonly<Record<string, string>>, flags: readonly string[]): readonly string[] {
  const names = Object.keys(sockets);
  const script = [
    'import socket, os',
    'kept = []',
    ...Object.values(sockets).map((path, i) =>
      [
        's = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)',
        `s.bind(${JSON.stringify(path)}.replace("@", chr(0))); s.listen(8); kept.append(s)`,
        `os.dup2(s.fileno(), ${20 + i})`,
      ].join('\n'),
    ),
    ...names.map((_, i) => `os.dup2(${20 + i}, ${3 + i}); os.close(${20 + i})`),
    `os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="${names.length}", LISTEN_FDNAMES="${names.join(':')}")`,
    `os.execv(${JSON.stringify(decantPath)}, ${JSON.stringify(['decant', ...flags])})`,
  ];
  return ['python3', '-c', script.join('\n')];
}

t.test('both displays can be opened by the service manager', async (t) => {
  const x = '/tmp/.X11-unix/X79';
  const wayland = join(dir, 'wl-f');
  rmSync(x, { force: true });
  const child = start(activate({ x11: x, wayland }, ['--log-level=debug']));
  await waitFor('it serves', soon(child), () => child.log().includes('listening on') || undefined);
  t.match(child.log(), 'X display :79');
  t.match((await run(['sh', '-c', both], { DISPLAY: ':79', WAYLAND_DISPLAY: wayland })).stdout, /:79\n1\n/);
  t.ok(existsSync('/tmp/.X79-lock'));
  await child.stop();
  t.notOk(existsSync('/tmp/.X79-lock'));
  t.ok(existsSync(x) && existsSync(wayland), 'the sockets are their owner’s');
  rmSync(x);
});

t.test('an abstract socket of the service manager’s is a display too', async (t) => {
  const child = start(activate({ x11: '@/tmp/.X11-unix/X76' }, ['--log-level=debug']));
  await waitFor('it serves', soon(child), () => child.log().includes('X display :76') || undefined);
  const { stdout } = await run(['xdpyinfo'], { DISPLAY: ':76' });
  t.match(stdout, /name of display: +:76/);
  await child.stop();
});

t.test('a socket that is no display’s is refused, and so is another number', async (t) => {
  const odd = await run(activate({ x11: join(dir, 'odd') }, ['true']));
  t.equal(odd.status, 1);
  t.match(odd.stderr, /odd is no X display's: \/tmp\/\.X11-unix\/XN is wanted/);
  const other = await run(activate({ x11: '@/tmp/.X11-unix/X75' }, ['--x-display=74', 'true']));
  t.equal(other.status, 1);
  t.match(other.stderr, 'the service manager has opened X display :75, so it cannot be :74');
});
