/** X11 mode from start to end: displays, exit statuses, an Xwayland that dies, and programs that behave badly. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import t from 'tap';
import { runCommand, type CommandResult } from '../../tools/hosts/child.js';
import { childrenOf, decantPath } from '../../tools/hosts/decant.js';
import { plainEnvironment } from '../../tools/hosts/host.js';
import { colourCount, readPicture } from '../../tools/hosts/picture.js';
import { startSway } from '../../tools/hosts/sway.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { startWeston } from '../../tools/hosts/weston.js';
import { openX11, type X11Session } from './session.js';
import { TestXClient } from './x-client.js';

const atoms = { string: 31, wmName: 39, wmHints: 35, wmNormalHints: 40, wmClass: 67 } as const;
const soon = { timeoutMs: 20_000 };
/** High enough that nobody who takes the first free one gets it. */
const firstTried = 77;

function freeDisplay(): number {
  let number = firstTried;
  while (existsSync(`/tmp/.X${number}-lock`) || existsSync(`/tmp/.X11-unix/X${number}`)) number++;
  return number;
}

t.test('on weston', async (t) => {
  const host = await startWeston();
  t.teardown(() => host.stop());
  const env = { ...plainEnvironment(host.runtimeDir), ...host.env };
  const decant = (...words: string[]): Promise<CommandResult> =>
    runCommand([decantPath, ...words], env, { timeoutMs: 20_000 });
  const sh = (script: string): string[] => ['sh', '-c', script];

  t.test('decant ends as its program ends', async (t) => {
    for (const status of [0, 7])
      t.equal((await decant('-X', ...sh(`xdpyinfo > /dev/null; exit ${status}`))).status, status);
    t.equal((await decant('-X', ...sh('kill -11 $$'))).status, 128 + 11);
    t.equal((await decant('-X', 'no-such-program')).status, 2);
  });

  t.test('the program gets a display, which is gone afterwards with all its files', async (t) => {
    const { stdout, status } = await decant(
      '-X',
      ...sh('echo "$DISPLAY" "$WAYLAND_DISPLAY" "$XCURSOR_SIZE"; xdpyinfo'),
    );
    t.equal(status, 0);
    const [, number = ''] = /^:(\d+) +24\n/.exec(stdout) ?? [];
    t.not(number, '');
    t.match(stdout, `name of display:    :${number}`);
    t.notOk(existsSync(`/tmp/.X11-unix/X${number}`));
    t.notOk(existsSync(`/tmp/.X${number}-lock`));
    t.notMatch(readFileSync('/proc/net/unix', 'utf8'), new RegExp(`X11-unix/X${number}$`, 'm'));
  });

  t.test('a display is named by its number, and one that is taken is an error', async (t) => {
    const number = freeDisplay();
    const inner = `${decantPath} -X --x-display=:${number} true; echo "inner $?"; echo "$DISPLAY"`;
    const { stdout, stderr } = await decant(
      '-X',
      `--x-display=${number}`,
      ...sh(`WAYLAND_DISPLAY=${host.display} ${inner}`),
    );
    t.equal(stdout, `inner 1\n:${number}\n`);
    t.match(stderr, `X display :${number} is in use`);
  });

  t.test('displays stand side by side, and a dead server’s lock is no obstacle', async (t) => {
    const number = freeDisplay();
    const first = await decant('-X', `--x-display=${number}`, ...sh('kill -9 $PPID; sleep 0.1'));
    t.not(first.status, 0);
    t.ok(existsSync(`/tmp/.X${number}-lock`), 'left behind');
    const [second, third] = await Promise.all([
      decant('-X', `--x-display=${number}`, ...sh('xdpyinfo | grep "of display"')),
      decant('-X', ...sh('xdpyinfo | grep "of display"')),
    ]);
    t.match(second.stdout, `:${number}`);
    t.match(third.stdout, /name of display: +:\d+/);
    t.notOk(existsSync(`/tmp/.X${number}-lock`));
  });

  t.test('resources are there before the first program', async (t) => {
    const { stdout } = await decant(
      '-X',
      '--xrdb',
      'Xft.dpi:150',
      '--xrdb=XTerm*title: x',
      'xprop',
      '-root',
      'RESOURCE_MANAGER',
    );
    t.match(stdout, String.raw`"Xft.dpi:150\nXTerm*title: x\n"`);
  });

  t.test('no Xwayland runs until somebody connects', async (t) => {
    const script = 'pgrep -P $PPID Xwayland; xdpyinfo > /dev/null; pgrep -c -P $PPID Xwayland';
    t.equal((await decant('-X', ...sh(script))).stdout, '1\n');
  });

  t.test('an Xwayland that is not there is said before the program is started', async (t) => {
    for (const [flag, program] of [
      ['--xwayland-path=/no/Xwayland', '/no/Xwayland'],
      ['--xwayland-path=/tmp', '/tmp'],
      ['--xwayland-cmd-prefix=no-such-prefix', 'no-such-prefix'],
    ] as const) {
      const { stderr, stdout, status } = await decant('-X', flag, 'echo', 'started');
      t.equal(status, 1);
      t.equal(stdout, '');
      t.equal(stderr, `decant: ${program} cannot be run: there is no such program\n`);
    }
  });

  t.test(
    'an Xwayland that ends before it serves anybody is said at once, and the program is told to end',
    async (t) => {
      const script = 'trap "echo told; exit" TERM; xdpyinfo; sleep 60 & wait';
      const { stdout, stderr, status } = await decant(
        '-X',
        '--xwayland-cmd-prefix=sh -c "exit 7"',
        ...sh(script),
      );
      t.equal(status, 1);
      t.equal(stdout, 'told\n');
      const said = 'Xwayland does not start: it ended with status 7; --log-level=debug shows what it says';
      t.match(stderr, `no X11 program can be served: ${said}`);
      t.notMatch(stderr, /started again|cannot be managed/);
    },
  );

  t.test('Xwaylands that are killed at the start again and again are enough', async (t) => {
    const argv = ['-X', '--xwayland-cmd-prefix=sh -c "kill -9 $$"', 'xdpyinfo'];
    const { stderr, status } = await runCommand([decantPath, ...argv], env, { timeoutMs: 60_000 });
    t.equal(status, 1);
    t.equal(stderr.match(/Xwayland was killed by signal 9/g)?.length, 3);
    t.match(stderr, 'no X11 program can be served: 3 starts of Xwayland have failed');
    t.notMatch(stderr, 'cannot be managed');
  });

  t.test(
    'a display without a program ends with status 0 when it is told to, and says its name at first',
    async (t) => {
      const script = `"$@" & sleep 1; while ! grep -q X.display log; do sleep 0.1; done; kill -TERM $!; wait $!; echo "status $?"`;
      const words = ['-c', `exec 2> log; ${script}`, 'sh', decantPath, '-X'];
      const { stdout } = await runCommand(['env', '-C', host.runtimeDir, 'sh', ...words], env, {
        timeoutMs: 60_000,
      });
      t.equal(stdout, 'status 0\n');
    },
  );

  t.test('programs get the authority file, which must be there', async (t) => {
    const file = `${host.runtimeDir}/authority`;
    const { status, stderr } = await decant('-X', `--x-auth=${file}`, 'true');
    t.equal(status, 2);
    t.match(stderr, `decant: --x-auth=${file}: ENOENT`);
    const cookie = '00112233445566778899aabbccddeeff';
    const admitted = await runCommand(
      [
        ...sh(`xauth -q -f ${file} add :79 . ${cookie}; exec "$@"`),
        'sh',
        decantPath,
        '-X',
        '--x-display=79',
        `--x-auth=${file}`,
        ...sh('xdpyinfo | grep "of display"; XAUTHORITY=/none xdpyinfo'),
      ],
      env,
      { timeoutMs: 20_000 },
    );
    t.match(admitted.stdout, ':79');
    t.match(admitted.stderr, /Authorization required|unable to open display/);
    t.equal(admitted.status, 1);
  });

  t.test('no start commits contents before the first configure is acknowledged', async (t) => {
    const runs = await Promise.all(
      Array.from({ length: 8 }, () =>
        decant('-X', ...sh('xclock & a=$!; xeyes & sleep 1.5; kill -0 $a && kill -0 $! && echo both')),
      ),
    );
    for (const { stdout, stderr } of runs) {
      t.equal(stdout, 'both\n');
      // Both programs outlive their display, and say so: that is no fault.
      t.notMatch(stderr, /host-refused|(?<!fatal IO )error/);
    }
  });

  t.test('a window is seen', async (t) => {
    const before = `${host.runtimeDir}/empty.png`;
    await host.screenshot(before);
    t.equal(colourCount(readPicture(before)), 1);
    const picture = `${host.runtimeDir}/eyes.png`;
    const seen = `${host.runtimeDir}/seen`;
    const running = decant('-X', ...sh(`xeyes & while [ ! -e ${seen} ]; do sleep 0.1; done`));
    await waitFor('the picture changes', soon, async () => {
      await host.screenshot(picture);
      return colourCount(readPicture(picture)) > 2 || undefined;
    });
    writeFileSync(seen, '');
    await running;
  });
});

