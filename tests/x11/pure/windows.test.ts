/** The lives of X windows, between an X server in memory and a host double. */
import t from 'tap';
import { isSent } from '../../../src/x11/connection.js';
import { plain, type ToplevelDouble } from '../../support/x/host-double.js';
import { openXDesk, type Desk } from '../../support/x/x-desk.js';
import type { TestXClient } from '../x-client.js';

const size = { width: 300, height: 200 };
const atoms = {
  string: 31,
  wmClass: 67,
  wmName: 39,
  wmNormalHints: 40,
} as const;

async function opened(desk: Desk) {
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, ...size, color: 1 });
  return { client, id, host: await desk.toplevel(client, id) };
}

async function ask(desk: Desk, client: TestXClient, id: number, name: string, ...data: (number | string)[]) {
  const words = data.map((each) =>
    typeof each === 'string' ? client.intern(`_NET_WM_STATE_${each}`) : Promise.resolve(each),
  );
  client.message(id, await client.intern(name), await Promise.all(words));
  await desk.settled();
}

const geometry = (desk: Desk, id: number): string => {
  const { x, y, width, height } = desk.server.getWindow(id);
  return `${width}x${height}+${x}+${y}`;
};
const last = ({ told }: ToplevelDouble): string | undefined => told.at(-1);

t.test('title, class and size limits are told before and after the window is mapped', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, ...size, color: 1 });
  client.setText(id, atoms.wmName, atoms.string, 'First');
  client.setText(id, atoms.wmClass, atoms.string, 'a\0Klass\0');
  client.setWords(id, atoms.wmNormalHints, 41, [48, 0, 0, 0, 0, 10, 20, 800, 600]);
  const host = await desk.toplevel(client, id);
  t.same(host.told.slice(0, 3), ['title First', 'app_id Klass', 'limits 10x20 800x600']);
  t.ok(host.told.indexOf('open') > 2);
  client.setText(id, atoms.wmName, atoms.string, 'Second');
  await desk.settled();
  t.equal(last(host), 'title Second');
  client.setText(id, atoms.wmClass, atoms.string, 'a\0Other\0');
  await desk.settled();
  t.equal(last(host), 'app_id Other');
  client.setWords(id, atoms.wmNormalHints, 41, [32, 0, 0, 0, 0, 10, 20, 700, 500]);
  await desk.settled();
  t.equal(last(host), 'limits 0x0 700x500');
});

t.test('a window without a class is known by its leader, or by itself', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id, host } = await opened(desk);
  t.ok(host.told.includes(`app_id xid ${id}`));
  const led = client.create({ x: 0, y: 0, ...size, color: 1 });
  client.setWords(led, await client.intern('WM_CLIENT_LEADER'), 33, [id]);
  t.ok((await desk.toplevel(client, led)).told.includes(`app_id wmclientleader ${id}`));
});

t.test('a program that dies takes its windows along, and its popups first', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id, host } = await opened(desk);
  const popup = client.create({ x: 5, y: 5, ...size, color: 1, overrideRedirect: true });
  const menu = await desk.popup(client, popup);
  for (const each of [popup, id]) client.x.DestroyWindow(each);
  await desk.settled();
  t.ok(host.closed);
  t.ok(menu.closed);
  t.same(await desk.words(desk.connection.root, '_NET_CLIENT_LIST'), []);
});

t.test('a window that is destroyed while it is being mapped leaves nothing behind', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  for (let round = 0; round < 20; round++) {
    const id = client.create({ x: 0, y: 0, ...size, color: 1 });
    client.x.MapWindow(id);
    if (round % 2 === 0) await client.sync();
    client.x.DestroyWindow(id);
  }
  await desk.settled();
  t.same(desk.host.windows, []);
  t.same(await desk.words(desk.connection.root, '_NET_CLIENT_LIST'), []);
  const { host } = await opened(desk);
  t.notOk(host.closed, 'and the next one is shown');
});

t.test('a configure of the host’s for a window that is gone by then does no harm', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id, host } = await opened(desk);
  client.x.DestroyWindow(id);
  host.listener.configured({ width: 500, height: 400 }, { ...plain, activated: true });
  await desk.settled();
  t.ok(host.closed);
});

