/** Hosts that do not speak Wayland, or speak no more: a clear line each, and nobody who waits in a circle. */
import t from 'tap';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from '../../tools/hosts/child.js';
import { decantPath } from '../../tools/hosts/decant.js';
import { makePrivateDir, plainEnvironment } from '../../tools/hosts/host.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { openMaster, type TestMaster } from '../support/masters.js';
import { startOddHost, type Manner, type OddHost } from '../support/odd-hosts.js';
import { processorTicks } from '../support/proc.js';
import { RawClient } from '../support/raw-client.js';

const timeoutMs = 10_000;
const dir = makePrivateDir('decant-odd-');
t.teardown(() => rmSync(dir, { recursive: true, force: true }));
let hosts = 0;

async function withOddHost(manner: Manner, body: (host: OddHost) => Promise<void>): Promise<void> {
  const host = await startOddHost(join(dir, `host-${hosts++}`), manner);
  try {
    await body(host);
  } finally {
    await host.stop();
  }
}

/** What all processes of the master use of the processor in a second, in ticks of 10 ms. */
async function ticksInASecond({ pid, peers }: TestMaster): Promise<number> {
  const processes = [pid, ...peers()];
  const used = (): number => processes.reduce((sum, each) => sum + processorTicks(each), 0);
  const before = used();
  await sleep(1000);
  return used() - before;
}

/** More than this in a second is no longer waiting: a process that goes round in a circle uses a hundred. */
const restingTicks = 20;

const warnings = (log: string): string[] => log.split('\n').filter((line) => / warn  /.test(line));

for (const [manner, said, ended] of [
  ['foreign', /host-fault: .+/, 'the host broke the protocol'],
  ['babbling', /host-fault: .+/, 'the host broke the protocol'],
  ['hasty', /host-left: the host closed the connection/, 'the host closed the connection'],
] as const) {
  t.test(`a ${manner} host costs its client the connection, and one line says why`, async (t) => {
    await withOddHost(manner, async (host) => {
      const master = await openMaster(host.path);
      const client = await RawClient.connect(master.socketPath);
      client.getRegistry();
      t.equal(await client.roundTrip(), false, 'the client is turned away');
      const peerEnded = new RegExp(`peer \\d+ of client \\d+ \\(.*\\) ended: ${ended}`);
      await waitFor('its peer ends', { timeoutMs, detail: master.log }, () => {
        return peerEnded.test(master.log()) || undefined;
      });
      const lines = warnings(master.log());
      t.equal(lines.length, 1, lines.join('\n'));
      t.match(lines[0], said);
      await sleep(500);
      const connections = host.connections();
      t.ok((await ticksInASecond(master)) < restingTicks, 'nobody goes round in a circle');
      t.equal(host.connections(), connections, 'nor calls the host again and again');
      t.equal(await master.stop(), 0);
    });
  });
}

t.test('a silent host is waited for at rest, and its end ends the peer', async (t) => {
  await withOddHost('silent', async (host) => {
    const master = await openMaster(host.path);
    const client = await RawClient.connect(master.socketPath);
    client.getRegistry();
    const answer = client.roundTrip();
    await waitFor('it has its peer', { timeoutMs }, () => host.connections() >= 2 || undefined);
    t.ok((await ticksInASecond(master)) < restingTicks, 'nobody goes round in a circle');
    t.strictSame(warnings(master.log()), []);
    host.hangUp();
    t.equal(await answer, false, 'the client is turned away');
    await waitFor('all peers end', { timeoutMs }, () => master.peers().length === 0 || undefined);
    t.match(
      warnings(master.log()).join('\n'),
      /^.* warn  peer \d+: host-left: the host closed the connection$/,
    );
    t.equal(await master.stop(), 0);
  });
});

t.test('the program of a wrapper ends as it would without decant, and one line says why', async (t) => {
  for (const [manner, said] of [
    ['foreign', /host-fault/],
    ['hasty', /host-left/],
  ] as const) {
    await withOddHost(manner, async (host) => {
      const env = { ...plainEnvironment(dir), XDG_RUNTIME_DIR: dir };
      const words = [decantPath, `--display=${host.path}`, 'weston-simple-shm'];
      const { status, stderr } = await runCommand(words, env);
      t.ok(status > 0 && status !== 137, `it does not go on: status ${status}`);
      t.equal(warnings(stderr).length, 1, stderr);
      t.match(stderr, said);
    });
  }
});

for (const [manner, said] of [
  ['foreign', 'the host does not speak Wayland'],
  ['babbling', 'the host does not speak Wayland'],
  ['hasty', 'the host closed the connection'],
  ['silent', 'no answer within 3000 ms'],
] as const) {
  t.test(`the doctor says of a ${manner} host: ${said}`, async (t) => {
    await withOddHost(manner, async (host) => {
      const env = { ...plainEnvironment(dir), XDG_RUNTIME_DIR: dir };
      const { status, stdout } = await runCommand([decantPath, 'doctor', `--display=${host.path}`], env);
      t.equal(status, 1);
      t.match(stdout, new RegExp(`^ {2}It cannot be used: ${said}$`, 'm'));
      t.match(stdout, /^ {2}decant cannot serve here; the reasons stand above\.$/m);
    });
  });
}
