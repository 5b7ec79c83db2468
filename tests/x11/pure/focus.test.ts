/** Who has the keyboard and who is on top, between an X server in memory and a host double. */
import t from 'tap';
import { plain } from '../../support/x/host-double.js';
import { openXDesk, type Desk } from '../../support/x/x-desk.js';
import type { TestXClient } from '../x-client.js';

const size = { width: 300, height: 200 };
const active = { ...plain, activated: true };
const none = 0;

interface Wishes {
  /** `WM_HINTS.input`. */
  readonly input?: boolean;
  readonly takesFocus?: boolean;
  readonly popup?: boolean;
}

async function made(
  desk: Desk,
  client: TestXClient,
  { input, takesFocus = false, popup = false }: Wishes = {},
) {
  const id = client.create({ x: 10, y: 20, ...size, color: 1, overrideRedirect: popup });
  if (input !== undefined) client.setWords(id, 35, 35, [1, Number(input), 1, 0, 0, 0, 0, 0, 0]);
  const [protocols, take] = await Promise.all(
    ['WM_PROTOCOLS', 'WM_TAKE_FOCUS'].map((name) => client.intern(name)),
  );
  if (takesFocus) client.setWords(id, protocols!, 4, [take!]);
  const taken = (): number =>
    client.events.filter(
      ({ name, wid, data }) => name === 'ClientMessage' && wid === id && (data as number[])[0] === take,
    ).length;
  return { id, taken };
}

async function shownToplevel(desk: Desk, wishes?: Wishes) {
  const client = await desk.program();
  const window = await made(desk, client, wishes);
  const host = await desk.toplevel(client, window.id);
  const become = async (states = active): Promise<void> => {
    host.listener.configured(size, states);
    await desk.settled();
  };
  return { ...window, client, host, become };
}

const focus = ({ server }: Desk): number => server.focus.wid;
const topmost = ({ server }: Desk): number | undefined =>
  server.root.children.findLast(({ mapped }) => mapped)?.id;
const activeWindow = async (desk: Desk): Promise<number | undefined> =>
  (await desk.words(desk.connection.root, '_NET_ACTIVE_WINDOW'))?.[0];

t.test('the window that the host makes active has the X focus, until the host takes it away', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const [first, second] = [await shownToplevel(desk), await shownToplevel(desk)];
  await first.become(plain);
  t.not(focus(desk), first.id, 'a configure that does not say so changes nothing');
  await first.become();
  t.equal(focus(desk), first.id);
  t.equal(await activeWindow(desk), first.id);
  await second.become();
  await first.become(plain);
  t.equal(focus(desk), second.id);
  t.equal(await activeWindow(desk), second.id);
  await second.become(plain);
  t.equal(focus(desk), none);
  t.equal(await activeWindow(desk), none);
});

t.test('that no window is active is said from the start', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  t.same(await desk.words(desk.connection.root, '_NET_ACTIVE_WINDOW'), [0]);
});

t.test('the focus of a window that goes is nobody’s', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id, become } = await shownToplevel(desk);
  await become();
  client.x.UnmapWindow(id);
  await desk.settled();
  t.equal(focus(desk), none);
  t.equal(await activeWindow(desk), none);
});

t.test('a window gets the focus in the way that it asks for', async (t) => {
  for (const [what, wishes, given, asked] of [
    ['passive', { input: true }, true, 0],
    ['nothing said', {}, true, 0],
    ['locally active', { input: true, takesFocus: true }, true, 1],
    ['globally active', { input: false, takesFocus: true }, false, 1],
    ['no input, which nobody means for all windows', { input: false }, true, 0],
  ] as const satisfies readonly [string, Wishes, boolean, number][]) {
    const desk = await openXDesk();
    const { id, become, taken } = await shownToplevel(desk, wishes);
    await become();
    t.equal(focus(desk) === id, given, what);
    t.equal(taken(), asked, what);
    desk.close();
  }
});

