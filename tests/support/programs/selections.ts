/** The tests of both selections of sway, 64 MB each, with wl-copy and wl-paste: through decant, and between it and the host. */
import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { runCommand, startChild } from '../../../tools/hosts/child.js';
import { plainEnvironment } from '../../../tools/hosts/host.js';
import { startSway } from '../../../tools/hosts/sway.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import { inSession, provenDecants } from '../compare.js';
import type { Leg, Session } from '../session.js';

const size = 64 * 1024 * 1024;
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
  await waitFor('the selection is offered', { timeoutMs: 10_000 }, async () => {
    const { stdout } = await session.run(['wl-paste', '--list-types', ...flags]);
    return stdout.includes(type) || undefined;
  });
}

/** Adds the tests for one way to the host. */
export async function testSelections(leg: Exclude<Leg, 'direct'>): Promise<void> {
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
          const { status, stdout, stderr } = await session.run(pasteCommand(flags), 60_000);
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
          const toHost = await runCommand(pasteCommand(flags), direct, { timeoutMs: 60_000 });
          t.equal(toHost.stdout.split(' ')[0], hash, 'copied through decant, pasted on the host');
          await ours.stop();
          const theirs = startChild(copyCommand(path, flags), {
            env: direct,
            logPath: join(session.home, 'log'),
          });
          try {
            await waitForSelection(session, flags);
            const fromHost = await session.run(pasteCommand(flags), 60_000);
            t.equal(fromHost.stdout.split(' ')[0], hash, 'copied on the host, pasted through decant');
          } finally {
            await theirs.stop();
          }
        });
      },
    );
  }
}
