/**
 * One run of one program on one fresh host, direct or through decant. The program sees the same in both: a private
 * runtime directory with one socket `wayland-0` in it and a private home; only what is behind the socket differs.
 * Through decant, the host's own directory is hidden from the program by a mount of its own.
 */
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, startChild, type Child, type CommandResult } from '../../tools/hosts/child.js';
import { makePrivateDir, plainEnvironment, type Host } from '../../tools/hosts/host.js';
import { startDecant, type Decant } from '../../tools/hosts/decant.js';
import type { EmulatedDevice } from './emulated-device.js';
import { startDevice, type Leg } from './devices.js';

export type { Leg } from './devices.js';

const socketName = 'wayland-0';

export interface Session {
  readonly leg: Leg;
  readonly host: Host;
  /** Not on the `direct` leg. */
  readonly decant: Decant | undefined;
  /** Only on the legs that have one. */
  readonly device: EmulatedDevice | undefined;
  /** The program's XDG_RUNTIME_DIR: nothing but its display's socket. */
  readonly runtimeDir: string;
  readonly home: string;
  /** The program's whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Starts a program that stays. It ends with the session. */
  start(argv: readonly string[], env?: Readonly<Record<string, string>>): Child;
  /** Runs a program to its end. */
  run(argv: readonly string[], timeoutMs?: number): Promise<CommandResult>;
  /** Ends programs, decant and host, and removes everything. */
  close(): Promise<void>;
}

/** Opens a session on `host`, which belongs to it from then on. */
export async function openSession(host: Host, leg: Leg, flags: readonly string[] = []): Promise<Session> {
  const base = makePrivateDir('decant-session-');
  const runtimeDir = join(base, 'run');
  const home = join(base, 'home');
  const children: Child[] = [];
  let decant: Decant | undefined;
  let device: EmulatedDevice | undefined;
  const close = async (): Promise<void> => {
    for (const child of children.toReversed()) await child.stop();
    await decant?.stop();
    await device?.stop();
    await host.stop();
    rmSync(base, { recursive: true, force: true });
  };
  try {
    for (const dir of [runtimeDir, home]) mkdirSync(dir, { mode: 0o700 });
    const started = await startDevice(leg, host.socketPath, base);
    device = started?.device;
    if (leg === 'direct') symlinkSync(host.socketPath, join(runtimeDir, socketName));
    else
      decant = await startDecant({
        hostSocket: started ? { flag: started.flag, env: started.device.env } : host.socketPath,
        runtimeDir,
        logDir: base,
        socketName,
        // Images are what is used by itself where the host takes them.
        flags: leg === 'virtwl' || leg === 'virtgpu' ? [...flags, '--shm-driver=virtwl'] : flags,
      });
  } catch (error) {
    await close();
    throw error;
  }
  const env = { ...plainEnvironment(home), XDG_RUNTIME_DIR: runtimeDir, WAYLAND_DISPLAY: socketName };
  const words = (argv: readonly string[]): readonly string[] =>
    leg === 'direct' ? argv : [...withoutDirectory(host.runtimeDir), ...argv];
  return {
    leg,
    host,
    decant,
    device,
    runtimeDir,
    home,
    env,
    start(argv, more = {}) {
      const logPath = join(base, `program-${children.length}.log`);
      const child = startChild(words(argv), { env: { ...env, ...more }, logPath, cwd: home });
      children.push(child);
      return child;
    },
    run: (argv, timeoutMs = 20_000) => runCommand(words(argv), env, { timeoutMs, cwd: home }),
    close,
  };
}

/** Words in front of a program that give it a mount namespace where `dir` is empty. Without root: a user namespace too. */
function withoutDirectory(dir: string): readonly string[] {
  const user = process.getuid?.() === 0 ? [] : ['--user', '--map-current-user', '--keep-caps'];
  const script = 'mount -t tmpfs none "$0" && exec "$@"';
  return ['unshare', ...user, '--mount', '--', 'sh', '-c', script, dir];
}
