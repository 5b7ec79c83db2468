/**
 * Programs that the bench starts: each under `timeout`, in a process group of its own, and told to end if the bench
 * itself dies. Owns their lives; what they say and cost is read elsewhere.
 * Invariant: after `stopAll` or `killAll`, no process of any group is left.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';

/** How long a program may take to end after SIGTERM. */
const patienceMs = 3000;

export interface ProgramOptions {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** After so many seconds it is ended by force. */
  readonly limitSeconds: number;
}

/** One running program: lines of JSON come out, bytes on stdin steer it. */
export class Program {
  readonly #process: ChildProcess;
  readonly #stdin: Writable;
  readonly #lines: AsyncIterator<string>;
  readonly #stderrPath: string;
  readonly #ended: Promise<void>;
  readonly #name: string;
  #running = true;
  #left = false;
  #heard = 0;

  constructor(options: ProgramOptions, stderrPath: string) {
    this.#name = options.name;
    this.#stderrPath = stderrPath;
    const stderr = openSync(stderrPath, 'w');
    const limits = ['--pdeathsig', 'TERM', 'timeout', '--kill-after=3', String(options.limitSeconds)];
    this.#process = spawn('setpriv', [...limits, ...options.argv], {
      env: options.env,
      detached: true,
      stdio: ['pipe', 'pipe', stderr],
    });
    closeSync(stderr);
    const { stdin, stdout } = this.#process;
    if (!stdin || !stdout) throw new Error(`${this.#name} has no pipes`);
    this.#stdin = stdin;
    this.#ended = new Promise<void>((resolve) => {
      this.#process.once('error', () => resolve());
      this.#process.once('exit', () => resolve());
    }).then(() => void (this.#running = false));
    // A program that ended early is reported by the missing line; its closed pipe would only hide that.
    this.#stdin.on('error', () => undefined);
    this.#lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  }

  /** The pid of `timeout`, the root of the program's tree of processes. */
  get pid(): number {
    const { pid } = this.#process;
    if (pid === undefined) throw new Error(`${this.#name} could not be started`);
    return pid;
  }

  get running(): boolean {
    return this.#running;
  }

  /** The next line of stdout. Throws with the end of stderr if there is none. */
  async line(): Promise<string> {
    const { done, value } = await this.#lines.next();
    if (done === true) throw this.failure('ended too early');
    return value;
  }

  /** What went wrong, with the last line that the program said about it. */
  failure(what: string): Error {
    const said = this.lastWords();
    return new Error(`${this.#name} ${what}${said ? `: ${said}` : ''}`);
  }

  /** The line on stderr that says most, of those that came since the call before; '' if there is none. */
  lastWords(): string {
    const said = readFileSync(this.#stderrPath);
    const lines = said.subarray(this.#heard).toString().trimEnd().split('\n');
    this.#heard = said.length;
    // A crash of Node ends with its version; the reason stands above.
    return lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? '';
  }

  /** One byte on stdin: go on. */
  go(): void {
    this.#stdin.write('\n');
  }

  /** Closes stdin and waits until the program ended by itself. */
  async end(): Promise<void> {
    this.#stdin.end();
    await this.#ended;
    this.#leave();
  }

  /** Asks the whole group to end, and insists. */
  async stop(): Promise<void> {
    this.#signal('SIGTERM');
    const timer = setTimeout(() => this.kill(), patienceMs);
    await this.#ended;
    clearTimeout(timer);
    this.#leave();
  }

  /** Ends what is left of the group at once. */
  kill(): void {
    this.#signal('SIGKILL');
  }

  /** After the leader's end: takes the rest of the group along, once, for the number may be another's later. */
  #leave(): void {
    this.kill();
    this.#left = true;
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#process.pid === undefined || this.#left) return;
    try {
      process.kill(-this.#process.pid, signal);
    } catch {
      // ESRCH: the group is empty, which is what was wanted.
    }
  }
}

/** All programs of a run. */
export class Programs {
  readonly #folder: string;
  readonly #all = new Set<Program>();
  #count = 0;

  /** `folder` takes what the programs write to stderr. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  start(options: ProgramOptions): Program {
    const program = new Program(options, join(this.#folder, `stderr-${this.#count++}`));
    this.#all.add(program);
    return program;
  }

  /** Ends a program and forgets it. */
  async stop(program: Program): Promise<void> {
    await program.stop();
    this.#all.delete(program);
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#all].map((program) => this.stop(program)));
  }

  /** For a bench that must leave now. */
  killAll(): void {
    for (const program of this.#all) program.kill();
  }
}