t.test('a popup gets the focus if it has the input hint and does not take it by itself', async (t) => {
  for (const [what, wishes, given] of [
    ['no input hint', {}, false],
    ['input hint', { input: true }, true],
    ['input hint, takes it by itself', { input: true, takesFocus: true }, false],
  ] as const satisfies readonly [string, Wishes, boolean][]) {
    const desk = await openXDesk();
    const { client, id, become } = await shownToplevel(desk);
    await become();
    const popup = await made(desk, client, { ...wishes, popup: true });
    await desk.popup(client, popup.id);
    t.equal(focus(desk), given ? popup.id : id, what);
    client.x.UnmapWindow(popup.id);
    await desk.settled();
    t.equal(focus(desk), id, `${what}: it comes back`);
    desk.close();
  }
});

t.test(
  'the window that the pointer enters is raised before Xwayland hears of it, and does not get the focus',
  async (t) => {
    const desk = await openXDesk();
    t.teardown(() => desk.close());
    const [first, second] = [await shownToplevel(desk), await shownToplevel(desk)];
    await second.become();
    let proceeded: number | undefined;
    await desk.wm.pointerEnters(first.host.surface, () => {
      proceeded = topmost(desk);
    });
    t.equal(proceeded, first.id);
    t.equal(focus(desk), second.id);
    await desk.wm.pointerEnters(second.host.surface, () => undefined);
    t.equal(topmost(desk), second.id);
  },
);

t.test('a finger on a window that has just become active waits until X has put it on top', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const [first, second] = [await shownToplevel(desk), await shownToplevel(desk)];
  await second.become();
  await desk.wm.touched(second.host.surface, () => undefined);
  const activated = first.become();
  let proceeded: number | undefined;
  await desk.wm.touched(first.host.surface, () => {
    proceeded = topmost(desk);
  });
  t.equal(proceeded, first.id);
  await activated;
});

t.test('keys for a window wait until it is active and X knows it, which may never be', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const [first, second] = [await shownToplevel(desk), await shownToplevel(desk)];
  await second.become();
  let focused: number | undefined;
  const entered = desk.wm.keyboardEnters(first.host.surface, () => {
    focused = focus(desk);
  });
  await desk.settled();
  t.equal(focused, undefined);
  await first.become();
  await entered;
  t.equal(focused, first.id);
  let proceeded = 0;
  await desk.wm.keyboardEnters(second.host.surface, () => proceeded++);
  t.equal(proceeded, 1, 'one that does not become active is not waited for for ever');
  const gone = desk.wm.keyboardEnters(second.host.surface, () => proceeded++);
  second.client.x.DestroyWindow(second.id);
  await desk.settled();
  await gone;
  t.equal(proceeded, 2);
});

t.test('a new window is mapped below the one that has the pointer', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const first = await shownToplevel(desk);
  await desk.wm.pointerEnters(first.host.surface, () => undefined);
  await shownToplevel(desk);
  t.equal(topmost(desk), first.id);
});

t.test('the pointer over a surface that is no window is let through', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  let proceeded = false;
  await desk.wm.pointerEnters(99, () => {
    proceeded = true;
  });
  t.ok(proceeded);
});

t.test(
  'a program that takes the focus by itself is told the server’s time, not older than the last change',
  async (t) => {
    const desk = await openXDesk();
    t.teardown(() => desk.close());
    const { become, client, id, taken } = await shownToplevel(desk, { input: false, takesFocus: true });
    const before = desk.connection.time;
    await become();
    t.equal(taken(), 1);
    const { data } = client.events.find(({ name, wid }) => name === 'ClientMessage' && wid === id)!;
    const [, time] = data as number[];
    t.ok(time! > 0 && time! >= before && time! <= desk.connection.time);
  },
);

t.test('a window that is no longer active by then is not told to take the focus', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { become, host, taken } = await shownToplevel(desk, { input: false, takesFocus: true });
  host.listener.configured(size, active);
  await become(plain);
  t.equal(taken(), 0);
});
