/** A decant master of the checkout, started as a user would, between a host and programs. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startChild, type Child } from './child.js';
import { plainEnvironment } from './host.js';
import { waitFor } from './wait.js';

/** The launcher of the checkout. */
export const decantPath = join(import.meta.dirname, '../../../bin/decant');

/** A device and what the environment must hold for it to be there. */
export interface Device {
  /** The flag that names it. */
  readonly flag: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface DecantOptions {
  /** How it reaches the host: the socket's absolute path, or a device. */
  readonly hostSocket: string | Device;
  /** Where the master puts its own socket. */
  readonly runtimeDir: string;
  /** Where this module puts the log and a mark of readiness; a program need not see it. */
  readonly logDir: string;
  readonly socketName: string;
  readonly flags?: readonly string[];
  /** Run as this user, who must own `runtimeDir` and be let into `logDir`; needs root. */
  readonly userId?: number;
}

export interface Decant {
  readonly pid: number;
  readonly socketPath: string;
  /** The running peers: children of the master. */
  peers(): number[];
  log(): string;
  stop(): Promise<number>;
}

/** Starts a master and waits for its readiness: it then runs the trailing program, which leaves a file. */
export async function startDecant(options: DecantOptions): Promise<Decant> {
  const { runtimeDir, logDir, socketName, hostSocket } = options;
  const [hostFlag, hostEnv] =
    typeof hostSocket === 'string' ? [`--display=${hostSocket}`, {}] : [hostSocket.flag, hostSocket.env];
  const ready = join(logDir, 'decant-ready');
  const child = startChild(
    [decantPath, '--master', `--socket=${socketName}`, hostFlag, ...(options.flags ?? []), 'touch', ready],
    {
      env: { ...plainEnvironment(logDir), ...hostEnv, XDG_RUNTIME_DIR: runtimeDir },
      logPath: join(logDir, 'decant.log'),
      ...(options.userId === undefined ? {} : { userId: options.userId, readsAll: true }),
    },
  );
  try {
    await waitForReadiness(child, ready);
  } catch (error) {
    await child.stop();
    throw error;
  }
  return {
    pid: child.pid,
    socketPath: join(runtimeDir, socketName),
    peers: () => childrenOf(child.pid),
    log: () => child.log(),
    stop: () => child.stop(),
  };
}

async function waitForReadiness(child: Child, mark: string): Promise<void> {
  const detail = (): string => `decant said:\n${child.logTail()}`;
  await waitFor('decant is ready', { timeoutMs: 15_000, detail }, () => {
    if (child.status !== undefined) throw new Error(`decant ended with status ${child.status}\n${detail()}`);
    return existsSync(mark) || undefined;
  });
}

/** Waits until the log has such a line: a client may notice its end before what led to it is written. */
export async function isSaid(decant: Pick<Decant, 'log'>, line: RegExp): Promise<void> {
  const options = { timeoutMs: 60_000, detail: () => decant.log() };
  await waitFor(`decant says ${line.source}`, options, () => line.test(decant.log()) || undefined);
}

/** Live children of a process, from /proc (a zombie has ended: it doesn't count). */
export function childrenOf(pid: number): number[] {
  return processesWhere((state, parent) => parent === pid && state !== 'Z');
}

/** Children of a process that have ended and were not waited for. */
export function zombiesOf(pid: number): number[] {
  return processesWhere((state, parent) => parent === pid && state === 'Z');
}

function processesWhere(holds: (state: string | undefined, parent: number) => boolean): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => holds(...statOf(pid)));
}

/** State letter and parent of a process (proc(5), stat: the fields after the name in parentheses). */
function statOf(pid: number): [string | undefined, number] {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return [fields[0], Number(fields[1])];
  } catch {
    return [undefined, -1];
  }
}
