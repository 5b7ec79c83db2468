/** The wrapper as a user meets it: one program on a private display. */
import t from 'tap';
import { readdirSync } from 'node:fs';
import { decantPath } from '../../tools/hosts/decant.js';
import { runCommand, type CommandResult } from '../../tools/hosts/child.js';
import { plainEnvironment } from '../../tools/hosts/host.js';
import { startWeston } from '../../tools/hosts/weston.js';

const host = await startWeston();
t.teardown(() => host.stop());

function decant(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  return runCommand([decantPath, ...words], { ...plainEnvironment(host.runtimeDir), ...host.env, ...env });
}

const sh = (script: string): string[] => ['sh', '-c', script];

t.test('the wrapper ends with its program’s status', async (t) => {
  for (const status of [0, 1, 7, 255]) t.equal((await decant(sh(`exit ${status}`))).status, status);
});

t.test('death by a signal is passed on', async (t) => {
  for (const signal of [9, 11, 15]) t.equal((await decant(sh(`kill -${signal} $$`))).status, 128 + signal);
});

t.test('the program and what it starts each have a peer of their own', async (t) => {
  const { stdout, stderr, status } = await decant(['--verbose', ...sh('wayland-info & wayland-info; wait')]);
  t.equal(status, 0);
  t.equal(stdout.match(/interface: 'wl_compositor'/g)?.length, 2);
  const peers = new Set([...stderr.matchAll(/peer (\d+) serves client/g)].map((match) => match[1]));
  t.equal(peers.size, 2);
});

t.test('the program gets the private display, the version and no door round it', async (t) => {
  const { stdout } = await decant(sh('env'), {
    NOTIFY_SOCKET: '/nowhere',
    WAYLAND_DISPLAY_VAR: 'MY_DISPLAY',
  });
  const env = new Map(stdout.split('\n').map((line) => line.split('=', 2) as [string, string]));
  t.match(env.get('WAYLAND_DISPLAY'), /^wayland-decant-\d+$/);
  t.equal(env.get('MY_DISPLAY'), env.get('WAYLAND_DISPLAY'));
  t.match(env.get('DECANT_VERSION'), /^\d+\.\d+\.\d+$/);
  t.equal(env.get('SOMMELIER_VERSION'), env.get('DECANT_VERSION'));
  for (const name of ['WAYLAND_SOCKET', 'NOTIFY_SOCKET', 'LISTEN_FDS']) t.notOk(env.has(name), name);
});

t.test('signals from outside reach the program, whose answer is the wrapper’s', async (t) => {
  for (const [signal, status] of [
    ['TERM', 21],
    ['INT', 22],
    ['HUP', 23],
    ['USR1', 24],
  ] as const) {
    const program = `trap 'exit ${status}' ${signal}; kill -${signal} $PPID; for i in $(seq 100); do sleep 0.05; done`;
    t.equal((await decant(sh(program))).status, status, signal);
  }
});

t.test('a program that is not there or may not be run is an error that names it', async (t) => {
  const missing = await decant(['decant-no-such-program']);
  t.equal(missing.status, 2);
  t.match(missing.stderr, /decant-no-such-program cannot be run: ENOENT/);
  const forbidden = await decant(['/etc/passwd']);
  t.match(forbidden.stderr, /\/etc\/passwd cannot be run: EACCES/);
});

t.test('a missing host and a bad runtime directory are one line and status 1', async (t) => {
  const cases: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
    [{ WAYLAND_DISPLAY: 'nobody' }, /^decant: the host cannot be reached: ENOENT.*nobody'\n$/],
    [{ XDG_RUNTIME_DIR: '', WAYLAND_DISPLAY: host.socketPath }, /^decant: XDG_RUNTIME_DIR is not set.*\n$/],
    [
      { XDG_RUNTIME_DIR: 'here', WAYLAND_DISPLAY: host.socketPath },
      /^decant: XDG_RUNTIME_DIR is not an absolute path.*\n$/,
    ],
    [
      { XDG_RUNTIME_DIR: '/etc/passwd', WAYLAND_DISPLAY: host.socketPath },
      /^decant: XDG_RUNTIME_DIR is not a directory.*\n$/,
    ],
    [
      { XDG_RUNTIME_DIR: '/nonexistent', WAYLAND_DISPLAY: host.socketPath },
      /^decant: XDG_RUNTIME_DIR cannot be used: ENOENT.*\n$/,
    ],
  ];
  for (const [env, said] of cases) {
    const { status, stderr } = await decant(['true'], env);
    t.equal(status, 1);
    t.match(stderr, said);
  }
});

