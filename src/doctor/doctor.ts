/** `decant doctor`: what the host offers, what the machine has, what decant would choose, and whether it could serve. */
import { dirname, isAbsolute } from 'node:path';
import { isSystemError, reasonOf } from '../errors.js';
import { Reaper } from '../master/reaper.js';
import { testFork } from '../master/self-test.js';
import type { DataDriver } from '../drivers/data/driver.js';
import type { ShmDriver } from '../drivers/shm/driver.js';
import { addon } from '../native/addon.js';
import type { HostAddress } from '../peer/host-address.js';
import type { RelayTables } from '../peer/tables.js';
import { defaults } from '../config/defaults.js';
import { version } from '../version.js';
import { checkRuntimeDir } from '../master/listener.js';
import { drmSentences, virtwlSentence, xwaylandSentence } from './devices.js';
import { askGlobals, type HostGlobal } from './host-globals.js';

export interface DoctorOptions {
  readonly host: HostAddress;
  readonly runtimeDir: string | undefined;
  /** Where a socket is asked for, if anywhere. */
  readonly socket: string | undefined;
  readonly tables: RelayTables;
  readonly shm: ShmDriver;
  readonly data: DataDriver;
  readonly print: (line: string) => void;
}

const answerLimitMs = 3000;
const sigchld = 17;

/** Prints the findings. Resolves to the exit status: 0 only if decant could serve. `InChild` in the self-test's child. */
export async function runDoctor(options: DoctorOptions): Promise<number> {
  const { print, shm, data } = options;
  print(`decant ${version} on Node ${process.version}, ${process.arch}`);
  const works = [await hostWorks(options), socketWorks(options), await forkWorks(print)];
  print('\nMachine');
  print(`  ${virtwlSentence(defaults.virtwlDevice)}`);
  for (const sentence of drmSentences('/dev/dri')) print(`  ${sentence}`);
  print(`  ${xwaylandSentence(defaults.xwaylandPath)}`);
  const serves = works[0] === true && works[1] === true;
  print('\nChoice');
  print('  Channel: socket, the only one in this version.');
  print(`  Pixels: driver ${shm.name}, ${shm.copies ? 'copied' : "the client's own memory is passed on"}.`);
  print(`  Data: driver ${data.name}, ${data.pumps ? 'pumped' : 'pipes are passed on'}.`);
  print(serves ? '  decant can serve here.' : '  decant cannot serve here; the reasons stand above.');
  return serves ? 0 : 1;
}

async function hostWorks({ host, tables, print }: DoctorOptions): Promise<boolean> {
  print('\nHost');
  try {
    print(`  Socket: ${host.path}`);
    const globals = await askGlobals(host.open(), tables.protocol, answerLimitMs);
    print(`  It offers ${globals.length} globals:`);
    for (const global of globals) print(`    ${globalLine(global, tables)}`);
    return true;
  } catch (error) {
    print(`  It cannot be used: ${reasonOf(error)}`);
    if (isSystemError(error) && error.code === 'ENOENT')
      print('  Is a compositor running? WAYLAND_DISPLAY or --display names it.');
    return false;
  }
}

function globalLine(
  { interface: name, version: hostVersion }: HostGlobal,
  { protocol, notOffered }: RelayTables,
): string {
  const reason = notOffered[name];
  if (reason !== undefined) return `${name} ${hostVersion}: not offered to clients, ${reason}`;
  const layout = protocol.find(name);
  if (!layout) return `${name} ${hostVersion}: not offered to clients, no table has it`;
  const capped = layout.schema.version < hostVersion ? `, offered as ${layout.schema.version}` : '';
  return `${name} ${hostVersion}${capped}`;
}

function socketWorks({ runtimeDir, socket, print }: DoctorOptions): boolean {
  print('\nSockets');
  try {
    const dir = socket !== undefined && isAbsolute(socket) ? dirname(socket) : checkRuntimeDir(runtimeDir);
    print(`  New sockets go to ${dir}.`);
    return true;
  } catch (error) {
    print(`  ${reasonOf(error)}`);
    return false;
  }
}

async function forkWorks(print: (line: string) => void): Promise<boolean> {
  const reaper = new Reaper();
  addon.watchSignals([sigchld], () => reaper.reap());
  const problem = await testFork(reaper, () => reaper.forget());
  print('\nProcesses');
  print(
    problem === undefined
      ? '  Peers can be forked.'
      : `  Peers cannot be forked (${problem}); they are started afresh, which is slower.`,
  );
  return problem === undefined;
}
