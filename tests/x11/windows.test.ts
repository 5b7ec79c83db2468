/** X11 programs on sway: what the host shows of them, and what they are told of the host. */
import { existsSync, readFileSync } from 'node:fs';
import t from 'tap';
import { runCommand } from '../../tools/hosts/child.js';
import { plainEnvironment } from '../../tools/hosts/host.js';
import { atoms, openDesk } from './desk.js';
import { TestXClient } from './x-client.js';

const { sway, x, until, colorAt, opened, property } = await openDesk();
t.teardown(() => x.close());

t.test('a program is a window of the host, with its title and its class', async (t) => {
  const program = x.start(['xterm', '-T', 'A terminal', '-e', 'sleep', '100']);
  const window = await x.window('XTerm');
  t.equal(window.name, 'A terminal');
  t.match(await property(await x.xWindow('A terminal'), 'WM_STATE'), /window state: Normal/);
  await program.stop();
  await until('the window goes', async () => (await x.windows()).length === 0);
});

t.test('a title that changes, changes on the host; what is behind a NUL does not count', async (t) => {
  const { client, id } = await opened('Titled');
  client.setText(id, atoms.wmName, atoms.string, 'plain');
  await until('the title', async () => (await x.window('Titled')).name === 'plain');
  const [netName, utf8] = [await client.intern('_NET_WM_NAME'), await client.intern('UTF8_STRING')];
  client.setText(id, netName, utf8, 'größer, “\u{1f600}”\0hidden');
  await until('the better title', async () => (await x.window('Titled')).name === 'größer, “\u{1f600}”');
  client.setText(id, atoms.wmName, atoms.string, 'ignored');
  client.x.DeleteProperty(id, netName);
  await until('the other title', async () => (await x.window('Titled')).name === 'ignored');
  client.close();
  t.pass();
});

t.test('the window has the colour and the size that the program gave it', async (t) => {
  const { client, rect } = await opened('Colour', { color: 0x20c060 });
  t.match(rect, { width: 300, height: 200 });
  await until('its colour', async () => (await colorAt(rect.x + 5, rect.y + 5)) === '20c060');
  t.equal(await colorAt(rect.x + 295, rect.y + 195), '20c060');
  t.not(await colorAt(rect.x + 305, rect.y + 100), '20c060');
  client.close();
});

t.test('a size that the host gives is the X window’s', async (t) => {
  const { client, id } = await opened('Sized');
  await sway.msg('[app_id="Sized"] resize set 411 233');
  await until('the new size', async () =>
    /-geometry 411x233/.test((await x.run(['xwininfo', '-id', String(id)])).stdout),
  );
  const { rect } = await x.window('Sized');
  t.match(rect, { width: 411, height: 233 });
  await until('contents of that size', async () => (await colorAt(rect.x + 408, rect.y + 230)) === 'ff0000');
  client.close();
});

t.test('a size that the program takes is the host’s', async (t) => {
  const { client, id } = await opened('Growing');
  client.x.ConfigureWindow(id, { width: 350, height: 250 });
  await until('the new size', async () => (await x.window('Growing')).rect.width === 350);
  t.equal((await x.window('Growing')).rect.height, 250);
  client.close();
});

t.test('a window that the host closes is asked to go, and one that cannot be asked is ended', async (t) => {
  const { client, id } = await opened('Polite');
  const [protocols, deleteWindow] = [
    await client.intern('WM_PROTOCOLS'),
    await client.intern('WM_DELETE_WINDOW'),
  ];
  client.setWords(id, protocols, atoms.atom, [deleteWindow]);
  await client.sync();
  await until('it is asked', async () => {
    await sway.msg('[app_id="Polite"] kill');
    return client.events.some(
      ({ name, data }) => name === 'ClientMessage' && (data as number[])[0] === deleteWindow,
    );
  });
  t.ok(
    (await x.windows()).some((each) => each.app_id === 'Polite'),
    'and decides by itself',
  );
  client.close();
  const program = x.start(['xclock']);
  await x.window('XClock');
  await opened('Rude');
  await sway.msg('[app_id="Rude"] kill');
  await until('it is gone', async () => !(await x.windows()).some((each) => each.app_id === 'Rude'));
  t.equal(program.status, undefined, 'and only it');
  await program.stop();
});

