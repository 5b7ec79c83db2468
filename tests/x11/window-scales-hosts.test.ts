/** Windows that a rule has shown larger, on hosts of several kinds: dense ones, such without frames, beside another scale. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { makePrivateDir } from '../../tools/hosts/host.js';
import { VirtualPointer } from '../support/virtual-pointer.js';
import { openDesk, type DeskOptions } from './desk.js';

t.setTimeout(300_000);

const dir = makePrivateDir('decant-scaled-hosts-');
const quirks = join(dir, 'quirks.json');
writeFileSync(quirks, JSON.stringify({ rules: [{ class: 'Large', scale: 2 }] }));
t.teardown(() => rmSync(dir, { recursive: true }));

const open = ({ flags = [], ...more }: DeskOptions) =>
  openDesk({ flags: [`--quirks-config=${quirks}`, '--frame-color=#c0d0e0', ...flags], ...more });

t.test(
  'with --direct-scale on a dense host, each pixel of the program is a square of the host’s',
  async (t) => {
    const { sway, x, until, colorAt, opened } = await open({ flags: ['--scale=1', '--direct-scale'] });
    t.teardown(() => x.close());
    await sway.msg('output * scale 2');
    await until('the screen', async () => / 1024x768 pixels/.test((await x.run(['xdpyinfo'])).stdout));
    const { client, id, rect } = await opened('Large');
    t.match(rect, { width: 300, height: 200 }, 'as large as on a screen that is not dense');
    for (const px of [20, 22, 24]) {
      const line = client.create({ x: px, y: 10, width: 1, height: 50, color: 0x00ff00, parent: id });
      client.x.MapWindow(line);
    }
    const across = async (from: number): Promise<string[]> => {
      const colors: string[] = [];
      for (const more of [0, 1, 2, 3]) colors.push(await colorAt(rect.x * 2 + from + more, rect.y * 2 + 40));
      return colors;
    };
    await until('the lines', async () => (await colorAt(rect.x * 2 + 48, rect.y * 2 + 40)) === '00ff00');
    t.same(await across(40), ['00ff00', '00ff00', 'ff0000', 'ff0000'], 'not a trace of blur');
    t.same(await across(44), ['00ff00', '00ff00', 'ff0000', 'ff0000']);
    client.close();
    const usual = await opened('Usual');
    t.match(usual.rect, { width: 150, height: 100 }, 'others are as small as their pixels');
    usual.client.close();
  },
);

t.test('it counts beside --scale', async (t) => {
  const { x, until, colorAt, opened } = await open({ flags: ['--scale=1.25'] });
  t.teardown(() => x.close());
  const { client, rect } = await opened('Large');
  t.match(rect, { width: 480, height: 320 });
  await until('it is drawn', async () => (await colorAt(rect.x + 478, rect.y + 318)) === 'ff0000');
  client.close();
  const usual = await opened('Usual');
  t.match(usual.rect, { width: 240, height: 160 });
  usual.client.close();
});

t.test('its frame is as many times as large, and works', async (t) => {
  const hidden = ['zxdg_decoration_manager_v1', 'org_kde_kwin_server_decoration_manager'];
  const { sway, x, until, colorAt, opened } = await open({ hidden });
  const pointer = await VirtualPointer.open(sway.socketPath, { width: 1024, height: 768 });
  t.teardown(async () => {
    pointer.close();
    await x.close();
  });
  const { rect } = await opened('Large');
  t.match(rect, { width: 620, height: 470 });
  await until('the title bar', async () => (await colorAt(rect.x + 4, rect.y + 55)) === 'c0d0e0');
  t.equal(await colorAt(rect.x + 4, rect.y + 300), 'c0d0e0', 'the left border');
  t.equal(await colorAt(rect.x + 12, rect.y + 62), 'ff0000', 'and the contents');
  t.equal(await colorAt(rect.x + 608, rect.y + 458), 'ff0000');
  // The button is 24 units wide, at the right end.
  await until('a click on the button that closes it', async () => {
    pointer.moveTo(rect.x + 620 - 30, rect.y + 30);
    pointer.press();
    pointer.release();
    return !(await x.windows()).some(({ app_id }) => app_id === 'Large');
  });
  t.pass();
});

t.test('a host without viewports shows it like any other', async (t) => {
  const { x, until, colorAt, opened } = await open({ hidden: ['wp_viewporter'] });
  t.teardown(() => x.close());
  const { client, rect } = await opened('Large');
  t.match(rect, { width: 300, height: 200 });
  await until('it is drawn', async () => (await colorAt(rect.x + 298, rect.y + 198)) === 'ff0000');
  t.match(x.log(), /no wp_viewporter: windows cannot be scaled/);
  client.close();
});