t.test('a window that becomes a child of the root is managed, and no longer when it leaves', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id: outer, host } = await opened(desk);
  const id = client.create({ x: 0, y: 0, ...size, color: 1 });
  client.x.ReparentWindow(id, outer, 0, 0);
  await desk.settled();
  client.setText(id, atoms.wmName, atoms.string, 'A part');
  client.x.MapWindow(id);
  await desk.settled();
  t.equal(desk.wm.find(id), undefined);
  t.notOk(host.told.includes('title A part'));
  client.x.UnmapWindow(id);
  client.x.ReparentWindow(id, client.root, 40, 50);
  await desk.settled();
  t.match(desk.wm.find(id)?.box, size);
  const again = await desk.toplevel(client, id);
  t.ok(again.told.includes('title A part'));
  client.x.ReparentWindow(id, outer, 0, 0);
  client.setText(id, atoms.wmName, atoms.string, 'Too late');
  await desk.settled();
  t.ok(again.closed);
  t.notOk(again.told.includes('title Too late'));
});

t.test('whatever is said of windows that are not there is nothing', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  for (const name of [
    '_NET_WM_STATE',
    '_NET_WM_MOVERESIZE',
    '_NET_ACTIVE_WINDOW',
    'WM_CHANGE_STATE',
    '_NET_CLOSE_WINDOW',
    '_NET_REQUEST_FRAME_EXTENTS',
    'WM_PROTOCOLS',
  ])
    for (const id of [0, 0x7f_ffff, client.root]) await ask(desk, client, id, name, 1, 2, 3, 4, 5);
  for (const type of [17, 18, 19, 21, 22]) client.sendNotify(type, 0x7f_ffff);
  await desk.say(0x7f_ffff, 'WL_SURFACE_ID', 3);
  await desk.say(0x7f_ffff, 'WL_SURFACE_SERIAL', 3, 0);
  desk.wm.surfaceGone(77);
  const { host } = await opened(desk);
  t.notOk(host.closed);
});

t.test('fullscreen is added, removed and toggled by message', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id, host } = await opened(desk);
  await ask(desk, client, id, '_NET_WM_STATE', 1, 'FULLSCREEN');
  t.equal(last(host), 'fullscreen true');
  await ask(desk, client, id, '_NET_WM_STATE', 0, 'FULLSCREEN');
  t.equal(last(host), 'fullscreen false');
  await ask(desk, client, id, '_NET_WM_STATE', 2, 'FULLSCREEN');
  t.equal(last(host), 'fullscreen true');
  host.listener.configured(size, { ...plain, fullscreen: true });
  await ask(desk, client, id, '_NET_WM_STATE', 2, 'FULLSCREEN');
  t.equal(last(host), 'fullscreen false');
});

t.test('maximised is both directions or none, and may become fullscreen', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id, host } = await opened(desk);
  const before = host.told.length;
  await ask(desk, client, id, '_NET_WM_STATE', 1, 'MAXIMIZED_VERT');
  t.equal(host.told.length, before);
  await ask(desk, client, id, '_NET_WM_STATE', 1, 'MAXIMIZED_VERT', 'MAXIMIZED_HORZ');
  t.equal(last(host), 'maximized true');
  host.listener.configured(size, { ...plain, maximized: true });
  await ask(desk, client, id, '_NET_WM_STATE', 1, 'FULLSCREEN');
  t.equal(last(host), 'fullscreen true');
  await ask(desk, client, id, '_NET_WM_STATE', 2, 'MAXIMIZED_HORZ', 'MAXIMIZED_VERT');
  t.equal(last(host), 'maximized false');
});

t.test('a window as large as the screen begins fullscreen, managed or not', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  for (const overrideRedirect of [false, true]) {
    const id = client.create({ x: 0, y: 0, width: 1024, height: 768, color: 1, overrideRedirect });
    t.ok((await desk.toplevel(client, id)).told.includes('fullscreen true'));
  }
  const smaller = client.create({ x: 0, y: 0, width: 1023, height: 768, color: 1 });
  t.notOk((await desk.toplevel(client, smaller)).told.includes('fullscreen true'));
});

