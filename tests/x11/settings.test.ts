/** XSETTINGS on sway: what programs read, and what becomes of another manager. */
import t from 'tap';
import { startSway } from '../../tools/hosts/sway.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { openX11, type X11Session } from './session.js';
import { TestXClient } from './x-client.js';

t.setTimeout(300_000);

/** The settings that a program sees, by name. */
async function settings(x: X11Session): Promise<Record<string, number>> {
  const client = await TestXClient.open(x.display);
  try {
    const selection = await client.intern('_XSETTINGS_S0');
    const property = await client.intern('_XSETTINGS_SETTINGS');
    const owner = await new Promise<number>((resolve, reject) => {
      client.x.GetSelectionOwner(selection, (error, window) => (error ? reject(error) : resolve(window)));
    });
    const data = await new Promise<Buffer>((resolve, reject) => {
      client.x.GetProperty(0, owner, property, 0, 0, 1000, (error, found) =>
        error ? reject(error) : resolve(found.data),
      );
    });
    return decoded(data);
  } finally {
    client.close();
  }
}

/** XSETTINGS 0.5, "Setting Names" and "Value Format": integers only. */
function decoded(data: Buffer): Record<string, number> {
  const found: [string, number][] = [];
  let at = 12;
  for (let i = 0; i < data.readUInt32LE(8); i++) {
    const length = data.readUInt16LE(at + 2);
    const name = data.toString('latin1', at + 4, at + 4 + length);
    at += 4 + Math.ceil(length / 4) * 4;
    found.push([name, data.readInt32LE(at + 4)]);
    at += 8;
  }
  return Object.fromEntries(found);
}

t.test('programs draw for a plain screen, or as the user wants it', async (t) => {
  const x = await openX11(await startSway());
  t.teardown(() => x.close());
  t.same(await settings(x), {
    'Gdk/UnscaledDPI': 96 * 1024,
    'Gdk/WindowScalingFactor': 1,
    'Gtk/CursorThemeSize': 24,
    'Xft/DPI': 96 * 1024,
  });
  const wanting = await openX11(await startSway(), ['--xrdb', 'Xft.dpi: 150']);
  t.teardown(() => wanting.close());
  t.match(await settings(wanting), { 'Xft/DPI': 150 * 1024 });
});

t.test('fonts are where --x-font-path says', async (t) => {
  const path = '/usr/share/fonts/X11/misc';
  const x = await openX11(await startSway(), [`--x-font-path=${path}`]);
  t.teardown(() => x.close());
  const { stdout } = await x.run(['xset', 'q']);
  t.match(stdout, new RegExp(`Font Path:\\s+${path}`));
});

t.test('where the pixels are the host’s, programs draw as densely as it does', async (t) => {
  const sway = await startSway();
  const x = await openX11(sway, ['--direct-scale']);
  t.teardown(() => x.close());
  t.match(await settings(x), { 'Xft/DPI': 96 * 1024 });
  for (const [scale, dpi, factor] of [
    [2, 192, 2],
    [1.5, 144, 1],
  ] as const) {
    await sway.msg(`output HEADLESS-1 scale ${scale}`);
    await waitFor('the settings follow', { timeoutMs: 60_000 }, async () => {
      const found = await settings(x);
      return found['Gdk/WindowScalingFactor'] === factor && Math.round(found['Xft/DPI']! / 1024) === dpi
        ? true
        : undefined;
    });
  }
});

t.test('another manager is let be, and replaced when it has gone', async (t) => {
  const x = await openX11(await startSway());
  t.teardown(() => x.close());
  const before = await settings(x);
  const other = await TestXClient.open(x.display);
  const window = other.create({ x: 0, y: 0, width: 1, height: 1, color: 0 });
  const selection = await other.intern('_XSETTINGS_S0');
  other.x.SetSelectionOwner(window, selection);
  await other.sync();
  const owner = (): Promise<number> =>
    new Promise((resolve, reject) => {
      other.x.GetSelectionOwner(selection, (error, id) => (error ? reject(error) : resolve(id)));
    });
  await x.run(['xdpyinfo']);
  t.equal(await owner(), window);
  other.close();
  await waitFor('decant’s settings are back', { timeoutMs: 60_000 }, async () =>
    JSON.stringify(await settings(x).catch(() => ({}))) === JSON.stringify(before) ? true : undefined,
  );
  t.pass();
});
