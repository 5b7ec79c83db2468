/** Toplevels that the host is asked for before Xwayland has made their surfaces. */
import t from 'tap';
import type { XEvent } from 'x11';
import { waitFor } from '../../../tools/hosts/wait.js';
import { plain, type ToplevelDouble } from '../../support/x/host-double.js';
import { openXDesk, type Desk } from '../../support/x/x-desk.js';

const string = 31;

/** MapNotify waits for `name`: Xwayland says in one go that a window is mapped and which surface it has. */
async function opened() {
  const desk = await openXDesk();
  desk.host.opensEarly = true;
  const waiting: XEvent[] = [];
  const handle = desk.wm.handle.bind(desk.wm);
  desk.wm.handle = (event) => {
    if (event.name === 'MapNotify') waiting.push(event);
    else handle(event);
  };
  const mapNow = (): void => {
    for (const event of waiting.splice(0)) handle(event);
  };
  const name = (id: number, surface: number): Promise<void> => {
    mapNow();
    return desk.say(id, 'WL_SURFACE_ID', surface);
  };
  const giveSurface = async (id: number): Promise<number> => {
    const surface = desk.makeSurface();
    await name(id, surface);
    return surface;
  };
  return { ...desk, mapNow, name, giveSurface };
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
  await desk.name(id, 1);
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
  await desk.name(id, surface);
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
  await Promise.all(windows.toReversed().map(({ id }, i) => desk.name(id, i + 1)));
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
    if (i % 2 === 0) await desk.settled();
    if (i % 4 === 0) client.x.UnmapWindow(id);
    client.x.DestroyWindow(id);
  }
  await desk.settled();
  t.ok(desk.host.windows.length >= 12, `control: ${desk.host.windows.length} were announced`);
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
  await desk.name(id, 1);
  desk.makeSurface();
  t.same(shownAs(desk), ['closed', '1']);
});

t.test('the id of a surface that went before X named it is not taken for the next one', async (t) => {
  const desk = await opened();
  t.teardown(() => desk.close());
  const first = await coming(desk);
  const surface = desk.makeSurface();
  await desk.settled();
  t.ok(desk.host.hasSurface(surface), 'control: X has not named it');
  desk.host.surfaces.delete(surface);
  desk.wm.surfaceGone(surface);
  const said = desk.name(first.id, surface);
  const answers: boolean[] = [];
  desk.wm.awaitedBy(surface, (window) => answers.push(window !== undefined));
  t.same(answers, [false], 'X may have meant the one that went');
  await said;
  desk.wm.awaitedBy(surface, (window) => answers.push(window !== undefined));
  t.equal(answers.at(-1), true, 'control: the server has nothing else to say of it');
});

t.test('a window that changed its size just before is judged by the new one', async (t) => {
  const desk = await opened();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const sized = client.create({ x: 0, y: 0, width: 200, height: 200, color: 1 });
  const bordered = client.x.AllocID();
  client.x.CreateWindow(bordered, client.root, 0, 0, 1024, 768, 2, 0, 1, 0, {});
  await desk.settled();
  client.x.ConfigureWindow(sized, { width: 1024, height: 768 });
  for (const id of [sized, bordered]) {
    client.x.MapWindow(id);
    await desk.settled();
    await desk.giveSurface(id);
    const { told } = desk.wm.find(id)!.host as ToplevelDouble;
    t.ok(told.includes('fullscreen true'), told.join());
  }
});

t.test('a window that can show nothing is nothing on the host', async (t) => {
  const desk = await opened();
  t.teardown(() => desk.close());
  await coming(desk);
  t.same(shownAs(desk), ['0']);
  desk.mapNow();
  await desk.settled();
  t.same(shownAs(desk), ['closed'], 'X has mapped it and named no surface');
});

t.test('nor is one whose properties are known later than that it is mapped', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  desk.host.opensEarly = true;
  const property = desk.connection.property.bind(desk.connection);
  const late: (() => void)[] = [];
  desk.connection.property = async (...what) => {
    await new Promise<void>((resolve) => late.push(resolve));
    return property(...what);
  };
  const { id } = await coming(desk);
  t.equal(desk.wm.find(id)?.mapped, true);
  t.same(shownAs(desk), [], 'control: it is not known what it is');
  for (const goOn of late) goOn();
  await desk.settled();
  await waitFor('it has gone', { timeoutMs: 5000 }, () => shownAs(desk)[0] === 'closed' || undefined);
});

t.test('the size that the host insists on is kept before X has mapped the window', async (t) => {
  const desk = await opened();
  t.teardown(() => desk.close());
  const { client, id } = await coming(desk);
  const early = desk.host.windows[0]!;
  early.listener.configured({ width: 800, height: 600 }, { ...plain, maximized: true });
  await desk.settled();
  client.x.ConfigureWindow(id, { width: 250, height: 150 });
  await desk.settled();
  t.equal(
    early.told.findLast((each) => each.startsWith('settle')),
    'settle 800x600',
  );
});

t.test('a fault in what becomes of a surface is its caller’s', async (t) => {
  const desk = await opened();
  t.teardown(() => desk.close());
  const faulty = (): void => {
    throw new Error('the id is not free');
  };
  t.throws(() => desk.wm.awaitedBy(77, faulty), { message: 'the id is not free' });
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
  await desk.name(id, 1);
  desk.makeSurface();
  client.setText(id, 39, string, 'when shown');
  await desk.settled();
  t.ok(early.told.includes('title when shown'));
});
