/** What befalls the others: clients that die in the middle of a word, hosts that stand still, a system without processes. */
import t from 'tap';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startChild } from '../../tools/hosts/child.js';
import { decantPath } from '../../tools/hosts/decant.js';
import { makePrivateDir, plainEnvironment, stopHost } from '../../tools/hosts/host.js';
import { startSway } from '../../tools/hosts/sway.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { startWeston } from '../../tools/hosts/weston.js';
import { openMaster, type TestMaster } from '../support/masters.js';
import { descriptorCount, processorTicks } from '../support/proc.js';
import { RawClient, syncRequest, visit } from '../support/raw-client.js';

const host = await startWeston();
t.teardown(() => host.stop());
const timeoutMs = 10_000;
const enoughGlobals = 10;
const plenty = 4096;

/** The user who may run out of processes: root cannot. */
const userId = process.getuid?.() === 0 ? 1000 : undefined;

/** Sets how many processes the user of process `pid` may have while that one forks. */
function limitProcesses(pid: number, limit: number): void {
  // Only that user may, unless root has CAP_SYS_RESOURCE, which it may lack in a container.
  const asUser =
    userId === undefined ? [] : ['setpriv', `--reuid=${userId}`, `--regid=${userId}`, '--clear-groups'];
  const words = [...asUser, 'prlimit', `--pid=${pid}`, `--nproc=${limit}:`];
  execFileSync(words[0]!, words.slice(1));
}

const endsIn = ({ log }: TestMaster, text: string): number => log().split(text).length - 1;

/** Waits until `clients` clients have been served and there is nothing but a standby. */
async function standbyOf(master: TestMaster, clients: number): Promise<void> {
  await waitFor('there is a standby', { timeoutMs, detail: master.log }, () => {
    const left = endsIn(master, ' ended: the client left');
    return (left === clients && master.peers().length === 1) || undefined;
  });
}

/** A program that sends these bytes, with a descriptor if wanted, says so and stays. */
function halfMessage(bytes: Buffer, withDescriptor: boolean): string[] {
  const script = [
    'import os, socket, sys, time',
    's = socket.socket(socket.AF_UNIX)',
    's.connect(os.environ["XDG_RUNTIME_DIR"] + "/" + os.environ["WAYLAND_DISPLAY"])',
    `socket.send_fds(s, [bytes.fromhex("${bytes.toString('hex')}")], [0][:${withDescriptor ? 1 : 0}])`,
    'print("sent", flush=True)',
    'time.sleep(1000)',
  ];
  return ['python3', '-c', script.join('\n')];
}

t.test(
  'a client that is killed in the middle of a message ends its peer, and the others go on',
  async (t) => {
    const master = await openMaster(host.socketPath);
    const other = await RawClient.connect(master.socketPath);
    const program = master.start(['weston-simple-shm']);
    await waitFor('both are served', { timeoutMs }, async () => {
      return ((await other.roundTrip()) && master.peers().length === 3) || undefined;
    });
    const whole = syncRequest(2);
    for (const [count, withDescriptor] of [
      [1, false],
      [4, false],
      [8, false],
      [11, false],
      [4, true],
    ] as const) {
      const before = endsIn(master, ' ended: the client left');
      const dying = master.start(halfMessage(whole.subarray(0, count), withDescriptor));
      await waitFor('half a message is sent', { timeoutMs, detail: () => dying.log() }, () => {
        return dying.log().includes('sent') || undefined;
      });
      t.equal(endsIn(master, ' ended: the client left'), before, 'its peer waits for the rest');
      process.kill(dying.pid, 'SIGKILL');
      await waitFor(`the peer of ${count} bytes ends`, { timeoutMs, detail: master.log }, () => {
        return endsIn(master, ' ended: the client left') === before + 1 || undefined;
      });
      t.ok(await other.roundTrip(), 'another client is answered');
      t.equal(program.status, undefined, 'a program goes on');
    }
    t.ok((await visit(master.socketPath)) > enoughGlobals, 'new clients are served');
    await other.close();
    t.equal(await master.stop(), 0);
  },
);

t.test('while the host stands still clients come and go, and when it goes on so do they', async (t) => {
  const stopped = await startWeston();
  t.teardown(() => stopped.stop());
  const master = await openMaster(stopped.socketPath);
  const stays = await RawClient.connect(master.socketPath);
  t.ok(await stays.roundTrip(), stopped.log());
  process.kill(stopped.pid, 'SIGSTOP');
  const crowd = await Promise.all(Array.from({ length: 30 }, () => RawClient.connect(master.socketPath)));
  const answers = crowd.map((client) => {
    client.getRegistry();
    return client.roundTrip();
  });
  await waitFor('each has its peer', { timeoutMs }, () => master.peers().length >= 31 || undefined);
  const before = processorTicks(master.pid);
  for (const client of crowd) await client.close();
  t.strictSame(await Promise.all(answers), Array(30).fill(false), 'control: the host answers nobody');
  await waitFor('their peers end', { timeoutMs, detail: master.log }, () => {
    return endsIn(master, ' ended: the client left') === 30 || undefined;
  });
  await sleep(1000);
  t.ok(processorTicks(master.pid) - before < 50, 'the master does not go round in a circle');
  const waiting = visit(master.socketPath);
  const answer = stays.roundTrip();
  process.kill(stopped.pid, 'SIGCONT');
  t.ok(await answer, 'the client that stayed gets its answer');
  t.ok((await waiting) > enoughGlobals, 'and so does one that came meanwhile');
  await stays.close();
  t.equal(await master.stop(), 0);
});

