/** Windows that a rule has shown larger or smaller than others, on sway: sizes, pixels, menus, clicks, fullscreen. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { makePrivateDir } from '../../tools/hosts/host.js';
import { VirtualPointer } from '../support/virtual-pointer.js';
import { clickOn } from './clicks.js';
import { openDesk } from './desk.js';

t.setTimeout(300_000);

const dir = makePrivateDir('decant-scales-');
const quirks = join(dir, 'quirks.json');
const rules = [
  { class: 'Large', scale: 2 },
  { class: 'Small', scale: 0.5 },
];
writeFileSync(quirks, JSON.stringify({ rules }));
const { sway, x, until, colorAt, opened, property } = await openDesk({
  flags: [`--quirks-config=${quirks}`],
});
const pointer = await VirtualPointer.open(sway.socketPath, { width: 1024, height: 768 });
t.teardown(async () => {
  pointer.close();
  await x.close();
  rmSync(dir, { recursive: true });
});

/** A red window with a green square, whose corner is at `x`, `y`. */
async function withSquare(name: string, at: { readonly x: number; readonly y: number }) {
  const made = await opened(name);
  const square = made.client.create({ ...at, width: 40, height: 40, color: 0x00ff00, parent: made.id });
  made.client.x.MapWindow(square);
  return { ...made, square };
}

const sizeInX = async (id: number): Promise<string> => {
  const { stdout } = await x.run(['xwininfo', '-id', String(id)]);
  const number = (name: string): string => new RegExp(`${name}: +(-?\\d+)`).exec(stdout)?.[1] ?? '?';
  return `${number('Width')}x${number('Height')}`;
};

type Opened = Awaited<ReturnType<typeof opened>>;

const click = ({ client }: Opened, wid: number, px: number, py: number): Promise<unknown> =>
  clickOn(pointer, client, wid, { x: px, y: py });

t.test(
  'a window of scale 2 is twice as large to the host, its pixels enlarged, and others are not',
  async (t) => {
    const large = await withSquare('Large', { x: 100, y: 60 });
    const { rect } = large;
    t.match(rect, { width: 600, height: 400 });
    t.equal(await sizeInX(large.id), '300x200', 'its program knows nothing of it');
    await until('the square', async () => (await colorAt(rect.x + 202, rect.y + 122)) === '00ff00');
    t.equal(await colorAt(rect.x + 277, rect.y + 197), '00ff00');
    t.equal(await colorAt(rect.x + 197, rect.y + 117), 'ff0000');
    t.equal(await colorAt(rect.x + 282, rect.y + 202), 'ff0000');
    t.equal(await colorAt(rect.x + 597, rect.y + 397), 'ff0000');
    const usual = await opened('Usual');
    t.match(usual.rect, { width: 300, height: 200 });
    for (const { client } of [large, usual]) client.close();
  },
);

t.test('what is clicked is what is seen, in one window and then in another of another scale', async (t) => {
  const large = await withSquare('Large', { x: 100, y: 60 });
  const usual = await opened('Usual');
  await sway.msg('[app_id="Large"] move position 10 20');
  await sway.msg('[app_id="Usual"] move position 700 500');
  await until('the square', async () => (await colorAt(10 + 240, 20 + 160)) === '00ff00');
  await until('the other', async () => (await colorAt(710, 510)) === 'ff0000');
  t.match(await click(large, large.square, 10 + 240, 20 + 160), { x: 20, y: 20 });
  t.match(await click(usual, usual.id, 700 + 31, 500 + 42), { x: 31, y: 42 });
  t.match(await click(large, large.id, 10 + 580, 20 + 390), { x: 290, y: 195 });
  for (const { client } of [large, usual]) client.close();
});

t.test('its menu has its scale, stands where the program puts it and is hit where it is seen', async (t) => {
  const large = await opened('Large');
  const { client } = large;
  await sway.msg('[app_id="Large"] move position 10 20');
  const menu = client.create({
    x: 40,
    y: 30,
    width: 60,
    height: 50,
    color: 0x0000ff,
    overrideRedirect: true,
  });
  client.x.MapWindow(menu);
  await until('the menu', async () => (await colorAt(10 + 82, 20 + 62)) === '0000ff');
  t.equal(await colorAt(10 + 197, 20 + 157), '0000ff');
  t.equal(await colorAt(10 + 78, 20 + 58), 'ff0000');
  t.equal(await colorAt(10 + 202, 20 + 162), 'ff0000');
  t.match(await click(large, menu, 10 + 120, 20 + 100), { x: 20, y: 20, rootx: 60, rooty: 50 });
  client.x.ConfigureWindow(menu, { x: 200, y: 100 });
  await until('it moves', async () => (await colorAt(10 + 402, 20 + 202)) === '0000ff');
  client.close();
});

t.test('the host’s sizes become its own: resized, fullscreen and back', async (t) => {
  const large = await opened('Large');
  const { x: left, y: top } = large.rect;
  await until('all of it', async () => (await colorAt(left + 597, top + 397)) === 'ff0000');
  await sway.msg('[app_id="Large"] resize set 501 350');
  await until('half of it', async () => (await sizeInX(large.id)) === '251x175');
  const shown = async (): Promise<string> => {
    const { rect } = await x.window('Large');
    return `${rect.width}x${rect.height}`;
  };
  await until('the size that the host gave', async () => (await shown()) === '501x350');
  await sway.msg('[app_id="Large"] fullscreen enable');
  await until('half of the screen', async () => (await sizeInX(large.id)) === '512x384');
  await until('all of the screen is red', async () => (await colorAt(1021, 765)) === 'ff0000');
  t.equal(await colorAt(2, 2), 'ff0000');
  t.match(await property(large.id, '_NET_WM_STATE'), /FULLSCREEN/);
  await sway.msg('[app_id="Large"] fullscreen disable');
  await until('as before', async () => (await sizeInX(large.id)) === '251x175');
  large.client.x.ConfigureWindow(large.id, { width: 120, height: 90 });
  await until('the program’s own', async () => (await shown()) === '240x180');
  large.client.close();
});

t.test('a window of scale 0.5 is half as large', async (t) => {
  const small = await withSquare('Small', { x: 100, y: 60 });
  const { rect } = small;
  t.match(rect, { width: 150, height: 100 });
  await until('the square', async () => (await colorAt(rect.x + 52, rect.y + 32)) === '00ff00');
  t.match(await click(small, small.square, rect.x + 60, rect.y + 40), { x: 20, y: 20 });
  small.client.close();
});
