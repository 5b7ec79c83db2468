/** What tests of real programs assert of a session: that it is decant's, and that its picture is the one wanted. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import type { Test } from 'tap';
import type { Host } from '../../tools/hosts/host.js';
import { difference, type Picture } from '../../tools/hosts/picture.js';
import { lookUntil } from './programs/run.js';
import { proofOf } from './proof.js';
import { openSession, type Leg, type Session } from './session.js';

const secondLookMs = 10_000;
/** Whether all pictures are kept, not only those that differ. */
export const keepsAll = process.env['DECANT_TEST_PICTURES'] !== undefined;
const failedPictures =
  process.env['DECANT_TEST_PICTURES'] ?? join(import.meta.dirname, '../../../.tap/pictures');

/** Runs `body` in a session on a fresh host and closes it, whatever happens. */
export async function inSession<T, H extends Host>(
  startHost: () => Promise<H>,
  leg: Leg,
  body: (session: Session, host: H) => Promise<T>,
  flags: readonly string[] = [],
): Promise<T> {
  const host = await startHost();
  const session = await openSession(host, leg, flags);
  try {
    return await body(session, host);
  } finally {
    await session.close();
  }
}

/** Asserts that the program with this pid is served by decant, and that all of the host's clients are decant's. */
export async function provenDecants(t: Test, session: Session, pid: number): Promise<void> {
  const proof = await proofOf(session, pid);
  t.strictSame(proof.strangers, [], "every connection on the host is a peer's");
  t.not(proof.ours, 0, 'the host has a peer');
  t.not(proof.served, 0, 'a peer serves the program');
  t.ok(existsSync(session.host.socketPath), 'control: the host has its socket');
  t.notOk(proof.hostVisible, 'the program cannot reach it');
  const { device } = session;
  if (!device) return;
  t.not(device.counters()['bytesSent'], 0, 'it went through the device');
  t.strictSame(device.violations(), [], 'the device had nothing to complain of');
}

/** Asserts that the host comes to show exactly `wanted`; pictures that differ are kept under `name`. */
export async function samePicture(t: Test, session: Session, name: string, wanted: Picture): Promise<void> {
  const seen = await lookUntil(session, wanted, secondLookMs);
  const differs = difference(seen, wanted);
  if (differs.pixels > 0) {
    keepPicture(`${name}-${session.host.name}-direct`, wanted);
    keepPicture(`${name}-${session.host.name}-decant`, seen);
  }
  t.strictSame(differs, { pixels: 0 }, 'pixel for pixel (if not, both are kept in .tap/pictures)');
}

/** Keeps a picture to be looked at. */
export function keepPicture(name: string, { width, height, data }: Picture): void {
  const png = new PNG({ width, height });
  data.copy(png.data);
  mkdirSync(failedPictures, { recursive: true });
  writeFileSync(join(failedPictures, `${name}.png`), PNG.sync.write(png));
}
