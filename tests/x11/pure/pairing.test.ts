/** Which surface shows which window, in the older way of Xwayland's and the newer one. */
import t from 'tap';
import { openXDesk, type Desk } from '../../support/x/x-desk.js';

async function mapped(desk: Desk, color = 1) {
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, width: 300, height: 200, color });
  client.x.MapWindow(id);
  await desk.settled();
  return { client, id };
}

const shown = (desk: Desk): number[] => desk.host.windows.map(({ surface }) => surface);

t.test('surface and window with the same serial are one, whichever is known first', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const [first, second] = [await mapped(desk), await mapped(desk)];
  const [one, two] = [desk.makeSurface(), desk.makeSurface()];
  await desk.say(first.id, 'WL_SURFACE_SERIAL', 7, 1);
  t.same(shown(desk), []);
  desk.wm.surfaceNamed(one, 2 ** 32 + 7);
  t.same(shown(desk), [one]);
  desk.wm.surfaceNamed(two, 8);
  t.same(shown(desk), [one]);
  await desk.say(second.id, 'WL_SURFACE_SERIAL', 8, 0);
  t.same(shown(desk), [one, two]);
});

t.test('a serial whose surface or window has gone is nobody’s', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id } = await mapped(desk);
  const surface = desk.makeSurface();
  desk.wm.surfaceNamed(surface, 9);
  desk.host.surfaces.delete(surface);
  desk.wm.surfaceGone(surface);
  await desk.say(id, 'WL_SURFACE_SERIAL', 9, 0);
  t.same(shown(desk), []);
  await desk.say(id, 'WL_SURFACE_SERIAL', 10, 0);
  client.x.DestroyWindow(id);
  await desk.settled();
  desk.wm.surfaceNamed(desk.makeSurface(), 10);
  t.same(shown(desk), []);
});

t.test('of hundreds of serials none is forgotten', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const ids = Array.from({ length: 300 }, () =>
    client.create({ x: 0, y: 0, width: 20, height: 20, color: 1 }),
  );
  for (const id of ids) client.x.MapWindow(id);
  await desk.settled();
  for (const [i, id] of ids.entries()) await desk.say(id, 'WL_SURFACE_SERIAL', i + 1, 0);
  for (const i of ids.keys()) desk.wm.surfaceNamed(desk.makeSurface(), i + 1);
  t.equal(shown(desk).length, ids.length);
});

t.test('a window that is mapped again has the surface of its new serial', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id } = await mapped(desk);
  const first = desk.makeSurface();
  desk.wm.surfaceNamed(first, 1);
  await desk.say(id, 'WL_SURFACE_SERIAL', 1, 0);
  client.x.UnmapWindow(id);
  await desk.settled();
  client.x.MapWindow(id);
  await desk.settled();
  const second = desk.makeSurface();
  desk.wm.surfaceNamed(second, 2);
  await desk.say(id, 'WL_SURFACE_SERIAL', 2, 0);
  t.same(shown(desk), [first, second]);
  t.ok(desk.host.windows[0]?.closed);
  t.notOk(desk.host.windows[1]?.closed);
});

t.test('a surface’s id that is named before the surface is there waits for it', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { id } = await mapped(desk);
  await desk.say(id, 'WL_SURFACE_ID', 1);
  t.same(shown(desk), []);
  desk.makeSurface();
  t.same(shown(desk), [1]);
});

t.test('an id that has become another window’s surface is that window’s', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const [first, second] = [await mapped(desk), await mapped(desk)];
  const surface = await desk.giveSurface(first.id);
  t.same(shown(desk), [surface]);
  first.client.x.UnmapWindow(first.id);
  await desk.settled();
  desk.wm.surfaceGone(surface);
  await desk.say(second.id, 'WL_SURFACE_ID', surface);
  t.same(shown(desk), [surface, surface]);
  t.equal(desk.wm.windowOf(surface)?.id, second.id);
});

t.test('programs cannot say which surface is theirs', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id } = await mapped(desk);
  const surface = desk.makeSurface();
  desk.wm.surfaceNamed(surface, 5);
  client.message(id, await client.intern('WL_SURFACE_SERIAL'), [5, 0]);
  client.message(id, await client.intern('WL_SURFACE_ID'), [surface]);
  await desk.settled();
  t.same(shown(desk), []);
});

t.test('a surface is not given to a window that X spoke of before another surface had that id', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id } = await mapped(desk);
  const surface = desk.makeSurface();
  desk.host.surfaces.delete(surface);
  desk.wm.surfaceGone(surface);
  desk.host.surfaces.add(surface);
  desk.wm.surfaceMade(surface);
  const said = desk.say(id, 'WL_SURFACE_ID', surface);
  client.x.UnmapWindow(id);
  client.x.pack_stream.flush();
  await said;
  t.same(shown(desk), []);
});
