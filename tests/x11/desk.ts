/** A sway with decant's X11 mode, and what tests of windows need of both: waiting, colours, programs with one window. */
import { rmSync } from 'node:fs';
import { startDecant } from '../../tools/hosts/decant.js';
import { makePrivateDir } from '../../tools/hosts/host.js';
import { readPicture } from '../../tools/hosts/picture.js';
import { startSway, type Sway } from '../../tools/hosts/sway.js';
import { waitFor } from '../../tools/hosts/wait.js';
import type { Leg } from '../support/devices.js';
import { openX11 } from './session.js';
import { TestXClient } from './x-client.js';

/** Atoms that the protocol itself defines. */
export const atoms = {
  atom: 4,
  string: 31,
  wmHints: 35,
  wmName: 39,
  wmNormalHints: 40,
  wmClass: 67,
  transientFor: 68,
} as const;

const config = [
  'for_window [app_id=".*"] floating enable',
  'seat * hide_cursor 1',
  'focus_on_window_activation focus',
  'focus_follows_mouse no',
];

export interface DeskOptions {
  /** Globals of sway's that decant is not to see. */
  readonly hidden?: readonly string[];
  /** More flags for decant. */
  readonly flags?: readonly string[];
  /** How decant reaches sway. */
  readonly leg?: Exclude<Leg, 'direct'>;
}

export async function openDesk({ hidden = [], flags = [], leg }: DeskOptions = {}) {
  const sway = await startSway({ config });
  const x = await openX11(hidden.length > 0 ? await without(sway, hidden) : sway, flags, leg);
  const soon = { timeoutMs: 10_000, detail: () => x.log().split('\n').slice(-15).join('\n') };
  return {
    sway,
    x,
    /** Waits until `probe` is true. */
    until: (what: string, probe: () => Promise<boolean>): Promise<true> =>
      waitFor(what, soon, async () => (await probe()) || undefined),
    /** Colour of a pixel of the output, as six digits. */
    async colorAt(px: number, py: number): Promise<string> {
      const path = `${sway.runtimeDir}/picture.png`;
      await sway.screenshot(path);
      const { width, data } = readPicture(path);
      const at = (py * width + px) * 4;
      return data.subarray(at, at + 3).toString('hex');
    },
    /** A program with one red window of class `name`, shown; the window, and where sway put it (as `appId`). */
    async opened(name: string, more: Partial<Parameters<TestXClient['create']>[0]> = {}, appId = name) {
      const client = await TestXClient.open(x.display);
      const id = client.create({ x: 0, y: 0, width: 300, height: 200, color: 0xff0000, ...more });
      client.setText(id, atoms.wmClass, atoms.string, `${name}\0${name}\0`);
      client.x.MapWindow(id);
      const { rect } = await x.window(appId);
      return { client, id, rect };
    },
    /** A property as xprop prints it. */
    property: async (id: number | string, name: string): Promise<string> =>
      (await x.run(['xprop', '-id', String(id), name])).stdout.trim(),
  };
}

/** The same sway, seen through another decant that hides globals. */
async function without(sway: Sway, globals: readonly string[]): Promise<Sway> {
  const logDir = makePrivateDir('decant-between-');
  const between = await startDecant({
    hostSocket: sway.socketPath,
    runtimeDir: logDir,
    logDir,
    socketName: 'between-0',
    flags: [`--deny-globals=${globals.join(',')}`],
  });
  return {
    ...sway,
    env: { XDG_RUNTIME_DIR: logDir, WAYLAND_DISPLAY: 'between-0' },
    socketPath: between.socketPath,
    stop: async () => {
      await between.stop();
      await sway.stop();
      rmSync(logDir, { recursive: true, force: true });
    },
  };
}
