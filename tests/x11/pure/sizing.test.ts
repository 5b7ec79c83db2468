/** Sizes that the host wants one after the other, faster than the X server can tell of them. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import t from 'tap';
import { plain, type ToplevelDouble } from '../../support/x/host-double.js';
import { openXDesk, type Desk } from '../../support/x/x-desk.js';

const maximized = { ...plain, maximized: true };

async function opened(desk: Desk) {
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, width: 300, height: 200, color: 1 });
  const window = await desk.toplevel(client, id);
  await desk.settled();
  const size = (): string => `${desk.server.getWindow(id).width}x${desk.server.getWindow(id).height}`;
  return { client, id, window, size, settled: () => settledSizes(window) };
}

/** Since it was asked for last. */
function settledSizes({ told }: ToplevelDouble): string[] {
  const sizes = told.filter((each) => each.startsWith('settle')).map((each) => each.slice(7));
  told.length = 0;
  return sizes;
}

t.test('a window goes back to the size it had if the host wants that at once', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { window, size, settled } = await opened(desk);
  settled();
  window.listener.configured({ width: 301, height: 200 }, plain);
  window.listener.configured({ width: 300, height: 200 }, plain);
  await desk.settled();
  t.equal(size(), '300x200');
  t.same(settled(), ['300x200'], 'and the host is told once, of that');
});

t.test('a host that changes its mind is answered with the last size, not with one on the way', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { window, size, settled } = await opened(desk);
  settled();
  window.listener.configured({ width: 500, height: 400 }, plain);
  window.listener.configured({ width: 300, height: 200 }, maximized);
  await desk.settled();
  t.equal(size(), '300x200');
  t.same(settled(), ['300x200']);
});

t.test('a size that the program was just given is no reason to leave out the host’s', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id, window, size, settled } = await opened(desk);
  settled();
  client.x.ConfigureWindow(id, { width: 400 });
  // The request has been granted, and the server has not said so yet.
  while (size() === '300x200') await nextTurn();
  window.listener.configured({ width: 300, height: 200 }, maximized);
  await desk.settled();
  t.equal(size(), '300x200');
  t.equal(settled().at(-1), '300x200');
});

t.test('a size that X does not have is the nearest one, and answered', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { window, size, settled } = await opened(desk);
  settled();
  window.listener.configured({ width: 40_000, height: 10 }, maximized);
  await desk.settled();
  t.equal(size(), '32767x10');
  t.same(settled(), ['32767x10']);
});

t.test('a window that the host leaves its size to again gets the one it had before', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id, window, size, settled } = await opened(desk);
  const own = { width: 0, height: 0 };
  for (const states of [maximized, { ...plain, fullscreen: true }]) {
    window.listener.configured({ width: 1024, height: 768 }, states);
    await desk.settled();
    t.equal(size(), '1024x768');
    window.listener.configured({ width: 1000, height: 700 }, { ...maximized, activated: true });
    await desk.settled();
    settled();
    // Twice, as when the window becomes active at the same time.
    window.listener.configured(own, plain);
    window.listener.configured(own, { ...plain, activated: true });
    await desk.settled();
    t.equal(size(), '300x200');
    t.equal(settled().at(-1), '300x200');
  }
  client.x.ConfigureWindow(id, { width: 350 });
  await desk.settled();
  window.listener.configured(own, plain);
  await desk.settled();
  t.equal(size(), '350x200', 'and from then on it is the program’s again');
});
