/** An X11 mode whose host goes while Xwayland runs: the host itself, or only its connection. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { runCommand, startChild, type Child, type CommandResult } from '../../tools/hosts/child.js';
import { childrenOf, decantPath } from '../../tools/hosts/decant.js';
import { makePrivateDir, plainEnvironment } from '../../tools/hosts/host.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { startWeston } from '../../tools/hosts/weston.js';
import { openMaster } from '../support/masters.js';

t.setTimeout(600_000);

interface X11Mode {
  readonly child: Child;
  /** Waits until the log has a line like that. */
  readonly said: (line: RegExp) => Promise<RegExpExecArray>;
  readonly run: (...argv: readonly string[]) => Promise<CommandResult>;
}

/** Starts an X11 mode on the host at `socketPath`; its display is open then. */
async function startX11(t: Test, socketPath: string, ...program: readonly string[]): Promise<X11Mode> {
  const dir = makePrivateDir('decant-x11-lost-');
  const env = { ...plainEnvironment(dir), XDG_RUNTIME_DIR: dir };
  const child = startChild([decantPath, '-X', `--display=${socketPath}`, '--log-level=debug', ...program], {
    env,
    logPath: join(dir, 'log'),
  });
  t.teardown(async () => {
    await child.stop();
    rmSync(dir, { recursive: true, force: true });
  });
  const said = (line: RegExp): Promise<RegExpExecArray> =>
    waitFor(
      `decant says ${line.source}`,
      { timeoutMs: 30_000, detail: () => child.logTail() },
      () => line.exec(child.log()) ?? undefined,
    );
  const [, display = ''] = await said(/X display (:\d+)/);
  const run = (...argv: readonly string[]): Promise<CommandResult> =>
    runCommand(argv, { ...env, DISPLAY: display }, { timeoutMs: 60_000 });
  return { child, said, run };
}

/** What a user sees who has asked for nothing more. */
const warnings = ({ child }: X11Mode): string[] =>
  child
    .log()
    .split('\n')
    .filter((line) => / (warn|error) /.test(line))
    .map((line) => line.replace(/^.*decant: /, ''));

const startsOf = ({ child }: X11Mode): number =>
  child.log().match(/Xwayland \d+ serves display/g)?.length ?? 0;

t.test('a host that dies is named, no Xwayland is started again, and decant ends', async (t) => {
  const host = await startWeston();
  t.teardown(() => host.stop());
  const tries = 'while :; do xdpyinfo > /dev/null && echo served; sleep 0.1; done';
  const x11 = await startX11(t, host.socketPath, 'sh', '-c', `trap "echo told; exit 5" TERM; ${tries}`);
  await x11.said(/^served$/m);
  process.kill(host.pid, 'SIGKILL');
  t.equal(await x11.child.ended, 1);
  await x11.said(/^told$/m);
  // The kernel may close its connections before its socket: then that is said, too.
  const said = warnings(x11).filter((line) => line !== 'host-left: the host closed the connection');
  t.match(said, [/^no X11 program can be served: the host cannot be reached any more: ECONNREFUSED/]);
  t.equal(said.length, 1);
  t.equal(startsOf(x11), 1);
});

t.test('the end of a program that ends for want of the host does not hide that', async (t) => {
  const host = await startWeston();
  t.teardown(() => host.stop());
  const script = 'xdpyinfo > /dev/null && echo served; exec xclock';
  const x11 = await startX11(t, host.socketPath, 'sh', '-c', script);
  await x11.said(/^served$/m);
  await host.stop();
  t.equal(await x11.child.ended, 1);
  t.match(warnings(x11).at(-1), /^no X11 program can be served: the host cannot be reached any more: /);
});

t.test('a host that had gone before anybody connected is named by the first program', async (t) => {
  const host = await startWeston();
  t.teardown(() => host.stop());
  const x11 = await startX11(t, host.socketPath);
  await host.stop();
  t.not((await x11.run('xdpyinfo')).status, 0);
  t.equal(await x11.child.ended, 1);
  t.match(warnings(x11), [/^no X11 program can be served: the host cannot be reached any more: ENOENT/]);
  t.equal(warnings(x11).length, 1);
  t.equal(startsOf(x11), 0);
});

t.test(
  'a host that has only closed the connection gets a new Xwayland, and none once it has gone',
  async (t) => {
    const host = await startWeston();
    t.teardown(() => host.stop());
    const master = await openMaster(host.socketPath);
    const x11 = await startX11(t, master.socketPath);
    t.equal((await x11.run('xdpyinfo')).status, 0);
    for (const pid of master.peers()) process.kill(pid, 'SIGKILL');
    await x11.said(/ warn .*host-left: the host closed the connection$/m);
    t.equal((await x11.run('xdpyinfo')).status, 0);
    t.equal(startsOf(x11), 2);
    t.match(warnings(x11), [
      'host-left: the host closed the connection',
      /^Xwayland is started again in \d+ s$/,
    ]);
    t.equal(warnings(x11).length, 2, 'how Xwayland ends then is no news');
    for (const pid of master.peers()) process.kill(pid, 'SIGKILL');
    await waitFor(
      'Xwayland has gone',
      { timeoutMs: 30_000 },
      () => childrenOf(x11.child.pid).length === 0 || undefined,
    );
    await master.stop();
    t.not((await x11.run('xdpyinfo')).status, 0);
    t.equal(await x11.child.ended, 1);
    t.match(
      warnings(x11).at(-1),
      /^no X11 program can be served: the host cannot be reached any more: ENOENT/,
    );
    t.equal(startsOf(x11), 2);
  },
);
