/** Menus and other popups of X programs, between an X server in memory and a host double. */
import t from 'tap';
import { PopupDouble, ToplevelDouble } from '../../support/x/host-double.js';
import { openXDesk, type Desk } from '../../support/x/x-desk.js';
import type { TestXClient } from '../x-client.js';

const size = { width: 300, height: 200 };
const transientFor = 68;
const window = 33;

async function opened(desk: Desk) {
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, ...size, color: 1 });
  return { client, id, host: await desk.toplevel(client, id) };
}

const popup = (client: TestXClient, x: number, y: number): number =>
  client.create({ x, y, width: 50, height: 60, color: 1, overrideRedirect: true });

t.test('a popup stands where the program puts it, also when it moves', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, host } = await opened(desk);
  const id = popup(client, 30, 40);
  client.x.ConfigureWindow(id, { x: 31 });
  const menu = await desk.popup(client, id);
  t.equal(menu.parent, host);
  t.same(menu.box, { x: 31, y: 40, width: 50, height: 60 });
  for (let x = 32; x < 60; x++) client.x.ConfigureWindow(id, { x, y: x, width: x });
  await desk.settled();
  t.same(menu.box, { x: 59, y: 59, width: 59, height: 60 });
});

t.test('a popup of a popup is placed relative to it', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client } = await opened(desk);
  const first = popup(client, 30, 40);
  const menu = await desk.popup(client, first);
  const second = popup(client, 75, 50);
  client.setWords(second, transientFor, window, [first]);
  const below = await desk.popup(client, second);
  t.equal(below.parent, menu);
  t.same(below.box, { x: 45, y: 10, width: 50, height: 60 });
});

t.test('a popup without a parent of its own hangs on the window under the pointer', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const [first] = [await opened(desk), await opened(desk)];
  await desk.wm.pointerEnters(first.host.surface, () => undefined);
  t.equal((await desk.popup(first.client, popup(first.client, 1, 1))).parent, first.host);
});

t.test('a popup that the host takes off the screen is unmapped, and keeps its place', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client } = await opened(desk);
  const id = popup(client, 30, 40);
  (await desk.popup(client, id)).listener.dismissed();
  await desk.settled();
  t.notOk(desk.server.getWindow(id).mapped);
  t.match(desk.server.getWindow(id), { x: 30, y: 40, width: 50, height: 60 });
});

t.test('a popup that is mapped again has another surface', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client } = await opened(desk);
  const id = popup(client, 30, 40);
  const first = await desk.popup(client, id);
  client.x.UnmapWindow(id);
  client.x.UnmapWindow(id);
  await desk.settled();
  t.ok(first.closed);
  const second = await desk.popup(client, id);
  t.not(second.surface, first.surface);
  t.notOk(second.closed);
});

t.test(
  'a popup is a toplevel when no window is left, and one that loses its parent gets another',
  async (t) => {
    const desk = await openXDesk();
    t.teardown(() => desk.close());
    const { client, id } = await opened(desk);
    client.x.UnmapWindow(id);
    await desk.settled();
    t.ok((await desk.shown(client, popup(client, 1, 1))) instanceof ToplevelDouble);
    const other = await opened(desk);
    const orphan = await desk.popup(other.client, popup(other.client, 1, 1));
    const third = await opened(desk);
    orphan.closed = true;
    orphan.listener.orphaned();
    const again = desk.host.windows.at(-1);
    t.ok(again instanceof PopupDouble);
    t.equal(again?.surface, orphan.surface);
    t.notOk(third.host.closed);
  },
);

t.test('a popup of no size is never told to be one, and one of a single pixel is not shown', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client } = await opened(desk);
  const id = client.create({ x: 0, y: 0, width: 1, height: 1, color: 1, overrideRedirect: true });
  const before = desk.host.windows.length;
  await desk.shown(client, id);
  t.equal(desk.host.windows.length, before);
});

t.test('a popup that was mapped as a single pixel is shown once it is larger', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client } = await opened(desk);
  const id = client.create({ x: 0, y: 0, width: 1, height: 1, color: 1, overrideRedirect: true });
  await desk.shown(client, id);
  client.x.ConfigureWindow(id, { x: 7, width: 20, height: 30 });
  await desk.settled();
  t.same((desk.host.windows.at(-1) as PopupDouble).box, { x: 7, y: 0, width: 20, height: 30 });
});

t.test(
  'however many popups have waited for a window, showing them does not pile up on the stack',
  async (t) => {
    const desk = await openXDesk();
    t.teardown(() => desk.close());
    const { client, id } = await opened(desk);
    const orphans: PopupDouble[] = [];
    for (let i = 0; i < 20; i++) orphans.push(await desk.popup(client, popup(client, 1, 1)));
    client.x.UnmapWindow(id);
    await desk.settled();
    for (const orphan of orphans) {
      orphan.closed = true;
      orphan.listener.orphaned();
    }
    const before = Error.stackTraceLimit;
    Error.stackTraceLimit = Infinity;
    t.teardown(() => (Error.stackTraceLimit = before));
    const depths: number[] = [];
    const open = desk.host.openPopup.bind(desk.host);
    desk.host.openPopup = (...words) => {
      depths.push(new Error().stack!.split('\n').length);
      return open(...words);
    };
    await desk.shown(client, id);
    t.equal(depths.length, orphans.length);
    t.equal(new Set(depths.slice(1)).size, 1);
  },
);
