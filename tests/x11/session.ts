/** An X11 mode of decant's on a fresh host, with real Xwayland, and the programs that use it. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, startChild, type Child, type CommandResult } from '../../tools/hosts/child.js';
import { decantPath } from '../../tools/hosts/decant.js';
import { makePrivateDir, plainEnvironment, type Host } from '../../tools/hosts/host.js';
import { isSway } from '../../tools/hosts/sway.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { startDevice, type Leg } from '../support/devices.js';
import type { EmulatedDevice } from '../support/emulated-device.js';

export interface HostWindow {
  readonly app_id: string;
  readonly name: string;
  readonly rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly focused: boolean;
  readonly fullscreen_mode: number;
  readonly id: number;
}

export interface X11Session {
  readonly host: Host;
  /** The emulated device on the way to the host. */
  readonly device: EmulatedDevice | undefined;
  /** The X display, as in DISPLAY. */
  readonly display: string;
  readonly pid: number;
  readonly env: Readonly<Record<string, string>>;
  /** Starts an X program that stays; it ends with the session. */
  start(argv: readonly string[]): Child;
  /** Runs an X program to its end. */
  run(argv: readonly string[]): Promise<CommandResult>;
  /** What sway says of its windows. */
  windows(): Promise<readonly HostWindow[]>;
  /** Waits for a window of sway's. */
  window(appId: string): Promise<HostWindow>;
  /** The X id of the first window with that name. */
  xWindow(name: string): Promise<string>;
  log(): string;
  close(): Promise<void>;
}

/** Starts decant's X11 mode on `host`, which it reaches by `leg`; the host belongs to the session from then on. */
export async function openX11(
  host: Host,
  flags: readonly string[] = [],
  leg: Exclude<Leg, 'direct'> = 'decant',
): Promise<X11Session> {
  const base = makePrivateDir('decant-x11-');
  const started = await startDevice(leg, host.socketPath, base);
  // The emulator is for decant alone.
  const way = started ? [started.flag, '--xwayland-cmd-prefix=env -u LD_PRELOAD'] : [];
  // Images are what is used by itself where the host takes them.
  const drivers = leg === 'virtwl' || leg === 'virtgpu' ? ['--shm-driver=virtwl'] : [];
  const home = join(base, 'home');
  mkdirSync(home, { mode: 0o700 });
  const children: Child[] = [];
  const decant = startChild([decantPath, '-X', '--log-level=debug', ...way, ...drivers, ...flags], {
    env: { ...plainEnvironment(home), ...(started ? started.device.env : host.env) },
    logPath: join(base, 'decant.log'),
  });
  const close = async (): Promise<void> => {
    for (const child of children.toReversed()) await child.stop();
    await decant.stop();
    await started?.device.stop();
    await host.stop();
    rmSync(base, { recursive: true, force: true });
  };
  const detail = (): string => `decant said:\n${decant.logTail()}`;
  const wait = <T>(what: string, probe: () => T | undefined | Promise<T | undefined>): Promise<T> =>
    waitFor(what, { timeoutMs: 20_000, detail }, probe);
  try {
    const display = await wait('decant has a display', () => {
      if (decant.status !== undefined) throw new Error(`decant ended\n${detail()}`);
      return /X display (:\d+)/.exec(decant.log())?.[1];
    });
    const env = { ...plainEnvironment(home), DISPLAY: display, XDG_RUNTIME_DIR: base };
    const run = (argv: readonly string[]): Promise<CommandResult> =>
      runCommand(argv, env, { timeoutMs: 20_000, cwd: home });
    const windows = async (): Promise<readonly HostWindow[]> => {
      if (!isSway(host)) throw new Error('only sway tells its windows');
      return windowsIn(JSON.parse(await host.msg('-r', '-t', 'get_tree')) as Node);
    };
    return {
      host,
      device: started?.device,
      display,
      pid: decant.pid,
      env,
      start(argv) {
        const child = startChild(argv, {
          env,
          logPath: join(base, `program-${children.length}.log`),
          cwd: home,
        });
        children.push(child);
        return child;
      },
      run,
      windows,
      window: (appId) =>
        wait(`sway shows ${appId}`, async () => (await windows()).find((each) => each.app_id === appId)),
      xWindow: (name) =>
        wait(`X has a window ${name}`, async () => {
          const { stdout } = await run(['xdotool', 'search', '--name', `^${name}$`]);
          return stdout.split('\n')[0] || undefined;
        }),
      log: () => decant.log(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Node extends HostWindow {
  readonly nodes: readonly Node[];
  readonly floating_nodes: readonly Node[];
}

function windowsIn(node: Node): HostWindow[] {
  const own = typeof node.app_id === 'string' ? [node] : [];
  return [...own, ...[...node.nodes, ...node.floating_nodes].flatMap(windowsIn)];
}
