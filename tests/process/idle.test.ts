/** An idle client costs nothing: no process of decant's is woken. A count of the kernel's, not a timing. */
import t from 'tap';
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '../../tools/hosts/wait.js';
import { startWeston } from '../../tools/hosts/weston.js';
import { openMaster, type TestMaster } from '../support/masters.js';
import { sleepCount } from '../support/proc.js';
import { RawClient } from '../support/raw-client.js';

const host = await startWeston();
t.teardown(() => host.stop());
const idleMs = 5000;
const tries = 5;
t.setTimeout(120_000);

// A machine that is frozen for a moment wakes every process on it, this one too, which nobody else ever does.
const sleeper = spawn('sleep', ['100000'], { stdio: 'ignore' });
t.teardown(() => sleeper.kill());

/** How often master, peers and standby have gone to sleep so far, by process id. */
function sleepCounts({ pid, peers }: TestMaster): Record<number, number> {
  return Object.fromEntries([pid, ...peers()].map((each) => [each, sleepCount(each)]));
}

/** Waits until nothing has happened for a second: programs have started, and the standby is there. */
async function atRest(master: TestMaster, processes: number): Promise<Record<number, number>> {
  let before = '';
  return waitFor('decant comes to rest', { timeoutMs: 20_000, stepMs: 1000 }, () => {
    const counts = sleepCounts(master);
    const now = JSON.stringify(counts);
    const rests = now === before && Object.keys(counts).length === processes;
    before = now;
    return rests ? counts : undefined;
  });
}

/** The counts before and after some seconds in which the machine woke nobody. */
async function overIdleTime(
  master: TestMaster,
  processes: number,
): Promise<{ before: Record<number, number>; after: Record<number, number> }> {
  for (let i = 0; i < tries; i++) {
    const before = await atRest(master, processes);
    const sleeperBefore = sleepCount(sleeper.pid!);
    await sleep(idleMs);
    const after = sleepCounts(master);
    if (sleepCount(sleeper.pid!) === sleeperBefore) return { before, after };
  }
  throw new Error('the machine wakes all its processes again and again');
}

t.test('master, standby and the peer of a connected client are not woken', async (t) => {
  const master = await openMaster(host.socketPath);
  const client = await RawClient.connect(master.socketPath);
  client.getRegistry();
  t.ok(await client.roundTrip());
  const { before, after } = await overIdleTime(master, 3);
  t.strictSame(after, before);
  t.ok(await client.roundTrip());
  // It is counted when the process has nothing more to do, which may be after its answer.
  const woken = (): boolean => JSON.stringify(sleepCounts(master)) !== JSON.stringify(before);
  await waitFor('control: a message wakes one of them', { timeoutMs: 20_000 }, () => woken() || undefined);
  await client.close();
  await master.stop();
});

t.test('nor for a terminal in which nothing happens', async (t) => {
  const master = await openMaster(host.socketPath);
  const terminal = master.start(['weston-terminal', '--shell=/bin/cat']);
  await waitFor('it has its peer', { timeoutMs: 10_000 }, () => master.peers().length === 2 || undefined);
  const { before, after } = await overIdleTime(master, 3);
  t.strictSame(after, before);
  t.equal(terminal.status, undefined, 'the terminal still runs');
  await terminal.stop();
  await master.stop();
});
