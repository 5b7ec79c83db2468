/** Options and environment of the X11 mode. */
import t from 'tap';
import { x11ProgramEnvironment } from '../../src/config/program-environment.js';
import { version } from '../../src/version.js';
import { ownPid, parse, refusal, serving } from './support.js';

const usual = {
  display: undefined,
  path: 'Xwayland',
  commandPrefix: [],
  glDriverPath: undefined,
  glamor: false,
  clipboardManager: true,
  authPath: undefined,
  fontPath: undefined,
  resources: [],
  frameColors: { light: '#f2f2f2', dark: '#323639' },
  activatedFd: undefined,
  quirksPaths: [],
  policy: {
    placedByPrograms: false,
    onlyProgramsEndFullscreen: false,
    ignoresStateless: false,
    resizesByViewport: false,
    emulatesModes: false,
  },
  appIdProperty: '',
};

t.test('-X runs an Xwayland, with a program or without one', async (t) => {
  const config = await parse(['-X', 'xterm', '-e', 'top']);
  t.match(config, { mode: 'x11', program: ['xterm', '-e', 'top'], exitWithChild: true, warnings: [] });
  t.same(config.mode === 'x11' && config.x11, usual);
  t.match(await parse(['-X']), { mode: 'x11', program: [] });
});

t.test('--x-display turns the mode on, and its number may have a colon', async (t) => {
  for (const flag of ['--x-display=7', '--x-display=:7'])
    t.match(await parse([flag, 'xterm']), { mode: 'x11', x11: { display: 7 } });
});

t.test('a variable names the display but does not turn the mode on', async (t) => {
  const env = { DECANT_X_DISPLAY: '5' };
  t.equal((await serving(['foot'], env)).mode, 'wrapper');
  t.match(await parse(['-X', 'xterm'], env), { x11: { display: 5 } });
});

t.test('options say how Xwayland is run', async (t) => {
  const flags = [
    '--xwayland-path=/opt/Xwayland',
    '--xwayland-cmd-prefix=/opt/ld.so --library-path "/opt/a b"',
    '--xwayland-gl-driver-path=/opt/dri',
    '--glamor',
    '--x-auth=/home/u/.Xauthority',
    '--x-font-path=/usr/share/fonts/X11/misc',
  ];
  const config = await parse(['-X', ...flags]);
  t.same(config.mode === 'x11' && config.x11, {
    ...usual,
    path: '/opt/Xwayland',
    commandPrefix: ['/opt/ld.so', '--library-path', '/opt/a b'],
    glDriverPath: '/opt/dri',
    glamor: true,
    authPath: '/home/u/.Xauthority',
    fontPath: '/usr/share/fonts/X11/misc',
  });
});

t.test('the clipboard manager is there unless it is turned off', async (t) => {
  for (const [flags, env] of [
    [['-X', '--no-clipboard-manager'], {}],
    [['-X'], { SOMMELIER_CLIPBOARD_MANAGER: '0' }],
  ] as const)
    t.match(await parse(flags, env), { x11: { clipboardManager: false } });
});

t.test('cursors are as large on the host as they are without a scale', (t) => {
  for (const [scale, pixels] of [
    [0.5, 12],
    [1.25, 30],
    [0.01, 1],
  ] as const)
    t.ok(
      x11ProgramEnvironment({}, { x11: ':4', wayland: undefined }, scale).includes(`XCURSOR_SIZE=${pixels}`),
    );
  t.end();
});

t.test('the size of cursors that the user has chosen is scaled, and nonsense is none', (t) => {
  const displays = { x11: ':4', wayland: undefined };
  const has = (size: string, line: string): void =>
    void t.ok(x11ProgramEnvironment({ XCURSOR_SIZE: size }, displays, 0.5).includes(line));
  has('48', 'XCURSOR_SIZE=24');
  has('huge', 'XCURSOR_SIZE=12');
  t.end();
});

t.test(
  'the density of the screen is the one that was asked for, or the most ordinary of several',
  async (t) => {
    for (const [flags, dpi] of [
      [['-X'], undefined],
      [['-X', '--dpi=120'], 120],
      [['-X', '--dpi=72,160,110'], 110],
      [['-X', '--dpi=120', '--direct-scale'], undefined],
    ] as const)
      t.match(await parse(flags), { x11: { dpi } });
  },
);

