/** What happens to a program's windows from outside: another program's beside or over them, and their end. */
import { existsSync, readFileSync } from 'node:fs';
import type { Test } from 'tap';
import { isSway } from '../../../tools/hosts/sway.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import { TestXClient } from '../../x11/x-client.js';
import { processesOfGroup } from '../proc.js';
import { asideClass, type Stage } from './stage.js';
import type { XProgram } from './x-program.js';

const atoms = { string: 31, window: 33, wmClass: 67, transientFor: 68 } as const;
const small = { x: 0, y: 0, width: 10, height: 10 } as const;

export interface Over {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The class of the window that it is a menu of. */
  readonly over: string;
}

/** Another program with a green window: out of the way, where it becomes the active one, or a menu over a window. */
export async function bystander(stage: Stage, menu?: Over): Promise<TestXClient> {
  const client = await TestXClient.open(stage.display);
  const { x, y, width, height } = menu ?? small;
  const overrideRedirect = menu !== undefined;
  const id = client.create({ x, y, width, height, color: 0x00ff00, overrideRedirect });
  client.setText(id, atoms.wmClass, atoms.string, `${asideClass}\0${asideClass}\0`);
  if (menu) client.setWords(id, atoms.transientFor, atoms.window, [await windowOfClass(stage, menu.over)]);
  client.x.MapWindow(id);
  await client.sync();
  return client;
}

async function windowOfClass(stage: Stage, name: string): Promise<number> {
  return (await windowsOfClass(stage, name))[0] ?? 0;
}

async function windowsOfClass(stage: Stage, name: string): Promise<number[]> {
  const { stdout } = await stage.run(['xdotool', 'search', '--onlyvisible', '--class', `^${name}$`]);
  return stdout.split('\n').filter(Boolean).map(Number);
}

/**
 * Asserts that the program ends when the host closes its windows (on weston, whose user cannot, a program does), decant with it,
 * and that nothing is left.
 */
export async function closesAll(t: Test, stage: Stage, program: XProgram): Promise<void> {
  const { child, display } = stage;
  const ends = { timeoutMs: 30_000, stepMs: 500, detail: () => child.logTail() };
  await waitFor('decant ends', ends, async () => {
    if (child.status === undefined) await closeNewest(stage, program);
    return child.status !== undefined || undefined;
  });
  t.equal(child.status, 0, 'its status is the program’s');
  t.strictSame(processesOfGroup(child.pid), [], 'no process is left');
  t.not(ownerOf(display), child.pid, 'nor a display');
  t.strictSame(await stage.windows(), [], 'nor a window');
  t.notMatch(child.log(), /bug:|host-refused|cannot be managed|was killed by/);
}

/** Who has claimed the display; another decant may have it by now. */
function ownerOf(display: string): number | undefined {
  const path = `/tmp/.X${display.slice(1)}-lock`;
  return existsSync(path) ? Number(readFileSync(path, 'utf8')) : undefined;
}

async function closeNewest(stage: Stage, { app }: XProgram): Promise<void> {
  if (isSway(stage.host)) {
    const newest = (await stage.windows()).toSorted((a, b) => b.id - a.id)[0];
    // It may go meanwhile by itself.
    if (newest) await stage.host.msg(`[con_id=${newest.id}] kill`).catch(() => undefined);
    return;
  }
  const ids = await windowsOfClass(stage, app);
  const client = await TestXClient.open(stage.display).catch(() => undefined);
  if (!client) return;
  const close = await client.intern('_NET_CLOSE_WINDOW');
  for (const id of ids) client.message(id, close, [0, 1]);
  await client.sync();
  client.close();
}
