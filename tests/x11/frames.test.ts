/** Frames that decant draws where the host draws none: on a sway whose decorations are hidden, and on weston. */
import { join } from 'node:path';
import t from 'tap';
import { readPicture } from '../../tools/hosts/picture.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { startWeston } from '../../tools/hosts/weston.js';
import { VirtualPointer } from '../support/virtual-pointer.js';
import { atoms, openDesk } from './desk.js';
import { openX11 } from './session.js';
import { TestXClient } from './x-client.js';

const hidden = ['zxdg_decoration_manager_v1', 'org_kde_kwin_server_decoration_manager'];
const flags = ['--frame-color=#c0d0e0', '--dark-frame-color=#102030'];
const size = { width: 1024, height: 768 };
const border = 5;
const titleHeight = 30;

const { sway, x, until, colorAt, opened, property } = await openDesk({ hidden, flags });
const pointer = await VirtualPointer.open(sway.socketPath, size);
t.teardown(async () => {
  pointer.close();
  await x.close();
});

const click = (px: number, py: number): void => {
  pointer.moveTo(px, py);
  pointer.press();
  pointer.release();
};

t.test('a window has a frame around its contents, and X knows nothing of it', async (t) => {
  const { client, id, rect } = await opened('Framed');
  t.match(rect, { width: 300 + 2 * border, height: 200 + titleHeight + border });
  await until('the title bar', async () => (await colorAt(rect.x + 2, rect.y + 15)) === 'c0d0e0');
  t.equal(await colorAt(rect.x + 2, rect.y + 100), 'c0d0e0', 'the left border');
  t.equal(await colorAt(rect.x + 306, rect.y + 100), 'c0d0e0', 'the right border');
  t.equal(await colorAt(rect.x + 100, rect.y + 232), 'c0d0e0', 'the lower border');
  t.equal(await colorAt(rect.x + border, rect.y + titleHeight), 'ff0000', 'and the contents within');
  t.equal(await colorAt(rect.x + border + 299, rect.y + titleHeight + 199), 'ff0000');
  t.match((await x.run(['xwininfo', '-id', String(id)])).stdout, /-geometry 300x200/);
  client.close();
});

t.test('the title is written into the frame, and anew when it changes', async (t) => {
  const { client, id, rect } = await opened('Named');
  const inked = async (): Promise<number> => {
    const path = join(sway.runtimeDir, 'title.png');
    await sway.screenshot(path);
    const { width, data } = readPicture(path);
    let pixels = 0;
    for (let py = rect.y + 6; py < rect.y + 24; py++)
      for (let px = rect.x + 10; px < rect.x + 190; px++)
        if (data.readUInt32LE((py * width + px) * 4) !== 0xffe0d0c0) pixels++;
    return pixels;
  };
  await until('the title bar', async () => (await colorAt(rect.x + 2, rect.y + 15)) === 'c0d0e0');
  t.equal(await inked(), 0, 'no title yet');
  client.setText(id, atoms.wmName, atoms.string, 'A title');
  await until('a title', async () => (await inked()) > 40);
  const short = await inked();
  client.setText(id, atoms.wmName, atoms.string, 'A title that is longer');
  await until('a longer title', async () => (await inked()) > short + 40);
  t.pass();
  client.close();
});

t.test('a frame is dark when the program’s theme is', async (t) => {
  const { client, id, rect } = await opened('Gloomy');
  const [variant, utf8] = [await client.intern('_GTK_THEME_VARIANT'), await client.intern('UTF8_STRING')];
  client.setText(id, variant, utf8, 'dark');
  await until('a dark frame', async () => (await colorAt(rect.x + 2, rect.y + 15)) === '102030');
  client.x.DeleteProperty(id, variant);
  await until('a light one', async () => (await colorAt(rect.x + 2, rect.y + 15)) === 'c0d0e0');
  t.pass();
  client.close();
});

t.test('a program that draws its own frame gets none, also later', async (t) => {
  const { client, id } = await opened('Bare');
  const motif = await client.intern('_MOTIF_WM_HINTS');
  client.setWords(id, motif, motif, [2, 0, 0, 0, 0]);
  await until('no frame', async () => (await x.window('Bare')).rect.height === 200);
  client.x.DeleteProperty(id, motif);
  await until('a frame', async () => (await x.window('Bare')).rect.height === 200 + titleHeight + border);
  t.pass();
  client.close();
});

t.test('the button closes the window', async (t) => {
  const { client, id, rect } = await opened('Closing');
  const [protocols, remove] = [await client.intern('WM_PROTOCOLS'), await client.intern('WM_DELETE_WINDOW')];
  client.setWords(id, protocols, atoms.atom, [remove]);
  await client.sync();
  await until('it is asked to close', async () => {
    click(rect.x + rect.width - border - 15, rect.y + 15);
    return client.events.some(
      ({ name, data }) => name === 'ClientMessage' && (data as number[])[0] === remove,
    );
  });
  t.notOk(
    client.events.some(({ name }) => name === 'ButtonPress'),
    'and sees nothing of the click',
  );
  client.close();
});

