/**
 * Headless weston with a private runtime directory: one output, a plain background, no panel, no animations.
 * It has no seat. Windows are placed by an unseeded random(3): the first window of a fresh weston always gets the
 * same place, which is why pictures are compared between fresh hosts.
 */
import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand, startChild, type Child } from './child.js';
import {
  defaultSize,
  makePrivateDir,
  plainEnvironment,
  stopHost,
  waitForSocket,
  type Host,
  type HostSize,
} from './host.js';
import { colourCount, readPicture } from './picture.js';
import { takeWestonPicture } from './weston-picture.js';
import { waitFor } from './wait.js';

const display = 'wayland-host';
const background = '305070';

const configuration = `[core]
idle-time=0
[shell]
panel-position=none
background-color=0xff${background}
locking=false
animation=none
close-animation=none
startup-animation=none
focus-animation=none
`;

/** How the programs of one weston are called. */
export interface WestonInstallation {
  readonly weston: readonly string[];
  /** The program that takes pictures, where `takeWestonPicture` does not. */
  readonly screenshooter?: readonly string[];
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const installed: WestonInstallation = {
  weston: ['weston'],
  flags: [],
  env: {},
};

export interface WestonOptions extends HostSize {
  /** `gl` takes images (`zwp_linux_dmabuf_v1`) where there is a graphics device, or a Mesa that needs none. */
  readonly renderer?: 'pixman' | 'gl';
  /** Of the output, a whole number: it has that many times the pixels of `width` and `height`. */
  readonly scale?: number;
  /** Another weston than the system's, whose desktop may be of any colour. */
  readonly installation?: WestonInstallation;
  /** More of its environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts weston and waits until its desktop is drawn. */
export async function startWeston(options: WestonOptions = {}): Promise<Host> {
  const { width, height, renderer, env } = { ...defaultSize, renderer: 'pixman', env: {}, ...options };
  const { scale = 1, installation = installed } = options;
  const runtimeDir = makePrivateDir('decant-weston-');
  const configPath = join(runtimeDir, 'weston.ini');
  writeFileSync(configPath, configuration);
  const child = startChild(
    [
      ...installation.weston,
      ...installation.flags,
      '--backend=headless-backend.so',
      `--use-${renderer}`,
      '--debug',
      `--config=${configPath}`,
      `--socket=${display}`,
      `--width=${width}`,
      `--height=${height}`,
      `--scale=${scale}`,
    ],
    {
      env: { ...plainEnvironment(runtimeDir), ...installation.env, ...env, XDG_RUNTIME_DIR: runtimeDir },
      logPath: join(runtimeDir, 'log'),
    },
  );
  try {
    const socketPath = await waitForSocket(child, () => join(runtimeDir, display));
    const host = describe(child, runtimeDir, socketPath, installation);
    await waitForDesktop(host, child, installation === installed);
    return host;
  } catch (error) {
    await stopHost(child, runtimeDir);
    throw error;
  }
}

function describe(
  child: Child,
  runtimeDir: string,
  socketPath: string,
  { screenshooter }: WestonInstallation,
): Host {
  const env = { XDG_RUNTIME_DIR: runtimeDir, WAYLAND_DISPLAY: display };
  return {
    name: 'weston',
    display,
    runtimeDir,
    socketPath,
    pid: child.pid,
    env,
    screenshot: (path) =>
      screenshooter === undefined
        ? takeWestonPicture(socketPath, path)
        : takeScreenshot(screenshooter, path, { ...plainEnvironment(runtimeDir), ...env }),
    log: () => child.log(),
    stop: () => stopHost(child, runtimeDir),
  };
}

/** weston-screenshooter chooses its file's name itself and waits for ever if an output never repaints. */
async function takeScreenshot(
  screenshooter: readonly string[],
  path: string,
  env: Record<string, string>,
): Promise<void> {
  const dir = mkdtempSync(join(dirname(path), 'weston-shot-'));
  try {
    const { status, stderr } = await runCommand(screenshooter, env, { cwd: dir, timeoutMs: 5000 });
    const [file] = readdirSync(dir);
    if (status !== 0 || file === undefined)
      throw new Error(`weston-screenshooter: status ${status}: ${stderr}`);
    renameSync(join(dir, file), path);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** `known`: its colour is the configuration's. */
async function waitForDesktop(host: Host, child: Child, known: boolean): Promise<void> {
  const path = join(host.runtimeDir, 'desktop.png');
  await waitFor(
    'weston draws its desktop',
    { timeoutMs: 15_000, detail: () => child.logTail() },
    async () => {
      try {
        await host.screenshot(path);
      } catch (error) {
        // On a busy machine the screenshooter runs out of time before weston has its first frame.
        if (child.status !== undefined) throw error;
        return undefined;
      }
      const picture = readPicture(path);
      const drawn =
        !known ||
        (picture.data.subarray(0, 3).toString('hex') === background && colourCount(picture, 2) === 1);
      return drawn || undefined;
    },
  );
}
