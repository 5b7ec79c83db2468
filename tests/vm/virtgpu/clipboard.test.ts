/** Selections between a machine and the outside, and a keymap that goes out of it. */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { runCommand, startChild, type Child, type CommandResult } from '../../../tools/hosts/child.js';
import { plainEnvironment } from '../../../tools/hosts/host.js';
import { startSway } from '../../../tools/hosts/sway.js';
import { patience, waitFor } from '../../../tools/hosts/wait.js';
import { difference } from '../../../tools/hosts/picture.js';
import { foot } from '../../support/programs/catalogue.js';
import { look, runProgram } from '../../support/programs/run.js';
import { Guest, type GuestSession } from './guest.js';

const timeout = 120_000 * patience;
t.setTimeout(8 * timeout);

const guest = await Guest.start();
t.teardown(() => guest.stop());

type Environment = Readonly<Record<string, string>>;

/** A message of a pipe to the full, one more, and many. */
const sizes = [4072, 4073, 5_000_000];
const type = 'application/x-decant-test';
const copy = (path: string): string[] => [
  'sh',
  '-c',
  `exec wl-copy --foreground --type ${type} < "$1"`,
  'sh',
  path,
];
const paste = ['sh', '-c', `wl-paste --no-newline --type ${type} | sha256sum`];

/** What `paste` says. */
const hashOf = ({ stdout }: CommandResult): string | undefined => stdout.split(' ')[0];

/** A file of random bytes that both sides see, and its SHA-256 in hex. */
function writeRandom(session: GuestSession, bytes: number): { path: string; hash: string } {
  const content = randomBytes(bytes);
  const path = join(session.home, `random-${bytes}`);
  writeFileSync(path, content);
  return { path, hash: createHash('sha256').update(content).digest('hex') };
}

/** Waits until both sides are offered the selection of `owner`. */
async function offered(session: GuestSession, direct: Environment, owner: Child): Promise<void> {
  for (const list of [
    () => session.run(['wl-paste', '--list-types'], 60_000),
    () => runCommand(['wl-paste', '--list-types'], direct),
  ])
    await waitFor('the selection is offered', { timeoutMs: 60_000 }, async () => {
      if (owner.status !== undefined) throw new Error(`wl-copy ended: ${owner.logTail()}`);
      return (await list()).stdout.includes(type) || undefined;
    });
}

t.test('selections go out of the machine, around in it, and into it', { timeout }, async (t) => {
  await guest.inSession(startSway, async (session, host) => {
    const direct = { ...plainEnvironment(session.home), ...host.env };
    for (const bytes of sizes) {
      const { path, hash } = writeRandom(session, bytes);
      const ours = session.start(copy(path));
      await offered(session, direct, ours);
      t.equal(hashOf(await runCommand(paste, direct, { timeoutMs: 120_000 })), hash, `${bytes} out of it`);
      t.equal(hashOf(await session.run(paste, 120_000)), hash, `${bytes} around in it`);
      await ours.stop();
      const theirs = startChild(copy(path), { env: direct, logPath: join(session.home, 'wl-copy.log') });
      try {
        await offered(session, direct, theirs);
        t.equal(hashOf(await session.run(paste, 120_000)), hash, `${bytes} into it`);
      } finally {
        await theirs.stop();
      }
    }
  });
  t.strictSame(guest.complaints(), []);
});

t.test('64 MB go out of the machine and into it', { timeout: 4 * timeout }, async (t) => {
  await guest.inSession(startSway, async (session, host) => {
    const direct = { ...plainEnvironment(session.home), ...host.env };
    const { path, hash } = writeRandom(session, 64 * 1024 * 1024);
    const ours = session.start(copy(path));
    await offered(session, direct, ours);
    t.equal(hashOf(await runCommand(paste, direct, { timeoutMs: timeout })), hash, 'out of it');
    await ours.stop();
    const theirs = startChild(copy(path), { env: direct, logPath: join(session.home, 'wl-copy.log') });
    try {
      await offered(session, direct, theirs);
      t.equal(hashOf(await session.run(paste, timeout)), hash, 'into it');
    } finally {
      await theirs.stop();
    }
  });
  t.strictSame(guest.complaints(), []);
});

t.test('a program in the machine types by a keymap of its own', { timeout }, async (t) => {
  await guest.inSession(startSway, async (session) => {
    const typed = join(session.home, 'typed');
    const shell = join(session.home, 'read-lines');
    writeFileSync(shell, `#!/bin/sh\nwhile read -r line; do echo "$line" >> ${typed}; done\n`, {
      mode: 0o755,
    });
    const reader = { ...foot, prepare: () => ['foot', '--config=/dev/null', shell] };
    const { picture } = await runProgram(reader, session, '/nonexistent');
    // The seat has no keyboard before the first one comes: keys that foot is not quick enough for are lost.
    const lines = await waitFor('a line is typed', { timeoutMs: 60_000 }, async () => {
      const { status, stderr } = await session.run(['wtype', 'hello', '-k', 'Return'], 60_000);
      if (status !== 0) throw new Error(`wtype: ${stderr}`);
      const seen = existsSync(typed) ? readFileSync(typed, 'utf8').split('\n') : [];
      return seen.includes('hello') ? seen : undefined;
    });
    t.ok(lines);
    t.not(difference(picture, await look(session)).pixels, 0);
  });
  t.strictSame(guest.complaints(), []);
});
