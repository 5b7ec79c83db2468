/**
 * Every option there is, as data. The parser, `--help`, the completion and the test of the documentation read it.
 * `status` says what becomes of an option: `works`; `later` (known, checked, not served by this version: one warning);
 * `refused` (not served, and going on without it would not be what the user asked for); `compatible` (accepted for
 * sommelier's sake, nothing to do).
 */
import { logLevels } from '../log/logger.js';
import { suppressClasses } from '../log/suppress.js';
import { defaults } from './defaults.js';

export type OptionKind = 'switch' | 'string' | 'list' | 'number' | 'repeatable';
export type OptionStatus = 'works' | 'later' | 'refused' | 'compatible';

export interface Option {
  readonly name: string;
  readonly kind: OptionKind;
  readonly group: string;
  readonly help: string;
  readonly status: OptionStatus;
  readonly aliases?: readonly string[];
  readonly default?: string;
  /** Allowed values; of a list, allowed entries. */
  readonly choices?: readonly string[];
  /** Inclusive limits of a number. */
  readonly range?: readonly [number, number];
  /** Has no environment variable. */
  readonly flagOnly?: true;
  /** sommelier's variable where it is not named after the flag. */
  readonly sommelierVariable?: string;
}

type Extra = Partial<Omit<Option, 'name' | 'kind' | 'group' | 'help'>>;

function group(title: string, rows: readonly (readonly [string, OptionKind, string, Extra?])[]): Option[] {
  return rows.map(([name, kind, help, extra]) => ({
    status: 'works',
    ...extra,
    name,
    kind,
    group: title,
    help,
  }));
}

const mode = group('Mode', [
  ['master', 'switch', 'listen, and give every client its own peer', { aliases: ['parent'], flagOnly: true }],
  ['X', 'switch', 'run Xwayland and be its window manager', { status: 'refused', flagOnly: true }],
  [
    'client-fd',
    'number',
    'internal: serve the client on this descriptor',
    { flagOnly: true, range: [0, 1 << 20] },
  ],
  ['peer-pid', 'number', 'internal: process id of that client', { flagOnly: true, range: [0, 1 << 22] }],
  ['exit-with-child', 'switch', 'end when the program ends (--no-exit-with-child: go on)', { default: '1' }],
  ['max-peers', 'number', 'at most so many clients at once', { range: [1, 1_000_000] }],
  [
    'peer-cmd-prefix',
    'string',
    'start peers as WORDS decant ... instead of forking',
    { default: defaults.peerCmdPrefix },
  ],
]);

const later: Extra = { status: 'later' };
const refused: Extra = { status: 'refused' };
const compatible: Extra = { status: 'compatible' };

const sockets = group('Sockets and channels', [
  ['socket', 'string', 'socket to listen on, a name or an absolute path', { aliases: ['wayland-display'] }],
  ['display', 'string', 'host display, a name or a path (WAYLAND_DISPLAY, else wayland-0)'],
  ['virtwl-device', 'string', 'channel: virtwl device', { ...refused, default: defaults.virtwlDevice }],
  ['virtgpu-channel', 'switch', 'channel: virtio-gpu cross-domain', { ...refused, aliases: ['virtio-gpu'] }],
  [
    'shm-driver',
    'string',
    'how pixels reach the host',
    { choices: ['noop', 'virtwl', 'virtwl-dmabuf', 'dmabuf'] },
  ],
  ['data-driver', 'string', 'how clipboard data reaches the host', { choices: ['noop', 'virtwl'] }],
  ['noop-driver', 'switch', 'both drivers noop'],
  ['drm-device', 'string', 'render node for buffers', { ...later, aliases: ['force-drm-device'] }],
  ['sd-notify', 'string', 'sent to NOTIFY_SOCKET when ready'],
]);

