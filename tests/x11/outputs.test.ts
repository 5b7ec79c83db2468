/** Outputs as X programs see them, on a sway with two of different scales at odd places. */
import t from 'tap';
import { startSway } from '../../tools/hosts/sway.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { openX11, type HostWindow } from './session.js';
import { TestXClient } from './x-client.js';

t.setTimeout(300_000);

const atoms = { string: 31, wmClass: 67 } as const;

const sway = await startSway({
  config: ['for_window [app_id=".*"] floating enable', 'focus_follows_mouse no'],
});
await sway.msg('create_output');
await sway.msg('--', 'output HEADLESS-1 position -500 -100');
await sway.msg('--', 'output HEADLESS-2 resolution 1920x1080 position 524 -300 scale 2');
const x = await openX11(sway);
t.teardown(() => x.close());

const until = (what: string, probe: () => Promise<boolean>): Promise<true> =>
  waitFor(what, { timeoutMs: 60_000, detail: () => x.log().split('\n').slice(-15).join('\n') }, async () =>
    (await probe()) ? true : undefined,
  );
/** What xrandr says of its outputs, without names. */
const outputs = async (): Promise<string[]> =>
  (await x.run(['xrandr'])).stdout
    .split('\n')
    .filter((line) => line.includes(' connected'))
    .map((line) => line.replace(/^\S+ connected /, '').replace(/ \(.*\) /, ' '));
const place = async (id: number): Promise<string> =>
  (await x.run(['xwininfo', '-id', String(id)])).stdout
    .split('\n')
    .flatMap((line) => /Absolute upper-left [XY]: +(-?\d+)/.exec(line)?.[1] ?? [])
    .join();
const workarea = async (): Promise<string> => (await x.run(['xprop', '-root', '_NET_WORKAREA'])).stdout;

async function opened(name: string, width: number, height: number) {
  const client = await TestXClient.open(x.display);
  const id = client.create({ x: 0, y: 0, width, height, color: 0xff0000 });
  client.setText(id, atoms.wmClass, atoms.string, `${name}\0${name}\0`);
  client.x.MapWindow(id);
  const window: HostWindow = await x.window(name);
  return { client, id, window };
}

t.test('no output is at a place below 0, and each has the size that windows have there', async (t) => {
  t.strictSame(
    (await outputs()).map((line) => line.replace('primary ', '')),
    ['1024x768+0+200 270mm x 203mm', '960x540+1024+0 254mm x 142mm'],
  );
  t.match((await x.run(['xdpyinfo'])).stdout, /dimensions: +1984x968 pixels .*\n +resolution: +96x96/);
  t.match(await workarea(), '= 0, 0, 1984, 968');
});

t.test(
  'a window stands at the corner of the output that it is on, and the primary one follows it',
  async (t) => {
    const { client, id } = await opened('Walker', 200, 100);
    await until('the first output', async () => (await place(id)) === '0,200');
    await until('it is primary', async () => (await outputs())[0]!.startsWith('primary'));
    await sway.msg('[app_id=Walker] move to output HEADLESS-2');
    await until('the second output', async () => (await place(id)) === '1024,0');
    await until('that one is primary', async () => (await outputs())[1]!.startsWith('primary'));
    t.match((await outputs())[0], /^1024x768/);
    client.close();
  },
);

t.test('a window as large as an output fills it', async (t) => {
  for (const [name, width, height] of [
    ['Large', 1024, 768],
    ['Small', 960, 540],
  ] as const) {
    const { client, id } = await opened(name, width, height);
    const [, y] = width === 1024 ? [0, '200'] : [1024, '0'];
    await until(`${name} is fullscreen`, async () => (await x.window(name)).fullscreen_mode === 1);
    t.match((await x.window(name)).rect, { width, height }, 'on the output of that size');
    await until('it stands there', async () => (await place(id)).endsWith(`,${y}`));
    client.close();
  }
  const { client } = await opened('Other', 1984, 968);
  t.equal((await x.window('Other')).fullscreen_mode, 0, 'all outputs together are none');
  client.close();
});

t.test('outputs are turned, moved, and more of them come', async (t) => {
  await sway.msg('output HEADLESS-2 transform 90');
  await until('turned', async () => (await outputs())[1]!.includes('540x960+1024+0 right'));
  await sway.msg('output HEADLESS-2 transform normal');
  await sway.msg('--', 'output HEADLESS-2 position 524 100');
  await until('moved', async () => (await outputs()).join().includes('960x540+1024+200'));
  await until('the other has moved too', async () => (await outputs())[0]!.includes('1024x768+0+0'));
  const { client, id } = await opened('Stays', 200, 100);
  await until('the window is there', async () => (await place(id)) === '0,0');
  await sway.msg('create_output');
  await sway.msg('--', 'output HEADLESS-3 resolution 800x600 position -1300 -100');
  await until('three', async () => (await outputs()).length === 3);
  await until('the others are moved aside', async () => (await outputs())[0]!.includes('1024x768+800+0'));
  await until('the window with them', async () => (await place(id)) === '800,0');
  await until('the work area follows', async () => (await workarea()).includes('= 0, 0, 2784, 768'));
  t.match((await outputs()).join(), '800x600+0+0');
  client.close();
});
