/** What X11 mode does on a host behind a device, where pixels are copied and clipboards pumped: the same story for each way. */
import t from 'tap';
import { runCommand, type CommandResult } from '../../tools/hosts/child.js';
import { plainEnvironment } from '../../tools/hosts/host.js';
import type { Leg } from '../support/devices.js';
import { buildEmulators } from '../support/emulators.js';
import { openDesk } from './desk.js';
import { shaper } from './shaper.js';

const copiedBytes = 300_000;

export async function testChannel(leg: Exclude<Leg, 'direct' | 'decant'>): Promise<void> {
  t.setTimeout(300_000);
  buildEmulators();
  // Without decoration by the host decant draws frames, whose pixels are of its own. The emulators that turn images into memory
  // use ids again sooner than the decant between, which hides that, allows.
  const framed = leg === 'virtwl' || leg === 'virtgpu';
  const hidden = framed ? ['zxdg_decoration_manager_v1', 'org_kde_kwin_server_decoration_manager'] : [];
  const { sway, x, until, colorAt, opened, property } = await openDesk({ leg, hidden });
  t.teardown(() => x.close());
  const env = {
    ...plainEnvironment(sway.runtimeDir),
    XDG_RUNTIME_DIR: sway.runtimeDir,
    WAYLAND_DISPLAY: sway.display,
  };
  const wayland = (script: string): Promise<CommandResult> => runCommand(['sh', '-c', script], env);

  t.test('windows are seen, and what changes in them', async (t) => {
    const { client, id, rect } = await opened('Box');
    const at = (px: number, py: number): Promise<string> => colorAt(rect.x + px, rect.y + py);
    await until('the window', async () => (await at(150, 150)) === 'ff0000');
    t.equal((await at(150, 10)) !== 'ff0000', framed, 'the frame is drawn');
    const button = client.create({ x: 100, y: 60, width: 40, height: 30, color: 0x0000ff, parent: id });
    client.x.MapWindow(button);
    await until('the part that changed', async () => (await at(120, framed ? 110 : 80)) === '0000ff');
    t.equal(await at(20, 150), 'ff0000');
    const menu = client.create({
      x: 20,
      y: 20,
      width: 60,
      height: 50,
      color: 0x00ff00,
      overrideRedirect: true,
    });
    client.x.MapWindow(menu);
    await until('the menu', async () => (await at(50, 60)) === '00ff00');
    client.x.UnmapWindow(menu);
    await until('the menu is gone', async () => (await at(50, 60)) === 'ff0000');
    client.x.UnmapWindow(id);
    await until('no window', async () => (await x.windows()).length === 0);
    client.x.MapWindow(id);
    await until('the window again', async () => (await at(20, 150)) === 'ff0000');
    t.match(await property(id, 'WM_STATE'), 'Normal');
    client.close();
  });

  t.test('a window that is resized is drawn at its new size', async (t) => {
    const { client, id } = await opened('Sized');
    await x.run(['xdotool', 'windowsize', String(id), '420', '310']);
    await until('the host has it', async () => (await x.windows()).some(({ rect }) => rect.width >= 420));
    const [{ rect } = { rect: { x: 0, y: 0 } }] = await x.windows();
    await until('it is drawn', async () => (await colorAt(rect.x + 410, rect.y + 300)) === 'ff0000');
    t.pass();
    client.close();
  });

  t.test('outside of its shape a window is clear', async (t) => {
    const { client: beneath } = await opened('Beneath', { color: 0x00ff00, width: 500, height: 400 });
    const { client, id } = await opened('Shaped');
    await sway.msg('[app_id="Beneath"] move position 100 100');
    await sway.msg('[app_id="Shaped"] move position 150 150');
    const shape = await shaper(client);
    shape(id, 'bounding', [[0, 0, 150, 200]]);
    await until('the hole', async () => (await colorAt(400, 300)) === '00ff00');
    t.equal(await colorAt(200, 300), 'ff0000');
    for (const each of [beneath, client]) each.close();
    await until('both are gone', async () => (await x.windows()).length === 0);
  });

  t.test('what is copied on one side is pasted on the other', async (t) => {
    const { client } = await opened('Focus');
    await wayland(`head -c ${copiedBytes} /dev/zero | tr '\\0' x | wl-copy > /dev/null 2>&1`);
    await until('X has it', async () => {
      const { stdout } = await x.run(['sh', '-c', 'timeout 5 xclip -o -selection clipboard | wc -c']);
      return stdout.trim() === String(copiedBytes);
    });
    await until('Wayland has it', async () => {
      await wayland('wtype a');
      const copy = `head -c ${copiedBytes + 1} /dev/zero | tr '\\0' y | xclip -i -selection clipboard`;
      await x.run(['sh', '-c', `${copy} > /dev/null 2>&1`]);
      return (await wayland('timeout 5 wl-paste -n | wc -c')).stdout.trim() === String(copiedBytes + 1);
    });
    t.pass();
    client.close();
  });

  t.test('no rule of the device was broken', async (t) => {
    await until('no windows', async () => (await x.windows()).length === 0);
    t.strictSame(x.device?.violations(), []);
    t.notMatch(x.log(), /bug:|killed|cannot be managed/);
  });
}
