/**
 * `npm run soak -- [--channel=virtgpu|virtwl|decant] [--minutes=N]`: clients that draw for long, and others that come and
 * go, on headless sway through decant. Watches descriptors and memory of all that takes part, and what the emulated device
 * has to complain of. Exit status 1 if anything grew, ended or was complained of.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { startSway } from '../../tools/hosts/sway.js';
import { buildEmulators } from '../support/emulators.js';
import { openSession, type Leg, type Session } from '../support/session.js';
import { Watched } from './watch.js';

const stepMs = 2000;
/** Until caches are full and code is compiled: that is no growth. */
const warmUpShare = 0.25;

const programs: readonly (readonly string[])[] = [
  ['weston-simple-shm'],
  ['weston-simple-damage'],
  ['foot', '--config=/dev/null', 'yes'],
];

interface Arguments {
  readonly leg: Exclude<Leg, 'direct'>;
  readonly minutes: number;
}

function readArguments(words: readonly string[]): Arguments {
  const given = new Map(words.map((word) => word.split('=', 2) as [string, string | undefined]));
  const channel = given.get('--channel') ?? 'virtgpu';
  const minutes = Number(given.get('--minutes') ?? 60);
  const known = [...given.keys()].every((name) => name === '--channel' || name === '--minutes');
  if (!known || !(channel === 'virtgpu' || channel === 'virtwl' || channel === 'decant') || !(minutes > 0))
    throw new Error('usage: npm run soak -- [--channel=virtgpu|virtwl|decant] [--minutes=N]');
  return { leg: channel, minutes };
}

/** Runs until the time is up; returns what went wrong. */
async function soak(session: Session, minutes: number): Promise<string[]> {
  const clients = programs.map((argv) => ({ name: argv[0]!, child: session.start(argv) }));
  const end = performance.now() + minutes * 60_000;
  const warm = performance.now() + minutes * 60_000 * warmUpShare;
  let rounds = 0;
  let watched: Watched[] = [];
  while (performance.now() < end) {
    const { stdout } = await session.run(['wayland-info']);
    if (!stdout.includes('wl_compositor')) return [`client ${rounds} that came and went was not served`];
    rounds++;
    const gone = clients.find(({ child }) => child.status !== undefined);
    if (gone) return [`${gone.name} ended with status ${gone.child.status}: ${gone.child.logTail()}`];
    if (performance.now() > warm && watched.length === 0) watched = processesOf(session);
    for (const each of watched) each.sample();
    await sleep(stepMs);
  }
  console.log(`${rounds} clients came and went`);
  return findings(session, watched);
}

/** The master, the peers that serve the lasting clients, and the device's host. */
function processesOf({ decant, device }: Session): Watched[] {
  const peers = decant!.peers().slice(0, programs.length + 1);
  return [
    new Watched('master', decant!.pid),
    ...peers.map((pid) => new Watched('peer', pid)),
    ...(device?.hostPid === undefined ? [] : [new Watched('host', device.hostPid)]),
  ];
}

function findings({ device }: Session, watched: readonly Watched[]): string[] {
  const lasting = watched.filter(({ isAlive }) => isAlive);
  for (const each of lasting) console.log(each.summary);
  if (device) console.log(JSON.stringify(device.counters()));
  return [
    ...(lasting.length > programs.length ? [] : ['too few processes lived to the end']),
    ...lasting.flatMap((each) =>
      each.growth === undefined ? [] : [`${each.name} ${each.pid}: ${each.growth} grew`],
    ),
    ...(device?.violations() ?? []).map((note) => `the device complains: ${JSON.stringify(note)}`),
  ];
}

const { leg, minutes } = readArguments(process.argv.slice(2));
buildEmulators();
console.log(`${minutes} minutes on channel ${leg}`);
const session = await openSession(await startSway(), leg);
try {
  const problems = await soak(session, minutes);
  for (const problem of problems) console.error(problem);
  console.log(problems.length === 0 ? 'nothing grew, nobody complained' : `${problems.length} problems`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  await session.close();
}