t.test(
  'a program moves and resizes its window by the button that is down, not by the keyboard',
  async (t) => {
    const desk = await openXDesk();
    t.teardown(() => desk.close());
    const { client, id, host } = await opened(desk);
    const directions = [...Array(12).keys()];
    const before = host.told.length;
    for (const direction of [...directions, 0xffff_ffff])
      await ask(desk, client, id, '_NET_WM_MOVERESIZE', 5, 5, direction, 1, 1);
    t.same(host.told.slice(before), [
      'resize 5',
      'resize 1',
      'resize 9',
      'resize 8',
      'resize 10',
      'resize 2',
      'resize 6',
      'resize 4',
      'move',
    ]);
  },
);

t.test('a frame is taken away and given back as Motif’s hints say', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id, host } = await opened(desk);
  const motif = await client.intern('_MOTIF_WM_HINTS');
  t.notOk(host.told.some((each) => each.startsWith('decorated')));
  client.setWords(id, motif, motif, [2, 0, 0, 0, 0]);
  await desk.settled();
  t.equal(last(host), 'decorated false');
  client.setWords(id, motif, motif, [2, 0, 1, 0, 0]);
  await desk.settled();
  t.equal(last(host), 'decorated true');
});

t.test('a program places its window before it is mapped; then only its size is its own', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const id = client.create({ x: 7, y: 8, ...size, color: 1 });
  client.x.ConfigureWindow(id, { x: 70, y: 80, width: 310, height: 210 });
  await desk.settled();
  t.equal(geometry(desk, id), '310x210+70+80');
  const host = await desk.toplevel(client, id);
  t.equal(geometry(desk, id), '310x210+0+0', 'it stands at the corner of the screen');
  client.x.ConfigureWindow(id, { x: 90, width: 320 });
  await desk.settled();
  t.equal(geometry(desk, id), '320x210+0+0');
  t.equal(last(host), 'settle 320x210');
  host.listener.configured({ width: 320, height: 210 }, { ...plain, maximized: true });
  client.x.ConfigureWindow(id, { width: 100, height: 100 });
  await desk.settled();
  t.equal(geometry(desk, id), '320x210+0+0', 'nor the size of one that is maximised');
});

t.test('a title in compound text is one that can be read', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, ...size, color: 1 });
  const compound = await client.intern('COMPOUND_TEXT');
  client.x.ChangeProperty(0, id, atoms.wmName, compound, 8, Buffer.from('\u{1b}%G☃\u{1b}%@ here', 'utf8'));
  const host = await desk.toplevel(client, id);
  t.ok(host.told.includes('title ☃ here'));
});

t.test('a program that asks for a size and at once for a place has both', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, width: 1, height: 1, color: 1 });
  await desk.settled();
  client.x.ConfigureWindow(id, { width: 310, height: 210 });
  client.x.ConfigureWindow(id, { x: 70, y: 80 });
  client.x.ConfigureWindow(id, { height: 220 });
  await desk.settled();
  t.equal(geometry(desk, id), '310x220+70+80');
});

t.test('a window has no border that its program asks for: frames are the host’s', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, ...size, color: 1 });
  client.x.ConfigureWindow(id, { borderWidth: 3 });
  const border = async (): Promise<number> => {
    await desk.settled();
    return desk.server.getWindow(id).borderWidth;
  };
  t.equal(await border(), 0);
  await desk.toplevel(client, id);
  t.equal(await border(), 0);
  client.x.ConfigureWindow(id, { borderWidth: 2 });
  t.equal(await border(), 0);
});

t.test('a program whose request changes nothing is told where its window is', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id } = await opened(desk);
  client.x.ChangeWindowAttributes(id, { eventMask: 0x2_0000 });
  await desk.settled();
  client.events.length = 0;
  client.x.ConfigureWindow(id, { x: 50 });
  await desk.settled();
  const told = client.events.filter((event) => event.name === 'ConfigureNotify' && isSent(event));
  t.equal(told.length, 1);
  t.match(told[0], { width: 300, height: 200, x: 0, y: 0 });
});

t.test('a size of the host’s is the X window’s before the host is told', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { id, host } = await opened(desk);
  host.listener.configured({ width: 500, height: 0 }, plain);
  await desk.settled();
  t.equal(geometry(desk, id), '500x200+0+0', '0 is the window’s own choice');
  t.equal(last(host), 'settle 500x200');
});
