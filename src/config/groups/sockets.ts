/** Options that say where clients connect, where the host is, and how bytes, pixels and data get there. Rows only. */
import { defaults } from '../defaults.js';
import { group } from '../option.js';

const shmDrivers = ['noop', 'virtwl', 'virtwl-dmabuf', 'dmabuf'];

export const socketOptions = group('Sockets and channels', {}, [
  [
    'socket',
    'string',
    'NAME',
    'socket to listen on, a name in XDG_RUNTIME_DIR or an absolute path; else the first free wayland-N (master) or a private one',
    { aliases: ['wayland-display'] },
  ],
  ['display', 'string', 'NAME', 'host display, a name or a path; else WAYLAND_DISPLAY, else wayland-0'],
  ['virtwl-device', 'string', 'PATH', 'channel through a virtwl device', { default: defaults.virtwlDevice }],
  [
    'virtgpu-channel',
    'switch',
    '',
    'channel through a cross-domain context of virtio-gpu; tried, too, where there is no other way',
    {
      aliases: ['virtio-gpu'],
      pathHint: 'the node is found among those of /dev/dri, or named by --drm-device=PATH',
    },
  ],
  [
    'shm-driver',
    'string',
    'DRIVER',
    'how pixels reach the host',
    { choices: shmDrivers, default: defaults.shmDriver },
  ],
  [
    'data-driver',
    'string',
    'DRIVER',
    'how clipboard data reaches the host',
    { choices: ['noop', 'virtwl'], default: defaults.dataDriver },
  ],
  ['noop-driver', 'switch', '', 'both drivers noop'],
  [
    'drm-device',
    'string',
    'PATH',
    'render node for buffers, or for a virtio-gpu channel; else the first usable one',
    { aliases: ['force-drm-device'], default: defaults.drmDevice },
  ],
  ['sd-notify', 'string', 'STATE', 'sent to NOTIFY_SOCKET when ready; else READY=1'],
]);
