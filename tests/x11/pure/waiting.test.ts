/** What a window waits for before it is shown, and what it does not wait for. */
import t from 'tap';
import { openXDesk, type Desk } from '../../support/x/x-desk.js';
import { PopupDouble } from '../../support/x/host-double.js';

const box = { x: 0, y: 0, width: 200, height: 100 };
const atomType = 4;

/** Answers about shapes come when what this gives is called. */
function slowShapes({ connection }: Desk): () => void {
  const shapeOf = connection.shapeOf.bind(connection);
  const late: (() => void)[] = [];
  connection.shapeOf = async (...what) => {
    await new Promise<void>((resolve) => late.push(resolve));
    return shapeOf(...what);
  };
  return () => {
    for (const goOn of late.splice(0)) goOn();
  };
}

for (const overrideRedirect of [false, true]) {
  const kind = overrideRedirect ? 'override-redirect' : 'managed';
  t.test(`a window (${kind}) is not shown without its shape, the second time neither`, async (t) => {
    const desk = await openXDesk();
    t.teardown(() => desk.close());
    const goOn = slowShapes(desk);
    const client = await desk.program();
    const id = client.create({ ...box, color: 1, overrideRedirect });
    await desk.settled();
    for (let i = 0; i < 2; i++) {
      client.x.MapWindow(id);
      await desk.settled();
      await desk.giveSurface(id);
      t.equal(desk.host.windows.length, 0);
      if (i === 0) client.x.UnmapWindow(id);
      await desk.settled();
    }
    goOn();
    await desk.settled();
    t.equal(desk.host.windows.length, 1);
  });
}

t.test('a window whose shape changes without end is shown all the same', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  for (const kind of [0, 2]) desk.shape.rectangles.set(kind, Int16Array.of(10, 10, 20, 10));
  const client = await desk.program();
  const id = client.create({ ...box, color: 1 });
  await desk.settled();
  let changes = true;
  const shapeOf = desk.connection.shapeOf.bind(desk.connection);
  desk.connection.shapeOf = (...what) => {
    if (changes) desk.shape.changed(id);
    return shapeOf(...what);
  };
  await desk.toplevel(client, id);
  t.equal(desk.host.windows.length, 1);
  changes = false;
  await desk.settled();
});

t.test('what was asked for one mapping does not make the next one known', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const [type, menu] = await Promise.all([
    client.intern('_NET_WM_WINDOW_TYPE'),
    client.intern('_NET_WM_WINDOW_TYPE_POPUP_MENU'),
  ]);
  await desk.toplevel(client, client.create({ ...box, color: 1 }));
  const id = client.create({ ...box, color: 1 });
  await desk.settled();
  const shapesGoOn = slowShapes(desk);
  client.x.MapWindow(id);
  await desk.settled();
  client.x.UnmapWindow(id);
  await desk.settled();
  const property = desk.connection.property.bind(desk.connection);
  const late: (() => void)[] = [];
  desk.connection.property = async (...what) => {
    await new Promise<void>((resolve) => late.push(resolve));
    return property(...what);
  };
  client.setWords(id, type, atomType, [menu]);
  client.x.MapWindow(id);
  await desk.settled();
  await desk.giveSurface(id);
  shapesGoOn();
  await desk.settled();
  t.equal(desk.host.windows.length, 1, 'its type is not known');
  for (const goOn of late) goOn();
  await desk.settled();
  t.ok(desk.host.windows[1] instanceof PopupDouble);
});
