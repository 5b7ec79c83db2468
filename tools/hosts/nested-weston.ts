/**
 * weston in a window of a headless sway: a weston with a seat, which it has not got by itself, and with an input method. What sway's
 * virtual pointers and keyboards do reaches its programs.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from './child.js';
import { makePrivateDir, plainEnvironment, stopHost, waitForSocket, type Host } from './host.js';
import { startSway, type Sway } from './sway.js';

const display = 'wayland-host';
const size = { width: 800, height: 600 } as const;

export interface NestedWeston extends Host {
  readonly name: 'weston';
  readonly outer: Sway;
}

/** `inputMethod`: one of weston's own, by its file's name. */
export async function startNestedWeston(inputMethod: string): Promise<NestedWeston> {
  const outer = await startSway(size);
  const runtimeDir = makePrivateDir('decant-nested-');
  const configPath = join(runtimeDir, 'weston.ini');
  const shell = '[shell]\npanel-position=none\nlocking=false\nanimation=none\nstartup-animation=none\n';
  const path = libexecPath(inputMethod);
  writeFileSync(configPath, `[core]\nidle-time=0\n${shell}[input-method]\npath=${path}\n`);
  const [width, height] = [`--width=${size.width}`, `--height=${size.height}`];
  const child = startChild(
    [
      'weston',
      '--backend=wayland-backend.so',
      '--use-pixman',
      `--config=${configPath}`,
      `--socket=${display}`,
      width,
      height,
    ],
    {
      env: {
        ...plainEnvironment(runtimeDir),
        XDG_RUNTIME_DIR: runtimeDir,
        WAYLAND_DISPLAY: outer.socketPath,
      },
      logPath: join(runtimeDir, 'log'),
    },
  );
  const stop = async (): Promise<void> => {
    await stopHost(child, runtimeDir);
    await outer.stop();
  };
  try {
    const socketPath = await waitForSocket(child, () => join(runtimeDir, display));
    return {
      name: 'weston',
      outer,
      display,
      runtimeDir,
      socketPath,
      pid: child.pid,
      env: { XDG_RUNTIME_DIR: runtimeDir, WAYLAND_DISPLAY: display },
      screenshot: (picture) => outer.screenshot(picture),
      log: () => child.log(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Where a distribution puts what weston starts itself. Throws if it is nowhere. */
function libexecPath(name: string): string {
  const multiarch = readdirSync('/usr/lib').filter((entry) => entry.includes('-linux-'));
  for (const dir of ['/usr/libexec', ...multiarch.map((entry) => `/usr/lib/${entry}`)]) {
    try {
      if (readdirSync(dir).includes(name)) return join(dir, name);
    } catch {
      // It need not be there.
    }
  }
  throw new Error(`weston has no ${name}`);
}
