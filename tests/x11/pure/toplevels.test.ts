/** What the host is told of toplevels, between an X server in memory and a host double. */
import t, { type Test } from 'tap';
import { readFileSync } from 'node:fs';
import { Arrival } from '../../../src/x11/arrival.js';
import { Startup } from '../../../src/x11/startup.js';
import { startChild } from '../../../tools/hosts/child.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import { plain, type ToplevelDouble } from '../../support/x/host-double.js';
import { openXDesk, type Desk } from '../../support/x/x-desk.js';
import type { TestXClient } from '../x-client.js';

const atoms = {
  atom: 4,
  cardinal: 6,
  string: 31,
  window: 33,
  wmClass: 67,
  wmName: 39,
  wmNormalHints: 40,
} as const;
const size = { width: 300, height: 200 };

async function unmapped(desk: Desk) {
  const client = await desk.program();
  return { client, id: client.create({ x: 0, y: 0, ...size, color: 1 }) };
}

async function setWords(
  client: TestXClient,
  id: number,
  name: string,
  type: number,
  words: readonly number[],
) {
  client.setWords(id, await client.intern(name), type, words);
}

t.test('a window has an icon, which may change or go', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id } = await unmapped(desk);
  await setWords(client, id, '_NET_WM_ICON', atoms.cardinal, [2, 2, 1, 2, 3, 4, 1, 1, 9]);
  const { told } = await desk.toplevel(client, id);
  t.equal(told.at(-1), 'icons 2 1');
  await setWords(client, id, '_NET_WM_ICON', atoms.cardinal, [1, 1, 9]);
  await desk.settled();
  t.equal(told.at(-1), 'icons 1');
  client.x.DeleteProperty(id, await client.intern('_NET_WM_ICON'));
  await desk.settled();
  t.equal(told.at(-1), 'icons');
});

t.test('icons are not read where the host shows none', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  desk.host.takesIcons = false;
  const { client, id } = await unmapped(desk);
  await setWords(client, id, '_NET_WM_ICON', atoms.cardinal, [1, 1, 9]);
  const { told } = await desk.toplevel(client, id);
  t.notOk(told.some((each) => each.startsWith('icons')));
});

t.test('a window that grows in steps takes the largest size within the host’s', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id } = await unmapped(desk);
  // Minimum, steps and base size.
  const words = [16 | 64 | 256, 0, 0, 0, 0, 24, 33, 0, 0, 10, 20, 0, 0, 0, 0, 4, 13, 0];
  client.setWords(id, atoms.wmNormalHints, 41, words);
  const { listener } = await desk.toplevel(client, id);
  const given = async (width: number, height: number, states = plain): Promise<string> => {
    listener.configured({ width, height }, states);
    await desk.settled();
    const window = desk.server.getWindow(id);
    return `${window.width}x${window.height}`;
  };
  t.equal(await given(411, 233), '404x233');
  t.equal(await given(25, 40), '24x33');
  t.equal(
    await given(411, 239, { ...plain, maximized: true }),
    '411x239',
    'where the host insists, it insists',
  );
  t.equal(await given(411, 239, { ...plain, tiled: true }), '411x239');
});

t.test('a modal dialog is modal, from the start or by message', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id } = await unmapped(desk);
  const [state, modal] = await Promise.all(
    ['_NET_WM_STATE', '_NET_WM_STATE_MODAL'].map((name) => client.intern(name)),
  );
  client.setWords(id, state!, atoms.atom, [modal!]);
  const { told, listener } = await desk.toplevel(client, id);
  t.ok(told.includes('modal true'));
  listener.configured(size, plain);
  client.message(id, state!, [2, modal!, 0, 1]);
  await desk.settled();
  t.equal(told.at(-1), 'modal false');
  t.same(await desk.words(id, '_NET_WM_STATE'), []);
  client.message(id, state!, [1, modal!, 0, 1]);
  t.same(await desk.words(id, '_NET_WM_STATE'), [modal]);
});

t.test('a window that wants attention asks the host, and wants it until it is active', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id } = await unmapped(desk);
  const [state, attention, focused] = await Promise.all(
    ['_NET_WM_STATE', '_NET_WM_STATE_DEMANDS_ATTENTION', '_NET_WM_STATE_FOCUSED'].map((name) =>
      client.intern(name),
    ),
  );
  const { told, listener } = await desk.toplevel(client, id);
  listener.configured(size, plain);
  client.message(id, state!, [1, attention!, 0, 1]);
  await desk.settled();
  t.equal(told.at(-1), 'activate false');
  t.same(await desk.words(id, '_NET_WM_STATE'), [attention]);
  listener.configured(size, { ...plain, activated: true });
  t.same(await desk.words(id, '_NET_WM_STATE'), [focused]);
});

t.test('a title that changes while the window is being mapped is not lost, at whatever moment', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const leader = client.create({ x: 0, y: 0, ...size, color: 1 });
  const clientLeader = await client.intern('WM_CLIENT_LEADER');
  for (let moment = 0; moment < 12; moment++) {
    const id = client.create({ x: 0, y: 0, ...size, color: 1 });
    client.setWords(id, clientLeader, 33, [leader]);
    client.setText(id, 39, 31, 'before');
    client.x.MapWindow(id);
    for (let turn = 0; turn < moment; turn++) await client.sync();
    client.setText(id, 39, 31, 'after');
    await desk.settled();
    await desk.giveSurface(id);
    t.equal(
      (desk.host.windows.at(-1) as ToplevelDouble).told.findLast((each) => each.startsWith('title')),
      'title after',
      `after ${moment} round trips`,
    );
  }
});