t.test(
  'a client that leaves more than a standing host takes is forgotten when the host goes on',
  async (t) => {
    const stopped = await startWeston();
    t.teardown(() => stopped.stop());
    const master = await openMaster(stopped.socketPath);
    const client = await RawClient.connect(master.socketPath);
    t.ok(await client.roundTrip());
    process.kill(stopped.pid, 'SIGSTOP');
    // More than fits into the sockets: the rest waits in the peer. Ids go on from 2, which was used.
    client.send(Buffer.concat(Array.from({ length: 100_000 }, (_, i) => syncRequest(3 + i))));
    await sleep(500);
    await client.close();
    const ticks = [master.pid, ...master.peers()].map(processorTicks);
    await sleep(1000);
    const later = [master.pid, ...master.peers()].map(processorTicks);
    t.ok(
      later.every((each, i) => each - ticks[i]! < 20),
      'nobody goes round in a circle',
    );
    process.kill(stopped.pid, 'SIGCONT');
    // A host whose answers nobody fetches fast enough may end the connection itself.
    await waitFor('its peer ends', { timeoutMs, detail: master.log }, () => {
      return / ended: (the client left|the host closed the connection)/.test(master.log()) || undefined;
    });
    t.ok((await visit(master.socketPath)) > enoughGlobals, 'the host serves others');
    t.equal(await master.stop(), 0);
  },
);

t.test('without a process to be had clients are turned away, the master waits, and recovers', async (t) => {
  const sway = await startSway();
  t.teardown(() => sway.stop());
  const user = userId === undefined ? {} : { userId };
  const master = await openMaster(sway.socketPath, user);
  t.ok((await visit(master.socketPath)) > enoughGlobals);
  await standbyOf(master, 1);
  const descriptors = descriptorCount(master.pid);
  limitProcesses(master.pid, 1);
  t.ok((await visit(master.socketPath)) > enoughGlobals, 'the standby serves one more');
  const ticks = processorTicks(master.pid);
  for (let i = 0; i < 5; i++) t.equal(await visit(master.socketPath), 0, 'a client is turned away');
  t.equal(endsIn(master, ' gets no peer: EAGAIN: Resource temporarily unavailable, fork'), 5, master.log());
  await sleep(1000);
  t.ok(processorTicks(master.pid) - ticks < 50, 'the master does not go round in a circle');
  limitProcesses(master.pid, plenty);
  t.ok((await visit(master.socketPath)) > enoughGlobals, 'clients are served again');
  await standbyOf(master, 3);
  t.equal(descriptorCount(master.pid), descriptors, 'descriptors of the master');
  t.equal(await master.stop(), 0);
});

t.test('a master that cannot fork when it starts begins its peers afresh, and says so once', async (t) => {
  const sway = await startSway();
  t.teardown(() => sway.stop());
  const dir = makePrivateDir('decant-nofork-', userId);
  const socket = join(dir, 'wl-nofork');
  const child = startChild([decantPath, '--master', '--socket=wl-nofork', `--display=${sway.socketPath}`], {
    env: { ...plainEnvironment(dir), XDG_RUNTIME_DIR: dir },
    logPath: join(dir, 'log'),
    ...(userId === undefined ? {} : { userId, readsAll: true }),
  });
  // The socket is there long before the self-test: in between lies the warm-up.
  await waitFor('it has its socket', { timeoutMs, stepMs: 1 }, () => existsSync(socket) || undefined);
  limitProcesses(child.pid, 1);
  await waitFor('it listens', { timeoutMs, detail: () => child.log() }, () => {
    return child.log().includes('listening on') || undefined;
  });
  t.equal(await visit(socket), 0, 'control: no process is to be had');
  limitProcesses(child.pid, plenty);
  for (let i = 0; i < 3; i++) t.ok((await visit(socket)) > enoughGlobals, 'a client is served');
  const said = child.log().match(/peers are started afresh instead of forked.*/g);
  t.strictSame(
    said?.map((line) => line.replace(/^.*: (?=EAGAIN)/, '')),
    ['EAGAIN: Resource temporarily unavailable, fork'],
  );
  t.equal(await child.stop(), 0);
  await stopHost(child, dir);
});
