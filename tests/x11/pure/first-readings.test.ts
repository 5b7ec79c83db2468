/** Many windows at once: how much is asked at the same time, and that nothing is left out. */
import t from 'tap';
import { FirstReadings } from '../../../src/x11/first-readings.js';
import { openXDesk, type Desk } from '../../support/x/x-desk.js';

const [stringType, wmName, wmClass] = [31, 39, 67];

t.test('of windows that come together a few are read, and the next one when one is done', async (t) => {
  const begun: number[] = [];
  const ends = new Map<number, () => void>();
  const readings = new FirstReadings<number>((window) => {
    begun.push(window);
    return new Promise((resolve) => ends.set(window, resolve));
  });
  for (let window = 0; window < 40; window++) readings.add(window);
  t.equal(begun.length, 32);
  readings.forget(32);
  ends.get(7)!();
  await Promise.resolve();
  await Promise.resolve();
  t.same(begun.slice(32), [33], 'one that has gone is not read');
  for (const end of ends.values()) end();
  await Promise.resolve();
  await Promise.resolve();
  t.same(begun.slice(32), [33, 34, 35, 36, 37, 38, 39]);
});

t.test('each of many windows has its title, whether it is mapped at once or later', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const ids = Array.from({ length: 100 }, (_, i) => {
    const id = client.create({ x: 0, y: 0, width: 20 + i, height: 20, color: 1 });
    client.setText(id, wmName, stringType, `Window ${i}`);
    if (i % 2 === 0) client.x.MapWindow(id);
    return id;
  });
  await desk.settled();
  for (const [i, id] of ids.entries())
    t.ok((await desk.toplevel(client, id)).told.includes(`title Window ${i}`));
});

/** Atoms of the properties that are read of any window from now on. */
function readFrom({ connection }: Desk): number[] {
  const read: number[] = [];
  const property = connection.property.bind(connection);
  connection.property = (window, atom, maxBytes) => {
    read.push(atom);
    return property(window, atom, maxBytes);
  };
  return read;
}

t.test('of what a window has each is read once, and what it has not is not asked for', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const read = readFrom(desk);
  const id = client.create({ x: 0, y: 0, width: 200, height: 100, color: 1 });
  for (const atom of [wmName, wmClass]) client.setText(id, atom, stringType, 'said\0Said\0');
  await desk.settled();
  client.x.MapWindow(id);
  await desk.settled();
  t.same(
    read.toSorted((one, other) => one - other),
    [wmName, wmClass],
  );
  client.setText(id, wmName, stringType, 'another');
  await desk.settled();
  t.equal(read.at(-1), wmName, 'what changes is read again');
  t.equal(read.length, 3);
});

t.test(
  'a window that is mapped at once is asked for all that it may have, without a question before',
  async (t) => {
    const desk = await openXDesk();
    t.teardown(() => desk.close());
    const client = await desk.program();
    const read = readFrom(desk);
    let wasListed = false;
    const { propertiesOf } = desk.connection;
    desk.connection.propertiesOf = async (window) => {
      const present = await propertiesOf.call(desk.connection, window);
      wasListed = true;
      return present;
    };
    const ask = desk.wm.handle.bind(desk.wm);
    let askedFirst = false;
    desk.wm.handle = (event) => {
      ask(event);
      if (event.name === 'MapRequest') askedFirst = !wasListed && read.includes(wmName);
    };
    const id = client.create({ x: 0, y: 0, width: 200, height: 100, color: 1 });
    client.setText(id, wmName, stringType, 'at once');
    client.x.MapWindow(id);
    await desk.settled();
    t.ok(askedFirst);
    t.equal(new Set(read).size, read.length, 'none twice');
    t.ok((await desk.toplevel(client, id)).told.includes('title at once'));
  },
);

t.test('the shape of a window is asked for when it is to be shown, once', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  for (const kind of [0, 2]) desk.shape.rectangles.set(kind, Int16Array.of(0, 0, 200, 100));
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, width: 200, height: 100, color: 1 });
  await desk.settled();
  t.equal(desk.shape.readings, 0, 'not when it is made');
  for (let i = 0; i < 2; i++) {
    client.x.MapWindow(id);
    await desk.settled();
    t.equal(desk.shape.readings, 2, 'where it can be seen, and where it takes the pointer');
    client.x.UnmapWindow(id);
    await desk.settled();
  }
});

t.test(
  'X is told what to do with a window before the host is, so that its program can draw meanwhile',
  async (t) => {
    const desk = await openXDesk();
    t.teardown(() => desk.close());
    const { connection, host } = desk;
    host.opensEarly = true;
    const client = await desk.program();
    const id = client.create({ x: 0, y: 0, width: 300, height: 200, color: 1 });
    await desk.settled();
    const told: string[] = [];
    const flush = connection.flush.bind(connection);
    connection.flush = () => {
      told.push('X');
      flush();
    };
    host.together = (work) => {
      told.push('host');
      work();
    };
    client.x.MapWindow(id);
    await desk.settled();
    t.same(told.slice(0, 2), ['X', 'host']);
    t.equal(host.windows.length, 1);
  },
);

t.test('what the X server says is not looked for among all that is asked', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { x } = desk.connection;
  let searches = 0;
  const replies = new Proxy(Reflect.get(x, 'replies') as object, {
    ownKeys: (target) => {
      searches++;
      return Reflect.ownKeys(target);
    },
  });
  Reflect.set(x, 'replies', replies);
  await desk.settled();
  t.equal(searches, 0);
});

t.test('the time is the server’s, and not what a program says that it is', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, width: 20, height: 20, color: 1 });
  await desk.toplevel(client, id);
  const before = desk.connection.time;
  t.not(before, 0);
  // The window manager owns this one, and is asked for it.
  const { atoms } = desk.connection;
  client.x.ConvertSelection(id, atoms.WM_S0, atoms.TIMESTAMP, wmName, 0x7fff_ffff);
  await desk.settled();
  t.ok(desk.connection.time - before < 0x1000_0000);
});
