/** Resizes that wait for the program's picture (_NET_WM_SYNC_REQUEST), between an X server in memory and a host double. */
import t from 'tap';
import { isSent } from '../../../src/x11/connection.js';
import { plain } from '../../support/x/host-double.js';
import { openXDesk, type Desk } from '../../support/x/x-desk.js';
import type { TestXClient } from '../x-client.js';

const counter = 0x12_3456;
const atomType = 4;
const cardinal = 6;

/** A program that can be asked to say when it has drawn; it says nothing by itself. */
async function synced(desk: Desk, value = 7) {
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, width: 300, height: 200, color: 1 });
  const [protocols, request, name] = await Promise.all(
    ['WM_PROTOCOLS', '_NET_WM_SYNC_REQUEST', '_NET_WM_SYNC_REQUEST_COUNTER'].map((each) =>
      client.intern(each),
    ),
  );
  client.setWords(id, protocols!, atomType, [request!]);
  desk.sync.counters.set(counter, value);
  client.setWords(id, name!, cardinal, [counter]);
  const window = await desk.toplevel(client, id);
  return { client, id, window, requests: () => asked(client, request!) };
}

/** Values that the program was asked for. */
function asked({ events }: TestXClient, request: number): number[] {
  return events
    .filter(({ name }) => name === 'ClientMessage')
    .map(({ data }) => data as number[])
    .filter(([what]) => what === request)
    .map(([, , low]) => low!);
}

const sizeOf = (desk: Desk, id: number): string => {
  const { width, height } = desk.server.getWindow(id);
  return `${width}x${height}`;
};

t.test('a window is not committed between a resize and the program’s word that it has drawn', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { id, window, requests } = await synced(desk);
  window.listener.configured({ width: 400, height: 300 }, plain);
  t.same(await desk.words(id, '_XWAYLAND_ALLOW_COMMITS'), [0]);
  t.equal(sizeOf(desk, id), '400x300');
  t.same(requests(), [8], 'one more than the counter had');
  desk.sync.set(counter, 8);
  t.same(await desk.words(id, '_XWAYLAND_ALLOW_COMMITS'), [1]);
});

t.test('of the sizes that come meanwhile the last one counts', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { id, window, requests } = await synced(desk);
  for (const width of [400, 500, 600]) window.listener.configured({ width, height: 300 }, plain);
  await desk.settled();
  t.equal(sizeOf(desk, id), '400x300');
  desk.sync.set(counter, 8);
  await desk.settled();
  t.equal(sizeOf(desk, id), '600x300');
  t.same(requests(), [8, 9]);
  t.same(await desk.words(id, '_XWAYLAND_ALLOW_COMMITS'), [0]);
  desk.sync.set(counter, 9);
  t.same(await desk.words(id, '_XWAYLAND_ALLOW_COMMITS'), [1]);
});

t.test('a configure that changes no size waits for nobody', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { id, window, requests } = await synced(desk);
  window.listener.configured({ width: 300, height: 200 }, { ...plain, activated: true });
  t.same(await desk.words(id, '_XWAYLAND_ALLOW_COMMITS'), undefined);
  t.same(requests(), []);
  t.equal(window.told.at(-1), 'settle 300x200');
});

t.test('a program that never says so is not waited for again', async (t) => {
  const desk = await openXDesk({ drawMs: 1, answerMs: 60_000 });
  t.teardown(() => desk.close());
  const { id, window, requests } = await synced(desk);
  window.listener.configured({ width: 400, height: 300 }, plain);
  await desk.settled();
  while ((await desk.words(id, '_XWAYLAND_ALLOW_COMMITS'))?.[0] === 0) await desk.settled();
  window.listener.configured({ width: 500, height: 300 }, plain);
  t.same(await desk.words(id, '_XWAYLAND_ALLOW_COMMITS'), [1]);
  t.equal(sizeOf(desk, id), '500x300');
  t.same(requests(), [8]);
  desk.sync.set(counter, 8);
  await desk.settled();
  window.listener.configured({ width: 600, height: 300 }, plain);
  await desk.settled();
  t.same(requests(), [8, 9], 'until its answer has come');
});

t.test('a counter that does not exist, or counts absurdly, is not waited for', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id, window, requests } = await synced(desk);
  const name = await client.intern('_NET_WM_SYNC_REQUEST_COUNTER');
  client.setWords(id, name, cardinal, [0x99_9999]);
  await desk.settled();
  window.listener.configured({ width: 400, height: 300 }, plain);
  t.same(await desk.words(id, '_XWAYLAND_ALLOW_COMMITS'), undefined);
  t.equal(sizeOf(desk, id), '400x300');
  t.same(requests(), []);
  t.equal(desk.sync.alarms.size, 0, 'and nothing is left of the one before');
});

t.test('a window that goes while it is waited for leaves no alarm and no timer', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id, window } = await synced(desk);
  window.listener.configured({ width: 400, height: 300 }, plain);
  window.listener.configured({ width: 500, height: 300 }, plain);
  await desk.settled();
  t.equal(desk.sync.alarms.size, 1);
  client.x.DestroyWindow(id);
  await desk.settled();
  t.equal(desk.sync.alarms.size, 0);
  t.ok(window.closed);
});

t.test('a counter that is given up and named again within a round trip has one alarm', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id, window, requests } = await synced(desk);
  const { resizing } = desk.wm.find(id)!;
  for (let i = 0; i < 3; i++) {
    resizing.end();
    void resizing.setCounter(counter);
  }
  await desk.settled();
  t.equal(desk.sync.alarms.size, 1);
  window.listener.configured({ width: 400, height: 300 }, plain);
  await desk.settled();
  t.same(requests(), [8]);
  client.x.DestroyWindow(id);
  await desk.settled();
});

t.test('a window that is as wide as X allows and has a border may ask for what it has', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, width: 300, height: 2, color: 1, overrideRedirect: true });
  await desk.toplevel(client, id);
  client.x.ConfigureWindow(id, { width: 65_535, borderWidth: 3 });
  client.x.ChangeWindowAttributes(id, { overrideRedirect: 0, eventMask: 0x2_0000 });
  await desk.settled();
  client.x.ConfigureWindow(id, { x: 0 });
  await desk.settled();
  const told = client.events.filter((event) => event.name === 'ConfigureNotify' && isSent(event));
  t.match(told.at(-1), { width: 65_535, height: 2, borderWidth: 3 });
});
