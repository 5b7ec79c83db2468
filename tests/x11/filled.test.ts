/** Windows that refuse the host's size, and screen modes that Xwayland only pretends: what the flags make of them, on sway. */
import t from 'tap';
import type { RandRExtension } from 'x11';
import { readPicture } from '../../tools/hosts/picture.js';
import { VirtualPointer } from '../support/virtual-pointer.js';
import { clickOn } from './clicks.js';
import { atoms, openDesk } from './desk.js';
import type { TestXClient } from './x-client.js';

t.setTimeout(300_000);

const screen = { width: 1024, height: 768 };
const sizeHints = 41;
const hintFlags = { min: 16, max: 32 } as const;
const flags = ['--viewport-resize', '--allow-xwayland-emulate-screen-pos-size'];
const { sway, x, until, colorAt, opened } = await openDesk({ flags });
const pointer = await VirtualPointer.open(sway.socketPath, screen);
t.teardown(async () => {
  pointer.close();
  await x.close();
});

const sizeInX = async (id: number): Promise<string> => {
  const { stdout } = await x.run(['xwininfo', '-id', String(id)]);
  const number = (name: string): string => new RegExp(`${name}: +(-?\\d+)`).exec(stdout)?.[1] ?? '?';
  return `${number('Width')}x${number('Height')}`;
};

/** Where all red and green pixels of the screen are. */
async function shown() {
  const path = `${sway.runtimeDir}/filled.png`;
  await sway.screenshot(path);
  const { width, height, data } = readPicture(path);
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let py = 0; py < height; py++)
    for (let px = 0; px < width; px++) {
      const from = (py * width + px) * 4;
      const color = data.subarray(from, from + 3).toString('hex');
      if (color !== 'ff0000' && color !== '00ff00') continue;
      left = Math.min(left, px);
      top = Math.min(top, py);
      right = Math.max(right, px + 1);
      bottom = Math.max(bottom, py + 1);
    }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** A red window of 300×200, which may be from 200×100 to 400×300, with a green square in its lower right corner. */
async function limited(name: string) {
  const made = await opened(name);
  const { client, id } = made;
  client.setWords(id, atoms.wmNormalHints, sizeHints, [
    hintFlags.min | hintFlags.max,
    0,
    0,
    0,
    0,
    200,
    100,
    400,
    300,
  ]);
  const square = client.create({ x: 260, y: 160, width: 40, height: 40, color: 0x00ff00, parent: id });
  client.x.MapWindow(square);
  await client.sync();
  const { rect } = made;
  await until('all of it', async () => (await colorAt(rect.x + 280, rect.y + 180)) === '00ff00');
  return { ...made, square };
}

/** Where a place in a window of 300 pixels is that is as wide as the screen. */
const at = (inX: number): number => Math.round(inX * (screen.width / 300));

t.test(
  'a window that refuses the screen’s size is scaled to it, hit where it is seen, and not scaled later',
  async (t) => {
    const { client, id, square } = await limited('Limited');
    await sway.msg('[app_id="Limited"] fullscreen enable');
    await until('as wide as the screen', async () => {
      const box = await shown();
      return box.x === 0 && box.width === 1024 && box.height === 683;
    });
    t.equal(await sizeInX(id), '300x200');
    const { y: top } = await shown();
    t.match(await clickOn(pointer, client, square, { x: at(280.5), y: top + at(180.5) }), {
      x: 20,
      y: 20,
    });
    await sway.msg('[app_id="Limited"] fullscreen disable');
    await until('its own size', async () => {
      const { rect } = await x.window('Limited');
      const box = await shown();
      return rect.width === 300 && box.width === 300 && box.height === 200;
    });
    await sway.msg('[app_id="Limited"] resize set 390 280');
    await until('a size that it may have', async () => (await sizeInX(id)) === '390x280');
    client.close();
  },
);

t.test('a tile of another size than it may have is filled, and hit where it is seen', async (t) => {
  const { client, id, square } = await limited('Tile');
  await sway.msg('[app_id="Tile"] floating disable, border none');
  await until('as wide as the tile', async () => (await shown()).width === 1024);
  t.equal(await sizeInX(id), '300x200');
  const { y: top } = await shown();
  t.match(await clickOn(pointer, client, square, { x: at(280.5), y: top + at(180.5) }), { x: 20, y: 20 });
  client.close();
});

