/** What becomes of a window that the user closes, between an X server in memory and a host double. */
import { hostname } from 'node:os';
import t from 'tap';
import { startChild } from '../../../tools/hosts/child.js';
import { openXDesk, type Desk } from '../../support/x/x-desk.js';

const atomType = 4;
const never = { drawMs: 60_000, answerMs: 60_000 };
const atOnce = { drawMs: 60_000, answerMs: 0 };

async function opened(desk: Desk, ...protocols: string[]) {
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, width: 300, height: 200, color: 1 });
  const words = await Promise.all(protocols.map((name) => client.intern(name)));
  client.setWords(id, await client.intern('WM_PROTOCOLS'), atomType, words);
  const window = await desk.toplevel(client, id);
  const messages = (): number[][] =>
    client.events.filter(({ name }) => name === 'ClientMessage').map(({ data }) => data as number[]);
  const exists = (): boolean => desk.server.root.children.some((each) => each.id === id);
  return { client, id, window, messages, exists };
}

t.test('a program is asked to close, and asked for a sign of life', async (t) => {
  const desk = await openXDesk(never);
  t.teardown(() => desk.close());
  const { client, id, window, messages, exists } = await opened(desk, 'WM_DELETE_WINDOW', '_NET_WM_PING');
  window.listener.closeAsked();
  await desk.settled();
  const [remove, ping] = await Promise.all(['WM_DELETE_WINDOW', '_NET_WM_PING'].map((n) => client.intern(n)));
  t.same(
    messages().map(([what]) => what),
    [remove, ping],
  );
  t.equal(messages()[1]![2], id);
  window.listener.closeAsked();
  await desk.settled();
  t.equal(messages().length, 3, 'a second time it is only asked to close');
  t.ok(exists());
});

t.test('a program that owes the answer when the user closes the window again is ended', async (t) => {
  const desk = await openXDesk(atOnce);
  t.teardown(() => desk.close());
  const { window, exists } = await opened(desk, 'WM_DELETE_WINDOW', '_NET_WM_PING');
  window.listener.closeAsked();
  await desk.settled();
  t.ok(exists());
  window.listener.closeAsked();
  while (exists()) await desk.connection.barrier();
  t.pass();
});

t.test('a program that answers is asked again as often as the user likes', async (t) => {
  const desk = await openXDesk(atOnce);
  t.teardown(() => desk.close());
  const { client, window, messages, exists } = await opened(desk, 'WM_DELETE_WINDOW', '_NET_WM_PING');
  const protocols = await client.intern('WM_PROTOCOLS');
  for (let round = 1; round <= 3; round++) {
    window.listener.closeAsked();
    await desk.settled();
    client.message(client.root, protocols, messages().at(-1)!);
    await desk.settled();
  }
  t.ok(exists());
  t.equal(messages().length, 6);
});

t.test(
  'a program that has only just said that it can be asked is asked, and one that cannot be is ended',
  async (t) => {
    const desk = await openXDesk(never);
    t.teardown(() => desk.close());
    const { client, id, window, messages, exists } = await opened(desk);
    const [protocols, remove] = [
      await client.intern('WM_PROTOCOLS'),
      await client.intern('WM_DELETE_WINDOW'),
    ];
    const inServer = desk.server.root.children.find((each) => each.id === id)!;
    client.setWords(id, protocols, atomType, [remove]);
    // The server has it, and the window manager can have heard nothing of it yet.
    while (!inServer.properties.get(protocols)?.data.length) await new Promise(setImmediate);
    window.listener.closeAsked();
    await desk.settled();
    t.ok(exists());
    t.same(
      messages().map(([what]) => what),
      [remove],
    );
    client.setWords(id, protocols, atomType, []);
    await desk.settled();
    window.listener.closeAsked();
    while (exists()) await desk.connection.barrier();
  },
);

t.test('one that knows no ping may take its time', async (t) => {
  const desk = await openXDesk(atOnce);
  t.teardown(() => desk.close());
  const { window, messages, exists } = await opened(desk, 'WM_DELETE_WINDOW');
  for (let round = 1; round <= 3; round++) window.listener.closeAsked();
  await desk.settled();
  t.ok(exists());
  t.equal(messages().length, 3);
});

t.test('the process of a hung program is ended if it is certain which one it is', async (t) => {
  for (const [name, properties, ends] of [
    ['all agree', {}, true],
    ['it names another process', { pid: 1 }, false],
    ['it runs on another machine', { machine: 'elsewhere.example' }, false],
  ] as const) {
    const child = startChild(['sleep', '1000'], { env: {}, logPath: '/dev/null' });
    const desk = await openXDesk(atOnce);
    desk.processes.pid = child.pid;
    const { client, id, window, exists } = await opened(desk, 'WM_DELETE_WINDOW', '_NET_WM_PING');
    const { pid = child.pid, machine = hostname() }: { pid?: number; machine?: string } = properties;
    client.setWords(id, await client.intern('_NET_WM_PID'), 6, [pid]);
    client.setText(id, 36, 31, machine);
    window.listener.closeAsked();
    await desk.settled();
    window.listener.closeAsked();
    while (exists()) await desk.connection.barrier();
    if (ends) await child.ended;
    else t.equal(child.status, undefined, name);
    await child.stop();
    desk.close();
  }
  t.pass();
});
