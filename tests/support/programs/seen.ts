/**
 * The test of one real program on one host: run direct, run through decant, both on a fresh host, and compared.
 * Through decant it must also be shown that the connection is decant's.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import t, { type Test } from 'tap';
import type { Host } from '../../../tools/hosts/host.js';
import { difference, type Picture } from '../../../tools/hosts/picture.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import { proofOf } from '../proof.js';
import { openSession, type Leg, type Session } from '../session.js';
import { makeMedia } from './media.js';
import type { Program } from './program.js';
import { look, lookUntil, runProgram, type Drawn } from './run.js';

const secondLookMs = 10_000;
const failedPictures = join(import.meta.dirname, '../../../../.tap/pictures');

/** Adds a test for each of `programs` that runs on this host. */
export async function seePrograms(
  programs: readonly Program[],
  startHost: () => Promise<Host>,
): Promise<void> {
  const media = mkdtempSync(join(tmpdir(), 'decant-media-'));
  t.teardown(() => rmSync(media, { recursive: true, force: true }));
  await makeMedia(media);
  for (const program of programs) {
    const what = program.picture === 'still' ? 'the same picture' : 'the same window, moving';
    await t.test(`${program.name} draws ${what} through decant`, { timeout: 120_000 }, async (t) => {
      const seen = await inSession(startHost, 'direct', async (session) => {
        const drawn = await runProgram(program, session, media);
        const { strangers } = await proofOf(session, drawn.child.pid);
        t.not(strangers.length, 0, 'control: a direct connection is seen as one');
        return drawn;
      });
      await inSession(startHost, 'decant', async (session) => {
        const drawn = await runProgram(program, session, media);
        await provenDecants(t, session, drawn);
        if (program.picture === 'still') await samePicture(t, session, program, seen.picture);
        else await sameWindowMoving(t, session, seen, drawn);
      });
    });
  }
}

async function inSession<T>(
  startHost: () => Promise<Host>,
  leg: Leg,
  body: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await openSession(await startHost(), leg);
  try {
    return await body(session);
  } finally {
    await session.close();
  }
}

async function provenDecants(t: Test, session: Session, drawn: Drawn): Promise<void> {
  const proof = await proofOf(session, drawn.child.pid);
  t.strictSame(proof.strangers, [], "every connection on the host is a peer's");
  t.not(proof.ours, 0, 'the host has a peer');
  t.not(proof.served, 0, 'a peer serves the program');
  t.ok(existsSync(session.host.socketPath), 'control: the host has its socket');
  t.notOk(proof.hostVisible, 'the program cannot reach it');
}

async function samePicture(t: Test, session: Session, program: Program, wanted: Picture): Promise<void> {
  const seen = await lookUntil(session, wanted, secondLookMs);
  const differs = difference(seen, wanted);
  if (differs.pixels > 0) {
    keepPicture(`${program.name}-${session.host.name}-direct`, wanted);
    keepPicture(`${program.name}-${session.host.name}-decant`, seen);
  }
  t.strictSame(differs, { pixels: 0 }, 'pixel for pixel (if not, both are kept in .tap/pictures)');
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

function keepPicture(name: string, { width, height, data }: Picture): void {
  const png = new PNG({ width, height });
  data.copy(png.data);
  mkdirSync(failedPictures, { recursive: true });
  writeFileSync(join(failedPictures, `${name}.png`), PNG.sync.write(png));
}
