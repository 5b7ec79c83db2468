/** Real programs on weston, their pixels in images of a graphics device: the pictures are those without decant. */
import { readdirSync, readlinkSync } from 'node:fs';
import t from 'tap';
import { difference } from '../../../tools/hosts/picture.js';
import { patience, waitFor } from '../../../tools/hosts/wait.js';
import { startWeston } from '../../../tools/hosts/weston.js';
import { inSession, provenDecants, samePicture } from '../../support/compare.js';
import { quickPrograms } from '../../support/programs/catalogue.js';
import { look, runProgram, type Drawn } from '../../support/programs/run.js';
import type { Session } from '../../support/session.js';

const timeout = 60_000 * patience;
t.setTimeout(4 * timeout);

const driver = '--shm-driver=dmabuf';
const card = '--drm-device=/dev/dri/card0';
/** Small: everything is drawn by an emulated processor. */
const startHost = () => startWeston({ renderer: 'gl', width: 640, height: 480 });
const named = (name: string) => quickPrograms.find((each) => each.name === name)!;

/** How many images the peers of a session have. */
function imagesOf({ decant }: Session): number {
  const descriptors = decant!.peers().flatMap((pid) =>
    readdirSync(`/proc/${pid}/fd`).map((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`);
      } catch {
        return '';
      }
    }),
  );
  return descriptors.filter((path) => path.startsWith('/dmabuf')).length;
}

const warnings = ({ decant }: Session): string[] =>
  decant!
    .log()
    .split('\n')
    .filter((line) => line.includes('wl_shm is used'));

t.test(
  'a terminal draws the same picture by images, and has no more of them than it needs',
  { timeout },
  async (t) => {
    const program = named('weston-terminal');
    const draw = (session: Session): Promise<Drawn> => runProgram(program, session, '/nonexistent');
    const seen = await inSession(startHost, 'direct', draw);
    await inSession(
      startHost,
      'decant',
      async (session) => {
        const { child } = await draw(session);
        await provenDecants(t, session, child.pid);
        await samePicture(t, session, program.name, seen.picture);
        const images = imagesOf(session);
        t.ok(images >= 1 && images <= 3, `${images} images`);
        t.strictSame(warnings(session), []);
      },
      [driver, card],
    );
  },
);

t.test('a client that draws in every frame moves, on few images', { timeout }, async (t) => {
  await inSession(
    startHost,
    'decant',
    async (session) => {
      const { picture } = await runProgram(named('weston-simple-shm'), session, '/nonexistent');
      const moved = await waitFor('the picture moves', { timeoutMs: 10_000 }, async () =>
        difference(picture, await look(session)).pixels > 0 ? true : undefined,
      );
      t.ok(moved);
      const images = imagesOf(session);
      t.ok(images >= 1 && images <= 3, `${images} images`);
      t.strictSame(warnings(session), []);
    },
    [driver, card],
  );
});

t.test('a device that has no buffers is said once, and memory serves', { timeout }, async (t) => {
  await inSession(
    startHost,
    'decant',
    async (session) => {
      const { child } = await runProgram(named('weston-simple-shm'), session, '/nonexistent');
      t.equal(child.status, undefined);
      t.equal(imagesOf(session), 0);
      t.equal(warnings(session).length, 1);
    },
    [driver, '--drm-device=/dev/dri/renderD128'],
  );
});
