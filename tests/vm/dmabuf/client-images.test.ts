/** Images of the client's own, on a channel that carries them: what a host offers and shows is what it does directly. */
import t from 'tap';
import type { Host } from '../../../tools/hosts/host.js';
import { difference } from '../../../tools/hosts/picture.js';
import { startSway } from '../../../tools/hosts/sway.js';
import { patience, waitFor } from '../../../tools/hosts/wait.js';
import { startWeston } from '../../../tools/hosts/weston.js';
import { inSession, provenDecants } from '../../support/compare.js';
import type { Program } from '../../support/programs/program.js';
import { look, runProgram } from '../../support/programs/run.js';
import type { Session } from '../../support/session.js';

const timeout = 60_000 * patience;
t.setTimeout(8 * timeout);

const size = { width: 640, height: 480 };
const weston = (): Promise<Host> => startWeston({ ...size, renderer: 'gl' });
/** vgem gives render nodes no buffers: this sway offers all there is of the protocol, and draws nothing. */
const sway = (): Promise<Host> =>
  startSway({
    ...size,
    env: {
      WLR_RENDERER: 'gles2',
      WLR_RENDERER_ALLOW_SOFTWARE: '1',
      WLR_RENDER_DRM_DEVICE: '/dev/dri/renderD128',
    },
  });

/** Draws with GL into buffers that it has made itself, without memory that decant could see. */
const client: Program = {
  name: 'weston-simple-dmabuf-egl',
  hosts: ['weston'],
  picture: 'moving',
  settleMs: 0,
  prepare: () => ['weston-simple-dmabuf-egl', '--drm-render-node=/dev/dri/card0', '--explicit-sync=0'],
};

/** What wayland-info says of images, with what stands below. */
function imagesIn(text: string): string[] {
  const blocks = text.split(/^(?=interface: )/m).map((block) => block.replace(/, +name: \d+$/m, ''));
  return blocks.filter((block) =>
    /^interface: '(zwp_linux_dmabuf_v1|wl_drm|zwp_linux_explicit_sy.*)'/.test(block),
  );
}

for (const [name, start, wanted] of [
  ['weston', weston, 2],
  ['sway', sway, 2],
] as const)
  t.test(
    `the formats, modifiers and devices of ${name} are seen through decant as they are`,
    { timeout },
    async (t) => {
      const info = (session: Session) => session.run(['wayland-info']);
      const direct = await inSession(start, 'direct', info);
      const through = await inSession(start, 'decant', info);
      t.equal(imagesIn(direct.stdout).length, wanted, direct.stdout.slice(0, 300));
      t.strictSame(imagesIn(through.stdout), imagesIn(direct.stdout));
    },
  );

for (const flags of [[], ['--shm-driver=dmabuf', '--drm-device=/dev/dri/card0']])
  t.test(`a client that draws with GL moves through decant ${flags[0] ?? ''}`, { timeout }, async (t) => {
    await inSession(
      weston,
      'decant',
      async (session: Session) => {
        const { child, picture } = await runProgram(client, session, '/nonexistent');
        await provenDecants(t, session, child.pid);
        const moved = await waitFor('the picture moves', { timeoutMs: 10_000 }, async () =>
          difference(picture, await look(session)).pixels > 0 ? true : undefined,
        );
        t.ok(moved);
      },
      flags,
    );
  });
