/**
 * The demo where there is no desktop: headless sway, a decant master, three programs through it, a picture.
 * Everything it starts and writes is gone afterwards, but for the picture.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startChild, type Child } from '../hosts/child.js';
import { startDecant, type Decant } from '../hosts/decant.js';
import { makePrivateDir, plainEnvironment } from '../hosts/host.js';
import { difference, readPicture, type Picture } from '../hosts/picture.js';
import { startSway, type Sway } from '../hosts/sway.js';
import { waitFor } from '../hosts/wait.js';
import { demoPrograms, type DemoProgram } from './programs.js';
import { detail, step, tryNext } from './say.js';

const picturePath = join(import.meta.dirname, '../../../demo.png');
const socketName = 'wl-demo';
const drawnWithinMs = 30_000;
const stillMs = 800;
/** So many pixels may go on changing in a picture at rest: a spinner, a blinking cursor. */
const animatedPixels = 3000;

const looks = [
  'default_border normal 2',
  'font pango:DejaVu Sans 10',
  'gaps inner 10',
  'gaps outer 6',
  'client.focused #2a9d8f #264653 #ffffff #e9c46a #2a9d8f',
  'client.focused_inactive #264653 #264653 #dddddd #264653 #264653',
  'client.unfocused #264653 #1b2f38 #dddddd #264653 #264653',
];

/** What is to be undone, newest first. */
type CleanUp = (() => Promise<unknown> | void)[];

/** Returns the exit status: 0. Throws an Error with the reason if something did not work. */
export async function runHeadless(): Promise<number> {
  const cleanUp: CleanUp = [];
  const clean = async (): Promise<void> => {
    for (let undo = cleanUp.pop(); undo !== undefined; undo = cleanUp.pop()) await undo();
  };
  const interrupted = (signal: NodeJS.Signals): void => {
    void clean().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    await show(cleanUp);
  } finally {
    await clean();
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  }
  step('Ended the programs, decant and sway; nothing is left but the picture.');
  tryNext([
    ['bin/decant doctor', 'what this machine offers, and what decant would choose'],
    ['bin/decant foot', 'on a desktop: a terminal through decant, and all that you start in it'],
    [
      'bin/decant --master --socket=wl-a',
      'on a desktop: a display for many programs; then, in another terminal:',
    ],
    ['WAYLAND_DISPLAY=wl-a foot', '   any program on it'],
    ['npm test', 'all tests, with real programs on weston and sway'],
  ]);
  return 0;
}

async function show(cleanUp: CleanUp): Promise<void> {
  step('No WAYLAND_DISPLAY: starting a headless sway to be the host.');
  const sway = await startSway({ width: 1280, height: 800, config: looks });
  cleanUp.push(() => sway.stop());
  const base = makePrivateDir('decant-demo-');
  cleanUp.push(() => rmSync(base, { recursive: true, force: true }));
  const [runtimeDir, home] = [join(base, 'run'), join(base, 'home')];
  for (const dir of [runtimeDir, home]) mkdirSync(dir, { mode: 0o700 });

  step(`Starting decant: bin/decant --master --socket=${socketName} --display=${sway.socketPath}`);
  const decant = await startDecant({ hostSocket: sway.socketPath, runtimeDir, logDir: base, socketName });
  cleanUp.push(() => decant.stop());
  detail(`it is process ${decant.pid} and listens on ${decant.socketPath}`);

  const env = { ...plainEnvironment(home), XDG_RUNTIME_DIR: runtimeDir, WAYLAND_DISPLAY: socketName };
  const children: Child[] = [];
  for (const program of demoPrograms(home)) {
    const logPath = join(base, `program-${children.length}.log`);
    for (const command of program.place) await sway.msg(command);
    const child = startChild(program.argv, { env: { ...env, ...program.env }, logPath, cwd: home });
    cleanUp.push(() => child.stop());
    children.push(child);
    await opened(sway, decant, program, child, children.length);
  }
  await takePicture(sway, children, join(base, 'look.png'));
}

/** Says so when the program's window is there. */
async function opened(
  sway: Sway,
  decant: Decant,
  program: DemoProgram,
  child: Child,
  windowCount: number,
): Promise<void> {
  const name = program.argv.find((word) => !word.startsWith('-') && word !== 'dbus-run-session')!;
  step(`Opening ${program.what} through it: WAYLAND_DISPLAY=${socketName} ${name}`);
  const said = (): string => `${name} said:\n${child.logTail()}\ndecant said:\n${decant.log()}`;
  const window = await waitFor(
    `${name} opens its window`,
    { timeoutMs: drawnWithinMs, detail: said },
    async () => {
      if (child.status !== undefined) throw new Error(`${name} ended with status ${child.status}\n${said()}`);
      const windows = windowsIn(JSON.parse(await sway.msg('--raw', '-t', 'get_tree')) as SwayNode);
      return windows.length >= windowCount ? windows.at(-1) : undefined;
    },
  );
  if (window.pid === undefined || !decant.peers().includes(window.pid))
    throw new Error(`${name} is the host's own client (process ${window.pid}), not decant's`);
  detail(`the host shows "${window.name}", a client with pid ${window.pid}: decant's peer`);
}

interface SwayNode {
  readonly name: string | null;
  readonly type: string;
  readonly pid?: number;
  readonly id: number;
  readonly nodes: readonly SwayNode[];
  readonly floating_nodes: readonly SwayNode[];
}

/** All windows, oldest first (sway counts ids up). */
function windowsIn(node: SwayNode): SwayNode[] {
  const below = [...node.nodes, ...node.floating_nodes].flatMap(windowsIn);
  const here = node.pid === undefined ? [] : [node];
  return [...here, ...below].toSorted((a, b) => a.id - b.id);
}

/** Waits until all is drawn, then keeps the picture. */
async function takePicture(sway: Sway, children: readonly Child[], scratch: string): Promise<void> {
  let last: Picture | undefined;
  let since = performance.now();
  await waitFor('the picture comes to rest', { timeoutMs: drawnWithinMs, stepMs: 100 }, async () => {
    await sway.screenshot(scratch);
    const now = readPicture(scratch);
    if (last === undefined || difference(last, now).pixels > animatedPixels) since = performance.now();
    last = now;
    return performance.now() - since >= stillMs ? true : undefined;
  });
  const ended = children.find(({ status }) => status !== undefined);
  if (ended !== undefined) throw new Error(`${ended.argv[0]} ended early:\n${ended.logTail()}`);
  await sway.screenshot(picturePath);
  step(`Took a picture of the host: ${picturePath}`);
}
