/**
 * `npm run soak -- [--channel=socket|virtwl|virtgpu] [--minutes=10]`: programs that never stop drawing run through one master, and
 * nothing of it may grow: descriptors, private memory, and what the device holds. Prints a line a minute. Exits 1 if
 * something has grown, a program ended, or a rule of the device was broken. With `--x11`, X11 windows come and go instead
 * (`x-windows.ts`).
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startChild, type Child } from '../../tools/hosts/child.js';
import { startDecant, type Decant } from '../../tools/hosts/decant.js';
import { makePrivateDir, plainEnvironment } from '../../tools/hosts/host.js';
import { startSway } from '../../tools/hosts/sway.js';
import { startDevice } from '../support/devices.js';
import type { EmulatedDevice } from '../support/emulated-device.js';
import { buildEmulators } from '../support/emulators.js';
import { soakWindows } from './x-windows.js';
import { growthOf, takeSample, type Sample } from './growth.js';

const programs = [['weston-simple-shm'], ['weston-simple-damage'], ['foot', 'yes']] as const;
const channels = ['socket', 'virtwl', 'virtgpu'] as const;
/** Time for windows, compiled code and queues to become what they will be. */
const settleMs = 30_000;
const samplesPerMinute = 6;

interface Options {
  readonly channel: (typeof channels)[number];
  readonly minutes: number;
  /** Of X11 windows; 0: programs draw. */
  readonly rounds: number;
}

const usage = `usage: npm run soak -- [--channel=${channels.join('|')}] [--minutes=N]
       npm run soak -- --x11 [--rounds=N]
Draws through one master for so long (10 minutes by default, on virtwl), or opens and closes 100 X11 windows so often (1000
times by default), and says what has grown.`;
const usageStatus = 2;

/** `undefined`: help is wanted. Throws for what cannot be meant. */
function parseOptions(words: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...words],
    options: {
      channel: { type: 'string', default: 'virtwl' },
      minutes: { type: 'string', default: '10' },
      x11: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '1000' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const channel = channels.find((each) => each === values.channel);
  const minutes = Number(values.minutes);
  if (channel === undefined) throw new Error(`--channel=${values.channel}: one of ${channels.join(', ')}`);
  if (!(minutes >= 1)) throw new Error(`--minutes=${values.minutes}: at least 1`);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 3) throw new Error(`--rounds=${values.rounds}: at least 3`);
  return { channel, minutes, rounds: values.x11 ? rounds : 0 };
}

interface Scene {
  readonly decant: Decant;
  readonly children: readonly Child[];
  readonly device: EmulatedDevice | undefined;
}

/** Watches for `minutes`; what went wrong, a sentence each. */
async function watch({ decant, children, device }: Scene, minutes: number): Promise<string[]> {
  const samples: Sample[] = [];
  const sample = (): Sample =>
    takeSample(
      [decant.pid, ...decant.peers(), ...hostOf(device)],
      device === undefined ? {} : device.counters(),
    );
  await sleep(settleMs);
  for (let i = 0; i <= minutes * samplesPerMinute; i++) {
    const taken = sample();
    samples.push(taken);
    if (i % samplesPerMinute === 0) console.log(describe(i / samplesPerMinute, taken));
    const gone = children.find(({ status }) => status !== undefined);
    if (gone) return [`${gone.argv.join(' ')} ended with status ${gone.status}:\n${gone.logTail()}`];
    await sleep(60_000 / samplesPerMinute);
  }
  const violations = device?.violations() ?? [];
  return [...growthOf(samples), ...violations.map((note) => `the device: ${JSON.stringify(note)}`)];
}

/** The device's own process, which holds what peers forget to give back. */
function hostOf(device: EmulatedDevice | undefined): number[] {
  return device?.hostPid === undefined ? [] : [device.hostPid];
}

function describe(minute: number, { processes, fds, privateKb, asked }: Sample): string {
  const asks = Object.entries(asked).map(([name, count]) => `, ${name} ${count}`);
  const memory = (privateKb / 1024).toFixed(1);
  return `minute ${minute}: ${processes} processes, ${fds} descriptors, ${memory} MB private${asks.join('')}`;
}

function say(faults: readonly string[]): number {
  for (const fault of faults) console.log(fault);
  console.log(faults.length === 0 ? 'nothing grew' : `${faults.length} faults`);
  return faults.length === 0 ? 0 : 1;
}

async function main({ channel, minutes, rounds }: Options): Promise<number> {
  if (rounds > 0)
    return say(await soakWindows({ rounds, windows: 100, each: Math.ceil(rounds / 50) }, console.log));
  if (channel !== 'socket') buildEmulators();
  const host = await startSway();
  const dir = makePrivateDir('decant-soak-');
  const leg = ({ socket: 'decant', virtwl: 'virtwl-images', virtgpu: 'virtgpu-dmabuf' } as const)[channel];
  const started = await startDevice(leg, host.socketPath, dir);
  const decant = await startDecant({
    hostSocket: started ? { flag: started.flag, env: started.device.env } : host.socketPath,
    runtimeDir: dir,
    logDir: dir,
    socketName: 'wl-soak',
  });
  const env = { ...plainEnvironment(dir), XDG_RUNTIME_DIR: dir, WAYLAND_DISPLAY: 'wl-soak' };
  const children = programs.map((argv, i) =>
    startChild(argv, { env, logPath: join(dir, `program-${i}.log`) }),
  );
  try {
    return say(await watch({ decant, children, device: started?.device }, minutes));
  } finally {
    await Promise.all(children.map((child) => child.stop()));
    await decant.stop();
    await started?.device.stop();
    await host.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

let options: Options | undefined;
try {
  options = parseOptions(process.argv.slice(2));
} catch (error) {
  console.error(`soak: ${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exit(usageStatus);
}
if (options) process.exitCode = await main(options);
else console.log(usage);
