/**
 * What must hold between X programs' windows, what the window manager says of them, and what the host shows, once nothing is
 * under way any more.
 */
import type { Size } from '../../../src/peer/xwayland/windows.js';
import { WindowProperties } from '../../../src/x11/window-properties.js';
import type { XWindow } from '../../../src/x11/window.js';
import { wmState } from '../../../src/x11/window-states.js';
import { ToplevelDouble, type PopupDouble } from './host-double.js';
import type { StrictHost } from './strict-host.js';
import type { ServerWindow } from 'x11/lib/xserver/index.js';
import type { Desk } from './x-desk.js';
import type { XwaylandDouble } from './xwayland-double.js';

export interface Scene {
  readonly desk: Desk;
  readonly host: StrictHost;
  readonly xwayland: XwaylandDouble;
}

function demand(holds: boolean, text: string): void {
  if (!holds) throw new Error(text);
}

/** `undefined`: nothing, or not all of it is told. */
const lastOf = ({ told }: ToplevelDouble | PopupDouble, what: string): string | undefined =>
  told.findLast((each) => each.startsWith(`${what} `));

/** Throws an error that says what does not hold. */
export async function checkScene({ desk, host, xwayland }: Scene): Promise<void> {
  demand(host.faults.length === 0, host.faults.join(', '));
  const shown = desk.server.root.children.filter(({ id }) => xwayland.surfaces.has(id));
  for (const window of shown) checkShown({ desk, host, xwayland }, window);
  for (const window of host.open) {
    const name = window.surface === 0 ? 'an early toplevel' : `the window of surface ${window.surface}`;
    demand([...xwayland.surfaces.values()].includes(window.surface), `${name} is left`);
    const own = desk.wm.windowOf(window.surface);
    demand(own?.host === window, `${name} is nobody's`);
    if (window instanceof ToplevelDouble && !host.isAnswered(window))
      throw new Error(`${name} has not answered the host`);
    if (window instanceof ToplevelDouble) await checkToplevel(desk, own!, window);
    else demand(sizeOf(window.box) === realSize(desk, own!.id), `${name} is ${sizeOf(window.box)}`);
  }
  await checkLists(desk);
}

function checkShown({ desk, host, xwayland }: Scene, { id, width, height }: ServerWindow): void {
  const surface = xwayland.surfaces.get(id)!;
  const window = desk.wm.find(id);
  demand(window?.mapped === true, `window ${id} is not known to be mapped`);
  demand(window!.surface === surface, `window ${id} has surface ${window!.surface}, not ${surface}`);
  // Windows of one pixel are there for grabs and drags.
  const isHidden = window!.overrideRedirect && width <= 1 && height <= 1;
  if (window!.host?.closed === false || isHidden) return;
  // A popup that has lost what it hung on needs another to hang on.
  const others = host.open.filter((each) => desk.wm.windowOf(each.surface)?.overrideRedirect === false);
  demand(host.wasPopup(surface) && others.length === 0, `window ${id} is not shown`);
}

const sizeOf = ({ width, height }: Size): string => `${width}x${height}`;

/** With the border. */
function realSize(desk: Desk, id: number): string {
  const { width, height, borderWidth } = desk.server.getWindow(id);
  return sizeOf({ width: width + 2 * borderWidth, height: height + 2 * borderWidth });
}

async function checkToplevel(desk: Desk, own: XWindow, window: ToplevelDouble): Promise<void> {
  const { id, box } = own;
  const real = realSize(desk, id);
  demand(sizeOf(box) === real, `window ${id} is ${real}, not ${sizeOf(box)}`);
  const settled = lastOf(window, 'settle')?.split(' ')[1];
  demand(settled === undefined || settled === real, `window ${id} is ${real}, the host was told ${settled}`);
  const now = new WindowProperties(desk.connection, id);
  await now.load();
  const title = lastOf(window, 'title');
  // One that says nothing may have been named by its leader.
  demand(now.title === '' || title === `title ${now.title}`, `${id}: ${title}, not ${now.title}`);
  const { minWidth, minHeight, maxWidth, maxHeight } = now.sizeHints;
  const limits = `limits ${minWidth}x${minHeight} ${maxWidth}x${maxHeight}`;
  demand(lastOf(window, 'limits') === limits, `${id}: ${lastOf(window, 'limits')}, not ${limits}`);
  const framed = now.motif?.decorations !== 0;
  demand(lastOf(window, 'decorated') !== `decorated ${!framed}`, `whether ${id} has a frame`);
  if (now.transientFor === desk.connection.root) return;
  const parent = desk.wm.find(now.transientFor)?.toplevel;
  demand(openOne(window.parent) === openOne(parent), `the parent of ${id} is not ${now.transientFor}`);
}

const openOne = <T extends { readonly closed: boolean }>(window: T | undefined): T | undefined =>
  window?.closed === false ? window : undefined;

async function checkLists(desk: Desk): Promise<void> {
  const { root, atoms } = desk.connection;
  const managed = desk.server.root.children.filter(
    ({ id, mapped }) => mapped && desk.wm.find(id)?.overrideRedirect === false,
  );
  const ids = managed.map(({ id }) => id);
  for (const name of ['_NET_CLIENT_LIST', '_NET_CLIENT_LIST_STACKING']) {
    const listed = (await desk.words(root, name)) ?? [];
    demand(same(listed, ids), `${name} is ${listed.join()}, not ${ids.join()}`);
  }
  const [active = 0] = (await desk.words(root, '_NET_ACTIVE_WINDOW')) ?? [];
  demand(active === 0 || desk.wm.find(active)?.states?.activated === true, `${active} is not active`);
  for (const { id, mapped, properties } of desk.server.root.children) {
    const state = properties.get(atoms.WM_STATE)?.data.readUInt32LE(0);
    const isRight = ids.includes(id)
      ? state === wmState.normal || state === wmState.iconic
      : mapped || state === undefined || state === wmState.withdrawn;
    demand(isRight, `WM_STATE of ${id} is ${state}`);
  }
}

function same(one: readonly number[], other: readonly number[]): boolean {
  return one.toSorted((a, b) => a - b).join() === other.toSorted((a, b) => a - b).join();
}

/** All programs have gone: nothing of theirs is left. */
export async function checkEmpty({ desk, host }: Scene): Promise<void> {
  demand(host.faults.length === 0, host.faults.join(', '));
  const left = host.open.map(({ kind, surface, told }) => `${kind} ${surface} (${told.join(', ')})`);
  demand(left.length === 0, `on the host are left: ${left.join('; ')}`);
  for (const name of ['_NET_CLIENT_LIST', '_NET_CLIENT_LIST_STACKING']) {
    const listed = await desk.words(desk.connection.root, name);
    demand(listed?.length === 0, `${name} still has ${listed?.join()}`);
  }
  demand((await desk.words(desk.connection.root, '_NET_ACTIVE_WINDOW'))?.[0] === 0, 'one is still active');
  demand(desk.sync.alarms.size === 0, `${desk.sync.alarms.size} alarms are left`);
}
