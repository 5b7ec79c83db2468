/**
 * X programs that do what no program should, on sway. Each is answered by the same question: is the neighbour served? It opens a
 * window that the host shows, and closes it again; how long that takes does not matter.
 */
import { join } from 'node:path';
import t from 'tap';
import { atoms, openDesk } from './desk.js';
import { shaper } from './shaper.js';
import type { TestXClient } from './x-client.js';

t.setTimeout(600_000);

const { x, until, opened } = await openDesk();
t.teardown(() => x.close());

const sizeHints = 41;
const cardinal = 6;
const append = 2;

let neighbours = 0;

async function neighbourIsServed(): Promise<void> {
  const name = `Neighbour${neighbours++}`;
  const { client } = await opened(name);
  await client.sync();
  client.close();
  await until(`${name} is gone`, async () => !(await x.windows()).some(({ app_id }) => app_id === name));
}

async function intern(client: TestXClient, ...names: string[]): Promise<number[]> {
  return Promise.all(names.map((name) => client.intern(name)));
}

/** Ends a program of ours, and waits until nothing is on the screen. */
async function ended(client: TestXClient): Promise<void> {
  client.close();
  await until('an empty screen', async () => (await x.windows()).length === 0);
}

t.test('a title of 1 MB', async (t) => {
  const { client, id } = await opened('Long');
  const [netName = 0, utf8 = 0] = await intern(client, '_NET_WM_NAME', 'UTF8_STRING');
  for (const [property, type, text] of [
    [atoms.wmName, atoms.string, 'x'.repeat(64_000)],
    [netName, utf8, '€'.repeat(21_000)],
    [atoms.wmClass, atoms.string, 'c'.repeat(64_000)],
  ] as const)
    for (let i = 0; i < 16; i++) client.x.ChangeProperty(append, id, property, type, 8, Buffer.from(text));
  await until('a part of it', async () => (await x.windows()).some(({ name }) => /^€{100,}$/.test(name)));
  await neighbourIsServed();
  t.same(client.errors, []);
  await ended(client);
});

t.test('sizes and hints beyond all reason', async (t) => {
  const absurd = [0, -1, 1, 65_535, 0x7fffffff, -0x80000000];
  const { client, id } = await opened('Hints');
  const [motif = 0, state = 0, icon = 0, counter = 0, types = 0] = await intern(
    client,
    '_MOTIF_WM_HINTS',
    '_NET_WM_STATE',
    '_NET_WM_ICON',
    '_NET_WM_SYNC_REQUEST_COUNTER',
    '_NET_WM_WINDOW_TYPE',
  );
  for (const least of absurd)
    for (const most of absurd) {
      const step = (least ^ most) & 0xffff;
      client.setWords(
        id,
        atoms.wmNormalHints,
        sizeHints,
        [
          0x3ff,
          0,
          0,
          0,
          0,
          least,
          least,
          most,
          most,
          step,
          -step,
          most,
          least,
          most,
          least,
          least,
          most,
          10,
        ].map((word) => word >>> 0),
      );
      client.setWords(id, atoms.wmHints, atoms.wmHints, Array(9).fill(least >>> 0));
      client.setWords(id, atoms.transientFor, 33, [least === 0 ? id : most >>> 0]);
      client.setWords(id, motif, motif, Array(500).fill(most >>> 0));
      client.setWords(id, state, atoms.atom, Array(5000).fill(least >>> 0));
      client.setWords(id, types, atoms.atom, Array(5000).fill(most >>> 0));
      client.setWords(id, counter, cardinal, [most >>> 0]);
      client.setWords(id, icon, cardinal, [least >>> 0, most >>> 0, 1, 2, 3]);
      client.x.ConfigureWindow(id, { width: least & 0x7fff || 1, height: most & 0x7fff || 1 });
      client.x.ConfigureWindow(id, { width: 300, height: 200 });
      await client.sync();
    }
  await neighbourIsServed();
  t.ok(
    (await x.windows()).some(({ app_id }) => app_id === 'Hints'),
    'and the window is still there',
  );
  await ended(client);
});

