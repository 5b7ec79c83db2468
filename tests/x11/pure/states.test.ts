/** What a window is told of its state (ICCCM 4.1.3.1, EWMH), between an X server in memory and a host double. */
import t from 'tap';
import { plain } from '../../support/x/host-double.js';
import { openXDesk, type Desk } from '../../support/x/x-desk.js';

const [withdrawn, normal, iconic] = [0, 1, 3];
const size = { width: 300, height: 200 };
const active = { ...plain, activated: true };

async function opened(desk: Desk) {
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, ...size, color: 1 });
  const window = await desk.toplevel(client, id);
  const say = async (name: string, ...data: (number | string)[]): Promise<void> => {
    const words = data.map((each) =>
      typeof each === 'string' ? client.intern(each) : Promise.resolve(each),
    );
    client.message(id, await client.intern(name), await Promise.all(words));
    await desk.settled();
  };
  const state = async (): Promise<number | undefined> => (await desk.words(id, 'WM_STATE'))?.[0];
  const states = async (): Promise<string[]> => {
    const atoms = (await desk.words(id, '_NET_WM_STATE')) ?? [];
    const names = [...(await desk.connection.named(atoms)).keys()];
    return names.map((name) => name.replace('_NET_WM_STATE_', ''));
  };
  return { client, id, window, say, state, states };
}

t.test('a window is normal once mapped and withdrawn once unmapped, and then has no states', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id, window, state, states } = await opened(desk);
  t.equal(await state(), normal);
  window.listener.configured(size, { ...active, maximized: true, fullscreen: true });
  t.same(await states(), ['FOCUSED', 'FULLSCREEN', 'MAXIMIZED_HORZ', 'MAXIMIZED_VERT']);
  client.x.UnmapWindow(id);
  t.equal(await state(), withdrawn);
  t.same(await states(), []);
});

t.test('a minimised window is iconic and hidden until the host makes it active', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { window, say, state, states } = await opened(desk);
  window.listener.configured(size, active);
  await say('WM_CHANGE_STATE', iconic);
  t.ok(window.told.includes('minimize'));
  t.equal(await state(), normal, 'as long as the host shows it');
  window.listener.configured(size, plain);
  t.equal(await state(), iconic);
  t.same(await states(), ['HIDDEN']);
  window.listener.configured(size, active);
  t.equal(await state(), normal);
  t.same(await states(), ['FOCUSED']);
  window.listener.configured(size, plain);
  t.equal(await state(), normal, 'and losing the focus is no minimising');
});

t.test('what a program wants of its minimised window waits until that is active', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { window, say } = await opened(desk);
  window.listener.configured(size, { ...active, maximized: true });
  await say('WM_CHANGE_STATE', iconic);
  window.listener.configured(size, { ...plain, maximized: true });
  await desk.settled();
  const before = window.told.length;
  await say('_NET_WM_STATE', 1, '_NET_WM_STATE_FULLSCREEN');
  await say('_NET_WM_STATE', 0, '_NET_WM_STATE_MAXIMIZED_HORZ', '_NET_WM_STATE_MAXIMIZED_VERT');
  const asked = (): string[] => window.told.slice(before).filter((each) => /fullscreen|maximized/.test(each));
  t.same(asked(), []);
  window.listener.configured(size, { ...active, maximized: true });
  t.same(asked(), ['fullscreen true', 'maximized false']);
});

t.test('a window that is not active is iconic as soon as it asks for it', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { window, say, state } = await opened(desk);
  window.listener.configured(size, plain);
  await say('WM_CHANGE_STATE', iconic);
  t.equal(await state(), iconic);
  await say('WM_CHANGE_STATE', normal);
  t.equal(window.told.at(-1), 'activate true', 'the way back is the host’s');
});

t.test('a window that begins iconic is minimised before it is shown', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, ...size, color: 1 });
  client.setWords(id, 35, 35, [2, 0, iconic, 0, 0, 0, 0, 0, 0]);
  const { told } = await desk.toplevel(client, id);
  t.ok(told.indexOf('minimize') >= 0 && told.indexOf('minimize') < told.indexOf('open'), told.join());
});

t.test('a window that nobody can see is hidden, but not iconic', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { window, state, states } = await opened(desk);
  window.listener.configured(size, { ...plain, suspended: true });
  t.same(await states(), ['HIDDEN']);
  t.equal(await state(), normal);
});

t.test('states that the host has no say in stay as the program set them', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, ...size, color: 1 });
  const [name, sticky, focused] = await Promise.all(
    ['_NET_WM_STATE', '_NET_WM_STATE_STICKY', '_NET_WM_STATE_FOCUSED'].map((each) => client.intern(each)),
  );
  client.setWords(id, name!, 4, [sticky!, focused!]);
  const { listener } = await desk.toplevel(client, id);
  listener.configured(size, plain);
  t.same(await desk.words(id, '_NET_WM_STATE'), [sticky]);
});

t.test(
  'a program that asks for its frame before it is mapped is told that there is none of X’s',
  async (t) => {
    const desk = await openXDesk();
    t.teardown(() => desk.close());
    const client = await desk.program();
    const id = client.create({ x: 0, y: 0, ...size, color: 1 });
    client.message(id, await client.intern('_NET_REQUEST_FRAME_EXTENTS'), []);
    t.same(await desk.words(id, '_NET_FRAME_EXTENTS'), [0, 0, 0, 0]);
  },
);
