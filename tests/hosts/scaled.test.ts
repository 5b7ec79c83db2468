/**
 * A program that draws at fractional scales, through decant on a host without them and on one with them, against itself on a
 * host of that scale: Debian 12's sway has no `wp_fractional_scale_v1`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { newerSway } from '../../tools/hosts/newer.js';
import type { Picture } from '../../tools/hosts/picture.js';
import { startSway, type Sway } from '../../tools/hosts/sway.js';
import { samePicture } from '../support/compare.js';
import { firefox } from '../support/programs/firefox.js';
import { makeMedia } from '../support/programs/media.js';
import { runProgram } from '../support/programs/run.js';
import { openSession } from '../support/session.js';

t.setTimeout(300_000);
t.comment('timeout=300000');

function startNewerSway(): Promise<Sway> {
  const installation = newerSway();
  if (!installation) throw new Error('no newer sway: tools/hosts/fetch-newer.sh fetches it');
  return startSway({ installation });
}

const media = mkdtempSync(join(tmpdir(), 'decant-media-'));
t.teardown(() => rmSync(media, { recursive: true }));
await makeMedia(media);

async function drawnDirectly(): Promise<Picture> {
  const host = await startNewerSway();
  await host.msg('output', 'HEADLESS-1', 'scale', '1.333333');
  const session = await openSession(host, 'direct');
  try {
    return (await runProgram(firefox, session, media)).picture;
  } finally {
    await session.close();
  }
}

for (const [what, start] of [
  ['a host that has no fractional scales', () => startSway()],
  ['a host that has them', startNewerSway],
] as const) {
  await t.test(`Firefox at --scale=0.75 on ${what} is what it is at four thirds`, async (t) => {
    const wanted = await drawnDirectly();
    const session = await openSession(await start(), 'decant', ['--scale=0.75']);
    try {
      await runProgram(firefox, session, media);
      await samePicture(t, session, 'firefox-scaled', wanted);
    } finally {
      await session.close();
    }
  });
}