t.test('a property that changes 100,000 times', async (t) => {
  const { client, id } = await opened('Flood');
  const [name = 0, utf8 = 0] = await intern(client, '_NET_WM_NAME', 'UTF8_STRING');
  const flood = (async () => {
    for (let i = 0; i < 100_000; i++) {
      client.setText(id, name, utf8, `title ${i}`);
      if (i % 500 === 499) await client.sync();
    }
  })();
  await neighbourIsServed();
  await flood;
  await neighbourIsServed();
  await until('the last title', async () => (await x.windows()).some((each) => each.name === 'title 99999'));
  t.pass();
  await ended(client);
});

t.test('messages, shapes and sizes by the thousand', async (t) => {
  const { client, id } = await opened('Storm');
  const shape = await shaper(client);
  const [state = 0, full = 0, horizontal = 0, vertical = 0, active = 0, change = 0, move = 0] = await intern(
    client,
    '_NET_WM_STATE',
    '_NET_WM_STATE_FULLSCREEN',
    '_NET_WM_STATE_MAXIMIZED_HORZ',
    '_NET_WM_STATE_MAXIMIZED_VERT',
    '_NET_ACTIVE_WINDOW',
    'WM_CHANGE_STATE',
    '_NET_WM_MOVERESIZE',
  );
  const storm = (async () => {
    for (let i = 0; i < 3000; i++) {
      // The host lays its windows out anew for each of these.
      if (i % 10 === 0) client.message(id, state, [2, full, 0, 1]);
      if (i % 10 === 5) client.message(id, state, [2, horizontal, vertical, 1]);
      client.message(id, active, [1, 0, 0]);
      client.message(id, change, [i % 2 === 0 ? 3 : 1]);
      client.message(id, move, [5, 5, i % 13, 1, 1]);
      shape(id, i % 2 === 0 ? 'bounding' : 'input', [[i % 50, 0, 50, 50]]);
      client.x.ConfigureWindow(id, { width: 100 + (i % 200), height: 100 });
      if (i % 100 === 99) await client.sync();
    }
  })();
  await neighbourIsServed();
  await storm;
  await neighbourIsServed();
  t.same(client.errors, []);
  await ended(client);
});

t.test('a shape of 16,000 rectangles, drawn again and again', async (t) => {
  const { client, id } = await opened('Lace', { width: 800, height: 600 });
  const shape = await shaper(client);
  const squares = Array.from(
    { length: 16_000 },
    (_, i) => [(i % 200) * 4, Math.floor(i / 200) * 4, 2, 2] as const,
  );
  for (let i = 0; i < 20; i++) {
    shape(id, 'bounding', squares.slice(i));
    shape(id, 'input', squares.slice(2 * i));
    await client.sync();
  }
  await neighbourIsServed();
  t.same(client.errors, []);
  await ended(client);
});

t.test('a program that says much and never reads', async (t) => {
  const { client, id } = await opened('Deaf');
  client.x.ChangeWindowAttributes(id, { eventMask: 0x1ffffff });
  client.stopReading();
  for (let i = 0; i < 20_000; i++) {
    client.x.ConfigureWindow(id, { width: 100 + (i % 100), height: 100 });
    client.setText(id, atoms.wmName, atoms.string, `deaf ${i}`);
    void client.sync();
  }
  await neighbourIsServed();
  await neighbourIsServed();
  t.pass();
  await ended(client);
});

t.test('programs that make and destroy windows endlessly', async (t) => {
  const program = join(import.meta.dirname, 'window-flood.js');
  const floods = ['waits', 'waits', ''].map((way) => x.start([process.execPath, program, way]));
  for (let i = 0; i < 10; i++) await neighbourIsServed();
  for (const flood of floods) {
    t.equal(flood.status, undefined, 'it still runs');
    await flood.stop();
  }
  t.notMatch(x.log(), /could not be marshaled|Xwayland ended/);
  await until('an empty screen', async () => (await x.windows()).length === 0);
});
