/** X11 programs at `--scale=0.75 --dpi=120`: screen, density, sizes that survive, clicks, the size of cursors. */
import { join } from 'node:path';
import t from 'tap';
import { runCommand } from '../../tools/hosts/child.js';
import { decantPath } from '../../tools/hosts/decant.js';
import { plainEnvironment, type Host } from '../../tools/hosts/host.js';
import { colourCount, difference, readPicture, type Picture } from '../../tools/hosts/picture.js';
import { startSway } from '../../tools/hosts/sway.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { VirtualPointer } from '../support/virtual-pointer.js';
import { openDesk } from './desk.js';
import { openX11 } from './session.js';

/** Of the empty desktop and of an empty window. */
const fewColours = 4;
const restMs = 1000;
const size = { width: 1024, height: 768 };

const { sway, x, until, colorAt, opened } = await openDesk({ flags: ['--scale=0.75', '--dpi=120'] });
const pointer = await VirtualPointer.open(sway.socketPath, size);
t.teardown(async () => {
  pointer.close();
  await x.close();
});

t.test('the screen has three quarters of the units, at 120 to the inch', async (t) => {
  t.match((await x.run(['xdpyinfo'])).stdout, /dimensions: +768x576 pixels/);
  t.match((await x.run(['xrandr'])).stdout, /768x576\+0\+0 .* 162mm x 121mm/);
});

t.test('programs are told to draw cursors that are 24 units of the host', async (t) => {
  const flags = ['-X', '--scale=0.75', '--dpi=120', `--display=${sway.socketPath}`];
  const env = { ...plainEnvironment(sway.runtimeDir), XDG_RUNTIME_DIR: sway.runtimeDir };
  const { stdout } = await runCommand([decantPath, ...flags, 'env'], env, { timeoutMs: 20_000 });
  t.match(stdout, /^XCURSOR_SIZE=18$/m);
});

t.test('a window keeps the size that its program wants, and that the host gives', async (t) => {
  const { client, id, rect } = await opened('Box');
  t.match(rect, { width: 400, height: 267 });
  await until('it is drawn', async () => (await colorAt(rect.x + 395, rect.y + 262)) === 'ff0000');
  const sizeIs = async (width: number, height: number): Promise<boolean> =>
    (await x.run(['xwininfo', '-id', String(id)])).stdout.includes(`Width: ${width}\n  Height: ${height}`);
  t.ok(await sizeIs(300, 200));
  for (const [width, height] of [
    [401, 301],
    [402, 302],
    [403, 303],
  ] as const) {
    await sway.msg(`[app_id="Box"] resize set ${width} ${height}`);
    await until('the program has its part', () =>
      sizeIs(Math.round(width * 0.75), Math.round(height * 0.75)),
    );
    const shown = (await x.windows()).find((each) => each.app_id === 'Box');
    t.match(shown?.rect, { width, height }, 'the host’s size is as it was');
  }
  client.close();
});

t.test('a click hits the unit below the pointer', async (t) => {
  const { client, id, rect } = await opened('Hit');
  await until('a click', async () => {
    // sway may have placed it on half a unit, and says whole ones.
    pointer.moveTo(rect.x + 202, rect.y + 102);
    pointer.press();
    pointer.release();
    return client.events.some(({ name, wid }) => name === 'ButtonPress' && wid === id);
  });
  const click = client.events.find(({ name, wid }) => name === 'ButtonPress' && wid === id);
  t.match(click, { x: 151, y: 76 });
  client.close();
});

/** What the host shows once something is written and has come to rest. */
async function restingPicture(host: Host): Promise<Picture> {
  const path = join(host.runtimeDir, 'picture.png');
  const look = async (): Promise<Picture> => {
    await host.screenshot(path);
    return readPicture(path);
  };
  let last = await look();
  let since = performance.now();
  return waitFor('xterm has written', { timeoutMs: 20_000, stepMs: 100 }, async () => {
    const now = await look();
    const rests = difference(now, last).pixels === 0 && colourCount(now, fewColours + 1) > fewColours;
    if (!rests) since = performance.now();
    last = now;
    return performance.now() - since >= restMs ? now : undefined;
  });
}

t.test('xterm looks as on a host of four thirds', async (t) => {
  const pictures: Picture[] = [];
  for (const [output, scale] of [
    ['1.333333', '1'],
    ['1', '0.75'],
  ] as const) {
    const host = await startSway({ config: ['seat * hide_cursor 1'] });
    await host.msg('output', 'HEADLESS-1', 'scale', output);
    const session = await openX11(host, [`--scale=${scale}`, '--dpi=120']);
    const script = 'for line in 1 2 3 4; do echo "line $line"; done; exec sleep 1000';
    session.start(['xterm', '-fa', 'DejaVu Sans Mono', '-fs', '12', '-e', 'sh', '-c', script]);
    await session.window('XTerm');
    pictures.push(await restingPicture(host));
    t.match((await session.run(['xdpyinfo'])).stdout, /dimensions: +768x576 pixels/);
    await session.close();
  }
  const [wanted, seen] = pictures;
  t.strictSame(difference(seen!, wanted!), { pixels: 0 }, 'pixel for pixel');
});
