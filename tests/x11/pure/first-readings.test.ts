/** Many windows at once: how much is asked at the same time, and that nothing is left out. */
import t from 'tap';
import { FirstReadings } from '../../../src/x11/first-readings.js';
import { openXDesk } from '../../support/x/x-desk.js';

const [stringType, wmName] = [31, 39];

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
