/** Masters for process tests, each with a private runtime directory that goes with it. */
import { chownSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import {
  runCommand,
  startChild,
  type Child,
  type CommandResult,
  type ExitStatus,
} from '../../tools/hosts/child.js';
import { startDecant, type Decant } from '../../tools/hosts/decant.js';
import { makePrivateDir, plainEnvironment } from '../../tools/hosts/host.js';

export interface TestMaster extends Decant {
  readonly dir: string;
  /** Where programs find it. */
  readonly env: Readonly<Record<string, string>>;
  /** Starts a program on it that stays; it ends with the master. */
  start(argv: readonly string[]): Child;
  /** Runs a program on it to its end. */
  run(argv: readonly string[]): Promise<CommandResult>;
}

export interface MasterOptions {
  readonly flags?: readonly string[];
  /** Run as this user; needs root. */
  readonly userId?: number;
}

const socketName = 'wl-a';

/** Starts a master in front of the host at `hostSocket`. Whoever holds it stops it; nothing is left then. */
export async function openMaster(hostSocket: string, options: MasterOptions = {}): Promise<TestMaster> {
  const base = makePrivateDir('decant-master-', options.userId);
  const dir = join(base, 'run');
  mkdirSync(dir, { mode: 0o700 });
  if (options.userId !== undefined) chownSync(dir, options.userId, options.userId);
  const children: Child[] = [];
  const remove = (): void => rmSync(base, { recursive: true, force: true });
  let decant: Decant;
  try {
    decant = await startDecant({ hostSocket, runtimeDir: dir, logDir: base, socketName, ...options });
  } catch (error) {
    remove();
    throw error;
  }
  const stop = async (): Promise<ExitStatus> => {
    await Promise.all(children.map((child) => child.stop()));
    const status = await decant.stop();
    remove();
    return status;
  };
  // A test that fails before it stops its master would leave a process that keeps its file from ending.
  t.teardown(stop);
  const env = { ...plainEnvironment(base), XDG_RUNTIME_DIR: dir, WAYLAND_DISPLAY: socketName };
  return {
    ...decant,
    dir,
    env,
    start(argv) {
      const child = startChild(argv, { env, logPath: join(base, `program-${children.length}.log`) });
      children.push(child);
      return child;
    },
    run: (argv) => runCommand(argv, env),
    stop,
  };
}
