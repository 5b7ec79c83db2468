/** X11 programs at another scale, on sway: sizes, places of menus, clicks, names. */
import t from 'tap';
import { VirtualPointer } from '../support/virtual-pointer.js';
import { openDesk } from './desk.js';

const size = { width: 1024, height: 768 };

const flags = ['--scale=0.5', '--dpi=120', '--tag=[x] ', '--vm-identifier=vm'];
const { sway, x, until, colorAt, opened } = await openDesk({ flags });
const pointer = await VirtualPointer.open(sway.socketPath, size);
t.teardown(async () => {
  pointer.close();
  await x.close();
});

const appId = (name: string): string => `org.chromium.guest_os.vm.wmclass.${name}`;

t.test('the screen has fewer pixels, and the density that was asked for', async (t) => {
  t.match((await x.run(['xdpyinfo'])).stdout, /dimensions: +512x384 pixels/);
  // 512 and 384 pixels of 120 to the inch.
  t.match((await x.run(['xrandr'])).stdout, /512x384\+0\+0 .* 108mm x 81mm/);
});

t.test('a window is twice as large to the host, and stays as large as its program wants it', async (t) => {
  const { client, id, rect } = await opened('Box', {}, appId('Box'));
  t.match(rect, { width: 600, height: 400 });
  await until('it is drawn', async () => (await colorAt(rect.x + 590, rect.y + 390)) === 'ff0000');
  t.match((await x.run(['xwininfo', '-id', String(id)])).stdout, /Width: 300\n +Height: 200/);
  await x.run(['xdotool', 'windowsize', String(id), '151', '101']);
  await until('the host shows the new size', async () => {
    const shown = (await x.windows()).find((each) => each.app_id === appId('Box'));
    return shown?.rect.width === 302 && shown.rect.height === 202;
  });
  await sway.msg('[app_id=".*Box"] resize set 500 300');
  await until('the program has half of what the host gives', async () =>
    /Width: 250\n +Height: 150/.test((await x.run(['xwininfo', '-id', String(id)])).stdout),
  );
  client.close();
});

t.test('a menu stands where the program puts it, and is hit where it is seen', async (t) => {
  const { client, rect } = await opened('Menu', {}, appId('Menu'));
  const menu = client.create({
    x: 40,
    y: 30,
    width: 60,
    height: 50,
    color: 0x00ff00,
    overrideRedirect: true,
  });
  client.x.MapWindow(menu);
  await until('the menu', async () => (await colorAt(rect.x + 82, rect.y + 62)) === '00ff00');
  t.equal(await colorAt(rect.x + 197, rect.y + 157), '00ff00');
  t.equal(await colorAt(rect.x + 78, rect.y + 58), 'ff0000');
  t.equal(await colorAt(rect.x + 202, rect.y + 162), 'ff0000');
  await until('a click', async () => {
    pointer.moveTo(rect.x + 120, rect.y + 100);
    pointer.press();
    pointer.release();
    return client.events.some(({ name, wid }) => name === 'ButtonPress' && wid === menu);
  });
  const click = client.events.find(({ name, wid }) => name === 'ButtonPress' && wid === menu);
  t.match(click, { x: 20, y: 20, rootx: 60, rooty: 50 });
  client.close();
});

t.test('windows have the tag', async (t) => {
  const { client, id } = await opened('Named', {}, appId('Named'));
  await x.run(['xprop', '-id', String(id), '-f', 'WM_NAME', '8s', '-set', 'WM_NAME', 'mail']);
  await until('the title', async () => (await x.windows()).some(({ name }) => name === '[x] mail'));
  t.pass();
  client.close();
});