t.test('a program gets the X display, and no Wayland display to pass it by', (t) => {
  const env = {
    HOME: '/h',
    WAYLAND_DISPLAY: 'wl-host',
    WAYLAND_SOCKET: '9',
    DISPLAY: ':99',
    NOTIFY_SOCKET: '/n',
    SOMMELIER_X_DISPLAY: '3',
    DISPLAY_VAR: 'DISPLAY_LOW_DENSITY',
    XCURSOR_SIZE_VAR: 'XCURSOR_SIZE_LOW_DENSITY',
  };
  const own = x11ProgramEnvironment(env, { x11: ':4', wayland: undefined }, 1).map(
    (line) => line.split('=') as [string, string],
  );
  t.same(Object.fromEntries(own), {
    HOME: '/h',
    DISPLAY: ':4',
    DISPLAY_LOW_DENSITY: ':4',
    XCURSOR_SIZE: '24',
    XCURSOR_SIZE_LOW_DENSITY: '24',
    DISPLAY_VAR: 'DISPLAY_LOW_DENSITY',
    XCURSOR_SIZE_VAR: 'XCURSOR_SIZE_LOW_DENSITY',
    DECANT_VERSION: version,
    SOMMELIER_VERSION: version,
    _JAVA_AWT_WM_NONREPARENTING: '1',
  });
  t.end();
});

t.test('a program gets the Wayland display that is served beside the X display', (t) => {
  const env = { WAYLAND_DISPLAY: 'wl-host', WAYLAND_DISPLAY_VAR: 'WAYLAND_LOW_DENSITY' };
  const own = x11ProgramEnvironment(env, { x11: ':4', wayland: 'wl-a' }, 1);
  for (const line of ['DISPLAY=:4', 'WAYLAND_DISPLAY=wl-a', 'WAYLAND_LOW_DENSITY=wl-a'])
    t.ok(own.includes(line));
  t.end();
});

t.test('a Wayland socket beside the display is served as a master serves it', async (t) => {
  t.match(await parse(['-X', '--socket=wl-a', '--max-peers=3']), {
    mode: 'x11',
    wayland: { socket: 'wl-a', activatedFd: undefined, maxPeers: 3 },
  });
  t.match(await parse(['-X'], { SOMMELIER_SOCKET: 'wl-b' }), { wayland: { socket: 'wl-b' } });
  t.match(await parse(['-X', '--socket=']), { wayland: undefined });
});

t.test('sockets of the service manager stand for both displays', async (t) => {
  const env = { LISTEN_PID: String(ownPid), LISTEN_FDS: '2', LISTEN_FDNAMES: 'x11:wayland' };
  t.match(await parse([], env), { mode: 'x11', x11: { activatedFd: 3 }, wayland: { activatedFd: 4 } });
  t.match(await parse(['-X'], { ...env, LISTEN_FDNAMES: 'wayland', LISTEN_FDS: '1' }), {
    x11: { activatedFd: undefined },
    wayland: { activatedFd: 3 },
  });
  const named = "--socket=wl-a: the service manager has opened the socket already, so it can't be named";
  t.equal(await refusal(['--socket=wl-a'], env), named);
  t.equal(
    await refusal(['--master'], env),
    'LISTEN_FDNAMES=x11:wayland: a master serves no X11; run decant -X beside it',
  );
});

t.test('flags say what holds for all windows', async (t) => {
  const flags = {
    '--enable-x11-move-windows': { placedByPrograms: true },
    '--only-client-can-exit-fullscreen': { onlyProgramsEndFullscreen: true },
    '--ignore-stateless-toplevel-configure': { ignoresStateless: true },
    '--viewport-resize': { resizesByViewport: true },
    '--allow-xwayland-emulate-screen-pos-size': { emulatesModes: true },
  };
  for (const [flag, policy] of Object.entries(flags)) {
    const config = await parse(['-X', flag]);
    t.same(config.mode === 'x11' && config.x11.policy, { ...usual.policy, ...policy });
    t.match(config, { warnings: [] });
  }
});

t.test('Xwayland may have a shm driver of its own, which Wayland clients beside it have not', async (t) => {
  const config = await parse(['-X', '--socket=beside', '--xwayland-shm-driver=virtwl', '--shm-driver=noop']);
  t.match(config, { drivers: { shm: 'virtwl' }, wayland: { drivers: { shm: 'noop' } }, warnings: [] });
  t.match(await parse(['-X', '--shm-driver=virtwl']), { drivers: { shm: 'virtwl' } });
});

t.test('--x-unscale gives X11 programs alone more units, at the density of the host', async (t) => {
  const scale = { factor: 2, dpi: [], direct: false, stable: false };
  const config = await parse(['-X', '--socket=beside', '--x-unscale=2']);
  t.match(config, { view: { scale }, wayland: { view: { scale: undefined } }, warnings: [] });
  t.match(await parse(['-X', '--x-unscale=1', '--scale=0.5']), { view: { scale: { factor: 0.5 } } });
  t.match(await parse(['-X', '--x-unscale=3', '--dpi=96']), { view: { scale: { factor: 3, dpi: [96] } } });
  t.equal(
    await refusal(['-X', '--x-unscale=2', '--scale=2']),
    '--x-unscale=2: --scale=2 is a scale for X11 too',
  );
});
