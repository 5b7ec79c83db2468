/** Every error of the command line, word by word: flag or variable, value, and what is allowed. */
import t from 'tap';
import { spellings, type Option } from '../../src/config/option.js';
import { options } from '../../src/config/options.js';
import type { Environment } from '../../src/config/values.js';
import { refusal, serving } from './support.js';

const switches = 'on is 1 true yes on, off is 0 false no off';
const notYet = 'not served yet by this version';
const globalForm = (sign: string): string =>
  `is not an interface, a pattern with * and ?, or one of them followed by ${sign}VERSION`;
const modifiers = 'a modifier is one of <Control> <Alt> <Shift> <Super>, not';

const byFlag: readonly (readonly [string, string])[] = [
  ['--bogus', '--bogus: no such flag (see --help)'],
  ['--bogus=1', '--bogus=1: no such flag (see --help)'],
  ['--no-verbose', '--no-verbose: no such flag (see --help)'],
  ['--__proto__=1', '--___proto___: no such flag (see --help)'],
  ['-Z', '-Z: no such flag (see --help)'],
  ['---', '---: no such flag (see --help)'],
  ['--tag', '--tag: a value is missing'],
  ['--display --verbose', '--display: a value is missing'],
  ['--verbose=maybe', `--verbose=maybe: ${switches}`],
  ['--virtgpu-channel=maybe', `--virtgpu-channel=maybe: ${switches}`],
  [
    '--virtgpu-channel=/dev/dri/renderD128',
    '--virtgpu-channel=/dev/dri/renderD128: a switch, which takes no path: the node is found among those of /dev/dri, or named by --drm-device=PATH',
  ],
  ['--exit-with-child=perhaps', `--exit-with-child=perhaps: ${switches}`],
  ['--max-peers=0', '--max-peers=0: an integer from 1 to 1000000 is wanted'],
  ['--max-peers=1.5', '--max-peers=1.5: an integer from 1 to 1000000 is wanted'],
  ['--max-peers=', '--max-peers=: an integer from 1 to 1000000 is wanted'],
  ['--client-fd=-1', '--client-fd=-1: an integer from 0 to 1048576 is wanted'],
  ['--peer-pid=x', '--peer-pid=x: an integer from 0 to 4194304 is wanted'],
  ['--scale=0.05', '--scale=0.05: a number from 0.1 to 10 is wanted'],
  ['--scale=1e1', '--scale=1e1: a number from 0.1 to 10 is wanted'],
  ['--scale NaN', '--scale=NaN: a number from 0.1 to 10 is wanted'],
  ['--dpi=96,fine', '--dpi=96,fine: "fine" is not an integer from 72 to 9600'],
  ['--scale=10.5', '--scale=10.5: a number from 0.1 to 10 is wanted'],
  ['--scale=', '--scale=: a number from 0.1 to 10 is wanted'],
  ['--scale=-1', '--scale=-1: a number from 0.1 to 10 is wanted'],
  ['--scale=0,5', '--scale=0,5: a number from 0.1 to 10 is wanted'],
  ['--direct-scale=maybe', `--direct-scale=maybe: ${switches}`],
  ['--stable-scaling=2', `--stable-scaling=2: ${switches}`],
  ['--security-context=perhaps', `--security-context=perhaps: ${switches}`],
  ['--clipboard=up', '--clipboard=up: "up" is not one of both, to-host, from-host, none'],
  ['--tag=a\tb', '--tag=a\tb: text without control characters is wanted, in UTF-8'],
  ['--allow-globals=', '--allow-globals=: at least one entry is wanted'],
  ['--dpi=9601', '--dpi=9601: "9601" is not an integer from 72 to 9600'],
  ['--dpi=71', '--dpi=71: "71" is not an integer from 72 to 9600'],
  ['--accelerators=Super_L,<Foo>x', `--accelerators=Super_L,<Foo>x: "<Foo>x": ${modifiers} <Foo>`],
  ['--accelerators=<Alt', '--accelerators=<Alt: "<Alt" is not of the form <Modifier>...keysym'],
  ['--accelerator=<Alt>', '--accelerator=<Alt>: "<Alt>" is not of the form <Modifier>...keysym'],
  [
    '--windowed-accelerators=a<Alt>',
    '--windowed-accelerators=a<Alt>: "a<Alt>" is not of the form <Modifier>...keysym',
  ],
  ['--frame-color=red', '--frame-color=red: a colour is of the form #rrggbb'],
  ['--dark-frame-color=#12345', '--dark-frame-color=#12345: a colour is of the form #rrggbb'],
  ['--fullscreen-mode=big', '--fullscreen-mode=big: "big" is not one of immersive, plain'],
  ['--shm-driver=fast', '--shm-driver=fast: "fast" is not one of noop, virtwl, virtwl-dmabuf, dmabuf'],
  ['--data-driver=pipe', '--data-driver=pipe: "pipe" is not one of noop, virtwl'],
  [
    '--xwayland-shm-driver=x',
    '--xwayland-shm-driver=x: "x" is not one of noop, virtwl, virtwl-dmabuf, dmabuf',
  ],
  ['-X --master', '-X: a master serves no X11; run decant -X beside it'],
  ['--x-display=1 --master', '--x-display=1: a master serves no X11; run decant -X beside it'],
  ['--x-display=first', '--x-display=first: a display is N or :N, from 0 to 59535'],
  ['--x-display=59536', '--x-display=59536: a display is N or :N, from 0 to 59535'],
  ['--quirks-config=,', '--quirks-config=,: at least one entry is wanted'],
  ['--quirks-config=', '--quirks-config=: at least one entry is wanted'],
  ['--xrdb=Xft.dpi', '--xrdb=Xft.dpi: a resource is of the form KEY: VALUE'],
  ['--x-unscale=11', '--x-unscale=11: an integer from 1 to 10 is wanted'],
  ['--allow-globals=wl_shm,a-b', `--allow-globals=wl_shm,a-b: "a-b" ${globalForm('<=')}`],
  ['--allow-globals=wl_shm>1', `--allow-globals=wl_shm>1: "wl_shm>1" ${globalForm('<=')}`],
  ['--deny-globals=wl_shm<=2', `--deny-globals=wl_shm<=2: "wl_shm<=2" ${globalForm('>')}`],
  ['--deny-globals=wl_shm>0', `--deny-globals=wl_shm>0: "wl_shm>0" ${globalForm('>')}`],
  [
    '--no-bridge=aura,all-of-them',
    '--no-bridge=aura,all-of-them: "all-of-them" is not one of aura, cursor-shape, damage-buffer, decoration, ' +
      'fractional-scale, primary-selection, single-pixel-buffer, text-input, xdg-output, all',
  ],
  ['--profile=mine', '--profile=mine: "mine" is not one of desktop, untrusted'],
  ['--clipboard=up', '--clipboard=up: "up" is not one of both, to-host, from-host, none'],
  ['--log-redact', `--log-redact: ${notYet}`],
  [
    '--log-level=loud',
    '--log-level=loud: "loud" is not one of error, warn, info, debug, trace, 0, 1, 2, 3, -1',
  ],
  [
    '--log-suppress=shm,noise',
    '--log-suppress=shm,noise: "noise" is not one of motion, shm, delete, region, drawing, hints',
  ],
  ['--log-format=xml', '--log-format=xml: "xml" is not one of text, json'],
  ['--log-ring-size=10', '--log-ring-size=10: an integer from 400 to 1073741824 is wanted'],
  ['--stats-timer=0', '--stats-timer=0: a number from 0.1 to 86400 is wanted'],
  ['--peer-cmd-prefix=a"b', '--peer-cmd-prefix=a"b: a quote is not closed'],
];

