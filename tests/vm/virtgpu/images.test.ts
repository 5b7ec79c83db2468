/** Pixels of a machine in images that the host allocates and the compositor takes as such: a weston that draws with a newer Mesa. */
import t from 'tap';
import type { Host } from '../../../tools/hosts/host.js';
import { newerMesa } from '../../../tools/hosts/newer-mesa.js';
import { patience } from '../../../tools/hosts/wait.js';
import { startWeston } from '../../../tools/hosts/weston.js';
import { inSession, samePicture } from '../../support/compare.js';
import { quickPrograms } from '../../support/programs/catalogue.js';
import { runProgram } from '../../support/programs/run.js';
import { Guest } from './guest.js';

const timeout = 120_000 * patience;
t.setTimeout(2 * timeout);

const guest = await Guest.start(['--images=memory']);
t.teardown(() => guest.stop());

function startHost(): Promise<Host> {
  const env = newerMesa();
  if (!env) throw new Error('no newer Mesa: tools/hosts/fetch-mesa.sh fetches it');
  return startWeston({ renderer: 'gl', env });
}

t.test('a terminal draws the same picture by images of the host', { timeout }, async (t) => {
  const program = quickPrograms.find(({ name }) => name === 'weston-terminal')!;
  const direct = await inSession(startHost, 'direct', (session) => runProgram(program, session, ''));
  await guest.inSession(
    startHost,
    async (session) => {
      await runProgram(program, session, '');
      await samePicture(t, session, `${program.name}-machine-images`, direct.picture);
      t.notMatch(session.decantLog(), /wl_shm is used/);
    },
    ['--shm-driver=virtwl-dmabuf'],
  );
  t.strictSame(guest.complaints(), []);
});
