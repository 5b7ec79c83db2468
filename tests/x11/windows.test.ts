/** X11 programs on sway: what the host shows of them, and what they are told of the host. */
import t from 'tap';
import { readPicture, type Picture } from '../../tools/hosts/picture.js';
import { startSway, type Sway } from '../../tools/hosts/sway.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { VirtualPointer } from '../support/virtual-pointer.js';
import { openX11 } from './session.js';
import { TestXClient } from './x-client.js';

const sway: Sway = await startSway({
  config: [
    'for_window [app_id=".*"] floating enable',
    'seat * hide_cursor 1',
    'focus_on_window_activation focus',
    'focus_follows_mouse no',
  ],
});
const x = await openX11(sway);
t.teardown(() => x.close());

const soon = { timeoutMs: 10_000, detail: () => x.log().split('\n').slice(-15).join('\n') };
const unmapNotify = 18;
const destroyNotify = 17;
const atoms = { atom: 4, string: 31, wmName: 39, wmNormalHints: 40, wmClass: 67 } as const;

/** Waits until `probe` is true. */
const until = (what: string, probe: () => Promise<boolean>): Promise<true> =>
  waitFor(what, soon, async () => (await probe()) || undefined);

async function picture(): Promise<Picture> {
  const path = `${sway.runtimeDir}/picture.png`;
  await sway.screenshot(path);
  return readPicture(path);
}

async function colorAt(px: number, py: number): Promise<string> {
  const { width, data } = await picture();
  const at = (py * width + px) * 4;
  return data.subarray(at, at + 3).toString('hex');
}

/** A program with one window of class Test, shown; its id, and where sway put it. */
async function opened(name: string, more: Partial<Parameters<TestXClient['create']>[0]> = {}) {
  const client = await TestXClient.open(x.display);
  const id = client.create({ x: 0, y: 0, width: 300, height: 200, color: 0xff0000, ...more });
  client.setText(id, atoms.wmClass, atoms.string, `${name}\0${name}\0`);
  client.x.MapWindow(id);
  const { rect, id: node } = await x.window(name);
  return { client, id, rect, node };
}

const property = async (id: number | string, name: string): Promise<string> =>
  (await x.run(['xprop', '-id', String(id), name])).stdout.trim();

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
  t.equal((await x.window('Begin')).fullscreen_mode, 1);
  await until('all of the output', async () => (await colorAt(1020, 760)) === '0000ff');
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
        Promise.resolve(client.setWords(id, 35, 35, [256, 0, 0, 0, 0, 0, 0, 0, 0])),
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
  const { runCommand } = await import('../../tools/hosts/child.js');
  const { plainEnvironment } = await import('../../tools/hosts/host.js');
  const { existsSync, readFileSync } = await import('node:fs');
  await until('what was typed', async () => {
    const env = { ...plainEnvironment(sway.runtimeDir), ...sway.env };
    await runCommand(['wtype', '-d', '20', '-s', '300', 'hello', '-k', 'Return'], env);
    return existsSync(mark);
  });
  t.match(readFileSync(mark, 'utf8'), 'hello');
  await program.stop();
});

