/** The command lines that others have in their service units, word for word as their service manager passes them on. */
import t from 'tap';
import { parse, serving } from './support.js';

const script = '/usr/bin/systemctl --user set-environment WAYLAND_DISPLAY=$WAYLAND_DISPLAY';

t.test("Crostini's Wayland unit starts a master with a program", async (t) => {
  const flags = [
    '--parent',
    '--sd-notify=READY=1',
    '--socket=wayland-0',
    '--stable-scaling',
    '--enable-linux-dmabuf',
  ];
  const env = {
    NOTIFY_SOCKET: '/run/user/1000/systemd/notify',
    WAYLAND_DISPLAY_VAR: 'WAYLAND_DISPLAY',
    SOMMELIER_SCALE: '1.0',
  };
  const config = await serving([...flags, '/bin/sh', '-c', script], env, 'sommelier');
  t.match(config, {
    mode: 'master',
    socket: 'wayland-0',
    notify: { address: '/run/user/1000/systemd/notify', state: 'READY=1' },
    program: ['/bin/sh', '-c', script],
  });
  t.same(config.warnings, []);
  t.equal(config.view.scale, undefined, 'nothing is to be scaled, so nothing is to be rounded');
});

t.test("Crostini's X11 unit starts the X11 mode", async (t) => {
  for (const display of ['0', ':0']) {
    const flags = [
      '-X',
      `--x-display=${display}`,
      '--sd-notify=READY=1',
      '--no-exit-with-child',
      '--x-auth=/home/u/.Xauthority',
    ];
    const more = [
      '--stable-scaling',
      '--enable-xshape',
      '--enable-linux-dmabuf',
      '/bin/sh',
      '-c',
      'xauth -f ~/.Xauthority add :0 . 00',
    ];
    for (const argv of [flags, flags.slice(1)]) {
      const config = await parse([...argv, ...more], {}, 'sommelier');
      t.match(config, {
        mode: 'x11',
        exitWithChild: false,
        x11: { display: 0, authPath: '/home/u/.Xauthority' },
        program: ['/bin/sh', '-c', 'xauth -f ~/.Xauthority add :0 . 00'],
      });
    }
  }
});

t.test("wayland-proxy-virtwl's unit serves Wayland and X11", async (t) => {
  const own = ['--tag=[my-vm] ', '--wayland-display', 'wayland-0', '--x-display=0', '--xrdb', 'Xft.dpi:150'];
  t.match(await parse(['--virtio-gpu', ...own], {}, 'sommelier'), {
    mode: 'x11',
    host: { virtgpu: 'named' },
    view: { identity: { tag: '[my-vm] ' } },
    wayland: { socket: 'wayland-0' },
    x11: { display: 0, resources: ['Xft.dpi:150'] },
  });
});

t.test("microvm.nix's command line reaches the host by virtio-gpu", async (t) => {
  t.match(await serving(['--virtgpu-channel', '--', 'firefox', '--new-window'], {}, 'sommelier'), {
    mode: 'wrapper',
    host: { virtgpu: 'named' },
    program: ['firefox', '--new-window'],
  });
});

t.test('a wrapper on a Chromebook without a virtual machine works', async (t) => {
  const flags = [
    '--force-drm-device=/dev/dri/renderD128',
    '--display=/run/chrome/wayland-0',
    '--noop-driver',
    '--glamor',
  ];
  const config = await serving(
    [...flags, '--enable-linux-dmabuf', '--', 'bash', '-c', 'exec foot'],
    {},
    'sommelier',
  );
  t.match(config, {
    mode: 'wrapper',
    host: { display: '/run/chrome/wayland-0' },
    program: ['bash', '-c', 'exec foot'],
  });
  t.same(config.warnings, []);
  t.equal(config.drivers.drmDevice, '/dev/dri/renderD128');
});

t.test("a prefix with another dynamic loader is cut as sommelier's", async (t) => {
  const prefix = '/opt/lib/ld-linux-x86-64.so.2 --library-path /opt/lib --inhibit-rpath ""';
  const { peerCmdPrefix } = await serving(['--parent'], { SOMMELIER_PEER_CMD_PREFIX: prefix }, 'sommelier');
  t.same(peerCmdPrefix, [
    '/opt/lib/ld-linux-x86-64.so.2',
    '--library-path',
    '/opt/lib',
    '--inhibit-rpath',
    '',
  ]);
});

t.test("lists of keys that people have written for sommelier's accelerators are valid", async (t) => {
  const keys =
    '<Shift><Control>w,<Alt>tab,<Alt>minus,Super_L,<Shift><Control>XF86Reload,<Alt>1,<Alt>Bracketleft,';
  const { warnings, view } = await serving(
    [`--accelerators=${keys}`, `--windowed-accelerators=${keys}`, 'foot'],
    {},
    'sommelier',
  );
  t.same(warnings, []);
  const source = `--accelerators=${keys}`;
  t.same(view.accelerators.always.slice(0, 2), [
    { modifiers: ['Shift', 'Control'], keysym: 'w', source },
    { modifiers: ['Alt'], keysym: 'tab', source },
  ]);
  t.same(
    view.accelerators.windowed.map(({ keysym }) => keysym),
    view.accelerators.always.map(({ keysym }) => keysym),
  );
});
