/** Toplevels that the host is asked for before Xwayland has made their surfaces. */
import t from 'tap';
import { waitFor } from '../../../tools/hosts/wait.js';
import type { ToplevelDouble } from '../../support/x/host-double.js';
import { openXDesk, type Desk } from '../../support/x/x-desk.js';

const string = 31;

async function opened(): Promise<Desk> {
  const desk = await openXDesk();
  desk.host.opensEarly = true;
  return desk;
}

/** A program's window that was mapped and has no surface yet. */
async function coming(desk: Desk, more: { overrideRedirect?: boolean } = {}) {
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, width: 300, height: 200, color: 1, ...more });
  client.x.MapWindow(id);
  await desk.settled();
  return { client, id };
}

const shownAs = (desk: Desk): string[] =>
  desk.host.windows.map(({ surface, closed }) => (closed ? 'closed' : String(surface)));

t.test('the host knows of a window before its surface is there', async (t) => {
  const desk = await opened();
  t.teardown(() => desk.close());
  const { id } = await coming(desk);
  t.same(shownAs(desk), ['0']);
  t.ok(desk.host.windows[0]!.told.includes('open'));
  await desk.say(id, 'WL_SURFACE_ID', 1);
  t.equal(desk.makeSurface(), 1);
  t.same(shownAs(desk), ['1'], 'and it is that window’s');
  t.equal(desk.wm.windowOf(1)?.host, desk.host.windows[0]);
});

t.test('a surface that is made a moment before X names it waits for that', async (t) => {
  const desk = await opened();
  t.teardown(() => desk.close());
  const { id } = await coming(desk);
  await desk.giveSurface(id);
  t.same(shownAs(desk), ['1']);
});

t.test('a surface that X names later has a toplevel of its own', async (t) => {
  const desk = await opened();
  t.teardown(() => desk.close());
  const { id } = await coming(desk);
  const surface = desk.makeSurface();
  t.notOk(desk.host.hasSurface(surface), 'control: it waits');
  await desk.settled();
  t.ok(desk.host.hasSurface(surface));
  t.same(shownAs(desk), ['0']);
  await desk.say(id, 'WL_SURFACE_ID', surface);
  t.same(shownAs(desk), ['closed', '1']);
  t.ok(desk.host.windows[1]!.told.includes('open'));
});

t.test('surfaces do not wait for a window that never gets one more than once', async (t) => {
  const desk = await opened();
  t.teardown(() => desk.close());
  await coming(desk);
  desk.makeSurface();
  await desk.settled();
  t.ok(desk.host.hasSurface(desk.makeSurface()));
});

t.test('each of many windows gets the surface that X has named for it', async (t) => {
  const desk = await opened();
  t.teardown(() => desk.close());
  const windows = [await coming(desk), await coming(desk), await coming(desk)];
  for (const [i, { id }] of windows.toReversed().entries()) await desk.say(id, 'WL_SURFACE_ID', i + 1);
  for (const _ of windows) desk.makeSurface();
  t.same(shownAs(desk), ['3', '2', '1']);
});

t.test('surfaces do not wait for long while a program keeps the X server to itself', async (t) => {
  const desk = await opened();
  t.teardown(() => desk.close());
  await coming(desk);
  // The server in memory knows no grabs: nothing is answered under one.
  desk.connection.barrier = () => new Promise<void>(() => undefined);
  const surface = desk.makeSurface();
  t.notOk(desk.host.hasSurface(surface));
  await waitFor('it is made', { timeoutMs: 5000 }, () => desk.host.hasSurface(surface) || undefined);
  t.ok(desk.host.hasSurface(desk.makeSurface()), 'the next one does not wait at all');
});

t.test('a window that goes before it has a surface leaves nothing on the host', async (t) => {
  const desk = await opened();
  t.teardown(() => desk.close());
  const unmapped = await coming(desk);
  unmapped.client.x.UnmapWindow(unmapped.id);
  const destroyed = await coming(desk);
  destroyed.client.x.DestroyWindow(destroyed.id);
  await desk.settled();
  t.same(shownAs(desk), ['closed', 'closed']);
  const { client } = unmapped;
  for (let i = 0; i < 20; i++) {
    const id = client.create({ x: 0, y: 0, width: 30, height: 20, color: 1 });
    client.setText(id, 67, string, `a${i}\0A\0`);
    client.x.MapWindow(id);
    if (i % 2 === 0) client.x.UnmapWindow(id);
    client.x.DestroyWindow(id);
  }
  await desk.settled();
  t.same(new Set(shownAs(desk)), new Set(['closed']));
});

t.test('a window that is mapped again is announced again', async (t) => {
  const desk = await opened();
  t.teardown(() => desk.close());
  const { client, id } = await coming(desk);
  client.x.UnmapWindow(id);
  await desk.settled();
  client.x.MapWindow(id);
  await desk.settled();
  await desk.say(id, 'WL_SURFACE_ID', 1);
  desk.makeSurface();
  t.same(shownAs(desk), ['closed', '1']);
});

t.test('the id of a surface that went before X named it is not taken for the next one', async (t) => {
  const desk = await opened();
  t.teardown(() => desk.close());
  const first = await coming(desk);
  const surface = desk.makeSurface();
  desk.host.surfaces.delete(surface);
  desk.wm.surfaceGone(surface);
  const said = desk.say(first.id, 'WL_SURFACE_ID', surface);
  const answers: boolean[] = [];
  desk.wm.awaitedBy(surface, (window) => answers.push(window !== undefined));
  t.same(answers, [], 'X may have meant the one that went');
  await said;
  desk.wm.awaitedBy(surface, (window) => answers.push(window !== undefined));
  t.equal(answers.at(-1), true, 'control: the server has nothing else to say of it');
});

t.test(
  'what is no toplevel is not announced, and no popup hangs on a window without a surface',
  async (t) => {
    const desk = await opened();
    t.teardown(() => desk.close());
    const menu = await coming(desk, { overrideRedirect: true });
    t.same(shownAs(desk), []);
    await coming(desk);
    t.same(shownAs(desk), ['0']);
    await desk.giveSurface(menu.id);
    t.same(
      desk.host.windows.map(({ kind }) => kind),
      ['toplevel', 'toplevel'],
    );
  },
);

t.test('what the program says meanwhile goes to the toplevel that is shown', async (t) => {
  const desk = await opened();
  t.teardown(() => desk.close());
  const { client, id } = await coming(desk);
  client.setText(id, 39, string, 'while coming');
  await desk.settled();
  const early = desk.host.windows[0] as ToplevelDouble;
  t.ok(early.told.includes('title while coming'));
  await desk.say(id, 'WL_SURFACE_ID', 1);
  desk.makeSurface();
  client.setText(id, 39, string, 'when shown');
  await desk.settled();
  t.ok(early.told.includes('title when shown'));
});
