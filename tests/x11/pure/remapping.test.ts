/** Windows whose programs go on while X is being asked to map them, between an X server in memory and a host double. */
import t, { type Test } from 'tap';
import type { XEvent } from 'x11';
import { ToplevelDouble } from '../../support/x/host-double.js';
import { openXDesk, type Desk } from '../../support/x/x-desk.js';

async function opened(t: Test) {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  return { desk, client, id: client.create({ x: 0, y: 0, width: 300, height: 200, color: 1 }) };
}

/** Events wait from the second of that name on, until what this gives is called. */
function holdSecond(desk: Desk, name: string): () => void {
  const handle = desk.wm.handle.bind(desk.wm);
  const waiting: XEvent[] = [];
  let seen = 0;
  desk.wm.handle = (event) => {
    if (event.name === name) seen++;
    if (seen < 2) handle(event);
    else waiting.push(event);
  };
  return () => {
    desk.wm.handle = handle;
    for (const event of waiting) handle(event);
  };
}

t.test('a window that was to be mapped twice and is unmapped stays unmapped', async (t) => {
  const { desk, client, id } = await opened(t);
  const goOn = holdSecond(desk, 'MapRequest');
  client.x.MapWindow(id);
  client.x.MapWindow(id);
  await desk.settled();
  t.ok(desk.server.getWindow(id).mapped, 'control: the first time was enough');
  client.x.UnmapWindow(id);
  await desk.settled();
  goOn();
  await desk.settled();
  t.notOk(desk.server.getWindow(id).mapped);
  const host = await desk.toplevel(client, id);
  t.notOk(host.closed, 'and it is shown when it is mapped again');
});

t.test('a window that leaves the root window and comes back while X is to map it is shown', async (t) => {
  const { desk, client, id } = await opened(t);
  const other = client.create({ x: 0, y: 0, width: 30, height: 20, color: 1 });
  client.x.MapWindow(id);
  client.x.ReparentWindow(id, other, 0, 0);
  client.x.ReparentWindow(id, client.root, 0, 0);
  await desk.settled();
  t.ok(desk.server.getWindow(id).mapped, 'control: X maps it');
  await desk.giveSurface(id);
  t.ok(desk.host.windows.at(-1) instanceof ToplevelDouble);
  t.same(await desk.words(id, 'WM_STATE'), [1, 0]);
});
