/** What decant tells: the doctor's findings and verdict, readiness, and traces of what real programs say. */
import t from 'tap';
import { chownSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, startChild, type CommandResult } from '../../tools/hosts/child.js';
import { decantPath } from '../../tools/hosts/decant.js';
import { makePrivateDir, plainEnvironment } from '../../tools/hosts/host.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { startWeston } from '../../tools/hosts/weston.js';

const host = await startWeston();
const dir = makePrivateDir('decant-reports-');
t.teardown(() => host.stop());
t.teardown(() => rmSync(dir, { recursive: true, force: true }));

function decant(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  return runCommand([decantPath, ...words], { ...plainEnvironment(dir), XDG_RUNTIME_DIR: dir, ...env });
}

const verdicts = {
  good: '  decant can serve here.',
  bad: '  decant cannot serve here; the reasons stand above.',
};

t.test('the doctor finds a host: what it offers, and status 0', async (t) => {
  const { status, stdout, stderr } = await decant(['doctor', `--display=${host.socketPath}`]);
  t.strictSame([status, stderr], [0, '']);
  const lines = stdout.split('\n');
  t.ok(lines.includes(`  Socket: ${host.socketPath}`));
  t.ok(lines.includes(`  New sockets go to ${dir}.`));
  t.ok(lines.includes('  Peers can be forked.'));
  t.equal(lines.at(-2), verdicts.good, 'the last line');
  const info = await runCommand(['wayland-info'], { ...plainEnvironment(dir), ...host.env });
  const offered = [...info.stdout.matchAll(/^interface: '(\w+)', +version: +(\d+)/gm)];
  t.ok(offered.length > 10, 'control: the host has globals');
  t.match(stdout, new RegExp(`^ {2}It offers ${offered.length} globals:$`, 'm'));
  const start = lines.findIndex((line) => line.startsWith('  It offers '));
  t.strictSame(
    lines.slice(start + 1, start + 1 + offered.length).map((line) => line.split(/[,:]/)[0]),
    offered.map(([, name, version]) => `    ${name} ${version}`),
  );
});

t.test('the doctor finds no host: why, what to look at, and status 1', async (t) => {
  const { status, stdout } = await decant(['doctor', '--display=nobody']);
  t.equal(status, 1);
  t.match(stdout, /^ {2}It cannot be used: ENOENT: .*nobody'$/m);
  t.match(stdout, /^ {2}Is a compositor running\? WAYLAND_DISPLAY or --display names it\.$/m);
  t.equal(stdout.split('\n').at(-2), verdicts.bad);
});

t.test('the doctor finds that drivers that were asked for cannot be had, and reports the rest', async (t) => {
  const words = [
    'doctor',
    `--display=${host.socketPath}`,
    '--shm-driver=dmabuf',
    '--drm-device=/dev/nothing',
  ];
  const { status, stdout } = await decant(words);
  t.match(stdout, /^ {2}It offers \d+ globals:$/m);
  t.match(
    stdout,
    /^ {2}The drivers that were asked for cannot be had: --drm-device=\/dev\/nothing: ENOENT.*\.$/m,
  );
  t.equal(stdout.split('\n').at(-2), verdicts.bad);
  t.equal(status, 1);
});

t.test('a graphics device that no driver needs is said', async (t) => {
  const { stderr } = await decant(['doctor', `--display=${host.socketPath}`, '--drm-device=/dev/nothing']);
  t.match(stderr, /--drm-device=\/dev\/nothing: shm driver noop makes nothing on a graphics device; ignored/);
});

t.test('the doctor finds no device: what to look at', async (t) => {
  const { status, stdout } = await decant(['doctor', '--virtwl-device=/dev/nothing']);
  t.match(
    stdout,
    /^ {2}It cannot be used: ENOENT.*\n {2}Is this a virtual machine with that device\? --virtwl-device/m,
  );
  t.equal(status, 1);
});

t.test('the doctor finds no place for sockets: which, and status 1, even with a host', async (t) => {
  const foreign = join(dir, 'foreign');
  mkdirSync(foreign, { mode: 0o700 });
  const cases: [string, string][] = [
    ['', 'XDG_RUNTIME_DIR is not set: there is no place for the socket'],
    ['here', 'XDG_RUNTIME_DIR is not an absolute path: here'],
    ['/etc/passwd', 'XDG_RUNTIME_DIR is not a directory: /etc/passwd'],
  ];
  if (process.getuid?.() === 0) {
    chownSync(foreign, 1000, 1000);
    cases.push([foreign, `XDG_RUNTIME_DIR ${foreign} belongs to user 1000, not to us`]);
  }
  for (const [runtimeDir, said] of cases) {
    const words = ['doctor', `--display=${host.socketPath}`];
    const { status, stdout } = await decant(words, { XDG_RUNTIME_DIR: runtimeDir });
    t.equal(status, 1, said);
    t.ok(stdout.split('\n').includes(`  ${said}`), stdout);
    t.match(stdout, /^ {2}It offers \d+ globals:$/m, 'control: the host is there');
    t.equal(stdout.split('\n').at(-2), verdicts.bad);
  }
});

t.test('--sd-notify says what is sent when clients can connect', async (t) => {
  const address = join(dir, 'notify');
  const receiver = [
    'import os, socket, subprocess, sys',
    's = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)',
    's.bind(sys.argv[1]); s.settimeout(8)',
    'p = subprocess.Popen(sys.argv[2:])',
    'print(s.recv(100).decode()); c = socket.socket(socket.AF_UNIX)',
    'c.connect(os.environ["XDG_RUNTIME_DIR"] + "/wl-n"); print("connected"); p.terminate(); p.wait()',
  ].join('\n');
  const words = [decantPath, '--master', '--socket=wl-n', '--sd-notify=STATUS=serving at last'];
  const { stdout, stderr } = await runCommand(
    ['python3', '-c', receiver, address, ...words, `--display=${host.socketPath}`],
    { ...plainEnvironment(dir), XDG_RUNTIME_DIR: dir, NOTIFY_SOCKET: address },
  );
  t.equal(stdout, 'STATUS=serving at last\nconnected\n', stderr);
});

/** The messages in a trace, in libwayland's form: `interface#id.message`. */
function messagesIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1]!.replace('@', '#'));
}