t.test('title and class that a window does not have are those of its group’s leader', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id } = await unmapped(desk);
  const leader = client.create({ x: 0, y: 0, width: 1, height: 1, color: 1 });
  client.setText(leader, atoms.wmClass, atoms.string, 'one\0Leader\0');
  client.setText(leader, atoms.wmName, atoms.string, 'Of the group');
  client.setWords(id, 35, 35, [64, 0, 0, 0, 0, 0, 0, 0, leader]);
  const { told } = await desk.toplevel(client, id);
  t.ok(told.includes('app_id Leader'));
  t.ok(told.includes('title Of the group'));
  const other = client.create({ x: 0, y: 0, ...size, color: 1 });
  await setWords(client, other, 'WM_CLIENT_LEADER', atoms.window, [leader]);
  client.setText(other, atoms.wmName, atoms.string, 'Its own');
  const second = await desk.toplevel(client, other);
  t.ok(second.told.includes('app_id Leader'));
  t.ok(second.told.includes('title Its own'));
});

/** Tells everybody of a start, in pieces of 20 bytes. */
async function announceStart(client: TestXClient, id: number, text: string): Promise<void> {
  const [begin, more] = await Promise.all(
    ['_NET_STARTUP_INFO_BEGIN', '_NET_STARTUP_INFO'].map((name) => client.intern(name)),
  );
  const bytes = Buffer.from(`${text}\0`);
  for (let at = 0; at < bytes.length; at += 20) {
    const event = Buffer.alloc(32);
    event.set([33, 8]);
    event.writeUInt32LE(id, 4);
    event.writeUInt32LE((at === 0 ? begin : more)!, 8);
    bytes.copy(event, 12, at, at + 20);
    client.x.SendEvent(client.root, 0, 0x40_0000, event);
  }
  await client.sync();
}

t.test('a window that a Wayland program started is activated with that program’s token', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id } = await unmapped(desk);
  client.setText(id, await client.intern('_NET_STARTUP_ID'), await client.intern('UTF8_STRING'), 'f00-token');
  const { told } = await desk.toplevel(client, id);
  t.ok(told.includes('activate with f00-token'));
});

t.test('a window that an X program started is activated with a token of the time of the start', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id } = await unmapped(desk);
  const launcher = await desk.program();
  const start = String.raw`new: ID="launcher/1-2 \"x\"_TIME77" NAME=A\ program SCREEN=0 DESCRIPTION="Some words, of them many"`;
  await announceStart(launcher, launcher.create({ x: 0, y: 0, width: 1, height: 1, color: 1 }), start);
  await desk.settled();
  t.equal(desk.host.tokens, 1);
  client.setText(id, await client.intern('_NET_STARTUP_ID'), atoms.string, 'launcher/1-2 "x"_TIME77');
  const { told } = await desk.toplevel(client, id);
  t.ok(told.includes('activate with token-1'), told.join());
  await announceStart(launcher, id, 'remove: ID=launcher/1-2');
  await announceStart(launcher, id, 'new: NAME=nothing');
  await announceStart(launcher, id, 'new: ID='.padEnd(9000, 'x'));
  await desk.settled();
  t.equal(desk.host.tokens, 1, 'and what makes no sense is nothing');
});

/** A program that was started with a token in its environment; its pid. */
async function processWith(t: Test, token: string): Promise<number> {
  const child = startChild(['sleep', '1000'], { env: { XDG_ACTIVATION_TOKEN: token }, logPath: '/dev/null' });
  t.teardown(() => child.stop());
  // Nothing can be read of it while it execs.
  await waitFor('it runs', { timeoutMs: 5000, stepMs: 1 }, () => {
    const words = readFileSync(`/proc/${child.pid}/cmdline`, 'utf8');
    const environment = readFileSync(`/proc/${child.pid}/environ`, 'utf8');
    return (words.startsWith('sleep') && environment.includes(token)) || undefined;
  });
  return child.pid;
}

t.test('the first window of a process may have its token in the environment', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  desk.processes.pid = await processWith(t, 'left-there');
  const first = await unmapped(desk);
  const { told } = await desk.toplevel(first.client, first.id);
  await waitFor(
    'it is told',
    { timeoutMs: 5000, stepMs: 1 },
    () => told.includes('activate with left-there') || undefined,
  );
  const second = await unmapped(desk);
  const other = await desk.toplevel(second.client, second.id);
  t.notOk(
    other.told.some((each) => each.startsWith('activate')),
    'and no other window',
  );
});

t.test('a token that is longer than any of the host’s is none', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  desk.processes.pid = await processWith(t, 'x'.repeat(100_000));
  const { client, id } = await unmapped(desk);
  const { told } = await desk.toplevel(client, id);
  const arrival = new Arrival(desk.connection, desk.host, new Startup(desk.host));
  await arrival.arrived(desk.wm.find(id)!);
  t.notOk(told.some((each) => each.startsWith('activate')));
});

t.test('a window that no window manager has a say in keeps its size, unless the host insists', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const box = { x: 0, y: 0, width: 300, height: 200, color: 1 };
  const id = client.create({ ...box, overrideRedirect: true });
  const window = await desk.toplevel(client, id);
  const size = (): string => `${desk.server.getWindow(id).width}x${desk.server.getWindow(id).height}`;
  window.listener.configured({ width: 512, height: 768 }, { ...plain, tiled: true });
  await client.sync();
  t.equal(size(), '300x200');
  window.listener.configured({ width: 1024, height: 768 }, { ...plain, fullscreen: true });
  await client.sync();
  t.equal(size(), '1024x768');
});
