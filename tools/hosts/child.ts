/**
 * Long-running processes of tests and tools: each is the leader of a process group of its own, writes to a log
 * file, dies with this process, and is stopped with all of its group. Knows nothing of Wayland.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { patience } from './wait.js';

const graceMs = 4000;
/**
 * A test runner's hooks come into every process by this variable, whatever environment it is given: another thread,
 * which a forked process has not, and handlers of signals. Programs are to run as they do without.
 */
export const withoutHooks: readonly string[] = ['env', '-u', 'NODE_OPTIONS'];

export interface ChildOptions {
  /** Whole environment of the process: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly logPath: string;
  readonly cwd?: string;
  /** Run as this user and group; needs root. */
  readonly userId?: number;
  /** With `userId`: let that user read all files, so that it can run a program that lies in root's home. */
  readonly readsAll?: boolean;
}

/** How a process ended: an exit status, or 128 + the signal's number as a shell says it. */
export type ExitStatus = number;

/** A started process. Whoever holds it stops it. */
export class Child {
  readonly pid: number;
  readonly argv: readonly string[];
  /** Set when the process has ended. */
  status: ExitStatus | undefined;
  readonly ended: Promise<ExitStatus>;
  readonly #logPath: string;

  constructor(process: ChildProcess, argv: readonly string[], logPath: string) {
    this.argv = argv;
    this.pid = process.pid ?? -1;
    this.#logPath = logPath;
    this.ended = new Promise((resolve) => {
      const end = (status: ExitStatus): void => {
        this.status = status;
        resolve(status);
      };
      process.once('error', () => end(127));
      process.once('exit', (code, signal) => end(code ?? 128 + signalNumber(signal)));
    });
  }

  log(): string {
    return readFileSync(this.#logPath, 'utf8');
  }

  /** The log's last lines, for error messages. */
  logTail(lines = 15): string {
    return this.log().trimEnd().split('\n').slice(-lines).join('\n');
  }

  /** Ends the process and its group: SIGTERM first, SIGKILL for what is left. Idempotent. */
  async stop(): Promise<ExitStatus> {
    if (this.status === undefined) {
      signalGroup(this.pid, 'SIGTERM');
      const late = sleep(graceMs, undefined, { ref: false });
      await Promise.race([this.ended, late]);
    }
    signalGroup(this.pid, 'SIGKILL');
    return this.ended;
  }
}

/** Starts `argv` in its own process group; a program that can't be started shows as status 127. */
export function startChild(argv: readonly string[], options: ChildOptions): Child {
  const log = openSync(options.logPath, 'a', 0o600);
  // setpriv and env exec: the pid stays. The kernel ends the process should this one be killed before it can clean up.
  const identity = ['setpriv', '--pdeathsig=TERM', ...identityFlags(options), '--'];
  const words = [...identity, ...withoutHooks, ...argv];
  try {
    const child = spawn(words[0]!, words.slice(1), {
      env: { ...options.env },
      cwd: options.cwd ?? '/',
      detached: true,
      stdio: ['ignore', log, log],
    });
    return new Child(child, argv, options.logPath);
  } finally {
    closeSync(log);
  }
}

/** What setpriv is told so that a program runs as another user, without root's capabilities. */
function identityFlags({ userId, readsAll }: ChildOptions): readonly string[] {
  if (userId === undefined) return [];
  const identity = [`--reuid=${userId}`, `--regid=${userId}`, '--clear-groups'];
  if (readsAll !== true) return [...identity, '--inh-caps=-all'];
  const kept = '-all,+dac_read_search';
  return [...identity, `--inh-caps=${kept}`, `--ambient-caps=${kept}`];
}

export interface CommandResult {
  readonly status: ExitStatus;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a short command to its end; one that takes longer than `timeoutMs` is killed (status 137). */
export function runCommand(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  options: { timeoutMs?: number; cwd?: string } = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const words = [...withoutHooks, ...argv];
    const child = spawn(words[0]!, words.slice(1), {
      env: { ...env },
      cwd: options.cwd ?? '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: (options.timeoutMs ?? 10_000) * patience,
      killSignal: 'SIGKILL',
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', (error) => resolve({ status: 127, stdout, stderr: error.message }));
    child.once('close', (code, signal) =>
      resolve({ status: code ?? 128 + signalNumber(signal), stdout, stderr }),
    );
  });
}

/** Whether PATH has a program of this name. */
export function hasProgram(name: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', name], { stdio: 'ignore' }).status === 0;
}

function signalGroup(leader: number, signal: NodeJS.Signals): void {
  if (leader <= 0) return;
  try {
    process.kill(-leader, signal);
  } catch {
    // ESRCH: the whole group is gone, which is what was wanted.
  }
}

function signalNumber(signal: NodeJS.Signals | null): number {
  return signal === null ? 0 : constants.signals[signal];
}
