/**
 * Images that a virtwl device allocates, shown by a host as images: a weston that draws with a newer Mesa takes memory
 * files for them, so that the whole protocol path runs without a graphics device.
 */
import t from 'tap';
import type { Host } from '../../tools/hosts/host.js';
import { newerMesa } from '../../tools/hosts/newer-mesa.js';
import { startWeston } from '../../tools/hosts/weston.js';
import { inSession, provenDecants, samePicture } from '../support/compare.js';
import { quickPrograms } from '../support/programs/catalogue.js';
import { runProgram } from '../support/programs/run.js';
import { buildEmulators } from '../support/emulators.js';

const timeoutMs = 60_000;
const fileTimeoutMs = 240_000;
t.setTimeout(fileTimeoutMs);
// The runner's own limit for a file is raised by a comment of this form (@tapjs/core, spawn).
t.comment(`timeout=${fileTimeoutMs}`);
const names: ReadonlySet<string> = new Set(['weston-terminal', 'gtk3-demo']);

function startHost(): Promise<Host> {
  const env = newerMesa();
  if (!env) throw new Error('no newer Mesa: tools/hosts/fetch-mesa.sh fetches it');
  return startWeston({ renderer: 'gl', env });
}

buildEmulators();
for (const program of quickPrograms.filter(({ name }) => names.has(name)))
  await t.test(
    `${program.name} draws the same picture by images that the host takes as such`,
    { timeout: timeoutMs },
    async (t) => {
      const seen = await inSession(startHost, 'direct', (session) => runProgram(program, session, ''));
      await inSession(startHost, 'virtwl-images', async (session) => {
        const { child } = await runProgram(program, session, '');
        await provenDecants(t, session, child.pid);
        t.not(session.device!.counters()['dmabufs'], 0, 'pixels are in images of the device');
        await samePicture(t, session, program.name, seen.picture);
      });
    },
  );
