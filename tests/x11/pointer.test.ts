/** Menus and clicks of X11 programs on sway: what stands where, and who gets what. */
import t from 'tap';
import { VirtualPointer } from '../support/virtual-pointer.js';
import { openDesk } from './desk.js';
import { shaper } from './shaper.js';
import { TestXClient } from './x-client.js';

const unmapNotify = 18;
const destroyNotify = 17;
const size = { width: 1024, height: 768 };

const { sway, x, until, colorAt, opened } = await openDesk();
const pointer = await VirtualPointer.open(sway.socketPath, size);
t.teardown(async () => {
  pointer.close();
  await x.close();
});

t.test('a menu stands where the program puts it, and takes clicks there', async (t) => {
  const { client, rect } = await opened('Menu');
  const menu = client.create({
    x: 250,
    y: 150,
    width: 120,
    height: 90,
    color: 0x00ff00,
    overrideRedirect: true,
  });
  client.x.MapWindow(menu);
  const inside = [rect.x + 360, rect.y + 230] as const;
  await until('the menu', async () => (await colorAt(...inside)) === '00ff00');
  t.equal(await colorAt(rect.x + 251, rect.y + 151), '00ff00');
  t.equal(await colorAt(rect.x + 248, rect.y + 148), 'ff0000');
  t.equal(
    (await x.windows()).filter((each) => each.app_id === 'Menu').length,
    1,
    'it is no window of the host’s',
  );
  await until('a click', async () => {
    pointer.moveTo(...inside);
    pointer.press();
    pointer.release();
    return client.events.some(({ name, wid }) => name === 'ButtonPress' && wid === menu);
  });
  const click = client.events.find(({ name, wid }) => name === 'ButtonPress' && wid === menu);
  t.match(click, { x: 110, y: 80, rootx: 360, rooty: 230 });
  pointer.moveTo(rect.x + 10, rect.y + 20);
  pointer.press();
  pointer.release();
  const main = (name?: string): XClickOn =>
    client.events.find((each) => each.name === name && each['wid'] !== menu);
  await until('a click below it', async () => main('ButtonPress') !== undefined);
  t.match(main('ButtonPress'), { x: 10, y: 20 });
  client.x.ConfigureWindow(menu, { x: 20, y: 100 });
  await until('it moves', async () => (await colorAt(rect.x + 25, rect.y + 105)) === '00ff00');
  client.x.UnmapWindow(menu);
  await until('it goes', async () => (await colorAt(rect.x + 25, rect.y + 105)) === 'ff0000');
  client.close();
});

t.test('a menu that would leave the screen is slid back onto it, and still takes clicks', async (t) => {
  const { client } = await opened('Edge');
  await sway.msg('[app_id="Edge"] move position 700 500');
  const menu = client.create({
    x: 100,
    y: 100,
    width: 300,
    height: 250,
    color: 0xffff00,
    overrideRedirect: true,
  });
  client.x.MapWindow(menu);
  await until('all of it', async () => (await colorAt(1020, 764)) === 'ffff00');
  t.equal(await colorAt(727, 521), 'ffff00');
  await until('a click', async () => {
    pointer.moveTo(1014, 758);
    pointer.press();
    pointer.release();
    return client.events.some(({ name, wid }) => name === 'ButtonPress' && wid === menu);
  });
  t.match(
    client.events.find(({ name }) => name === 'ButtonPress'),
    { x: 290, y: 240 },
  );
  client.close();
});