t.test(
  'a connection inherited by WAYLAND_SOCKET serves the first client, later ones use the display',
  async (t) => {
    const launcher = [
      'import socket, os, sys',
      `s = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM); s.connect(${JSON.stringify(host.socketPath)})`,
      'os.set_inheritable(s.fileno(), True); os.environ["WAYLAND_SOCKET"] = str(s.fileno())',
      `os.execv(${JSON.stringify(decantPath)}, ["decant", "--display=" + sys.argv[1], "sh", "-c", "wayland-info; wayland-info"])`,
    ].join('\n');
    const env = { ...plainEnvironment(host.runtimeDir), ...host.env };
    for (const [display, served] of [
      ['nobody', 1],
      [host.socketPath, 2],
    ] as const) {
      const { stdout, stderr } = await runCommand(['python3', '-c', launcher, display], env);
      t.equal(stdout.match(/'wl_compositor'/g)?.length, served, `${display}: ${stderr}`);
    }
  },
);

t.test('nothing is left in the runtime directory', async (t) => {
  await decant(['wayland-info']);
  await decant(sh('kill -9 $$'));
  t.same(
    readdirSync(host.runtimeDir).filter((name) => name.includes('decant')),
    [],
  );
});

t.test('what a killed wrapper left behind is removed by the next', async (t) => {
  // The wrapper kills itself: its program's parent. The socket and the lock stay.
  await decant(sh('kill -9 $PPID'));
  const left = () => readdirSync(host.runtimeDir).filter((name) => name.startsWith('wayland-decant-'));
  t.equal(left().length, 2, 'control: something is left');
  const { stdout } = await decant(sh('ls $XDG_RUNTIME_DIR; echo $WAYLAND_DISPLAY'));
  const own = stdout.trim().split('\n').at(-1)!;
  const names = stdout.split('\n').filter((name) => name.startsWith('wayland-decant-'));
  t.same(new Set(names), new Set([own, `${own}.lock`]));
  t.strictSame(left(), []);
});

t.test('an inherited descriptor that is no connection is named', async (t) => {
  for (const value of ['99', '0']) {
    const { stderr, status } = await decant(['true'], { WAYLAND_SOCKET: value });
    t.equal(status, 1);
    t.match(stderr, new RegExp(`^decant: WAYLAND_SOCKET=${value} is not a connected Unix socket: .*\n$`));
  }
});

t.test('a program that heeds no Ctrl-C keeps its connection', async (t) => {
  // The signal goes to all of the terminal's foreground group: wrapper, program and peers.
  const script = [
    'trap "" INT HUP QUIT',
    'weston-flower & client=$!',
    'sleep 0.7; kill -INT 0; kill -HUP 0; kill -QUIT 0; sleep 0.7',
    'kill -0 $client && echo still there; kill -9 $client',
  ].join('\n');
  const { stdout, stderr } = await runCommand(
    ['setsid', '--wait', decantPath, '--verbose', 'sh', '-c', script],
    { ...plainEnvironment(host.runtimeDir), ...host.env },
  );
  t.equal(stdout, 'still there\n', stderr);
});

t.test('two wrappers with the same pid in one directory have a socket each', async (t) => {
  const both =
    'for i in 1 2; do unshare -pf --mount-proc "$0" sh -c "echo \\$WAYLAND_DISPLAY; sleep 1" & done; wait';
  const { stdout, stderr } = await runCommand(['bash', '-c', both, decantPath], {
    ...plainEnvironment(host.runtimeDir),
    ...host.env,
  });
  t.equal(new Set(stdout.trim().split('\n')).size, 2, `${stdout}${stderr}`);
});
