/**
 * A machine whose graphics device is tools/vhost-gpu, and sessions in it: decant and programs inside, the compositor and the
 * tests outside. Nothing leads out of the machine but that device.
 */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand, startChild, type Child, type CommandResult } from '../../../tools/hosts/child.js';
import { decantPath } from '../../../tools/hosts/decant.js';
import { plainEnvironment, type Host } from '../../../tools/hosts/host.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import type { Session } from '../../support/session.js';
import { makeMachineFolder, startMachine, type RunningMachine } from '../machine.js';
import { machines } from '../machines.js';

const root = join(import.meta.dirname, '../../../..');
const backendPath = join(root, 'dist/tools/vhost-gpu/main.js');
const inGuestPath = join(import.meta.dirname, 'in-guest.js');
const agentPath = join(root, 'tests/vm/virtgpu/agent.sh');
/** Memory of the machine: sockets do not work in the folder that it shares. */
const guestRuntime = '/run/user';
const display = 'wayland-0';
const bootMs = 60_000;
const offMs = 20_000;

/** A booted machine. Whoever holds it switches it off. */
export class Guest {
  readonly #folder: string;
  readonly #machine: RunningMachine;
  readonly #backend: Child;
  #sessions = 0;

  private constructor(folder: string, machine: RunningMachine, backend: Child) {
    this.#folder = folder;
    this.#machine = machine;
    this.#backend = backend;
  }

  /** Boots a machine; `flags` are more of the backend's. */
  static async start(flags: readonly string[] = []): Promise<Guest> {
    const cache = process.env['DECANT_VM_PARTS'];
    if (cache === undefined) throw new Error('this test is run by npm run test:vm');
    const hardware = machines.find(({ name }) => name === 'virtgpu')!;
    const folder = makeMachineFolder();
    const backend = await startBackend(folder, flags);
    const devices = [
      ['-chardev', `socket,id=gpu,path=${join(folder, 'gpu')}`],
      ['-device', 'vhost-user-test-device-pci,chardev=gpu,virtio-id=16,num_vqs=2,vq_size=256,config_size=16'],
    ].flat();
    const job = `exec bash ${agentPath} ${folder} ${root}`;
    const machine = startMachine(cache, folder, { ...hardware, devices }, job, hardware.limitMs);
    const guest = new Guest(folder, machine, backend);
    try {
      await guest.#booted();
      return guest;
    } catch (error) {
      await guest.stop();
      throw error;
    }
  }

  /** What the backend has found wrong: rules broken, commands refused, pipes that ended early. */
  complaints(): string[] {
    const lines = this.#backend.log().split('\n');
    return lines.filter((line) => /broke a rule|has ended|command 0x|ends early|not served/.test(line));
  }

  /** How many buffers of the host's memory the machine has: files that the backend holds. */
  hostBuffers(): number {
    const folder = `/proc/${this.#backend.pid}/fd`;
    const links = readdirSync(folder).map((fd) => {
      try {
        return readlinkSync(join(folder, fd));
      } catch {
        return '';
      }
    });
    return links.filter((link) => link.startsWith('/memfd:vhost-gpu')).length;
  }

  /** Runs a command in the machine to its end. */
  run(argv: readonly string[], timeoutMs = 60_000): Promise<CommandResult> {
    return runCommand(this.#words(argv), guestEnvironment(this.#folder), { timeoutMs, cwd: this.#folder });
  }

  /** Opens a session on `host`, which belongs to it from then on: decant in the machine, with `flags`. */
  async open(host: Host, flags: readonly string[] = []): Promise<GuestSession> {
    const base = join(this.#folder, `session-${++this.#sessions}`);
    const home = join(base, 'home');
    const runtimeDir = join(base, 'run');
    for (const dir of [home, runtimeDir]) mkdirSync(dir, { recursive: true });
    rmSync(this.#compositor, { force: true });
    symlinkSync(host.socketPath, this.#compositor);
    const children: Child[] = [];
    const env = { ...guestEnvironment(home), WAYLAND_DISPLAY: display };
    const start: Session['start'] = (argv, more = {}) => {
      const logPath = join(base, `program-${children.length}.log`);
      const child = startChild(this.#words(argv), { env: { ...env, ...more }, logPath, cwd: home });
      children.push(child);
      return child;
    };
    const close = async (): Promise<void> => {
      for (const child of children.toReversed()) await child.stop();
      await host.stop();
    };
    const session = {
      leg: 'virtgpu',
      host,
      decant: undefined,
      device: undefined,
      runtimeDir,
      home,
      env,
      start,
      run: (argv: readonly string[], timeoutMs = 20_000) =>
        runCommand(this.#words(argv), env, { timeoutMs, cwd: home }),
      close,
    } as const;
    try {
      const decant = start([
        decantPath,
        '--master',
        `--socket=${display}`,
        '--virtgpu-channel',
        ...flags,
        'touch',
        join(base, 'ready'),
      ]);
      await waitForFile('decant is ready', join(base, 'ready'), decant, this.#said);
      return { ...session, decantLog: () => decant.log() };
    } catch (error) {
      await close();
      throw error;
    }
  }

  /** Runs `body` in a session on a fresh host and closes it, whatever happens. */
  async inSession<H extends Host>(
    startHost: () => Promise<H>,
    body: (session: GuestSession, host: H) => Promise<void>,
    flags: readonly string[] = [],
  ): Promise<void> {
    const host = await startHost();
    const session = await this.open(host, flags);
    try {
      await body(session, host);
    } finally {
      await session.close();
    }
  }

  /** Switches the machine off. Idempotent. */
  async stop(): Promise<void> {
    writeFileSync(join(this.#folder, 'over'), '');
    await Promise.race([this.#machine.ended, sleep(offMs, undefined, { ref: false })]);
    await this.#machine.stop();
    await this.#backend.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #compositor(): string {
    return join(this.#folder, 'compositor');
  }

  #words(argv: readonly string[]): string[] {
    return [process.execPath, inGuestPath, this.#folder, ...argv];
  }

  readonly #said = (): string =>
    `the backend said:\n${this.#backend.logTail()}\nthe machine said:\n${readFileSync(join(this.#folder, 'console'), 'utf8')}`;

  async #booted(): Promise<void> {
    await waitForFile('the machine has booted', join(this.#folder, 'ready'), this.#backend, this.#said);
  }
}

/** A session in the machine. */
export interface GuestSession extends Session {
  decantLog(): string;
}

async function startBackend(folder: string, flags: readonly string[]): Promise<Child> {
  const socket = join(folder, 'gpu');
  const words = [backendPath, `--socket-path=${socket}`, `--wayland=${join(folder, 'compositor')}`, ...flags];
  const backend = startChild([process.execPath, ...words], {
    env: plainEnvironment(folder),
    logPath: join(folder, 'backend.log'),
  });
  await waitForFile('the backend listens', socket, backend, () => backend.logTail());
  return backend;
}

const guestEnvironment = (home: string): Record<string, string> => ({
  ...plainEnvironment(home),
  XDG_RUNTIME_DIR: guestRuntime,
});

/** Waits for a file while `child` lives. */
async function waitForFile(what: string, path: string, child: Child, detail: () => string): Promise<void> {
  await waitFor(what, { timeoutMs: bootMs, detail }, () => {
    if (child.status !== undefined)
      throw new Error(`${child.argv[1]} ended: ${child.status}\n${child.logTail()}`);
    return existsSync(path) || undefined;
  });
}
