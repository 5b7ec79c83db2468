/** `decant doctor`: what the host offers, what the machine has, what decant would choose, and whether it could serve. */
import { isAbsolute } from 'node:path';
import { isSystemError, reasonOf } from '../errors.js';
import { Reaper } from '../master/reaper.js';
import { testFork } from '../master/self-test.js';
import type { ChannelName } from '../drivers/choice.js';
import type { DriverNames } from '../drivers/index.js';
import { addon } from '../native/addon.js';
import { signals } from '../native/signals.js';
import type { HostAddress } from '../peer/host-address.js';
import type { ServeOptions } from '../peer/serve.js';
import { defaults } from '../config/defaults.js';
import { version } from '../version.js';
import { checkRuntimeDir, checkSocketPath } from '../master/listener.js';
import { drmSentences, virtwlSentence, xwaylandSentence } from './devices.js';
import { viewOfClients } from './client-view.js';
import { globalLines } from './global-lines.js';
import { askGlobals } from './host-globals.js';
import { endTimeLimit, limitTime } from './time-limit.js';

export interface DoctorOptions {
  readonly host: HostAddress;
  readonly runtimeDir: string | undefined;
  /** Where a socket is asked for, if anywhere. */
  readonly socket: string | undefined;
  /** How clients would be served. */
  readonly serve: ServeOptions;
  /** Why the drivers that were asked for cannot be had, if they cannot; `serve` is then with those that are usual. */
  readonly problem: string | undefined;
  readonly channel: ChannelName;
  readonly print: (line: string) => void;
}

const shmSentences = {
  noop: "the client's own memory is passed on",
  virtwl: 'copied to memory of the channel',
  'virtwl-dmabuf': 'copied to images of the host where it takes them, else to memory of the channel',
  dmabuf: 'copied to images of a graphics device here where the host takes them, else to memory',
};
const dataSentences = { noop: 'pipes are passed on', virtwl: 'pumped through pipes of the channel' };

/** What to look at where there is nothing at the host's path. */
const missingHints = {
  socket: 'Is a compositor running? WAYLAND_DISPLAY or --display names it.',
  virtwl:
    'Is this a virtual machine with that device? --virtwl-device names it; without it a socket is looked for.',
  virtgpu: 'Is this a virtual machine with virtio-gpu? Without --virtgpu-channel a socket is looked for.',
};

const answerLimitMs = 3000;

/** Prints the findings. Resolves to the exit status: 0 only if decant could serve. `InChild` in the self-test's child. */
export async function runDoctor(options: DoctorOptions): Promise<number> {
  const { print, problem, channel, serve } = options;
  print(`decant ${version} on Node ${process.version}, ${process.arch}`);
  const works = [await hostWorks(options), socketWorks(options), await forkWorks(print)];
  print('\nMachine');
  limitTime('Looking at devices');
  print(`  ${virtwlSentence(defaults.virtwlDevice)}`);
  for (const sentence of drmSentences(channel)) print(`  ${sentence}`);
  endTimeLimit();
  print(`  ${xwaylandSentence(defaults.xwaylandPath)}`);
  const serves = works[0] === true && works[1] === true && problem === undefined;
  print('\nChoice');
  print(`  Channel: ${channel}.`);
  for (const sentence of driverSentences(serve.drivers, problem)) print(`  ${sentence}`);
  print(serves ? '  decant can serve here.' : '  decant cannot serve here; the reasons stand above.');
  return serves ? 0 : 1;
}

function driverSentences({ shm, data }: DriverNames, problem: string | undefined): string[] {
  if (problem !== undefined) return [`The drivers that were asked for cannot be had: ${problem}.`];
  return [`Pixels: driver ${shm}, ${shmSentences[shm]}.`, `Data: driver ${data}, ${dataSentences[data]}.`];
}

async function hostWorks(options: DoctorOptions): Promise<boolean> {
  const { host, channel, print } = options;
  print('\nHost');
  try {
    limitTime('Asking the host');
    print(`  ${host.name}`);
    await showGlobals(options);
    return true;
  } catch (error) {
    print(`  It cannot be used: ${reasonOf(error)}`);
    if (isSystemError(error) && error.code === 'ENOENT') print(`  ${missingHints[channel]}`);
    return false;
  } finally {
    endTimeLimit();
  }
}

/** Two connections, one to the host itself and one through a peer; of an inherited one only the latter. */
async function showGlobals({ host, serve, print }: DoctorOptions): Promise<void> {
  const { tables } = serve;
  const asked =
    host.inherited.length > 0 ? undefined : await askGlobals(host.open(), tables.protocol, answerLimitMs);
  limitTime('Asking the host once more, as for a client,');
  const { hosts, seen } = await viewOfClients(host.open(), serve, answerLimitMs);
  const globals = asked ?? hosts;
  print(`  It offers ${globals.length} globals:`);
  for (const line of globalLines(globals, seen, tables)) print(`    ${line}`);
}

function socketWorks({ runtimeDir, socket, print }: DoctorOptions): boolean {
  print('\nSockets');
  try {
    const dir =
      socket !== undefined && isAbsolute(socket) ? checkSocketPath(socket) : checkRuntimeDir(runtimeDir);
    print(`  New sockets go to ${dir}.`);
    return true;
  } catch (error) {
    print(`  ${reasonOf(error)}`);
    return false;
  }
}

async function forkWorks(print: (line: string) => void): Promise<boolean> {
  const reaper = new Reaper();
  addon.watchSignals([signals.chld], () => reaper.reap());
  const problem = await testFork(reaper, () => reaper.forget());
  print('\nProcesses');
  print(
    problem === undefined
      ? '  Peers can be forked.'
      : `  Peers cannot be forked (${problem}); they are started afresh, which is slower.`,
  );
  return problem === undefined;
}
