/** Options that change what clients see and which keys they get. Rows only. */
import { isAccelerator, isAllowedGlobal, isColor, isDeniedGlobal, isDpi, isTag } from '../checks.js';
import { defaults } from '../defaults.js';
import type { BridgeName } from '../config.js';
import { group } from '../option.js';

export const bridgeNames: readonly BridgeName[] = [
  'aura',
  'cursor-shape',
  'damage-buffer',
  'decoration',
  'fractional-scale',
  'primary-selection',
  'single-pixel-buffer',
  'text-input',
  'xdg-output',
];
const directions = ['both', 'to-host', 'from-host', 'none'];

export const appearanceOptions = group('Appearance and input', { status: 'later' }, [
  [
    'scale',
    'number',
    'F',
    'contents scale',
    { status: 'works', range: [0.1, 10], default: '1', neutral: '1' },
  ],
  [
    'dpi',
    'list',
    'N,N...',
    'DPI buckets; empty: the exact DPI',
    { status: 'works', default: '72,96,160,240', check: isDpi },
  ],
  ['direct-scale', 'switch', '', 'scale host pixels, not logical units', { status: 'works' }],
  ['stable-scaling', 'switch', '', 'round up towards clients and down towards the host', { status: 'works' }],
  [
    'accelerators',
    'list',
    'KEYS',
    'keys left to the host',
    { status: 'works', aliases: ['accelerator'], check: isAccelerator },
  ],
  [
    'windowed-accelerators',
    'list',
    'KEYS',
    'the same while not fullscreen',
    { status: 'works', check: isAccelerator },
  ],
  ['application-id', 'string', 'ID', 'application id of every window', { status: 'works' }],
  ['vm-identifier', 'string', 'NAME', 'name of this machine in application ids', { status: 'works' }],
  [
    'application-id-x11-property',
    'string',
    'ATOM',
    'X11 property that identifies a window',
    { status: 'works' },
  ],
  ['tag', 'string', 'TEXT', 'prefix of every window title', { status: 'works', check: isTag }],
  [
    'frame-color',
    'string',
    '#rrggbb',
    'frames of X11 windows',
    { status: 'works', default: defaults.frameColor, check: isColor },
  ],
  [
    'dark-frame-color',
    'string',
    '#rrggbb',
    'the same for dark windows',
    { status: 'works', default: defaults.darkFrameColor, check: isColor },
  ],
  [
    'fullscreen-mode',
    'string',
    'MODE',
    'what fullscreen leaves visible',
    { choices: ['immersive', 'plain'] },
  ],
  [
    'no-support-damage-buffer',
    'switch',
    '',
    'hide wl_surface.damage_buffer',
    { status: 'works', opposite: 'support-damage-buffer' },
  ],
  [
    'allow-globals',
    'list',
    'LIST',
    'the globals that clients may see',
    { status: 'works', check: isAllowedGlobal, needsEntry: true },
  ],
  [
    'deny-globals',
    'list',
    'LIST',
    'globals that clients may not see',
    { status: 'works', check: isDeniedGlobal },
  ],
  [
    'profile',
    'string',
    'NAME',
    'a named set of globals',
    { status: 'works', choices: ['desktop', 'untrusted'] },
  ],
  [
    'clipboard',
    'string',
    'WAY',
    'direction of selections and drag and drop',
    { status: 'works', choices: directions, default: 'both', neutral: 'both' },
  ],
  [
    'no-bridge',
    'list',
    'LIST',
    'do not serve these in the stead of a host that lacks them',
    { status: 'works', choices: [...bridgeNames, 'all'] },
  ],
  ['security-context', 'switch', '', 'tag the connection to the host', { status: 'works' }],
  [
    'enable-linux-dmabuf',
    'switch',
    '',
    'offer zwp_linux_dmabuf_v1, which is so anyway',
    { status: 'compatible' },
  ],
  ['explicit-fence', 'switch', '', 'wait for buffers by explicit fences'],
]);