const byVariable: readonly (readonly [Environment, string])[] = [
  [{ DECANT_SCALE: '20' }, 'DECANT_SCALE=20: a number from 0.1 to 10 is wanted'],
  [{ SOMMELIER_SCALE: 'big' }, 'SOMMELIER_SCALE=big: a number from 0.1 to 10 is wanted'],
  [{ SOMMELIER_CLIPBOARD_MANAGER: '2' }, `SOMMELIER_CLIPBOARD_MANAGER=2: ${switches}`],
  [{ DECANT_XRDB: 'a: 1\nb' }, 'DECANT_XRDB=a: 1\nb: a resource is of the form KEY: VALUE'],
  [{ WAYLAND_SOCKET: 'x' }, 'WAYLAND_SOCKET=x: the number of a descriptor is wanted'],
  [{ WAYLAND_SOCKET: '' }, 'WAYLAND_SOCKET=: the number of a descriptor is wanted'],
  [
    { WAYLAND_DEBUG_PROXY: 'client,all' },
    'WAYLAND_DEBUG_PROXY=client,all: "all" is not one of client, server, xwayland, 1',
  ],
  [{ WAYLAND_DISPLAY_VAR: 'A=B' }, 'WAYLAND_DISPLAY_VAR=A=B: the name of a variable is wanted'],
  [{ DECANT_PEER_CMD_PREFIX: '"' }, 'DECANT_PEER_CMD_PREFIX=": a quote is not closed'],
];

for (const [flag, text] of byFlag) {
  t.test(`${flag} is refused`, async (t) => {
    t.equal(await refusal([...flag.split(' '), '--', 'foot']), text);
  });
}

for (const [env, text] of byVariable) {
  t.test(`${JSON.stringify(env)} is refused`, async (t) => {
    t.equal(await refusal(['foot'], env), text);
  });
}

t.test('a value of the wrong form is refused even where the right one would be ignored', async (t) => {
  t.equal(
    await refusal(['--stats-timer=soon', 'foot']),
    '--stats-timer=soon: a number from 0.1 to 86400 is wanted',
  );
});

t.test('what asks for nothing is not refused', async (t) => {
  const flags = ['--clipboard=both', '--log-redact=no', '--security-context=off', '--virtgpu-channel=0'];
  t.match(await serving([...flags, 'foot']), {
    mode: 'wrapper',
    warnings: [],
  });
  t.match(await serving(['--noop-driver', 'foot'], { SOMMELIER_SHM_DRIVER: 'virtwl' }), {
    drivers: { shm: 'noop' },
  });
  t.match(await serving(['--shm-driver=noop', '--data-driver=noop', '--enable-linux-dmabuf', 'foot']), {
    warnings: [],
  });
});

t.test('every flag that takes no more than certain values has one here that is refused', (t) => {
  const strict = options.filter(
    ({ kind, check, choices, range }) =>
      check !== undefined ||
      choices !== undefined ||
      range !== undefined ||
      kind === 'number' ||
      kind === 'integer',
  );
  const tried = (option: Option): boolean =>
    spellings(option).some((name) => byFlag.some(([flag]) => flag.startsWith(`--${name}=`)));
  t.strictSame(
    strict.filter((option) => !tried(option)).map(({ name }) => name),
    [],
  );
  t.ok(strict.length > 15, `${strict.length} flags`);
  t.end();
});
