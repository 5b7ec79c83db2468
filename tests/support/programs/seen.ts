/**
 * The test of one real program on one host: run direct, run through decant, both on a fresh host, and compared.
 * Through decant it must also be shown that the connection is decant's.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { Host } from '../../../tools/hosts/host.js';
import { difference } from '../../../tools/hosts/picture.js';
import { startSway } from '../../../tools/hosts/sway.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import { startWeston } from '../../../tools/hosts/weston.js';
import { proofOf } from '../proof.js';
import { inSession, provenDecants, samePicture } from '../compare.js';
import type { Leg, Session } from '../session.js';
import { buildEmulators } from '../emulators.js';
import { makeMedia } from './media.js';
import type { Program } from './program.js';
import { look, runProgram, type Drawn } from './run.js';

const timeoutMs = 120_000;
const fileTimeoutMs = 600_000;

const ways = {
  decant: 'decant',
  virtwl: 'decant and a virtwl device',
  'virtwl-dmabuf': 'decant and images of a virtwl device',
  virtgpu: 'decant and a virtio-gpu node',
  'virtgpu-dmabuf': 'decant and images of a virtio-gpu node',
  'virtgpu-images': 'decant and a virtio-gpu node that draws',
  'virtwl-images': 'decant and images of a virtwl device that the host takes as such',
};

/** How to start each host, by name. */
export const hostStarters: Readonly<Record<Host['name'], () => Promise<Host>>> = {
  sway: startSway,
  weston: startWeston,
};

/** Adds a test for each program on each named host. To be called once a file: the shared media go with the file. */
export async function seePrograms(
  cases: readonly (readonly [Program, Host['name']])[],
  leg: Exclude<Leg, 'direct'> = 'decant',
): Promise<void> {
  if (leg !== 'decant') buildEmulators();

  t.setTimeout(fileTimeoutMs);
  // The runner's own limit for a file is raised by a comment of this form (@tapjs/core, spawn).
  t.comment(`timeout=${fileTimeoutMs}`);
  const media = mkdtempSync(join(tmpdir(), 'decant-media-'));
  try {
    await makeMedia(media);
    for (const [program, hostName] of cases) {
      const what = program.picture === 'still' ? 'the same picture' : 'the same moving window';
      await t.test(
        `${program.name} draws ${what} on ${hostName} through ${ways[leg]}`,
        { timeout: timeoutMs },
        async (t) => {
          await seeProgram(t, program, hostStarters[hostName], media, leg);
        },
      );
    }
  } finally {
    rmSync(media, { recursive: true, force: true });
  }
}

async function seeProgram(
  t: Test,
  program: Program,
  startHost: () => Promise<Host>,
  media: string,
  leg: Leg,
): Promise<void> {
  const seen = await inSession(startHost, 'direct', async (session) => {
    const drawn = await runProgram(program, session, media);
    const { strangers, hostVisible } = await proofOf(session, drawn.child.pid);
    t.not(strangers.length, 0, 'control: a direct connection is seen as one');
    t.ok(hostVisible, 'control: a program that can reach the host is seen to');
    return drawn;
  });
  await inSession(startHost, leg, async (session) => {
    const drawn = await runProgram(program, session, media);
    await provenDecants(t, session, drawn.child.pid);
    const made = leg === 'virtwl' || leg === 'virtgpu' ? 'allocs' : 'dmabufs';
    if (session.device) t.not(session.device.counters()[made], 0, 'pixels are in memory of the device');
    if (program.picture === 'still') await samePicture(t, session, program.name, seen.picture);
    else await sameWindowMoving(t, session, seen, drawn);
  });
}

async function sameWindowMoving(t: Test, session: Session, direct: Drawn, drawn: Drawn): Promise<void> {
  t.strictSame(
    difference(drawn.empty, drawn.picture).box,
    difference(direct.empty, direct.picture).box,
    'the window is where it is without decant, and as large',
  );
  const moved = await waitFor('the picture moves', { timeoutMs: 10_000 }, async () =>
    difference(drawn.picture, await look(session)).pixels > 0 ? true : undefined,
  );
  t.ok(moved, 'it moves');
}
