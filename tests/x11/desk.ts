/** A sway with decant's X11 mode, and what tests of windows need of both: waiting, colours, programs with one window. */
import { readPicture } from '../../tools/hosts/picture.js';
import { startSway } from '../../tools/hosts/sway.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { openX11 } from './session.js';
import { TestXClient } from './x-client.js';

/** Atoms that the protocol itself defines. */
export const atoms = { atom: 4, string: 31, wmHints: 35, wmName: 39, wmClass: 67 } as const;

const config = [
  'for_window [app_id=".*"] floating enable',
  'seat * hide_cursor 1',
  'focus_on_window_activation focus',
  'focus_follows_mouse no',
];

export async function openDesk(flags: readonly string[] = []) {
  const sway = await startSway({ config });
  const x = await openX11(sway, flags);
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