t.test('fullscreen is asked for by the program and known to it', async (t) => {
  const { client, id } = await opened('Full');
  const [state, full] = [
    await client.intern('_NET_WM_STATE'),
    await client.intern('_NET_WM_STATE_FULLSCREEN'),
  ];
  client.message(id, state, [1, full, 0, 1]);
  await until('fullscreen', async () => (await x.window('Full')).fullscreen_mode === 1);
  await until('the state', async () => /FULLSCREEN/.test(await property(id, '_NET_WM_STATE')));
  await until('all of the output', async () => (await colorAt(1020, 760)) === 'ff0000');
  client.message(id, state, [0, full, 0, 1]);
  await until('no longer', async () => (await x.window('Full')).fullscreen_mode === 0);
  t.ok(await until('nor the state', async () => !/FULLSCREEN/.test(await property(id, '_NET_WM_STATE'))));
  client.close();
});

t.test('a window that was fullscreen before it was mapped begins so', async (t) => {
  const client = await TestXClient.open(x.display);
  const id = client.create({ x: 0, y: 0, width: 300, height: 200, color: 0x0000ff });
  client.setText(id, atoms.wmClass, atoms.string, 'a\0Begin\0');
  const [state, full] = [
    await client.intern('_NET_WM_STATE'),
    await client.intern('_NET_WM_STATE_FULLSCREEN'),
  ];
  client.setWords(id, state, atoms.atom, [full]);
  client.x.MapWindow(id);
  await until('fullscreen', async () => (await x.window('Begin')).fullscreen_mode === 1);
  await until('all of the output', async () => (await colorAt(1020, 760)) === '0000ff');
  t.pass();
  client.close();
});

t.test('a window that is withdrawn and mapped again comes back', async (t) => {
  const { client, id } = await opened('Again');
  client.x.UnmapWindow(id);
  await until('it is gone', async () => !(await x.windows()).some((each) => each.app_id === 'Again'));
  await until('withdrawn', async () => /Withdrawn/.test(await property(id, 'WM_STATE')));
  client.x.MapWindow(id);
  const { rect } = await x.window('Again');
  await until('its colour', async () => (await colorAt(rect.x + 5, rect.y + 5)) === 'ff0000');
  t.match(await property(id, 'WM_STATE'), /Normal/);
  client.close();
});

t.test('the window manager tells the truth about itself, its windows and the active one', async (t) => {
  const { client, id } = await opened('Listed');
  const hex = `0x${id.toString(16)}`;
  const root = async (name: string): Promise<string> => (await x.run(['xprop', '-root', name])).stdout.trim();
  await until('active', async () => (await root('_NET_ACTIVE_WINDOW')).endsWith(hex));
  t.match(await root('_NET_CLIENT_LIST'), hex);
  t.match(await root('_NET_CLIENT_LIST_STACKING'), hex);
  const check = /0x[0-9a-f]+/.exec(await root('_NET_SUPPORTING_WM_CHECK'))?.[0] ?? '';
  t.match(await property(check, '_NET_WM_NAME'), /"decant"/);
  t.match(await root('_NET_SUPPORTED'), /_NET_WM_STATE_FULLSCREEN/);
  client.close();
  await until('nobody is active', async () => /0x0/.test(await root('_NET_ACTIVE_WINDOW')));
  t.notMatch(await root('_NET_CLIENT_LIST'), hex);
});

t.test(
  'a program makes its own window the active one, or asks for attention, through the host',
  async (t) => {
    const asks = {
      active: async ({ client, id }: { client: TestXClient; id: number }) =>
        client.message(id, await client.intern('_NET_ACTIVE_WINDOW'), [1, 0, 0]),
      urgent: ({ client, id }: { client: TestXClient; id: number }) =>
        Promise.resolve(client.setWords(id, atoms.wmHints, atoms.wmHints, [256, 0, 0, 0, 0, 0, 0, 0, 0])),
    };
    for (const ask of [asks.active, asks.urgent]) {
      const first = await opened('Former');
      const second = await opened('Latter');
      await until('the second is active', async () => (await x.window('Latter')).focused);
      await ask(first);
      await until('the first is active', async () => (await x.window('Former')).focused);
      for (const { client } of [first, second]) client.close();
      await until('both are gone', async () => (await x.windows()).length === 0);
    }
    t.pass();
  },
);

t.test('keys reach the active program', async (t) => {
  const mark = `${sway.runtimeDir}/typed`;
  const program = x.start(['xterm', '-e', 'sh', '-c', `read line; echo "$line" > ${mark}; sleep 100`]);
  await x.window('XTerm');
  await until('what was typed', async () => {
    const env = { ...plainEnvironment(sway.runtimeDir), ...sway.env };
    await runCommand(['wtype', '-d', '20', '-s', '300', 'hello', '-k', 'Return'], env);
    return existsSync(mark);
  });
  t.match(readFileSync(mark, 'utf8'), 'hello');
  await program.stop();
});