t.test('on sway', async (t) => {
  const sway = await startSway({ config: ['for_window [app_id=".*"] floating enable'] });
  const x: X11Session = await openX11(sway);
  t.teardown(() => x.close());
  const shown = async (appId: string): Promise<boolean> =>
    (await x.windows()).some((each) => each.app_id === appId);
  const until = (what: string, probe: () => Promise<boolean>): Promise<true> =>
    waitFor(
      what,
      { ...soon, detail: () => x.log().split('\n').slice(-15).join('\n') },
      async () => (await probe()) || undefined,
    );
  const openFiles = (): number => readdirSync(`/proc/${x.pid}/fd`).length;

  t.test('programs with absurd wishes disturb nobody', async (t) => {
    const good = x.start(['xclock']);
    await x.window('XClock');
    const bad = await TestXClient.open(x.display);
    for (const value of [0, -1, 1, 65_535, 0x7fff_ffff]) {
      const id = bad.create({ x: -5, y: 32_000, width: 20, height: 20, color: value });
      bad.setText(id, atoms.wmClass, atoms.string, 'Bad');
      bad.setText(id, atoms.wmName, atoms.string, 'x'.repeat(200_000));
      bad.setWords(id, atoms.wmNormalHints, atoms.wmNormalHints, [
        0x3ff,
        ...Array.from({ length: 17 }, () => value),
      ]);
      bad.setWords(id, atoms.wmHints, atoms.wmHints, [value]);
      bad.setWords(id, 68, 33, [id]);
      bad.x.MapWindow(id);
    }
    const [moveResize, state] = [await bad.intern('_NET_WM_MOVERESIZE'), await bad.intern('_NET_WM_STATE')];
    const surface = await bad.intern('WL_SURFACE_ID');
    for (const data of [[], [9, 9, 9, 9, 9], [-1, -1, -1, -1, -1]])
      for (const type of [moveResize, state, surface, 0, 9999]) bad.message(bad.root, type, data);
    await bad.sync();
    await until('they are shown', async () => (await x.windows()).length >= 5);
    bad.close();
    await until('they are gone', async () => (await x.windows()).length === 1);
    t.equal(good.status, undefined);
    t.ok(await shown('XClock'));
    await good.stop();
  });

  t.test('windows that are destroyed at any moment leave nothing behind', async (t) => {
    await until('no windows', async () => (await x.windows()).length === 0);
    const client = await TestXClient.open(x.display);
    const before = openFiles();
    for (let round = 0; round < 300; round++) {
      const overrideRedirect = round % 3 === 2;
      const id = client.create({
        x: 0,
        y: 0,
        width: 40 + (round % 7),
        height: 40,
        color: round,
        overrideRedirect,
      });
      client.x.MapWindow(id);
      if (round % 4 === 1) await client.sync();
      if (round % 50 === 49)
        await until('it is shown', async () => overrideRedirect || (await x.windows()).length > 0);
      if (round % 5 === 0) client.x.UnmapWindow(id);
      client.x.DestroyWindow(id);
    }
    await client.sync();
    await until('no windows', async () => (await x.windows()).length === 0);
    const program = x.start(['xclock']);
    await x.window('XClock');
    await program.stop();
    await until('no windows', async () => (await x.windows()).length === 0);
    // Xwayland keeps buffers for a second.
    await until('no descriptors more', async () => openFiles() <= before + 2);
    t.pass();
    client.close();
  });

  t.test('a program that floods properties does not keep others from being shown', async (t) => {
    const flood = await TestXClient.open(x.display);
    const id = flood.create({ x: 0, y: 0, width: 30, height: 30, color: 1 });
    flood.x.MapWindow(id);
    const pour = new AbortController();
    const pouring = (async () => {
      for (let i = 0; !pour.signal.aborted; i++) {
        for (let j = 0; j < 200; j++) flood.setText(id, atoms.wmName, atoms.string, `title ${i} ${j}`);
        await flood.sync();
      }
    })();
    const program = x.start(['xclock']);
    t.ok(await x.window('XClock'));
    pour.abort();
    await pouring;
    flood.close();
    await program.stop();
  });

  t.test(
    'an Xwayland that is killed takes its windows along, and the next program gets a new one',
    async (t) => {
      const program = x.start(['xclock']);
      await x.window('XClock');
      const [xwayland = 0] = childrenOf(x.pid);
      process.kill(xwayland, 'SIGKILL');
      await until('the window goes', async () => !(await shown('XClock')));
      t.not(await program.ended, 0);
      x.start(['xclock']);
      await x.window('XClock');
      t.not(childrenOf(x.pid)[0], xwayland);
      t.match(x.log(), /killed by signal 9/);
    },
  );
});
