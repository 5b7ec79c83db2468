/** Options of the X11 mode. Rows only. */
import { isResource, isXDisplay } from '../checks.js';
import { defaults } from '../defaults.js';
import { group } from '../option.js';

const works = { status: 'works' } as const;
const shmDrivers = ['noop', 'virtwl', 'virtwl-dmabuf', 'dmabuf'];

export const x11Options = group('X11', { status: 'later' }, [
  ['x-display', 'string', 'N', 'display number, N or :N; turns -X on', { ...works, check: isXDisplay }],
  ['x-auth', 'string', 'PATH', 'authority file', { ...works, variables: ['SOMMELIER_XAUTH_PATH'] }],
  ['x-font-path', 'string', 'PATH', 'font path', { ...works, variables: ['SOMMELIER_XFONT_PATH'] }],
  [
    'xwayland-path',
    'string',
    'PATH',
    'the Xwayland to run',
    { ...works, aliases: ['xwayland-binary'], default: defaults.xwaylandPath },
  ],
  [
    'xwayland-cmd-prefix',
    'string',
    'WORDS',
    'start Xwayland as WORDS Xwayland ...',
    { ...works, default: defaults.xwaylandCmdPrefix },
  ],
  [
    'xwayland-gl-driver-path',
    'string',
    'PATH',
    'GL drivers for Xwayland',
    { ...works, default: defaults.xwaylandGlDriverPath },
  ],
  [
    'xwayland-shm-driver',
    'string',
    'DRIVER',
    "how Xwayland's pixels reach the host",
    { ...works, choices: shmDrivers },
  ],
  ['glamor', 'switch', '', 'GL acceleration in Xwayland', works],
  ['xrdb', 'repeatable', 'KEY:VALUE', 'X resource', { ...works, check: isResource }],
  [
    'no-clipboard-manager',
    'switch',
    '',
    'do not keep selections',
    { ...works, opposite: 'clipboard-manager' },
  ],
  [
    'enable-xshape',
    'switch',
    '',
    'sommelier: shaped windows, which are always shown',
    { status: 'compatible' },
  ],
  ['enable-x11-move-windows', 'switch', '', 'let programs place their windows', works],
  ['viewport-resize', 'switch', '', 'scale windows that refuse the size', works],
  ['only-client-can-exit-fullscreen', 'switch', '', 'the host cannot end fullscreen', works],
  ['allow-xwayland-emulate-screen-pos-size', 'switch', '', 'follow emulated screen modes', works],
  ['ignore-stateless-toplevel-configure', 'switch', '', 'ignore sizes without states', works],
  [
    'x-unscale',
    'integer',
    'N',
    'undo an integer scale of the host',
    { ...works, range: [1, 10], default: '1', neutral: '1' },
  ],
  ['quirks-config', 'list', 'PATH,PATH...', 'per-program rules', { ...works, needsEntry: true }],
]);
