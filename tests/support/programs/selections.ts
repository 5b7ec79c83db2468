/**
 * The tests of both selections of sway with wl-copy and wl-paste, 64 MB each and slowly: through decant, and between it and
 * the host.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { runCommand, startChild } from '../../../tools/hosts/child.js';
import { plainEnvironment } from '../../../tools/hosts/host.js';
import { startSway } from '../../../tools/hosts/sway.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import { inSession, provenDecants } from '../compare.js';
import type { Leg, Session } from '../session.js';

const size = 64 * 1024 * 1024;
const fileTimeoutMs = 600_000;
/** Many messages of a page each, on a machine that may be busy. */
const pasteTimeoutMs = 120_000;
const type = 'application/x-decant-test';

/** A file of random bytes and its SHA-256 in hex. */
function writeRandom(dir: string): { path: string; hash: string } {
  const bytes = randomBytes(size);
  const path = join(dir, 'random');
  writeFileSync(path, bytes);
  return { path, hash: createHash('sha256').update(bytes).digest('hex') };
}

const copyScript = 'file=$1; shift; exec wl-copy --foreground "$@" < "$file"';
const copyCommand = (path: string, flags: readonly string[]): string[] =>
  ['sh', '-c', copyScript, 'sh', path, '--type', type].concat(flags);

/** Hashes the selection: `sha256sum`'s line begins with the hash. */
const pasteScript = 'wl-paste --no-newline "$@" | sha256sum';
const pasteCommand = (flags: readonly string[]): string[] =>
  ['sh', '-c', pasteScript, 'sh', '--type', type].concat(flags);

async function waitForSelection(session: Session, flags: readonly string[]): Promise<void> {
  await waitFor('the selection is offered', { timeoutMs: 60_000 }, async () => {
    const { stdout } = await session.run(['wl-paste', '--list-types', ...flags]);
    return stdout.includes(type) || undefined;
  });
}

const slowBytes = 500;

/**
 * Has wl-copy hand its data over one byte every 10 ms: it has `cat` do that, and take its input. The environment for it,
 * and the data's hash.
 */
function slowOwner(home: string): { env: Record<string, string>; path: string; hash: string } {
  const dir = join(home, 'slow');
  mkdirSync(dir);
  const cat = `#!${process.execPath}
const { readFileSync, writeSync } = require('node:fs');
const pause = new Int32Array(new SharedArrayBuffer(4));
const file = process.argv[2];
for (const byte of readFileSync(file ?? 0)) {
  writeSync(1, Uint8Array.of(byte));
  if (file !== undefined) Atomics.wait(pause, 0, 0, 10);
}
`;
  writeFileSync(join(dir, 'cat'), cat, { mode: 0o755 });
  const bytes = randomBytes(slowBytes);
  const path = join(dir, 'data');
  writeFileSync(path, bytes);
  const env = { PATH: `${dir}:${process.env['PATH'] ?? '/usr/bin:/bin'}` };
  return { env, path, hash: createHash('sha256').update(bytes).digest('hex') };
}

/** Adds the test of an owner who takes five seconds for what it has to say. */
async function testSlowOwner(leg: Exclude<Leg, 'direct'>): Promise<void> {
  await t.test('an owner that says a byte every 10 ms is heard to its end, both ways', async (t) => {
    await inSession(startSway, leg, async (session, host) => {
      const { env, path, hash } = slowOwner(session.home);
      const direct = { ...plainEnvironment(session.home), ...host.env };
      const ours = session.start(copyCommand(path, []), env);
      await waitForSelection(session, []);
      const toHost = await runCommand(pasteCommand([]), direct, { timeoutMs: pasteTimeoutMs });
      t.equal(toHost.stdout.split(' ')[0], hash, 'owned through decant, pasted on the host');
      await ours.stop();
      const logPath = join(session.home, 'log');
      const theirs = startChild(copyCommand(path, []), { env: { ...direct, ...env }, logPath });
      try {
        await waitForSelection(session, []);
        const fromHost = await session.run(pasteCommand([]), pasteTimeoutMs);
        t.equal(fromHost.stdout.split(' ')[0], hash, 'owned on the host, pasted through decant');
      } finally {
        await theirs.stop();
      }
    });
  });
}

/** Adds the tests for one way to the host. */
export async function testSelections(leg: Exclude<Leg, 'direct'>): Promise<void> {
  t.setTimeout(fileTimeoutMs);
  // The runner's own limit for a file is raised by a comment of this form (@tapjs/core, spawn).
  t.comment(`timeout=${fileTimeoutMs}`);
  for (const [selection, flags] of [
    ['clipboard', []],
    ['primary selection', ['--primary']],
  ] as const) {
    await t.test(
      `64 MB go through the ${selection} from one program to another, both through decant`,
      async (t) => {
        await inSession(startSway, leg, async (session) => {
          const { path, hash } = writeRandom(session.home);
          const owner = session.start(copyCommand(path, flags));
          await waitForSelection(session, flags);
          await provenDecants(t, session, owner.pid);
          const { status, stdout, stderr } = await session.run(pasteCommand(flags), pasteTimeoutMs);
          t.equal(status, 0, stderr);
          t.equal(stdout.split(' ')[0], hash);
        });
      },
    );

    await t.test(
      `64 MB in the ${selection} go between a program of the host and one of decant`,
      async (t) => {
        await inSession(startSway, leg, async (session, host) => {
          const { path, hash } = writeRandom(session.home);
          const direct = { ...plainEnvironment(session.home), ...host.env };
          const ours = session.start(copyCommand(path, flags));
          await waitForSelection(session, flags);
          const toHost = await runCommand(pasteCommand(flags), direct, { timeoutMs: pasteTimeoutMs });
          t.equal(toHost.stdout.split(' ')[0], hash, 'copied through decant, pasted on the host');
          await ours.stop();
          const theirs = startChild(copyCommand(path, flags), {
            env: direct,
            logPath: join(session.home, 'log'),
          });
          try {
            await waitForSelection(session, flags);
            const fromHost = await session.run(pasteCommand(flags), pasteTimeoutMs);
            t.equal(fromHost.stdout.split(' ')[0], hash, 'copied on the host, pasted through decant');
          } finally {
            await theirs.stop();
          }
        });
      },
    );
  }
  await testSlowOwner(leg);
}
