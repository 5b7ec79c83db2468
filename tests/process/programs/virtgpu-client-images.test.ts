/** A program whose images are its own, on the device of the emulated virtio-gpu node: they cross without a copy. */
import t from 'tap';
import { difference } from '../../../tools/hosts/picture.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import { inSession } from '../../support/compare.js';
import { buildEmulators } from '../../support/emulators.js';
import { look } from '../../support/programs/run.js';
import { hostStarters } from '../../support/programs/seen.js';
import { virtgpuPath } from '../../support/virtgpu.js';

buildEmulators();
t.setTimeout(300_000);
// The runner's own limit for a file is raised by a comment of this form (@tapjs/core, spawn).
t.comment('timeout=300000');
const timeoutMs = 60_000;
/** Draws by Mesa in software. The emulated host makes no buffers that have to be announced. */
const program = ['weston-simple-dmabuf-egl', `--drm-render-node=${virtgpuPath}`, '--import-immediate=1'];
const windowPixels = 256 * 256;
const imagesOfProgram = 4;

for (const hostName of ['weston', 'sway'] as const) {
  t.test(`a program shows images of its own on ${hostName}`, async (t) => {
    await inSession(hostStarters[hostName], 'virtgpu-images', async (session) => {
      const device = session.device!;
      const empty = await look(session);
      const child = session.start(program, device.env);
      const detail = (): string => child.logTail();
      const shown = await waitFor('its window is there', { timeoutMs, detail }, async () => {
        const picture = await look(session);
        return difference(empty, picture).pixels >= windowPixels / 2 ? picture : undefined;
      });
      await waitFor('it moves', { timeoutMs, detail }, async () =>
        difference(shown, await look(session)).pixels > 0 ? true : undefined,
      );
      const { guestImages, fdsSent, allocs, dmabufs, mostHandles } = device.counters();
      t.equal(guestImages, imagesOfProgram);
      t.equal(fdsSent, imagesOfProgram, 'each crosses once');
      t.equal(allocs! + dmabufs!, 0, 'nothing is copied');
      t.equal(mostHandles, 3, 'the two pages, and the image that is being sent');
      t.equal(child.status, undefined, detail());
      t.strictSame(device.violations(), []);
    });
  });
}

t.test('where the device does not draw, programs are offered no images', async (t) => {
  for (const leg of ['virtgpu-dmabuf', 'virtgpu-images'] as const) {
    await inSession(hostStarters.weston, leg, async (session) => {
      const { stdout } = await session.run(['wayland-info']);
      t.match(stdout, /'wl_compositor'/);
      const offered = stdout.includes("'zwp_linux_dmabuf_v1'");
      t.equal(offered, leg === 'virtgpu-images', leg);
    });
  }
});
