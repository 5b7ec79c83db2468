/** Rules of the user's for windows, on sway: quirks and the property that identifies windows. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { runCommand } from '../../tools/hosts/child.js';
import { decantPath } from '../../tools/hosts/decant.js';
import { makePrivateDir, plainEnvironment } from '../../tools/hosts/host.js';
import { atoms, openDesk } from './desk.js';
import { TestXClient } from './x-client.js';

t.setTimeout(300_000);

const dir = makePrivateDir('decant-rules-');
const path = join(dir, 'quirks.json');
const text = JSON.stringify({
  rules: [
    { class: 'Renamed', 'app-id': 'org.example.New' },
    { class: 'Still', fullscreen: 'not-by-size' },
    { class: 'Never', fullscreen: 'never' },
    { property: { GAME: '7' }, fullscreen: 'always' },
    { instance: 'ghost', window: 'hidden' },
  ],
});
writeFileSync(path, text);
const { x, until, opened, sway } = await openDesk({
  flags: [`--quirks-config=${path}`, '--application-id-x11-property=MY_ID', '--vm-identifier=vm'],
});
t.teardown(() => x.close());

const id = (rest: string): string => `org.chromium.guest_os.vm.${rest}`;
const screen = { width: 1024, height: 768 };

t.test('a rule gives a window another id', async (t) => {
  const { client } = await opened('Renamed', {}, id('wmclass.org.example.New'));
  t.pass();
  client.close();
});

t.test(
  'the property that identifies windows counts more than their class, also when it comes later',
  async (t) => {
    const { client, id: window } = await opened('Plain', {}, id('wmclass.Plain'));
    const property = await client.intern('MY_ID');
    client.setText(window, property, atoms.string, 'mine');
    await x.window(id('xprop.mine'));
    client.setWords(window, property, 6, [42]);
    await x.window(id('xprop.42'));
    client.close();
    t.pass();
  },
);

t.test('a window without a class is known by its leader, else by itself', async (t) => {
  const client = await TestXClient.open(x.display);
  const box = { x: 0, y: 0, width: 200, height: 100, color: 1 };
  const [led, alone, leader] = [0, 1, 2].map(() => client.create(box));
  client.setWords(led!, await client.intern('WM_CLIENT_LEADER'), 33, [leader!]);
  for (const window of [led!, alone!]) client.x.MapWindow(window);
  t.ok(await x.window(id(`wmclientleader.${leader!}`)));
  t.ok(await x.window(id(`xid.${alone!}`)));
  client.close();
});

t.test('rules say what becomes fullscreen', async (t) => {
  const still = await opened('Still', screen, id('wmclass.Still'));
  t.equal((await x.window(id('wmclass.Still'))).fullscreen_mode, 0);
  still.client.message(still.id, await still.client.intern('_NET_WM_STATE'), [
    1,
    await still.client.intern('_NET_WM_STATE_FULLSCREEN'),
    0,
    1,
  ]);
  await until('it may if it asks', async () => (await x.window(id('wmclass.Still'))).fullscreen_mode === 1);
  still.client.close();
  const never = await opened('Never', screen, id('wmclass.Never'));
  never.client.message(never.id, await never.client.intern('_NET_WM_STATE'), [
    1,
    await never.client.intern('_NET_WM_STATE_FULLSCREEN'),
    0,
    1,
  ]);
  await never.client.sync();
  const client = await TestXClient.open(x.display);
  const game = client.create({ x: 0, y: 0, width: 100, height: 100, color: 0xff });
  client.setText(game, atoms.wmClass, atoms.string, 'game\0Game\0');
  client.setWords(game, await client.intern('GAME'), 6, [7]);
  client.x.MapWindow(game);
  await until('the game is', async () => (await x.window(id('wmclass.Game'))).fullscreen_mode === 1);
  t.equal((await x.window(id('wmclass.Never'))).fullscreen_mode, 0);
  client.close();
  never.client.close();
});

t.test('a window can be kept from the host', async (t) => {
  const client = await TestXClient.open(x.display);
  const ghost = client.create({ x: 0, y: 0, width: 100, height: 100, color: 0xff });
  client.setText(ghost, atoms.wmClass, atoms.string, 'ghost\0Ghost\0');
  client.x.MapWindow(ghost);
  const { client: other } = await opened('After', {}, id('wmclass.After'));
  t.notOk((await x.windows()).some(({ app_id }) => app_id === id('wmclass.Ghost')));
  client.close();
  other.close();
});

t.test('a file that is wrong prevents the start', async (t) => {
  writeFileSync(join(dir, 'wrong.json'), '{"rules": [{"class": "a", "window": "menu"}]}');
  const { status, stderr } = await runCommand(
    [decantPath, '-X', `--quirks-config=${dir}/wrong.json`, 'true'],
    { ...plainEnvironment(dir), ...sway.env },
    { timeoutMs: 60_000 },
  );
  t.equal(status, 2);
  t.match(
    stderr,
    /quirks-config=.*wrong\.json: rule 1: window: "menu" is not one of toplevel, popup, hidden/,
  );
});
