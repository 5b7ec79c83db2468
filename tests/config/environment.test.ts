/** What comes from the environment alone: host, log, service manager; and what goes into a program's environment. */
import t from 'tap';
import { peerEnvironment, programEnvironment } from '../../src/config/program-environment.js';
import { version } from '../../src/version.js';
import { ownPid, parse, refusal, serving } from './support.js';

const forUs = { LISTEN_PID: String(ownPid), LISTEN_FDS: '1', LISTEN_FDNAMES: 'wayland' };

t.test('the host is named by flag, variable or WAYLAND_DISPLAY, else it is wayland-0', async (t) => {
  const env = { WAYLAND_DISPLAY: 'wl-env' };
  t.match((await serving(['--display=wl-flag', 'foot'], env)).host, {
    display: 'wl-flag',
    displayFrom: 'flag',
  });
  t.match((await serving(['foot'], { ...env, SOMMELIER_DISPLAY: 'wl-s' })).host, {
    display: 'wl-s',
    displayFrom: 'environment',
  });
  t.match((await serving(['foot'], env)).host, { display: 'wl-env', displayFrom: 'environment' });
  t.match((await serving(['--display=', 'foot'], env)).host, {
    display: 'wl-env',
    displayFrom: 'environment',
  });
  t.match((await serving(['foot'])).host, { display: 'wayland-0', displayFrom: 'default' });
});

t.test('an inherited connection is for the wrapper, not for the master', async (t) => {
  t.equal((await serving(['foot'], { WAYLAND_SOCKET: '7' })).host.socketFd, 7);
  t.equal((await serving(['--master'], { WAYLAND_SOCKET: '7' })).host.socketFd, undefined);
});

t.test('the log is quiet under a program and readable for a master', async (t) => {
  t.equal((await serving(['foot'])).log.level, 'warn');
  t.equal((await serving(['--master'])).log.level, 'info');
  const numbered = { '-1': 'debug', '0': 'info', '1': 'warn', '2': 'error', '3': 'error' };
  for (const [number, level] of Object.entries(numbered)) {
    t.equal((await serving([`--log-level=${number}`, 'foot'])).log.level, level);
  }
  t.equal((await serving(['--verbose', '--log-level=trace', 'foot'])).log.level, 'trace');
  t.equal((await serving(['--verbose', 'foot'], { DECANT_LOG_LEVEL: 'error' })).log.level, 'debug');
});

t.test('WAYLAND_DEBUG_PROXY names the traced streams, and without it WAYLAND_DEBUG', async (t) => {
  const traced = async (env: Record<string, string>): Promise<object> =>
    (await serving(['foot'], env)).log.trace;
  t.same(await traced({}), { client: false, server: false, xwayland: false });
  t.same(await traced({ WAYLAND_DEBUG_PROXY: 'client,server' }), {
    client: true,
    server: true,
    xwayland: false,
  });
  t.same(await traced({ WAYLAND_DEBUG: '1' }), { client: true, server: true, xwayland: true });
  t.same(await traced({ WAYLAND_DEBUG: 'server,color' }), { client: false, server: true, xwayland: false });
  t.same(await traced({ WAYLAND_DEBUG: '1', WAYLAND_DEBUG_PROXY: '' }), {
    client: false,
    server: false,
    xwayland: false,
  });
});

t.test('readiness goes where NOTIFY_SOCKET says', async (t) => {
  t.equal((await serving(['--sd-notify=READY=1', '--master'])).notify, undefined);
  const env = { NOTIFY_SOCKET: '@/run/notify' };
  t.same((await serving(['--master'], env)).notify, { address: '@/run/notify', state: 'READY=1' });
  t.same((await serving(['--master', '--sd-notify=STATUS=up'], env)).notify, {
    address: '@/run/notify',
    state: 'STATUS=up',
  });
});

t.test('sockets of the service manager are ours only if our pid stands beside them', async (t) => {
  t.equal((await serving(['--master'], forUs)).activatedFd, 3);
  t.equal((await serving(['--master'], { ...forUs, LISTEN_PID: '1' })).activatedFd, undefined);
  t.equal((await serving(['--master'], { ...forUs, LISTEN_FDS: '0' })).activatedFd, undefined);
  t.equal((await serving(['--master', '--socket='], forUs)).activatedFd, 3);
});

t.test('sockets of the service manager that are wrong are refused', async (t) => {
  const why = (env: object): Promise<string | undefined> => refusal(['--master'], { ...forUs, ...env });
  t.equal(await why({ LISTEN_FDS: 'one' }), 'LISTEN_FDS=one: a count of sockets is wanted');
  t.equal(await why({ LISTEN_FDS: undefined }), 'LISTEN_FDS=: a count of sockets is wanted');
  t.equal(await why({ LISTEN_FDNAMES: undefined }), 'LISTEN_FDNAMES=: 1 names are wanted, one per socket');
  t.equal(await why({ LISTEN_FDS: '2' }), 'LISTEN_FDNAMES=wayland: 2 names are wanted, one per socket');
  t.equal(
    await why({ LISTEN_FDNAMES: 'web' }),
    'LISTEN_FDNAMES=web: a socket is named wayland or x11, not "web"',
  );
  t.equal(
    await why({ LISTEN_FDS: '2', LISTEN_FDNAMES: 'wayland:wayland' }),
    'LISTEN_FDNAMES=wayland:wayland: only one socket may be named wayland',
  );
  t.equal(
    await refusal(['--master', '--socket=wl-a'], forUs),
    "--socket=wl-a: the service manager has opened the socket already, so it can't be named",
  );
});

t.test('a program gets its display, and nothing that was meant for decant', (t) => {
  const env = {
    ...forUs,
    HOME: '/home/u',
    WAYLAND_DISPLAY: 'wayland-0',
    WAYLAND_SOCKET: '9',
    NOTIFY_SOCKET: '@n',
    DECANT_DISPLAY: 'wayland-0',
    SOMMELIER_SOCKET: 'wl-a',
    SOMMELIER_VM_IDENTIFIER: 'termina',
    WAYLAND_DISPLAY_VAR: 'WAYLAND_DISPLAY_LOW_DENSITY',
    GONE: undefined,
  };
  t.same(programEnvironment(env, 'wl-b').toSorted(), [
    `DECANT_VERSION=${version}`,
    'HOME=/home/u',
    `SOMMELIER_VERSION=${version}`,
    'SOMMELIER_VM_IDENTIFIER=termina',
    'WAYLAND_DISPLAY=wl-b',
    'WAYLAND_DISPLAY_LOW_DENSITY=wl-b',
    'WAYLAND_DISPLAY_VAR=WAYLAND_DISPLAY_LOW_DENSITY',
  ]);
  t.end();
});

t.test("an exec'ed peer keeps the options but not the master's descriptors", (t) => {
  const env = {
    ...forUs,
    WAYLAND_SOCKET: '9',
    NOTIFY_SOCKET: '@n',
    DECANT_DISPLAY: 'wl-h',
    WAYLAND_DEBUG_PROXY: '1',
  };
  t.same(peerEnvironment(env), ['DECANT_DISPLAY=wl-h', 'WAYLAND_DEBUG_PROXY=1']);
  t.end();
});

t.test('the runtime directory is handed on as it is', async (t) => {
  t.match(await parse(['foot'], { XDG_RUNTIME_DIR: 'rel/ative' }), { runtimeDir: 'rel/ative' });
  t.match(await parse(['foot'], {}), { runtimeDir: undefined });
});
