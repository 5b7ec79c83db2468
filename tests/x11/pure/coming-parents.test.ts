/** Windows that come together with those that they belong to, in any order, and windows that change their kind. */
import t from 'tap';
import { waitFor } from '../../../tools/hosts/wait.js';
import type { ToplevelDouble } from '../../support/x/host-double.js';
import { openXDesk } from '../../support/x/x-desk.js';

const transientFor = 68;
const windowType = 33;

async function opened() {
  const desk = await openXDesk();
  const client = await desk.program();
  const make = (more: { overrideRedirect?: boolean } = {}): number =>
    client.create({ x: 0, y: 0, width: 300, height: 200, color: 1, ...more });
  const kinds = (): string[] => desk.host.windows.filter(({ closed }) => !closed).map(({ kind }) => kind);
  return { desk, client, make, kinds };
}

t.test('a dialog that came before its window has its parent as soon as that is shown', async (t) => {
  const { desk, client, make } = await opened();
  t.teardown(() => desk.close());
  const [dialog, parent] = [make(), make()];
  client.setWords(dialog, transientFor, windowType, [parent]);
  const shown = await desk.toplevel(client, dialog);
  client.x.MapWindow(parent);
  await desk.settled();
  await desk.say(parent, 'WL_SURFACE_ID', 2);
  t.equal(shown.parent, undefined);
  desk.makeSurface();
  t.equal(shown.parent, desk.wm.find(parent)?.host, 'before anything else is dealt with');
});

t.test('a dialog waits for a window that is about to be shown', async (t) => {
  const { desk, client, make, kinds } = await opened();
  t.teardown(() => desk.close());
  const [dialog, parent] = [make(), make()];
  client.setWords(dialog, transientFor, windowType, [parent]);
  for (const id of [dialog, parent]) client.x.MapWindow(id);
  await desk.settled();
  await desk.giveSurface(dialog);
  t.same(kinds(), []);
  await desk.giveSurface(parent);
  t.same(kinds(), ['toplevel', 'toplevel']);
  const shown = desk.wm.find(dialog)?.host as ToplevelDouble;
  t.equal(shown.parent, desk.wm.find(parent)?.host);
});

t.test('windows that wait for each other are shown', async (t) => {
  const { desk, client, make, kinds } = await opened();
  t.teardown(() => desk.close());
  const pair = [make(), make()] as const;
  client.setWords(pair[0], transientFor, windowType, [pair[1]]);
  client.setWords(pair[1], transientFor, windowType, [pair[0]]);
  for (const id of pair) client.x.MapWindow(id);
  await desk.settled();
  for (const id of pair) await desk.giveSurface(id);
  await waitFor('they are shown', { timeoutMs: 5000 }, () => kinds().length === 2 || undefined);
});

/** A window and a menu for it are mapped together, and only the menu has its surface. */
async function withMenu({ desk, client, make }: Awaited<ReturnType<typeof opened>>) {
  const [parent, menu] = [make(), make({ overrideRedirect: true })];
  client.setWords(menu, transientFor, windowType, [parent]);
  client.x.MapWindow(parent);
  client.x.MapWindow(menu);
  await desk.settled();
  await desk.giveSurface(menu);
  return { parent };
}

t.test('a popup waits for a parent that is about to be shown', async (t) => {
  const made = await opened();
  const { desk, kinds } = made;
  t.teardown(() => desk.close());
  const { parent } = await withMenu(made);
  t.same(kinds(), []);
  await desk.giveSurface(parent);
  t.same(kinds(), ['toplevel', 'popup']);
});

t.test('a popup does not wait for long for a parent that shows nothing', async (t) => {
  const made = await opened();
  const { desk, kinds } = made;
  t.teardown(() => desk.close());
  await withMenu(made);
  await waitFor('it is shown', { timeoutMs: 5000 }, () => kinds().length > 0 || undefined);
  t.same(kinds(), ['toplevel']);
});

t.test('a window that is mapped again without asking is shown, and so is one that asks again', async (t) => {
  const { desk, client, make, kinds } = await opened();
  t.teardown(() => desk.close());
  const other = make();
  await desk.toplevel(client, other);
  const id = make();
  await desk.toplevel(client, id);
  t.same(kinds(), ['toplevel', 'toplevel']);
  for (const [overrideRedirect, kind] of [
    [true, 'popup'],
    [false, 'toplevel'],
  ] as const) {
    client.x.UnmapWindow(id);
    await desk.settled();
    client.x.ChangeWindowAttributes(id, { overrideRedirect: Number(overrideRedirect) });
    client.x.MapWindow(id);
    await desk.settled();
    await desk.giveSurface(id);
    t.equal(desk.wm.find(id)?.host?.kind, kind);
    t.equal(desk.wm.find(id)?.host?.closed, false);
  }
});
