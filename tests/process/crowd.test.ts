/** Many clients of one master, at once and one after the other: all are served, and nothing is left of them. */
import t from 'tap';
import { setTimeout as sleep } from 'node:timers/promises';
import { zombiesOf } from '../../tools/hosts/decant.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { startWeston } from '../../tools/hosts/weston.js';
import { openMaster, type TestMaster } from '../support/masters.js';
import { descriptorCount } from '../support/proc.js';
import { connectionsTo } from '../support/proof.js';
import { visit } from '../support/raw-client.js';

const host = await startWeston();
t.teardown(() => host.stop());

const crowdSize = 200;
const visits = 10_000;
const visitsAtOnce = 4;
const timeoutMs = 30_000;
const restMs = 500;
// The count is what matters: on a busy machine 10,000 forks take their time.
t.setTimeout(300_000);

/** A master that has served its first client and has its standby, and the number of descriptors it holds from then on. */
async function usedMaster(): Promise<{ master: TestMaster; descriptors: number }> {
  const master = await openMaster(host.socketPath);
  await visit(master.socketPath);
  await restOf(master);
  return { master, descriptors: descriptorCount(master.pid) };
}

/** Waits until only the standby is left, and it has reached the host: for long enough not to be the last client's peer. */
async function restOf(master: TestMaster): Promise<void> {
  const state = (): string => `${master.peers().join()} ${descriptorCount(master.pid)}`;
  for (let before = ''; before !== state(); await sleep(restMs)) {
    await standbyOf(master);
    before = state();
  }
}

async function standbyOf({ peers, log }: TestMaster): Promise<void> {
  await waitFor('only the standby is left', { timeoutMs, detail: () => log().slice(-2000) }, async () => {
    const left = peers();
    const onHost = (await connectionsTo(host.socketPath)).flatMap(({ clients }) => clients);
    return (left.length === 1 && onHost.length === 1 && onHost[0] === left[0]) || undefined;
  });
}

/** The processes that serve this master's clients, one entry for each connection. */
async function serversOf({ socketPath }: TestMaster): Promise<number[]> {
  return (await connectionsTo(socketPath)).flatMap(({ servers }) => servers);
}

t.test(`${crowdSize} programs at once each have a peer, and leave nothing behind`, async (t) => {
  const { master, descriptors } = await usedMaster();
  const crowd = Array.from({ length: crowdSize }, () => master.start(['weston-simple-shm']));
  const servers = await waitFor('each connection is held by one process', { timeoutMs }, async () => {
    const found = await serversOf(master);
    return found.length === crowdSize && !found.includes(master.pid) ? found : undefined;
  });
  t.equal(new Set(servers).size, crowdSize, 'no process holds two');
  const peers = master.peers();
  t.strictSame(
    servers.filter((pid) => !peers.includes(pid)),
    [],
    'they are children of the master',
  );
  t.equal(crowd.filter((program) => program.status !== undefined).length, 0, 'all programs run');
  await Promise.all(crowd.map((program) => program.stop()));
  await restOf(master);
  t.equal(descriptorCount(master.pid), descriptors, 'descriptors of the master');
  t.strictSame(zombiesOf(master.pid), []);
  t.equal(await master.stop(), 0);
});

t.test(`${visits} connections in a row are all served and leave nothing behind`, async (t) => {
  const { master, descriptors } = await usedMaster();
  const wanted = await visit(master.socketPath);
  t.ok(wanted > 10, 'control: the host has globals');
  let served = 0;
  const visitor = async (): Promise<void> => {
    for (let i = 0; i < visits / visitsAtOnce; i++) {
      if ((await visit(master.socketPath)) === wanted) served += 1;
    }
  };
  await Promise.all(Array.from({ length: visitsAtOnce }, visitor));
  t.equal(served, visits, 'all of them saw all globals');
  await restOf(master);
  t.equal(descriptorCount(master.pid), descriptors, 'descriptors of the master');
  t.strictSame(zombiesOf(master.pid), []);
  t.equal(await master.stop(), 0);
});
