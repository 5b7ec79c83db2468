/** X11 programs with an Xwayland of a later Debian, which pairs windows by serial, on sway. */
import t from 'tap';
import { newerXwayland } from '../../tools/hosts/newer-xwayland.js';
import { VirtualPointer } from '../support/virtual-pointer.js';
import { openDesk } from '../x11/desk.js';

const flags = newerXwayland();
if (!flags) throw new Error('no newer Xwayland: tools/hosts/fetch-newer.sh xwayland Xwayland fetches it');
const { sway, x, until, colorAt, opened } = await openDesk({ flags });
const pointer = await VirtualPointer.open(sway.socketPath, { width: 1024, height: 768 });
t.teardown(async () => {
  pointer.close();
  await x.close();
});

t.test('its windows are windows of the host, and come back when they are mapped again', async (t) => {
  const { client, id, rect } = await opened('Newer');
  await until('its colour', async () => (await colorAt(rect.x + 5, rect.y + 5)) === 'ff0000');
  for (let round = 0; round < 5; round++) {
    client.x.UnmapWindow(id);
    await until('it goes', async () => !(await x.windows()).some((each) => each.app_id === 'Newer'));
    client.x.MapWindow(id);
    const again = (await x.window('Newer')).rect;
    await until('its colour', async () => (await colorAt(again.x + 5, again.y + 5)) === 'ff0000');
  }
  t.match((await x.run(['xdpyinfo'])).stdout, /X\.Org version: 2[4-9]\.|version number/);
  client.close();
});

t.test('a size of the host’s, a menu and a click are what they are with the older one', async (t) => {
  const { client, id } = await opened('Clicked');
  await sway.msg('[app_id="Clicked"] resize set 411 233');
  await until('the size', async () =>
    /-geometry 411x233/.test((await x.run(['xwininfo', '-id', String(id)])).stdout),
  );
  await sway.msg('[app_id="Clicked"] move position 100 100');
  const { rect } = await x.window('Clicked');
  const menu = client.create({
    x: 50,
    y: 40,
    width: 80,
    height: 60,
    color: 0x00ff00,
    overrideRedirect: true,
  });
  client.x.MapWindow(menu);
  const inside = [rect.x + 60, rect.y + 50] as const;
  await until('the menu', async () => (await colorAt(...inside)) === '00ff00');
  await until('a click', () => {
    pointer.moveTo(...inside);
    pointer.press();
    pointer.release();
    return Promise.resolve(client.events.some(({ name, wid }) => name === 'ButtonPress' && wid === menu));
  });
  t.match(
    client.events.find(({ name }) => name === 'ButtonPress'),
    { x: 10, y: 10 },
  );
  client.close();
});

t.test('xterm and GTK programs run on it', async (t) => {
  const terminal = x.start(['xterm', '-T', 'A terminal', '-e', 'sleep', '100']);
  t.equal((await x.window('XTerm')).name, 'A terminal');
  const demo = x.start(['env', 'GDK_BACKEND=x11', 'gtk3-demo', '--run=clipboard']);
  await until('its windows', async () => (await x.windows()).length === 3);
  await demo.stop();
  await terminal.stop();
  await until('all are gone', async () => (await x.windows()).length === 0);
  t.notMatch(x.log(), /Xwayland ends/);
});
