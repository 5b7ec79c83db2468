/** Sizes of the host's that windows may not have, and such that Xwayland shows larger: what the flags make of them. */
import t, { type Test } from 'tap';
import type { WindowPolicy } from '../../../src/config/config.js';
import { plain, type ToplevelDouble } from '../../support/x/host-double.js';
import { openXDesk } from '../../support/x/x-desk.js';

const normalHints = { atom: 40, type: 41, min: 16, max: 32 } as const;
const cardinal = 6;
const wide = { width: 900, height: 700 };
const tiled = { ...plain, tiled: true };
const fullscreen = { ...plain, fullscreen: true };

/** A window of 300×200 that may be from 200×100 to 400×300. */
async function opened(t: Test, policy: Partial<WindowPolicy>) {
  const desk = await openXDesk(undefined, policy);
  t.teardown(() => desk.close());
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, width: 300, height: 200, color: 1 });
  const allow = (least: readonly number[], most: readonly number[]): void => {
    const flags = normalHints.min | normalHints.max;
    client.setWords(id, normalHints.atom, normalHints.type, [flags, 0, 0, 0, 0, ...least, ...most]);
  };
  allow([200, 100], [400, 300]);
  const window = await desk.toplevel(client, id);
  await desk.settled();
  const modes = async (words: readonly number[]): Promise<void> => {
    client.setWords(id, await client.intern('_XWAYLAND_RANDR_EMU_MONITOR_RECTS'), cardinal, words);
    await desk.settled();
  };
  const inX = (): string => `${desk.server.getWindow(id).width}x${desk.server.getWindow(id).height}`;
  /** What the host is told of a size, and the size that the window has then. */
  const asked = async (size: typeof wide, states = plain): Promise<string[]> => {
    window.told.length = 0;
    window.listener.configured(size, states);
    await desk.settled();
    return [...settled(window), inX()];
  };
  return { desk, client, id, window, allow, modes, asked, inX };
}

function settled({ told }: ToplevelDouble): string[] {
  return told.filter((each) => each.startsWith('settle')).map((each) => each.slice('settle '.length));
}

t.test('a window that may not have the host’s size gets it all the same', async (t) => {
  const { asked } = await opened(t, {});
  t.same(await asked(wide, tiled), ['900x700', '900x700']);
});

t.test('with --viewport-resize it keeps its own, which is to be scaled', async (t) => {
  const { asked } = await opened(t, { resizesByViewport: true });
  for (const states of [plain, tiled, fullscreen])
    t.same(await asked(wide, states), ['300x200 filled by peer', '300x200']);
  t.same(await asked({ width: 350, height: 90 }), ['300x200 filled by peer', '300x200'], 'also if too small');
  t.same(await asked({ width: 350, height: 250 }), ['350x250', '350x250'], 'and has those that it may have');
  t.same(await asked({ width: 0, height: 0 }), ['350x250', '350x250'], 'and its own where it may choose');
});

t.test('where the host would have none of that, it gets the size', async (t) => {
  const { asked, window } = await opened(t, { resizesByViewport: true });
  window.fillable = false;
  t.same(await asked(wide, { ...plain, maximized: true }), ['900x700', '900x700']);
});

t.test('a program that allows the size then gets it', async (t) => {
  const { asked, allow, desk, window, inX } = await opened(t, { resizesByViewport: true });
  await asked(wide, tiled);
  allow([200, 100], [0, 0]);
  await desk.settled();
  t.equal(inX(), '900x700');
  t.equal(settled(window).at(-1), '900x700');
});

t.test(
  'a program that no longer allows the size that it has got is scaled from the size before',
  async (t) => {
    const { asked, allow, desk, window, inX } = await opened(t, { resizesByViewport: true });
    allow([200, 100], [0, 0]);
    await desk.settled();
    t.same(await asked(wide, fullscreen), ['900x700', '900x700']);
    allow([200, 100], [400, 300]);
    await desk.settled();
    t.equal(inX(), '300x200');
    t.equal(settled(window).at(-1), '300x200 filled by peer');
  },
);

t.test('a program that takes another size by itself is shown as it is', async (t) => {
  const { asked, client, id, desk, window } = await opened(t, { resizesByViewport: true });
  await asked(wide);
  client.x.ConfigureWindow(id, { width: 320 });
  await desk.settled();
  t.equal(settled(window).at(-1), '320x200');
});

t.test('a fullscreen window has the mode that its program believes in, as long as it does', async (t) => {
  const { asked, modes, window, inX } = await opened(t, { emulatesModes: true });
  await modes([1024, 0, 320, 240, 0, 0, 640, 480]);
  t.same(await asked({ width: 1024, height: 768 }, fullscreen), ['640x480 filled by Xwayland', '640x480']);
  await modes([0, 0, 800, 600]);
  t.equal(inX(), '800x600', 'also when it changes its mind');
  t.equal(settled(window).at(-1), '800x600 filled by Xwayland');
  await modes([]);
  t.equal(inX(), '1024x768');
  t.equal(settled(window).at(-1), '1024x768');
  await modes([0, 0, 640, 480]);
  t.same(await asked({ width: 500, height: 400 }), ['500x400', '500x400'], 'others have the host’s size');
});

t.test('modes that no output of the window’s has, and such that are none, do not count', async (t) => {
  const { asked, modes } = await opened(t, { emulatesModes: true });
  for (const words of [
    [9, 0, 640, 480],
    [0, 0, 640],
    [0, 0, 0, 480],
    [0, 0, 640, 70_000],
    [0, 0, 0xffff_ffff, 1],
  ]) {
    await modes(words);
    t.same(await asked({ width: 1024, height: 768 }, fullscreen), ['1024x768', '1024x768'], words.join(' '));
  }
});

t.test('without the flag modes do not count', async (t) => {
  const { asked, modes } = await opened(t, {});
  await modes([0, 0, 640, 480]);
  t.same(await asked({ width: 1024, height: 768 }, fullscreen), ['1024x768', '1024x768']);
});
