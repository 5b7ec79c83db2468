/**
 * Headless sway with a private runtime directory: one output, a plain grey background, no borders, no Xwayland.
 * sway refuses to run as root, so root runs it as user 1000; root itself can still connect.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
import { waitFor } from './wait.js';

const unprivilegedUser = 1000;

/** How the programs of one sway are called. */
export interface SwayInstallation {
  readonly sway: readonly string[];
  readonly swaymsg: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const installed: SwayInstallation = { sway: ['sway'], swaymsg: ['swaymsg'], env: {} };

export interface SwayOptions extends HostSize {
  /** Another sway than the system's. */
  readonly installation?: SwayInstallation;
  /** More lines for the configuration. */
  readonly config?: readonly string[];
  /** More of its environment. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Sway extends Host {
  readonly name: 'sway';
  /** Runs one sway command or `-t` query; throws with sway's own words if it was refused. */
  msg(...words: string[]): Promise<string>;
  /** Without `output`: of all of them. */
  screenshot(path: string, output?: string): Promise<void>;
}

export function isSway(host: Host): host is Sway {
  return host.name === 'sway';
}

/** Starts sway and waits until its output has the wanted size. */
export async function startSway(options: SwayOptions = {}): Promise<Sway> {
  const { width, height } = { ...defaultSize, ...options };
  const userId = process.getuid?.() === 0 ? unprivilegedUser : undefined;
  const runtimeDir = makePrivateDir('decant-sway-', userId);
  const configPath = join(runtimeDir, 'config');
  writeFileSync(configPath, configuration(width, height, options.config ?? []));
  const { installation = installed } = options;
  const child = startChild([...installation.sway, '--config', configPath], {
    env: {
      ...plainEnvironment(runtimeDir),
      ...installation.env,
      XDG_RUNTIME_DIR: runtimeDir,
      WLR_BACKENDS: 'headless',
      WLR_RENDERER: 'pixman',
      WLR_LIBINPUT_NO_DEVICES: '1',
      ...options.env,
    },
    logPath: join(runtimeDir, 'log'),
    ...(userId === undefined ? {} : { userId }),
  });
  try {
    return await ready(child, runtimeDir, { width, height }, installation.swaymsg);
  } catch (error) {
    await stopHost(child, runtimeDir);
    throw error;
  }
}

function configuration(width: number, height: number, more: readonly string[]): string {
  return [
    'xwayland disable',
    'default_border none',
    'default_floating_border none',
    `output HEADLESS-1 resolution ${width}x${height} position 0 0`,
    ...more,
    '',
  ].join('\n');
}

async function ready(
  child: Child,
  runtimeDir: string,
  { width, height }: Required<HostSize>,
  swaymsg: readonly string[],
): Promise<Sway> {
  const find = (pattern: RegExp) => (): string | undefined => {
    const name = readdirSync(runtimeDir).find((entry) => pattern.test(entry));
    return name === undefined ? undefined : join(runtimeDir, name);
  };
  const ipc = await waitForSocket(child, find(/^sway-ipc\..*\.sock$/));
  const socketPath = await waitForSocket(child, find(/^wayland-\d+$/));
  const display = socketPath.slice(runtimeDir.length + 1);
  const env = { XDG_RUNTIME_DIR: runtimeDir, WAYLAND_DISPLAY: display };
  const base = plainEnvironment(runtimeDir);
  const msg = async (...words: string[]): Promise<string> => {
    const { status, stdout, stderr } = await runCommand([...swaymsg, '--socket', ipc, ...words], base);
    if (status !== 0) throw new Error(`swaymsg ${words.join(' ')}: ${stdout}${stderr}`.trimEnd());
    return stdout;
  };
  await waitFor('sway sets its output up', { timeoutMs: 10_000, detail: () => child.logTail() }, async () => {
    let outputs: readonly SwayOutput[];
    try {
      outputs = JSON.parse(await msg('--raw', '-t', 'get_outputs')) as readonly SwayOutput[];
    } catch (error) {
      // swaymsg waits three seconds and no longer, which a busy machine may take.
      if (child.status !== undefined) throw error;
      return undefined;
    }
    return outputs.some(({ rect }) => rect.width === width && rect.height === height) || undefined;
  });
  return {
    name: 'sway',
    display,
    runtimeDir,
    socketPath,
    pid: child.pid,
    env,
    msg,
    async screenshot(path, output) {
      // Pixel for pixel: by itself grim takes the scale of the densest output, and never less than 1.
      const outputs = JSON.parse(await msg('--raw', '-t', 'get_outputs')) as readonly SwayOutput[];
      const only = outputs.length === 1 ? outputs[0] : outputs.find(({ name }) => name === output);
      const words = only
        ? ['-o', only.name, '-s', String(longer(only.current_mode) / longer(only.rect))]
        : [];
      const { status, stderr } = await runCommand(['grim', '-l', '1', ...words, path], { ...base, ...env });
      if (status !== 0) throw new Error(`grim: status ${status}: ${stderr}`);
    },
    log: () => child.log(),
    stop: () => stopHost(child, runtimeDir),
  };
}

interface SwayOutput {
  readonly name: string;
  /** Pixels; `rect` is in logical units. */
  readonly current_mode: { readonly width: number; readonly height: number };
  readonly rect: { readonly width: number; readonly height: number };
}

/** The side that stays the longer one however the output is turned. */
function longer({ width, height }: { readonly width: number; readonly height: number }): number {
  return Math.max(width, height);
}
