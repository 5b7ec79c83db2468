/** Programs in a machine, through decant and the kernel's virtio-gpu driver, draw what they draw outside without it. */
import t from 'tap';
import type { Host } from '../../../tools/hosts/host.js';
import { difference } from '../../../tools/hosts/picture.js';
import { startSway } from '../../../tools/hosts/sway.js';
import { patience, waitFor } from '../../../tools/hosts/wait.js';
import { startWeston } from '../../../tools/hosts/weston.js';
import { inSession, samePicture } from '../../support/compare.js';
import { foot, quickPrograms } from '../../support/programs/catalogue.js';
import type { Program } from '../../support/programs/program.js';
import { look, runProgram } from '../../support/programs/run.js';
import { Guest } from './guest.js';

const timeout = 120_000 * patience;
t.setTimeout(8 * timeout);

const guest = await Guest.start();
t.teardown(() => guest.stop());

const named = (name: string): Program => quickPrograms.find((each) => each.name === name)!;
/** None of these programs needs media. */
const media = '/nonexistent';

t.test('wayland-info lists what it lists outside, but for what cannot cross', { timeout }, async (t) => {
  const globals = (text: string): string[] => text.match(/(?<=^interface: ')\w+/gm) ?? [];
  const direct = await inSession(startWeston, 'decant', async (session) => session.run(['wayland-info']));
  await guest.inSession(startWeston, async (session) => {
    const { status, stdout, stderr } = await session.run(['wayland-info'], 60_000);
    t.equal(status, 0, stderr);
    // They are about descriptors that no channel out of a machine carries.
    const left = new Set(['weston_debug_v1', 'zwp_linux_explicit_synchronization_v1']);
    t.strictSame(
      globals(stdout),
      globals(direct.stdout).filter((name) => !left.has(name)),
    );
    t.ok(globals(stdout).includes('wl_shm'));
  });
  t.strictSame(guest.complaints(), []);
});

for (const [program, startHost] of [
  [named('weston-terminal'), startWeston],
  [foot, startSway],
] as const)
  t.test(`${program.name} draws the same picture from within a machine`, { timeout }, async (t) => {
    const direct = await inSession(startHost, 'direct', (session) => runProgram(program, session, media));
    await guest.inSession<Host>(startHost, async (session) => {
      await runProgram(program, session, media);
      await samePicture(t, session, `${program.name}-machine`, direct.picture);
    });
    t.strictSame(guest.complaints(), []);
  });

t.test('weston-simple-shm moves in its window from within a machine', { timeout }, async (t) => {
  const program = named('weston-simple-shm');
  const direct = await inSession(startWeston, 'direct', (session) => runProgram(program, session, media));
  await guest.inSession(startWeston, async (session) => {
    const { empty, picture } = await runProgram(program, session, media);
    t.strictSame(difference(empty, picture).box, difference(direct.empty, direct.picture).box);
    const moved = await waitFor('the picture moves', { timeoutMs: 10_000 }, async () =>
      difference(picture, await look(session)).pixels > 0 ? true : undefined,
    );
    t.ok(moved);
  });
  t.strictSame(guest.complaints(), []);
});
