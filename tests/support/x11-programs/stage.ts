/**
 * Where an X program is seen: on a fresh sway with the Xwayland of its own, or in decant's X11 mode on a fresh sway or weston.
 * Windows stand at the same place in all of sway.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, startChild, type Child, type CommandResult } from '../../../tools/hosts/child.js';
import { decantPath } from '../../../tools/hosts/decant.js';
import { plainEnvironment, type Host } from '../../../tools/hosts/host.js';
import { readPicture, type Picture } from '../../../tools/hosts/picture.js';
import { isSway, startSway, type Sway } from '../../../tools/hosts/sway.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import { startWeston } from '../../../tools/hosts/weston.js';
import { withSessionBus } from '../programs/toolkit.js';
import type { XProgram } from './x-program.js';

export const corner = { x: 60, y: 40 } as const;
/** A window of that class stands out of the way. */
export const asideClass = 'Aside';
const asideAt = { x: 1000, y: 750 } as const;

export type Way = 'sway itself' | 'sway' | 'weston';

export interface StageWindow {
  readonly id: number;
  readonly app: string;
  readonly title: string;
  readonly rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export interface Stage {
  readonly way: Way;
  readonly host: Host;
  readonly home: string;
  /** The X display, as in DISPLAY. */
  readonly display: string;
  /** The host before the program came. */
  readonly empty: Picture;
  /** decant with the program in it; the program alone on sway itself. */
  readonly child: Child;
  picture(): Promise<Picture>;
  /** Runs a short X program. */
  run(argv: readonly string[]): Promise<CommandResult>;
  /** What sway says of its windows; weston says nothing. */
  windows(): Promise<readonly StageWindow[]>;
  close(): Promise<void>;
}

const placed = `floating enable, move position ${corner.x} ${corner.y}`;
const swayConfig = [
  `for_window [app_id=".*"] ${placed}`,
  `for_window [class=".*"] ${placed}`,
  `for_window [app_id="${asideClass}"] move position ${asideAt.x} ${asideAt.y}`,
  `for_window [class="${asideClass}"] move position ${asideAt.x} ${asideAt.y}`,
  'seat * hide_cursor 1',
  'focus_follows_mouse no',
];
const displayFile = 'x-display';
const ownXwayland = [
  'xwayland enable',
  `exec sh -c 'xhost +; echo $DISPLAY > $XDG_RUNTIME_DIR/${displayFile}'`,
];

/** Starts `program` on a fresh host. `base` is a directory of the caller's; the home in it is emptied first. */
export async function openStage(way: Way, program: XProgram, base: string, media: string): Promise<Stage> {
  const home = join(base, 'home');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { mode: 0o700 });
  const host = way === 'weston' ? await startWeston() : await startSwayFor(way);
  try {
    const picture = async (): Promise<Picture> => {
      const path = join(base, 'look.png');
      await host.screenshot(path);
      return readPicture(path);
    };
    const empty = await picture();
    const argv = program.prepare({ home, media });
    const words = [...(program.needsBus === true ? withSessionBus(home) : []), ...argv];
    const environment = { ...plainEnvironment(home), ...program.env, XDG_RUNTIME_DIR: base };
    const start = way === 'sway itself' ? startBare : startInDecant;
    const logPath = join(base, 'program.log');
    rmSync(logPath, { force: true });
    const { child, display } = await start(host, words, environment, logPath);
    const tools = { ...plainEnvironment(home), DISPLAY: display };
    return {
      way,
      host,
      home,
      display,
      empty,
      child,
      picture,
      run: (words) => runCommand(words, tools, { timeoutMs: 20_000, cwd: home }),
      windows: async () => (isSway(host) ? windowsOf(host) : []),
      async close() {
        await child.stop();
        await host.stop();
      },
    };
  } catch (error) {
    await host.stop();
    throw error;
  }
}

const startSwayFor = (way: Way): Promise<Sway> =>
  startSway({ config: way === 'sway' ? swayConfig : [...swayConfig, ...ownXwayland] });

interface Started {
  readonly child: Child;
  readonly display: string;
}

async function startBare(
  host: Host,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  logPath: string,
): Promise<Started> {
  const path = join(host.runtimeDir, displayFile);
  const display = await waitFor('sway says its display', { timeoutMs: 20_000 }, () =>
    existsSync(path) ? readFileSync(path, 'utf8').trim() || undefined : undefined,
  );
  const child = startChild(words, {
    env: { ...environment, DISPLAY: display },
    logPath,
    cwd: environment['HOME']!,
  });
  return { child, display };
}

/** As a user would: `decant -X program`. */
async function startInDecant(
  host: Host,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  logPath: string,
): Promise<Started> {
  const flags = ['-X', '--log-level=debug', `--display=${host.socketPath}`];
  const child = startChild([decantPath, ...flags, '--', ...words], {
    env: environment,
    logPath,
    cwd: environment['HOME']!,
  });
  const detail = (): string => child.logTail();
  try {
    const display = await waitFor('decant has a display', { timeoutMs: 20_000, detail }, () => {
      if (child.status !== undefined) throw new Error(`decant ended\n${detail()}`);
      return /X display (:\d+)/.exec(child.log())?.[1];
    });
    return { child, display };
  } catch (error) {
    await child.stop();
    throw error;
  }
}

/** Waits for the program's main window on sway. */
export function windowOf(stage: Stage, { app, title }: XProgram): Promise<StageWindow> {
  const { child } = stage;
  const detail = (): string => child.logTail();
  return waitFor(`a window of ${app}`, { timeoutMs: 40_000, detail }, async () => {
    if (child.status !== undefined) throw new Error(`it ended\n${detail()}`);
    return (await stage.windows()).find((each) => each.app === app && title.test(each.title));
  });
}

interface Node {
  readonly id: number;
  readonly name: string | null;
  readonly app_id?: string | null;
  readonly window_properties?: { readonly class?: string };
  readonly rect: StageWindow['rect'];
  readonly nodes: readonly Node[];
  readonly floating_nodes: readonly Node[];
}

async function windowsOf(sway: Sway): Promise<readonly StageWindow[]> {
  return windowsIn(JSON.parse(await sway.msg('-r', '-t', 'get_tree')) as Node);
}

function windowsIn({
  id,
  name,
  app_id,
  window_properties,
  rect,
  nodes,
  floating_nodes,
}: Node): StageWindow[] {
  const app = app_id ?? window_properties?.class;
  const own = app === undefined ? [] : [{ id, app, title: name ?? '', rect }];
  return [...own, ...[...nodes, ...floating_nodes].flatMap(windowsIn)];
}