const appearance = group('Appearance and input', [
  ['scale', 'number', 'contents scale', { ...later, range: [0.1, 10] }],
  ['dpi', 'list', 'DPI buckets; empty: the exact DPI', { ...later, default: '72,96,160,240' }],
  ['direct-scale', 'switch', 'map host pixels to contents directly', later],
  ['stable-scaling', 'switch', 'round so that sizes stay stable', later],
  ['accelerators', 'list', 'keys kept for the host', { ...later, aliases: ['accelerator'] }],
  ['windowed-accelerators', 'list', 'keys kept for the host unless fullscreen', later],
  ['application-id', 'string', 'application id of all windows', later],
  ['vm-identifier', 'string', 'name of this VM in application ids', later],
  ['application-id-x11-property', 'string', 'X11 property that holds the application id', later],
  ['tag', 'string', 'prefix of every window title', later],
  ['frame-color', 'string', 'frame of X11 windows', { ...later, default: defaults.frameColor }],
  ['dark-frame-color', 'string', 'dark frame of X11 windows', { ...later, default: defaults.darkFrameColor }],
  ['fullscreen-mode', 'string', 'what fullscreen hides', { ...later, choices: ['immersive', 'plain'] }],
  ['support-damage-buffer', 'switch', 'offer wl_surface.damage_buffer', { ...later, default: '1' }],
  ['allow-globals', 'list', 'globals that clients may see', refused],
  ['deny-globals', 'list', 'globals that clients may not see', refused],
  ['profile', 'string', 'named set of globals', { ...refused, choices: ['desktop', 'untrusted'] }],
  [
    'clipboard',
    'string',
    'direction of selections',
    { ...refused, choices: ['both', 'to-host', 'from-host', 'none'] },
  ],
  ['security-context', 'switch', 'tag the host connection', refused],
  ['enable-linux-dmabuf', 'switch', 'offer zwp_linux_dmabuf_v1 (on anyway)', compatible],
  ['explicit-fence', 'switch', 'use explicit fences', compatible],
]);

const x11 = group('X11', [
  ['x-display', 'string', 'display number', refused],
  ['x-auth', 'string', 'authority file', { ...later, sommelierVariable: 'SOMMELIER_XAUTH_PATH' }],
  ['x-font-path', 'string', 'font path', { ...later, sommelierVariable: 'SOMMELIER_XFONT_PATH' }],
  [
    'xwayland-path',
    'string',
    'Xwayland',
    { ...later, aliases: ['xwayland-binary'], default: defaults.xwaylandPath },
  ],
  ['xwayland-cmd-prefix', 'string', 'words put before Xwayland', later],
  ['xwayland-gl-driver-path', 'string', 'GL drivers for Xwayland', later],
  ['xwayland-shm-driver', 'string', 'how pixels of Xwayland reach the host', later],
  ['glamor', 'switch', 'GL acceleration in Xwayland', later],
  ['xrdb', 'repeatable', 'X resource, KEY: VALUE', later],
  ['clipboard-manager', 'switch', 'keep X11 selections of programs that ended', { ...later, default: '1' }],
  ['enable-xshape', 'switch', 'shaped X11 windows', later],
  ['enable-x11-move-windows', 'switch', 'let X11 programs place windows', later],
  ['viewport-resize', 'switch', 'resize X11 windows by viewport', later],
  ['only-client-can-exit-fullscreen', 'switch', 'the host cannot end fullscreen', later],
  ['allow-xwayland-emulate-screen-pos-size', 'switch', 'emulated modes', later],
  ['ignore-stateless-toplevel-configure', 'switch', 'ignore configures without states', later],
  ['x-unscale', 'number', 'undo an integer scale for X11', { ...later, range: [1, 10] }],
  ['quirks-config', 'list', 'per-program rules', later],
]);

const logs = group('Logs and measurements', [
  ['verbose', 'switch', 'log level debug'],
  ['log-level', 'string', 'what is logged', { choices: [...logLevels, '-1', '0', '1', '2', '3'] }],
  ['log-suppress', 'list', 'message classes left out of the trace', { choices: suppressClasses }],
  ['log-format', 'string', 'form of log lines', { choices: ['text', 'json'], default: 'text' }],
  ['log-redact', 'switch', 'no titles and no text in the log', refused],
  ['log-ring-path', 'string', 'file for the trace ring', later],
  ['log-ring-size', 'number', 'bytes of the trace ring', { ...later, range: [400, 1 << 30] }],
  ['stats-summary', 'string', 'file for frame statistics', later],
  ['stats-log', 'string', 'file for frame statistics over time', later],
  ['stats-timer', 'number', 'seconds between statistics', { ...later, range: [1, 86_400] }],
  ['timing-filename', 'string', 'file for frame times', later],
  ['trace-filename', 'string', 'file for a trace viewer', later],
]);

export const options: readonly Option[] = [...mode, ...sockets, ...appearance, ...x11, ...logs];

/** Flags of sommelier that decant has no use for. */
export const sommelierOnly: readonly string[] = [
  'frame-sync',
  'enable-xwayland-fullscreen',
  'force-x11-unscaled',
  'no-frame-sync',
  'trace-system',
  'use-explicit-fence',
  'use-virtgpu-channel',
];