t.test('an edge that is dragged makes the window larger, the title bar moves it', async (t) => {
  const { client, id, rect } = await opened('Dragged');
  /** The host hears of the press only through decant, so the pointer moves on until something has come of it. */
  const drag = async (px: number, py: number, done: () => Promise<boolean>): Promise<void> => {
    pointer.moveTo(px, py);
    pointer.press();
    let far = 0;
    await until('something comes of it', () => {
      far = Math.min(far + 10, 100);
      pointer.moveTo(px + far, py + far);
      return done();
    });
    pointer.release();
  };
  await drag(rect.x + rect.width - 2, rect.y + rect.height - 2, async () => {
    const { width, height } = (await x.window('Dragged')).rect;
    return width > rect.width + 30 && height > rect.height + 30;
  });
  await until('contents and frame have the same size', async () => {
    const { rect: grown } = await x.window('Dragged');
    const { stdout } = await x.run(['xwininfo', '-id', String(id)]);
    return (
      stdout.includes(`Width: ${grown.width - 2 * border}\n`) &&
      (await colorAt(grown.x + grown.width - 2, grown.y + 100)) === 'c0d0e0'
    );
  });
  const { rect: grown } = await x.window('Dragged');
  await drag(grown.x + 40, grown.y + 15, async () => (await x.window('Dragged')).rect.x > grown.x + 30);
  t.pass();
  client.close();
});

t.test('fullscreen has no frame', async (t) => {
  const { client, id, rect } = await opened('Whole');
  await until('a frame', async () => (await colorAt(rect.x + 2, rect.y + 15)) === 'c0d0e0');
  const [state, full] = [
    await client.intern('_NET_WM_STATE'),
    await client.intern('_NET_WM_STATE_FULLSCREEN'),
  ];
  client.message(id, state, [1, full, 0, 1]);
  await until('all is the program’s', async () => (await colorAt(2, 2)) === 'ff0000');
  t.equal(await colorAt(1021, 765), 'ff0000');
  t.match(await property(id, '_NET_WM_STATE'), /FULLSCREEN/);
  client.message(id, state, [0, full, 0, 1]);
  await until('the frame is back', async () => (await x.window('Whole')).rect.width === 300 + 2 * border);
  client.close();
});

t.test('a menu stands at its place in the contents, behind the frame', async (t) => {
  const { client, rect } = await opened('Served');
  const menu = client.create({
    x: 20,
    y: 30,
    width: 60,
    height: 50,
    color: 0x00ff00,
    overrideRedirect: true,
  });
  client.x.MapWindow(menu);
  const [left, top] = [rect.x + border + 20, rect.y + titleHeight + 30];
  await until('the menu', async () => (await colorAt(left + 30, top + 25)) === '00ff00');
  t.equal(await colorAt(left, top), '00ff00');
  t.equal(await colorAt(left - 1, top - 1), 'ff0000');
  client.close();
});

t.test(
  'on weston every window has a frame, and a maximised one shares the screen with its title bar',
  async (t) => {
    const weston = await startWeston();
    const onWeston = await openX11(weston, flags);
    const wait = { timeoutMs: 20_000, detail: onWeston.log };
    const path = join(weston.runtimeDir, 'frames.png');
    const framed = async () => {
      await weston.screenshot(path);
      const { width, data } = readPicture(path);
      let pixels = 0;
      for (let at = 0; at < data.length; at += 4) if (data.readUInt32LE(at) === 0xffe0d0c0) pixels++;
      const at = (px: number, py: number) => data.readUInt32LE((py * width + px) * 4);
      return {
        pixels,
        corners: [at(1, 1), at(width - 2, 1), at(1, titleHeight), at(width - 2, titleHeight)],
      };
    };
    const client = await TestXClient.open(onWeston.display);
    const id = client.create({ x: 0, y: 0, width: 300, height: 200, color: 0xff0000 });
    client.x.MapWindow(id);
    const around = 310 * 235 - 300 * 200;
    const few = await waitFor('a frame', wait, async () => (await framed()).pixels || undefined);
    t.ok(few > around * 0.9 && few <= around, `a frame of ${around} pixels, less its buttons: ${few}`);
    const [state, ...both] = await Promise.all(
      ['', '_MAXIMIZED_HORZ', '_MAXIMIZED_VERT'].map((each) => client.intern(`_NET_WM_STATE${each}`)),
    );
    client.message(id, state!, [1, ...both, 1]);
    const frame = 0xffe0d0c0;
    const contents = 0xff0000ff;
    await waitFor('the whole width', wait, async () => (await framed()).corners[1] === frame || undefined);
    t.same((await framed()).corners, [frame, frame, contents, contents], 'and no borders');
    client.close();
    await onWeston.close();
  },
);
