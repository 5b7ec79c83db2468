/** A peer that is exec'ed behaves like one that is forked: a configuration survives being turned into flags. */
import * as fc from 'fast-check';
import t from 'tap';
import { peerEnvironment } from '../../src/config/program-environment.js';
import { logLevels } from '../../src/log/levels.js';
import { suppressClasses } from '../../src/log/suppress.js';
import { splitWords } from '../../src/config/words.js';
import { parse, refusal, serving } from './support.js';

const text = fc.string({ minLength: 1, unit: 'grapheme' }).filter((value) => !value.includes('\0'));
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

const environments = fc.record({
  WAYLAND_DISPLAY: maybe(text),
  DECANT_DISPLAY: maybe(text),
  SOMMELIER_DISPLAY: maybe(text),
  DECANT_LOG_LEVEL: maybe(fc.constantFrom(...logLevels)),
  SOMMELIER_LOG_FORMAT: maybe(fc.constantFrom('text', 'json')),
  DECANT_LOG_SUPPRESS: maybe(fc.subarray([...suppressClasses]).map((classes) => classes.join(','))),
  WAYLAND_DEBUG_PROXY: maybe(fc.constantFrom('client', 'server', 'client,server', '1', '')),
  XDG_RUNTIME_DIR: maybe(text),
  SOMMELIER_CLIPBOARD: maybe(fc.constantFrom('none', 'both')),
  DECANT_PROFILE: maybe(fc.constantFrom('desktop', '')),
  SOMMELIER_SCALE: maybe(fc.constantFrom('1', '2')),
});

const commandLines = fc
  .record({
    mode: fc.constantFrom<string[]>(['--master'], []),
    display: maybe(text.map((value) => `--display=${value}`)),
    verbose: maybe(fc.constant('--verbose')),
    damage: maybe(fc.constantFrom('--support-damage-buffer', '--no-support-damage-buffer')),
    deny: maybe(fc.constantFrom('--deny-globals=xdg_wm_base>3,zwlr_*', '--deny-globals=')),
    scale: maybe(fc.constantFrom('--scale=0.75', '--scale=1', '--direct-scale')),
    dpi: maybe(fc.constantFrom('--dpi=', '--dpi=96,160')),
    keys: maybe(fc.constantFrom('--accelerators=Super_L,<Alt><Shift>a', '--windowed-accelerators=b')),
    tag: maybe(text.map((value) => `--tag=${value}`)),
    id: maybe(text.map((value) => `--application-id=${value}`)),
    vm: maybe(fc.constant('--vm-identifier=termina')),
    tagged: maybe(fc.constantFrom('--security-context', '--security-context=no')),
    profile: maybe(fc.constant('--profile=untrusted')),
    bridges: maybe(fc.constantFrom('--no-bridge=aura,xdg-output', '--no-bridge=all')),
    clipboard: maybe(fc.constantFrom('--clipboard=to-host', '--clipboard=from-host')),
    format: maybe(fc.constantFrom('--log-format=json', '--log-format=text')),
    suppress: maybe(
      fc.subarray([...suppressClasses]).map((classes) => `--log-suppress=${classes.join(',')}`),
    ),
  })
  .map(({ mode, ...rest }) => [
    ...mode,
    ...Object.values(rest).filter((flag) => flag !== undefined),
    '--',
    'foot',
  ]);

t.test("an exec'ed peer has the host, log and drivers of its master", async (t) => {
  await fc.assert(
    fc.asyncProperty(commandLines, environments, async (argv, env) => {
      const master = await serving(argv, env);
      const inherited = Object.fromEntries(peerEnvironment(env).map((entry) => splitOnce(entry)));
      const peer = await parse(['--client-fd=3', '--peer-pid=9', ...master.peerArguments], inherited);
      const { host, log, drivers, view, cursors, runtimeDir } = master;
      t.match(peer, { mode: 'serve' });
      t.same(peer, {
        mode: 'serve',
        clientFd: 3,
        host,
        log,
        drivers,
        view,
        cursors,
        runtimeDir,
        warnings: [],
        notes: [],
      });
    }),
    { numRuns: 300 },
  );
});

t.test(
  'any words at all lead to a configuration or a UsageError, and the program is the end of them',
  async (t) => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '-',
        '--',
        '---',
        '-X',
        '-vX',
        '--=',
        '--verbose',
        '--tag',
        '--max-peers',
        '--max-peers=3',
        'foot',
        '-1',
      ),
      fc.string().map((name) => `--${name}`),
    );
    let parsed = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(word), async (argv) => {
        if ((await refusal(argv)) !== undefined) return;
        const config = await parse(argv);
        if (config.mode !== 'wrapper') return;
        parsed++;
        t.same(config.program, argv.slice(argv.length - config.program.length));
      }),
      { numRuns: 1000 },
    );
    t.ok(parsed > 20, 'enough of them were command lines');
  },
);

t.test('a prefix is cut at blanks, and quotes keep words whole', (t) => {
  t.same(splitWords('  ld.so --library-path /a:/b  --inhibit-rpath "" ', 'x'), [
    'ld.so',
    '--library-path',
    '/a:/b',
    '--inhibit-rpath',
    '',
  ]);
  t.same(splitWords('"/opt/my dir/ld" a"b c"d', 'x'), ['/opt/my dir/ld', 'ab cd']);
  t.same(splitWords('', 'x'), []);
  t.throws(() => splitWords('a "b', '--flag=a "b'), { message: '--flag=a "b: a quote is not closed' });
  t.end();
});

function splitOnce(entry: string): [string, string] {
  const at = entry.indexOf('=');
  return [entry.slice(0, at), entry.slice(at + 1)];
}
