/** Flag, DECANT_*, SOMMELIER_*, default; irregular names; warnings and notes. */
import t from 'tap';
import { options } from '../../src/config/options.js';
import { variablesOf } from '../../src/config/values.js';
import { parse, serving } from './support.js';

t.test(
  'a flag counts more than DECANT_, that more than SOMMELIER_, that more than the default',
  async (t) => {
    const env = { DECANT_MAX_PEERS: '2', SOMMELIER_MAX_PEERS: '3' };
    t.equal((await serving(['--max-peers=1', 'foot'], env)).maxPeers, 1);
    t.equal((await serving(['foot'], env)).maxPeers, 2);
    t.equal((await serving(['foot'], { SOMMELIER_MAX_PEERS: '3' })).maxPeers, 3);
    t.equal((await serving(['foot'])).maxPeers, undefined);
  },
);

t.test('an empty variable takes a value back', async (t) => {
  t.equal((await serving(['foot'], { DECANT_MAX_PEERS: '', SOMMELIER_MAX_PEERS: '3' })).maxPeers, 3);
  t.equal(
    (await serving(['foot'], { DECANT_NO_EXIT_WITH_CHILD: '', SOMMELIER_NO_EXIT_WITH_CHILD: '1' }))
      .exitWithChild,
    true,
  );
});

t.test('switches know their words, in any case', async (t) => {
  for (const word of ['1', 'true', 'yes', 'on', 'ON', 'True']) {
    t.equal((await serving(['foot'], { DECANT_VERBOSE: word })).log.level, 'debug');
    t.equal((await serving([`--verbose=${word}`, 'foot'])).log.level, 'debug');
  }
  for (const word of ['0', 'false', 'no', 'off', 'OFF', '']) {
    t.equal((await serving(['foot'], { DECANT_VERBOSE: word })).log.level, 'warn');
    t.equal((await serving([`--verbose=${word}`, 'foot'], { DECANT_VERBOSE: '1' })).log.level, 'warn');
  }
});

t.test('a switch and its contrary: the last one counts', async (t) => {
  t.equal((await serving(['--no-exit-with-child', 'foot'])).exitWithChild, false);
  t.equal((await serving(['--no-exit-with-child', '--exit-with-child', 'foot'])).exitWithChild, true);
  t.equal((await serving(['--exit-with-child', '--no-exit-with-child', 'foot'])).exitWithChild, false);
  t.equal((await serving(['foot'], { DECANT_EXIT_WITH_CHILD: '0' })).exitWithChild, false);
  t.equal(
    (await serving(['--exit-with-child', 'foot'], { DECANT_NO_EXIT_WITH_CHILD: '1' })).exitWithChild,
    true,
  );
});

t.test('aliases have variables too', async (t) => {
  t.equal((await serving(['--master'], { DECANT_WAYLAND_DISPLAY: 'wl-b' })).socket, 'wl-b');
  t.equal((await serving(['--master'], { SOMMELIER_SOCKET: 'wl-c' })).socket, 'wl-c');
});

t.test('names that are not regular are known', async (t) => {
  const env = { SOMMELIER_XAUTH_PATH: '/a', SOMMELIER_XFONT_PATH: '/f', SOMMELIER_CLIPBOARD_MANAGER: '0' };
  t.match(await parse(['-X', 'foot'], env), {
    x11: { authPath: '/a', fontPath: '/f', clipboardManager: false },
    warnings: [],
  });
  t.same((await serving(['foot'], { SOMMELIER_CLIPBOARD_MANAGER: '1' })).warnings, []);
});

t.test('the modes and the internal flags have no variable', async (t) => {
  const names = ['X', 'master', 'version', 'help', 'completion', 'client-fd', 'peer-pid'];
  t.same(
    options
      .filter((option) => variablesOf(option).length === 0)
      .map(({ name }) => name)
      .toSorted(),
    [...names].toSorted(),
  );
  const env = { DECANT_VERSION: '9', SOMMELIER_VERSION: '0.20', DECANT_MASTER: '1', DECANT_CLIENT_FD: '3' };
  t.match(await serving(['foot'], env), { mode: 'wrapper', warnings: [], notes: [] });
});

t.test('no variable means two options', (t) => {
  const names = options.flatMap(variablesOf).map(({ name }) => name);
  t.same(
    names.filter((name, i) => names.indexOf(name) !== i),
    [],
  );
  t.end();
});

t.test('an option that is not served yet or never will be gives one warning', async (t) => {
  const { warnings } = await serving(
    ['--log-ring-path=a', '--log-ring-path=b', '--xdg-shell-v6', '--trace-system', 'foot'],
    { SOMMELIER_LOG_RING_PATH: 'c' },
  );
  t.same(warnings, [
    '--log-ring-path=b: not served yet by this version; ignored',
    '--trace-system: accepted for compatibility; ignored',
    '--xdg-shell-v6: accepted for compatibility; ignored',
  ]);
});

t.test(
  'variables that name no option are noted, and warned of where they can only be a mistake',
  async (t) => {
    const { notes, warnings } = await serving(['foot'], { SOMMELIER_FUTURE: '1', DECANT_FUTURE: '1' });
    t.same(notes, ['SOMMELIER_FUTURE: names no option; ignored']);
    t.same(warnings, ['DECANT_FUTURE: names no option; ignored']);
  },
);

t.test('a comma may end a list, and entries may have blanks around them', async (t) => {
  t.same((await serving(['--log-suppress=shm, motion,', 'foot'])).log.suppress, ['motion', 'shm']);
  const { view } = await serving(['--accelerators=Super_L, <Alt>bracketleft,', 'foot']);
  t.same(
    view.accelerators.always.map(({ keysym }) => keysym),
    ['Super_L', 'bracketleft'],
  );
});

t.test('a repeatable option is given again, or stands in its variable one a line', async (t) => {
  t.match(await parse(['-X', '--xrdb', 'Xft.dpi:150', '--xrdb=a: b', 'foot']), {
    x11: { resources: ['Xft.dpi:150', 'a: b'] },
  });
  t.match(await parse(['-X', 'foot'], { DECANT_XRDB: 'Xft.dpi: 150\na: b\n' }), {
    x11: { resources: ['Xft.dpi: 150', 'a: b'] },
  });
});
