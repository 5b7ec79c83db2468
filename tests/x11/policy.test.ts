/** What flags and rules say of places, sizes and fullscreen of X11 windows, on sway. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { makePrivateDir } from '../../tools/hosts/host.js';
import { openDesk } from './desk.js';

t.setTimeout(300_000);

const dir = makePrivateDir('decant-policy-');
const quirks = join(dir, 'quirks.json');
writeFileSync(
  quirks,
  JSON.stringify({
    rules: [
      { class: 'Corner', position: 'host' },
      { class: 'Placed', position: 'program' },
    ],
  }),
);
t.teardown(() => rmSync(dir, { recursive: true }));

type Desk = Awaited<ReturnType<typeof openDesk>>;

/** Size and place of an X window, as X geometries are written. */
async function geometry({ x }: Desk, id: number): Promise<string> {
  const { stdout } = await x.run(['xwininfo', '-id', String(id)]);
  const number = (name: string): string => new RegExp(`${name}: +(-?\\d+)`).exec(stdout)?.[1] ?? '?';
  return `${number('Width')}x${number('Height')}+${number('upper-left X')}+${number('upper-left Y')}`;
}

async function fullscreen(desk: Desk, name: string): Promise<boolean> {
  return (await desk.x.window(name)).fullscreen_mode === 1;
}

t.test('a rule lets a program say where its window stands in X, within the screen', async (t) => {
  const desk = await openDesk({ flags: [`--quirks-config=${quirks}`] });
  t.teardown(() => desk.x.close());
  const at = { x: 120, y: 90 };
  const usual = await desk.opened('Usual', at);
  t.equal(await geometry(desk, usual.id), '300x200+0+0');
  const { client, id } = await desk.opened('Placed', at);
  await desk.until('its place', async () => (await geometry(desk, id)) === '300x200+120+90');
  client.x.ConfigureWindow(id, { x: 200, y: 150 });
  await desk.until('its new place', async () => (await geometry(desk, id)) === '300x200+200+150');
  client.x.ConfigureWindow(id, { x: 5000, y: -300 });
  await desk.until('the edge', async () => (await geometry(desk, id)) === '300x200+724+0');
  usual.client.x.ConfigureWindow(usual.id, { x: 200, y: 150 });
  await usual.client.sync();
  t.equal(await geometry(desk, usual.id), '300x200+0+0');
});

t.test('--enable-x11-move-windows lets all do so, but for rules', async (t) => {
  const desk = await openDesk({ flags: ['--enable-x11-move-windows', `--quirks-config=${quirks}`] });
  t.teardown(() => desk.x.close());
  const usual = await desk.opened('Usual', { x: 120, y: 90 });
  await desk.until('its place', async () => (await geometry(desk, usual.id)) === '300x200+120+90');
  const corner = await desk.opened('Corner', { x: 120, y: 90 });
  await desk.until('the corner', async () => (await geometry(desk, corner.id)) === '300x200+0+0');
  t.pass();
});

t.test('--only-client-can-exit-fullscreen has the host asked again, until the program ends it', async (t) => {
  const desk = await openDesk({ flags: ['--only-client-can-exit-fullscreen'] });
  t.teardown(() => desk.x.close());
  const { client, id } = await desk.opened('Full');
  const [state, full] = await Promise.all(
    ['_NET_WM_STATE', '_NET_WM_STATE_FULLSCREEN'].map((name) => client.intern(name)),
  );
  client.message(id, state!, [1, full!, 0, 1]);
  await desk.until('fullscreen', () => fullscreen(desk, 'Full'));
  await desk.until('its size', async () => (await geometry(desk, id)).startsWith('1024x768'));
  for (let i = 0; i < 3; i++) {
    await desk.sway.msg('[app_id="Full"] fullscreen disable');
    await desk.until('fullscreen again', () => fullscreen(desk, 'Full'));
  }
  client.message(id, state!, [0, full!, 0, 1]);
  await desk.until('no longer', async () => !(await fullscreen(desk, 'Full')));
  await desk.until('its former size', async () => (await geometry(desk, id)).startsWith('300x200'));
  t.notOk(await fullscreen(desk, 'Full'));
});

t.test('--ignore-stateless-toplevel-configure: a size without a state does not count', async (t) => {
  const desk = await openDesk({ flags: ['--ignore-stateless-toplevel-configure'] });
  t.teardown(() => desk.x.close());
  const first = await desk.opened('First');
  const second = await desk.opened('Second');
  await desk.until('the second is active', async () => (await desk.x.window('Second')).focused);
  await desk.sway.msg('[app_id="First"] resize set 400 300');
  await desk.sway.msg('[app_id="Second"] resize set 410 310');
  await desk.until('the active one', async () => (await geometry(desk, second.id)).startsWith('410x310'));
  t.match(await geometry(desk, first.id), '300x200');
  await desk.sway.msg('[app_id="First"] focus');
  await desk.sway.msg('[app_id="First"] resize set 420 320');
  await desk.until('once it is active', async () => (await geometry(desk, first.id)).startsWith('420x320'));
});

t.test('--x-unscale=2 on a host of scale 2: pixels of X are those of the host', async (t) => {
  const desk = await openDesk({ flags: ['--x-unscale=2'] });
  t.teardown(() => desk.x.close());
  await desk.sway.msg('output * scale 2');
  await desk.until('the screen', async () =>
    / 1024x768 pixels/.test((await desk.x.run(['xdpyinfo'])).stdout),
  );
  const { rect } = await desk.opened('Dense');
  t.match(rect, { width: 150, height: 100 });
  await desk.until(
    'it is drawn',
    async () => (await desk.colorAt(rect.x * 2 + 298, rect.y * 2 + 198)) === 'ff0000',
  );
  t.not(await desk.colorAt(rect.x * 2 + 304, rect.y * 2 + 100), 'ff0000');
});

t.test('--xwayland-shm-driver has the pixels of X11 programs copied', async (t) => {
  const log = join(dir, 'statistics');
  const desk = await openDesk({ flags: ['--xwayland-shm-driver=virtwl', `--stats-summary=${log}`] });
  const { rect } = await desk.opened('Copied');
  await desk.until('it is drawn', async () => (await desk.colorAt(rect.x + 290, rect.y + 190)) === 'ff0000');
  await desk.x.close();
  const { readFileSync } = await import('node:fs');
  const { framesCopied } = JSON.parse(readFileSync(log, 'utf8')) as { readonly framesCopied: number };
  t.ok(framesCopied > 0, `${framesCopied} frames`);
});
