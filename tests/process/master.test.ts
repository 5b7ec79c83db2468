/** The master as clients and service managers meet it. */
import t from 'tap';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decantPath, startDecant, type Decant } from '../../tools/hosts/decant.js';
import { runCommand, startChild, type Child, type CommandResult } from '../../tools/hosts/child.js';
import { plainEnvironment } from '../../tools/hosts/host.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { startWeston } from '../../tools/hosts/weston.js';

const host = await startWeston();
t.teardown(() => host.stop());
const timeoutMs = 60_000;
t.setTimeout(300_000);
// The runner's own limit for a file is raised by a comment of this form (@tapjs/core, spawn).
t.comment('timeout=300000');
let masters = 0;

/** A master in front of the host; a directory of its own for its socket. */
async function master(
  flags: readonly string[] = [],
  hostSocket = host.socketPath,
): Promise<Decant & { dir: string }> {
  const dir = join(host.runtimeDir, `master-${masters++}`);
  mkdirSync(dir, { mode: 0o700 });
  const decant = await startDecant({ hostSocket, runtimeDir: dir, logDir: dir, socketName: 'wl-a', flags });
  return { ...decant, dir };
}

function client(dir: string, words: readonly string[]): Child {
  const env = { ...plainEnvironment(dir), XDG_RUNTIME_DIR: dir, WAYLAND_DISPLAY: 'wl-a' };
  return startChild(words, { env, logPath: join(dir, `client-${masters++}.log`) });
}

function info(dir: string): Promise<CommandResult> {
  const env = { ...plainEnvironment(dir), XDG_RUNTIME_DIR: dir, WAYLAND_DISPLAY: 'wl-a' };
  return runCommand(['wayland-info'], env);
}

function run(words: readonly string[], env: Readonly<Record<string, string>>): Promise<CommandResult> {
  return runCommand([decantPath, ...words], { ...plainEnvironment(host.runtimeDir), ...host.env, ...env });
}

/** Whether a client gets the host's globals; wayland-info's own status says nothing of that. */
const isServed = async (dir: string): Promise<boolean> => (await info(dir)).stdout.includes('wl_compositor');

/** The number that the next descriptor of process `pid` gets. */
function lowestFree(pid: number): number {
  const open = new Set(readdirSync(`/proc/${pid}/fd`).map(Number));
  let fd = 0;
  while (open.has(fd)) fd++;
  return fd;
}

t.test('SIGTERM and SIGINT end it cleanly: status 0, no socket, no lock, no peer', async (t) => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const { pid, dir, socketPath, peers, stop } = await master();
    const shm = client(dir, ['weston-simple-shm']);
    await waitFor('the client has its peer', { timeoutMs }, () => peers().length > 0 || undefined);
    process.kill(pid, signal);
    await waitFor('the socket goes', { timeoutMs }, () => !existsSync(socketPath) || undefined);
    t.equal(await stop(), 0);
    t.notOk(existsSync(`${socketPath}.lock`));
    await waitFor('the client ends', { timeoutMs }, () => shm.status !== undefined || undefined);
  }
});

t.test('every other signal that would end it ends it like that, too', async (t) => {
  const names = ['HUP', 'ALRM', 'IO', 'XCPU'] as const;
  for (const name of names) {
    const { pid, socketPath, stop } = await master();
    process.kill(pid, `SIG${name}`);
    await waitFor('the socket goes', { timeoutMs }, () => !existsSync(socketPath) || undefined);
    t.equal(await stop(), 0, name);
    t.notOk(existsSync(`${socketPath}.lock`));
  }
});