t.test('where a window has a hole, or takes no input, no window of X gets the click', async (t) => {
  // In X it lies at the same place, and would be what is under the pointer there.
  const below = await opened('Below');
  const above = await opened('Above', { color: 0x0000ff });
  await sway.msg('[app_id="Below"] move position 20 30');
  await sway.msg('[app_id="Above"] move position 500 400');
  const shape = await shaper(above.client);
  const presses = ({ client, id }: typeof below): number[] =>
    client.events
      .filter(({ name, wid }) => name === 'ButtonPress' && wid === id)
      .map((event) => event['x'] as number);
  const click = (x: number): void => {
    pointer.moveTo(500 + x, 500);
    pointer.press();
    pointer.release();
  };
  for (const kind of ['bounding', 'input'] as const) {
    shape(above.id, kind, [[0, 0, 100, 200]]);
    await above.client.sync();
    let seen = presses(above).length;
    await until('the hole', () => {
      const news = presses(above).slice(seen);
      seen += news.length;
      click(200);
      click(50);
      return Promise.resolve(news.includes(50) && !news.includes(200));
    });
    const [before, beneath] = [presses(above).length, presses(below).length];
    click(200);
    click(60);
    await until('the second click', () => Promise.resolve(presses(above).includes(60)));
    t.notOk(presses(above).slice(before).includes(200), 'and not the first');
    t.equal(presses(below).length, beneath, 'nor has the one that X has there');
    shape(above.id, kind, [[0, 0, 300, 200]]);
    const filled = presses(above).length;
    await until('a click where the hole was', () => {
      click(220);
      return Promise.resolve(presses(above).slice(filled).includes(220));
    });
    above.client.events.length = 0;
  }
  for (const { client } of [below, above]) client.close();
});

t.test('a menu of which the user has had enough goes with a click on nothing', async (t) => {
  const { client, rect } = await opened('Dropdown');
  const atoms = await Promise.all(
    ['_NET_WM_WINDOW_TYPE', '_NET_WM_WINDOW_TYPE_DROPDOWN_MENU'].map((name) => client.intern(name)),
  );
  await until('a click', () => {
    pointer.moveTo(rect.x + 10, rect.y + 20);
    pointer.press();
    pointer.release();
    return Promise.resolve(client.events.some(({ name }) => name === 'ButtonRelease'));
  });
  const box = { x: 50, y: 40, width: 80, height: 60, color: 0x00ff00, overrideRedirect: true };
  const menu = client.create(box);
  client.setWords(menu, atoms[0]!, 4, [atoms[1]!]);
  client.x.MapWindow(menu);
  await until('the menu', async () => (await colorAt(rect.x + 60, rect.y + 50)) === '00ff00');
  await until('it goes', async () => {
    pointer.moveTo(1000, 20);
    pointer.press();
    pointer.release();
    return (await colorAt(rect.x + 60, rect.y + 50)) === 'ff0000';
  });
  t.match((await x.run(['xwininfo', '-id', String(menu)])).stdout, /IsUnMapped/);
  client.close();
});

type XClickOn = TestXClient['events'][number] | undefined;

/** Says for another program that its window has gone, and that all surfaces are our own window's. */
async function lie(about: number): Promise<void> {
  const liar = await TestXClient.open(x.display);
  const own = liar.create({ x: 0, y: 0, width: 10, height: 10, color: 1 });
  const surfaceId = await liar.intern('WL_SURFACE_ID');
  for (let surface = 1; surface < 300; surface++) liar.message(own, surfaceId, [surface]);
  for (const type of [unmapNotify, destroyNotify]) liar.sendNotify(type, about);
  await liar.sync();
  liar.close();
}

t.test(
  'of windows on top of each other in X the one under the pointer gets the click, whatever others say',
  async (t) => {
    const first = await opened('First');
    const second = await opened('Second');
    await sway.msg('[app_id="First"] move position 20 30');
    await sway.msg('[app_id="Second"] move position 500 400');
    await lie(first.id);
    const presses = ({ client, id }: typeof first): number =>
      client.events.filter(({ name, wid }) => name === 'ButtonPress' && wid === id).length;
    for (const [[px, py], hit, other] of [
      [[120, 130], first, second],
      [[600, 500], second, first],
      [[121, 131], first, second],
      [[601, 501], second, first],
    ] as const) {
      const [before, others] = [presses(hit), presses(other)];
      pointer.moveTo(px, py);
      pointer.press();
      pointer.release();
      await until('the click', () => Promise.resolve(presses(hit) > before));
      t.equal(presses(other), others, 'and no other');
    }
    for (const { client } of [first, second]) client.close();
  },
);
