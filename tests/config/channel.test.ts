/** Which way to the host is taken, and which drivers, by what was said. */
import { existsSync } from 'node:fs';
import t from 'tap';
import { carriesAnyFd, chooseDrivers } from '../../src/drivers/choice.js';
import { StartError } from '../../src/errors.js';
import type { Environment } from '../../src/config/values.js';
import { serving } from './support.js';

const device = '/dev/wl0';
const named = { path: device, ifThere: false };
const flag = `--virtwl-device=${device}`;

const cases: readonly (readonly [string, readonly string[], Environment, object | undefined])[] = [
  ['a device by flag', [flag], {}, named],
  [
    'a device by flag wins over a display from the environment',
    [flag],
    { WAYLAND_DISPLAY: 'wayland-7' },
    named,
  ],
  ['a device by flag wins over a display by flag', [flag, '--display=wl-h'], {}, named],
  ['a device by variable where no display is named', [], { DECANT_VIRTWL_DEVICE: device }, named],
  [
    'a display wins over a device by variable',
    ['--display=wl-h'],
    { SOMMELIER_VIRTWL_DEVICE: device },
    undefined,
  ],
  [
    'a display in the environment wins, too',
    [],
    { WAYLAND_DISPLAY: 'wl-h', DECANT_VIRTWL_DEVICE: device },
    undefined,
  ],
  ['nothing said: the usual device, if it is there', [], {}, { path: device, ifThere: true }],
  ['a display by flag alone', ['--display=wl-h'], {}, undefined],
];
for (const [what, flags, env, virtwl] of cases) {
  t.test(what, async (t) => {
    t.strictSame((await serving([...flags, 'foot'], env)).host.virtwl, virtwl);
  });
}

const gpu = '--virtgpu-channel';
const gpuCases: readonly (readonly [string, readonly string[], Environment, string | undefined])[] = [
  ['virtio-gpu by flag', [gpu], {}, 'named'],
  ['virtio-gpu by its other name', ['--virtio-gpu'], {}, 'named'],
  [
    'virtio-gpu by flag wins over all others',
    [gpu, flag, '--display=wl-h'],
    { WAYLAND_SOCKET: '7' },
    'named',
  ],
  ['virtio-gpu by variable where no way is named', [], { SOMMELIER_VIRTGPU_CHANNEL: '1' }, 'named'],
  [
    'a display wins over virtio-gpu by variable',
    ['--display=wl-h'],
    { DECANT_VIRTGPU_CHANNEL: '1' },
    undefined,
  ],
  ['a named device wins over virtio-gpu by variable', [flag], { DECANT_VIRTGPU_CHANNEL: '1' }, undefined],
  ['nothing said: virtio-gpu comes last', [], {}, 'fallback'],
  ['a display in the environment is all there is', [], { WAYLAND_DISPLAY: 'wl-h' }, undefined],
  ['an inherited connection is all there is', [], { WAYLAND_SOCKET: '7' }, undefined],
  ['virtio-gpu that is switched off is not tried', [`${gpu}=0`], {}, undefined],
];
for (const [what, flags, env, virtgpu] of gpuCases) {
  t.test(what, async (t) => {
    t.equal((await serving([...flags, 'foot'], env)).host.virtgpu, virtgpu);
  });
}

t.test('ways that virtio-gpu overrules are warned of', async (t) => {
  const { warnings } = await serving([gpu, flag, '--display=wl-h', 'foot']);
  const why = 'a virtio-gpu context is the way to the host; ignored';
  t.strictSame(warnings, [`${flag}: ${why}`, `--display=wl-h: ${why}`]);
});

t.test('a peer that is started afresh takes the same way', async (t) => {
  const { peerArguments } = await serving([gpu, '--master']);
  t.ok(peerArguments.includes(gpu));
});

t.test('a display that a device overrules is warned of', async (t) => {
  const { warnings } = await serving([flag, '--display=wl-h', 'foot']);
  t.strictSame(warnings, ['--display=wl-h: a virtwl device is the way to the host; ignored']);
});

t.test('drivers are those that were asked for, else those of the channel', async (t) => {
  const unsaid = { shm: undefined, data: undefined };
  t.match(chooseDrivers(unsaid, 'socket'), { shm: 'noop', data: 'noop', isShmAsked: false });
  t.match(chooseDrivers(unsaid, 'virtwl'), { shm: 'virtwl-dmabuf', data: 'virtwl', isShmAsked: false });
  t.match(chooseDrivers(unsaid, 'virtgpu'), { shm: 'virtwl-dmabuf', data: 'virtwl', isShmAsked: false });
  t.match(chooseDrivers({ shm: 'virtwl', data: undefined }, 'socket'), {
    shm: 'virtwl',
    data: 'noop',
    isShmAsked: true,
  });
  t.ok(carriesAnyFd('socket'));
  t.notOk(carriesAnyFd('virtwl'));
  t.notOk(carriesAnyFd('virtgpu'));
});

t.test('drivers that pass on what the channel cannot carry are refused', async (t) => {
  for (const asked of [
    { shm: 'noop', data: undefined },
    { shm: undefined, data: 'noop' },
    { shm: 'dmabuf', data: undefined },
  ] as const)
    t.throws(() => chooseDrivers(asked, 'virtwl'), StartError);
});

t.test('the graphics device that was named must be one; a machine without any is told so', async (t) => {
  const dmabuf = { shm: 'dmabuf', data: undefined } as const;
  t.throws(() => chooseDrivers({ ...dmabuf, drmDevice: '/nonexistent/renderD128' }, 'socket'), {
    message: /^--drm-device=\/nonexistent\/renderD128: open .*ENOENT|No such file/,
  });
  t.throws(() => chooseDrivers({ ...dmabuf, drmDevice: '/dev/null' }, 'socket'), StartError);
  if (existsSync('/dev/dri')) return;
  t.throws(() => chooseDrivers(dmabuf, 'socket'), {
    message: /^no graphics device can be used \(there is no render node in \/dev\/dri\)/,
  });
});