t.test('signals of a terminal and of users do nothing to peers, and open no debugger', async (t) => {
  const { pid, dir, peers, stop, log } = await master();
  const shm = client(dir, ['weston-simple-shm']);
  // The client's, and the standby.
  const all = await waitFor('both peers are there', { timeoutMs }, () =>
    peers().length > 1 ? peers() : undefined,
  );
  for (const signal of ['SIGUSR1', 'SIGUSR2', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const)
    for (const peer of all) process.kill(peer, signal);
  for (const signal of ['SIGUSR1', 'SIGUSR2'] as const) process.kill(pid, signal);
  t.ok(await isServed(dir), 'by the standby');
  t.equal(shm.status, undefined);
  t.notMatch(log(), /killed by signal/);
  t.notMatch(log(), /[Dd]ebugger/);
  t.equal(await stop(), 0);
});

t.test('a live socket is an error, a stale one is replaced', async (t) => {
  const first = await master();
  const taken = await run(['--master', `--socket=${first.socketPath}`], {});
  t.equal(taken.status, 1);
  t.match(taken.stderr, /wl-a is in use by another process/);
  process.kill(first.pid, 'SIGKILL');
  await first.stop();
  t.ok(existsSync(first.socketPath), 'control: a killed master leaves its socket');
  const second = await startDecant({
    hostSocket: host.socketPath,
    runtimeDir: first.dir,
    logDir: host.runtimeDir,
    socketName: 'wl-a',
  });
  t.ok(await isServed(first.dir));
  await second.stop();
});

t.test('names that cannot be are refused with a reason', async (t) => {
  const cases: readonly (readonly [string, RegExp])[] = [
    [`/${'x'.repeat(200)}`, /socket path is longer than 107 bytes/],
    ['a/b', /contains a slash/],
    ['/nonexistent/wl', /lock file \/nonexistent\/wl\.lock cannot be opened: ENOENT/],
  ];
  for (const [name, said] of cases) {
    const { status, stderr } = await run(['--master', `--socket=${name}`], {});
    t.equal(status, 1, name);
    t.match(stderr, said);
  }
  const file = join(host.runtimeDir, 'a-file');
  writeFileSync(file, 'precious');
  t.match((await run(['--master', `--socket=${file}`], {})).stderr, /exists and is not a socket/);
  t.equal(readFileSync(file, 'utf8'), 'precious');
});

t.test('a master is not its own host', async (t) => {
  const path = join(host.runtimeDir, 'wl-self');
  for (const [socket, display] of [
    ['wl-self', path],
    [path, 'wl-self'],
  ] as const) {
    const { status, stderr } = await run(['--master', `--socket=${socket}`, `--display=${display}`], {});
    t.equal(status, 1);
    t.match(stderr, /socket \S+wl-self is the host's: decant would be its own host/);
  }
});

t.test('a master whose program cannot be run leaves nothing', async (t) => {
  const { status, stderr } = await run(['--master', '--socket=wl-np', 'decant-no-such-program'], {});
  t.equal(status, 2);
  t.match(stderr, /decant-no-such-program cannot be run: ENOENT/);
  t.strictSame(
    readdirSync(host.runtimeDir).filter((name) => name.startsWith('wl-np')),
    [],
  );
});

t.test('readiness goes to a notify socket, abstract ones too', async (t) => {
  for (const address of [join(host.runtimeDir, 'notify'), `@decant-test-${process.pid}`]) {
    const receiver = [
      'import socket, sys, subprocess, os',
      's = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)',
      `s.bind(${JSON.stringify(address)}.replace("@", "\\0", 1)); s.settimeout(8)`,
      `p = subprocess.Popen([${JSON.stringify(decantPath)}, "--master", "--socket=wl-n", "--sd-notify=READY=1"])`,
      'print(s.recv(100).decode()); p.terminate(); p.wait()',
    ].join('\n');
    const env = { ...plainEnvironment(host.runtimeDir), ...host.env, NOTIFY_SOCKET: address };
    const { stdout, stderr } = await runCommand(['python3', '-c', receiver], env, { timeoutMs });
    t.equal(stdout, 'READY=1\n', stderr);
  }
});

t.test('an activated socket is served and left to its owner', async (t) => {
  const path = join(host.runtimeDir, 'activated');
  const launcher = [
    'import socket, os, sys',
    's = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)',
    `s.bind(${JSON.stringify(path)}); s.listen(8); os.dup2(s.fileno(), 9); os.dup2(9, 3)`,
    'os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1", LISTEN_FDNAMES="wayland")',
    `os.execv(${JSON.stringify(decantPath)}, ["decant", "--master"])`,
  ].join('\n');
  const env = { ...plainEnvironment(host.runtimeDir), ...host.env };
  const child = startChild(['python3', '-c', launcher], {
    env,
    logPath: join(host.runtimeDir, 'activated.log'),
  });
  await waitFor('it listens', { timeoutMs }, () => child.log().includes('listening on') || undefined);
  t.match((await runCommand(['wayland-info'], { ...env, WAYLAND_DISPLAY: path })).stdout, /wl_compositor/);
  await child.stop();
  t.ok(existsSync(path));
});

t.test('more clients than --max-peers allows are turned away, and served when there is room', async (t) => {
  const { dir, log, stop } = await master(['--max-peers=1', '--verbose']);
  const first = client(dir, ['weston-simple-shm']);
  await waitFor('the first is served', { timeoutMs }, () => /serves client/.test(log()) || undefined);
  await waitFor('the second is turned away', { timeoutMs }, async () => !(await isServed(dir)) || undefined);
  t.match(log(), /was turned away: there are 1 clients already/);
  t.match((await info(dir)).stderr, /there are 1 clients already/, 'the client is told');
  await first.stop();
  await waitFor('there is room again', { timeoutMs }, async () => (await isServed(dir)) || undefined);
  await stop();
});

t.test('peers can be exec’ed behind other words', async (t) => {
  const { dir, log, stop } = await master(['--peer-cmd-prefix=env DECANT_TEST=1 nice']);
  const { status, stdout } = await info(dir);
  t.equal(status, 0, log());
  t.match(stdout, /wl_compositor/);
  await stop();
});

t.test('a prefix that runs no peer is told of', async (t) => {
  const { dir, log, stop } = await master(['--peer-cmd-prefix=true']);
  t.equal(await isServed(dir), false);
  const reason = /peer \d+ of client \d+ \(wayland-info\) ended with status 0, which no peer does: .*prefix/;
  await waitFor('the log says so', { timeoutMs }, () => reason.test(log()) || undefined);
  await stop();
});

t.test(
  'a client killed at work and a host that dies leave the master alive, and the log says how it was',
  async (t) => {
    const other = await startWeston();
    const { pid, dir, log, stop } = await master([], other.socketPath);
    const killed = client(dir, ['weston-simple-shm']);
    await waitFor(
      'it is served',
      { timeoutMs },
      () => /simple/.test(execFileSync('ps', ['-e', '-o', 'comm']).toString()) || undefined,
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    process.kill(killed.pid, 'SIGKILL');
    await waitFor('its peer ends', { timeoutMs }, () => /ended: the client left/.test(log()) || undefined);
    const orphan = client(dir, ['weston-simple-shm']);
    await new Promise((resolve) => setTimeout(resolve, 500));
    process.kill(other.pid, 'SIGKILL');
    await waitFor(
      'the client ends as it would without decant',
      { timeoutMs },
      () => orphan.status !== undefined || undefined,
    );
    await waitFor(
      'the log says so',
      { timeoutMs },
      () => /ended: the host closed the connection/.test(log()) || undefined,
    );
    const late = await info(dir);
    t.match(`${late.stdout}${late.stderr}`, /the host cannot be reached: ECONNREFUSED/);
    t.ok(existsSync(`/proc/${pid}`), 'the master lives');
    await stop();
    await other.stop();
  },
);

t.test('without a descriptor to spare it turns clients away, does not spin, and recovers', async (t) => {
  const { pid, dir, log, stop } = await master();
  await info(dir);
  const limit = lowestFree(pid);
  execFileSync('prlimit', [`--pid=${pid}`, `--nofile=${limit}:`]);
  t.notOk(await isServed(dir));
  t.match(log(), /turned away|gets no peer/);
  const cpu = (): number => Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[13]);
  const before = cpu();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  t.ok(cpu() - before < 20, 'less than a fifth of the time');
  execFileSync('prlimit', [`--pid=${pid}`, '--nofile=4096:']);
  await waitFor('clients are served again', { timeoutMs }, async () => (await isServed(dir)) || undefined);
  await stop();
});