t.test('a trace has what a real program says and hears, message by message', async (t) => {
  // The program's own trace is on its standard output, decant's on its standard error.
  const program = ['sh', '-c', 'WAYLAND_DEBUG=client wayland-info 2>&1'];
  const { status, stdout, stderr } = await decant([`--display=${host.socketPath}`, ...program], {
    WAYLAND_DEBUG_PROXY: 'client',
  });
  t.equal(status, 0, stderr);
  const said = messagesIn(stdout, /^\[ *[\d.]+\]  -> (\w+[@#]\d+\.\w+)\(/gm);
  t.ok(said.length > 10, 'control: the program says something');
  const traced = messagesIn(stderr, /^\[ *[\d.]+\] client -> (\w+[@#]\d+\.\w+)\(/gm);
  // libwayland does not send what a program said in its last moments: wayland-info takes leave of its objects then.
  t.strictSame(traced, said.slice(0, traced.length));
  t.strictSame(
    said.slice(traced.length).filter((message) => !/\.(destroy|release)$/.test(message)),
    [],
  );
  const heard = messagesIn(stdout, /^\[ *[\d.]+\] (\w+[@#]\d+\.\w+)\(/gm);
  t.ok(heard.length > 10, 'control: the program hears something');
  const sent = messagesIn(stderr, /^\[ *[\d.]+\] client <- (\w+[@#]\d+\.\w+)\(/gm);
  t.strictSame(sent.slice(0, heard.length).toSorted(), heard.toSorted());
});

t.test(
  'a trace of both sides has each request of a real program twice, under the ids of each side',
  async (t) => {
    const words = [decantPath, `--display=${host.socketPath}`, 'weston-simple-shm'];
    const env = { ...plainEnvironment(dir), XDG_RUNTIME_DIR: dir, WAYLAND_DEBUG_PROXY: 'client,server' };
    const child = startChild(words, { env, logPath: join(dir, 'trace.log') });
    const requests = (): string[] =>
      [...child.log().matchAll(/^\[ *[\d.]+\] +(client|server) -> wl_surface#\d+\.(\w+)\(/gm)].map(
        ([, side, message]) => `${side} ${message}`,
      );
    const lines = await waitFor('the program draws', { timeoutMs: 10_000, detail: () => child.log() }, () => {
      const found = requests();
      return found.includes('server commit') ? found : undefined;
    });
    const drawn = lines.slice(0, lines.indexOf('server commit') + 1);
    const messages = drawn.filter((_, i) => i % 2 === 0).map((line) => line.split(' ')[1]);
    t.strictSame(
      drawn,
      messages.flatMap((message) => [`client ${message}`, `server ${message}`]),
    );
    await child.stop();
  },
);