t.test('its menu is scaled as it is, and hit where it is seen', async (t) => {
  const { client } = await limited('Menu');
  // Of popups in the middle of a tile sway 1.7 forgets to draw a part.
  await sway.msg('[app_id="Menu"] fullscreen enable');
  await until('as wide as the screen', async () => (await shown()).width === 1024);
  const menu = client.create({
    x: 20,
    y: 30,
    width: 60,
    height: 50,
    color: 0x0000ff,
    overrideRedirect: true,
  });
  client.x.MapWindow(menu);
  await until('the menu', async () => (await colorAt(at(21), at(31))) === '0000ff');
  t.equal(await colorAt(at(79), at(79)), '0000ff');
  t.equal(await colorAt(at(19), at(29)), 'ff0000');
  t.equal(await colorAt(at(81), at(81)), 'ff0000');
  t.match(await clickOn(pointer, client, menu, { x: at(50.5), y: at(40.5) }), { x: 30, y: 10 });
  client.close();
});

/** Has the X server show its first output in another mode, as far as this program is concerned. */
async function setMode(
  { x: connection, root }: TestXClient,
  mode: { readonly width: number; readonly height: number },
) {
  const randr = await new Promise<Modes>((resolve, reject) => {
    connection.require('randr', (error, found) => (error ? reject(error) : resolve(found as Modes)));
  });
  const ask = <T>(question: (reply: (error: Error | undefined, answer: T) => void) => void): Promise<T> =>
    new Promise((resolve, reject) => question((error, answer) => (error ? reject(error) : resolve(answer))));
  const { outputs, modeinfos, crtcs } = await ask<Resources>((reply) =>
    randr.GetScreenResources(root, reply),
  );
  const found = modeinfos.find(({ width, height }) => width === mode.width && height === mode.height);
  const status = await ask<{ readonly status: number }>((reply) =>
    randr.SetCrtcConfig(crtcs[0]!, 0, 0, 0, 0, found!.id, 1, [outputs[0]!], reply),
  );
  if (status.status !== 0) throw new Error(`RandR: status ${status.status}`);
}

interface Resources {
  readonly outputs: readonly number[];
  readonly crtcs: readonly number[];
  readonly modeinfos: readonly { readonly id: number; readonly width: number; readonly height: number }[];
}

type Modes = RandRExtension & {
  GetScreenResources(root: number, reply: (error: Error | undefined, answer: Resources) => void): void;
  SetCrtcConfig(
    crtc: number,
    time: number,
    configTime: number,
    x: number,
    y: number,
    mode: number,
    rotation: number,
    outputs: readonly number[],
    reply: (error: Error | undefined, answer: { readonly status: number }) => void,
  ): void;
};

t.test('a fullscreen window has the mode that its program has set, all over the screen', async (t) => {
  const { client, id } = await opened('Game');
  const square = client.create({ x: 600, y: 440, width: 40, height: 40, color: 0x00ff00, parent: id });
  client.x.MapWindow(square);
  const [state, full] = await Promise.all(
    ['_NET_WM_STATE', '_NET_WM_STATE_FULLSCREEN'].map((name) => client.intern(name)),
  );
  client.message(id, state!, [1, full!, 0, 1]);
  await until('the size of the screen', async () => (await sizeInX(id)) === '1024x768');
  await setMode(client, { width: 640, height: 480 });
  await until('that of the mode', async () => (await sizeInX(id)) === '640x480');
  await until('all over the screen', async () => (await colorAt(1020, 764)) === '00ff00');
  t.same(await shown(), { x: 0, y: 0, ...screen });
  t.match(await clickOn(pointer, client, square, { x: 992, y: 736 }), { x: 20, y: 20 });
  await setMode(client, screen);
  await until('that of the screen again', async () => (await sizeInX(id)) === '1024x768');
  await until('without the square', async () => (await colorAt(1020, 764)) === 'ff0000');
  client.message(id, state!, [0, full!, 0, 1]);
  await until('its own', async () => (await sizeInX(id)) === '300x200');
  client.close();
});