t.test('a menu stands where the program puts it, and takes clicks there', async (t) => {
  const pointer = await VirtualPointer.open(sway.socketPath, { width: 1024, height: 768 });
  const { client, rect } = await opened('Menu');
  const menu = client.create({
    x: 250,
    y: 150,
    width: 120,
    height: 90,
    color: 0x00ff00,
    overrideRedirect: true,
  });
  client.x.MapWindow(menu);
  const inside = [rect.x + 360, rect.y + 230] as const;
  await until('the menu', async () => (await colorAt(...inside)) === '00ff00');
  t.equal(await colorAt(rect.x + 251, rect.y + 151), '00ff00');
  t.equal(await colorAt(rect.x + 248, rect.y + 148), 'ff0000');
  t.equal(
    (await x.windows()).filter((each) => each.app_id === 'Menu').length,
    1,
    'it is no window of the host’s',
  );
  await until('a click', async () => {
    pointer.moveTo(...inside);
    pointer.press();
    pointer.release();
    return client.events.some(({ name, wid }) => name === 'ButtonPress' && wid === menu);
  });
  const click = client.events.find(({ name, wid }) => name === 'ButtonPress' && wid === menu);
  t.match(click, { x: 110, y: 80, rootx: 360, rooty: 230 });
  pointer.moveTo(rect.x + 10, rect.y + 20);
  pointer.press();
  pointer.release();
  const main = (name?: string): XClickOn =>
    client.events.find((each) => each.name === name && each['wid'] !== menu);
  await until('a click below it', async () => main('ButtonPress') !== undefined);
  t.match(main('ButtonPress'), { x: 10, y: 20 });
  client.x.ConfigureWindow(menu, { x: 20, y: 100 });
  await until('it moves', async () => (await colorAt(rect.x + 25, rect.y + 105)) === '00ff00');
  client.x.UnmapWindow(menu);
  await until('it goes', async () => (await colorAt(rect.x + 25, rect.y + 105)) === 'ff0000');
  pointer.close();
  client.close();
});

t.test('a menu that would leave the screen is slid back onto it, and still takes clicks', async (t) => {
  const pointer = await VirtualPointer.open(sway.socketPath, { width: 1024, height: 768 });
  const { client } = await opened('Edge');
  await sway.msg('[app_id="Edge"] move position 700 500');
  const menu = client.create({
    x: 100,
    y: 100,
    width: 300,
    height: 250,
    color: 0xffff00,
    overrideRedirect: true,
  });
  client.x.MapWindow(menu);
  await until('all of it', async () => (await colorAt(1020, 764)) === 'ffff00');
  t.equal(await colorAt(727, 521), 'ffff00');
  await until('a click', async () => {
    pointer.moveTo(1014, 758);
    pointer.press();
    pointer.release();
    return client.events.some(({ name, wid }) => name === 'ButtonPress' && wid === menu);
  });
  t.match(
    client.events.find(({ name }) => name === 'ButtonPress'),
    { x: 290, y: 240 },
  );
  pointer.close();
  client.close();
});

type XClickOn = TestXClient['events'][number] | undefined;

/** Says for another program that its window has gone, and that all surfaces are our own window's. */
async function lie(about: number): Promise<void> {
  const liar = await TestXClient.open(x.display);
  const own = liar.create({ x: 0, y: 0, width: 10, height: 10, color: 1 });
  const surfaceId = await liar.intern('WL_SURFACE_ID');
  for (let surface = 1; surface < 300; surface++) liar.message(own, surfaceId, [surface]);
  for (const type of [unmapNotify, destroyNotify]) liar.sendNotify(type, about);
  await liar.sync();
  liar.close();
}

t.test(
  'of windows on top of each other in X the one under the pointer gets the click, whatever others say',
  async (t) => {
    const pointer = await VirtualPointer.open(sway.socketPath, { width: 1024, height: 768 });
    const first = await opened('First');
    const second = await opened('Second');
    await sway.msg('[app_id="First"] move position 20 30');
    await sway.msg('[app_id="Second"] move position 500 400');
    await lie(first.id);
    const presses = ({ client, id }: typeof first): number =>
      client.events.filter(({ name, wid }) => name === 'ButtonPress' && wid === id).length;
    for (const [[px, py], hit, other] of [
      [[120, 130], first, second],
      [[600, 500], second, first],
      [[121, 131], first, second],
      [[601, 501], second, first],
    ] as const) {
      const [before, others] = [presses(hit), presses(other)];
      pointer.moveTo(px, py);
      pointer.press();
      pointer.release();
      await until('the click', () => Promise.resolve(presses(hit) > before));
      t.equal(presses(other), others, 'and no other');
    }
    for (const { client } of [first, second]) client.close();
    pointer.close();
  },
);
