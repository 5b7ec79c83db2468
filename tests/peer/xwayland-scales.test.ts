/** Windows of Xwayland's that are shown larger than others, in memory: what the host is told, and what Xwayland hears of input. */
import t from 'tap';
import type { ScaleConfig } from '../../src/config/config.js';
import * as viewporter from '../../src/protocol/generated/viewporter.js';
import { wl_seat } from '../../src/protocol/generated/wayland.js';
import { xdg_toplevel } from '../../src/protocol/generated/xdg-shell.js';
import { globals, listener, xwayland } from '../support/fake-xwayland.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

const one = 256;
const size = { width: 300, height: 200 };
const { maximized, fullscreen } = xdg_toplevel.enums[2].entries;

/** On a host with viewports, and without frames of its own if `framed`. */
function desk({ scale, framed = false }: { readonly scale?: ScaleConfig; readonly framed?: boolean } = {}) {
  const x = xwayland({
    globals: { ...globals, wp_viewporter: 1, ...(framed ? { wl_subcompositor: 1 } : {}) },
    tables: Object.values(viewporter),
    client: { x11: true, ownScales: true },
    ...(scale ? { view: { scale } } : {}),
  });
  const seat = x.client.bind(wl_seat);
  const pointer = x.client.newId();
  x.client.say(seat, 'get_pointer', { id: pointer });
  const hostPointer = x.idOf('wl_pointer');
  /** A window that is shown; of `times` as large as others. */
  const shown = (times: number, at = size, states: readonly number[] = []) => {
    const surface = x.surface();
    const owner = listener();
    const window = x.windows.openToplevel(surface, owner)!;
    window.setScale(times);
    window.open();
    x.configure({ width: 0, height: 0 }, states);
    window.settle(at);
    x.draw(surface, x.buffer(at.width, at.height));
    return { surface, window, owner, host: x.idOf('wl_surface') };
  };
  const draw = (surface: number, width: number, height: number): void => {
    x.draw(surface, x.buffer(width, height));
  };
  const enter = (surface: number, px: number, py: number): void =>
    x.host.say(hostPointer, 'enter', { serial: 1, surface, surface_x: px * one, surface_y: py * one });
  const motion = (px: number, py: number): unknown => {
    x.host.say(hostPointer, 'motion', { time: 1, surface_x: px * one, surface_y: py * one });
    const { surface_x: across, surface_y: down } = x.client.seenOf('motion').at(-1) as Record<string, number>;
    return [across! / one, down! / one];
  };
  const last = (message: string): unknown => x.seenOf(message).at(-1);
  return { ...x, pointer, shown, drawn: draw, enter, motion, last };
}

t.test('a window is shown as many times as large as its owner wants, and its limits are', (t) => {
  const x = desk();
  const { window } = x.shown(2);
  t.same(x.last('set_destination'), { width: 600, height: 400 });
  window.setSizeLimits({ width: 100, height: 50 }, { width: 400, height: 0 });
  t.same(x.last('set_min_size'), { width: 200, height: 100 });
  t.same(x.last('set_max_size'), { width: 800, height: 0 });
  x.shown(1);
  t.same(x.last('set_destination'), { width: 300, height: 200 }, 'others are as large as ever');
  t.end();
});

t.test('it counts beside the scale of all', (t) => {
  const x = desk({ scale: { factor: 1.5, dpi: [], direct: false, stable: false } });
  x.shown(2);
  t.same(x.last('set_destination'), { width: 400, height: 267 });
  t.end();
});

t.test('sizes of the host’s are told in its units, and shown to the pixel', (t) => {
  const x = desk();
  const { surface, window, owner } = x.shown(2);
  x.configure({ width: 1001, height: 701 }, [maximized], 2);
  t.match(owner.told.configured.at(-1), [{ width: 501, height: 351 }, { maximized: true }]);
  window.settle({ width: 501, height: 351 });
  x.drawn(surface, 501, 351);
  t.same(x.last('set_destination'), { width: 1001, height: 701 }, 'hosts insist on that');
  t.same(x.last('ack_configure'), { serial: 2 });
  t.end();
});

t.test('pointers are where they are seen, from one window to another', (t) => {
  const x = desk();
  const [large, usual] = [x.shown(2), x.shown(1)];
  const [largeHost, usualHost] = x.host.idsOf('wl_surface');
  t.ok(large.surface !== usual.surface);
  x.enter(largeHost!, 20, 30);
  t.match(x.client.seenOf('enter').at(-1), { surface_x: 10 * one, surface_y: 15 * one });
  t.same(x.motion(201, 100), [100.5, 50]);
  x.enter(usualHost!, 20, 30);
  t.same(x.motion(201, 100), [201, 100]);
  x.enter(largeHost!, 20, 30);
  t.same(x.motion(4, 2), [2, 1]);
  t.end();
});

t.test('a cursor is as large over all windows', (t) => {
  const x = desk();
  x.shown(2);
  x.enter(x.host.idsOf('wl_surface')[0]!, 20, 30);
  const cursor = x.surface();
  const at = { serial: 1, surface: cursor, hotspot_x: 7, hotspot_y: 9 };
  x.client.say(x.pointer, 'set_cursor', at);
  x.drawn(cursor, 24, 24);
  t.match(x.last('set_cursor'), { hotspot_x: 7, hotspot_y: 9 });
  t.same(x.last('set_destination'), { width: 24, height: 24 });
  t.end();
});

t.test('its popups, and theirs, are in its units', (t) => {
  const x = desk();
  const { window } = x.shown(2);
  const menu = x.surface();
  const popup = x.windows.openPopup(
    menu,
    window,
    { x: 10, y: 20, width: 50, height: 30 },
    false,
    listener(),
  )!;
  t.same(x.last('set_offset'), { x: 20, y: 40 });
  t.same(x.last('set_size'), { width: 100, height: 60 });
  t.same(x.last('set_anchor_rect'), { x: 0, y: 0, width: 600, height: 400 });
  const box = { x: 5, y: 6, width: 7, height: 8 };
  x.windows.openPopup(x.surface(), popup, box, false, listener());
  t.same(x.last('set_offset'), { x: 10, y: 12 });
  t.same(x.last('set_size'), { width: 14, height: 16 });
  t.end();
});

t.test('where it takes the pointer is in its units, also in those it gets later', (t) => {
  const x = desk();
  const { window, surface } = x.shown(2);
  window.setShape({ bounding: undefined, input: [{ x: 1, y: 2, width: 3, height: 4 }] });
  const seen = (): unknown =>
    x.host.seen.findLast(({ message, interface: name }) => message === 'add' && name === 'wl_region')?.args;
  t.ok(x.seenOf('set_input_region'));
  t.same(seen(), { x: 2, y: 4, width: 6, height: 8 });
  window.setScale(3);
  x.drawn(surface, 300, 200);
  x.host.resume();
  window.settle(size);
  x.host.resume();
  t.same(seen(), { x: 3, y: 6, width: 9, height: 12 });
  t.end();
});

t.test(
  'one that gets another scale is told the host’s size again, and changes with its next contents',
  (t) => {
    const x = desk();
    const { window, surface, owner } = x.shown(1);
    window.setSizeLimits({ width: 100, height: 50 }, { width: 0, height: 0 });
    x.configure({ width: 801, height: 600 }, [fullscreen], 2);
    window.settle({ width: 801, height: 600 });
    x.drawn(surface, 801, 600);
    window.setScale(2);
    t.match(owner.told.configured.at(-1), [{ width: 401, height: 300 }, { fullscreen: true }]);
    window.settle({ width: 401, height: 300 });
    t.same(x.last('set_destination'), { width: 801, height: 600 });
    t.same(x.last('set_min_size'), { width: 100, height: 50 }, 'nothing changes before that');
    x.drawn(surface, 401, 300);
    t.same(x.last('set_destination'), { width: 801, height: 600 }, 'which is what the host has asked for');
    t.same(x.last('set_min_size'), { width: 200, height: 100 });
    t.end();
  },
);

t.test('a frame of decant’s is in its units, with as many pixels more', (t) => {
  const x = desk({ framed: true });
  x.shown(2);
  t.same(x.last('set_window_geometry'), { x: -10, y: -60, width: 620, height: 470 });
  const places = x.seenOf('set_position');
  t.match(places, [{ x: -10, y: -60 }], 'the title bar is twice as high, and above the contents');
  t.match(x.seenOf('set_buffer_scale').at(-1), { scale: 2 }, 'and sharp');
  t.end();
});

t.test('a pointer on a frame is in that frame’s units, whichever window it comes from', (t) => {
  const x = desk({ framed: true });
  const { owner } = x.shown(2);
  x.shown(1);
  const surfaces = x.host.seenOf('get_subsurface').map(({ surface }) => surface as number);
  const bar = surfaces[0]!;
  const usual = x.host.idsOf('wl_surface').at(-1)!;
  x.enter(usual, 5, 5);
  // The button that closes it is at the right end: 310 units of its own, which are 620 of the host's.
  x.enter(bar, 600, 30);
  const hostPointer = x.host.idOf('wl_pointer');
  for (const state of [1, 0]) x.host.say(hostPointer, 'button', { serial: 5, time: 1, button: 0x110, state });
  t.same(owner.told.events, ['close']);
  t.end();
});

t.test('without viewports it is as large as any other, and the log says why', (t) => {
  const x = xwayland({ client: { x11: true, ownScales: true } });
  const surface = x.surface();
  const owner = listener();
  const window = x.windows.openToplevel(surface, owner)!;
  window.setScale(2);
  window.setSizeLimits(size, size);
  window.open();
  x.configure({ width: 500, height: 400 });
  t.match(owner.told.configured, [[{ width: 500, height: 400 }, {}]]);
  window.settle(size);
  x.draw(surface, x.buffer(300, 200));
  t.same(x.seenOf('set_min_size').at(-1), size);
  t.ok(x.logged.some((line) => /no wp_viewporter: windows cannot be scaled/.test(line)));
  t.end();
});

t.test('where nothing is scaled, a scale changes nothing', (t) => {
  const x = xwayland();
  const surface = x.surface();
  const window = x.windows.openToplevel(surface, listener())!;
  window.setScale(2);
  window.setSizeLimits(size, size);
  window.open();
  x.configure({ width: 0, height: 0 });
  window.settle(size);
  x.draw(surface, x.buffer(300, 200));
  t.same(x.seenOf('set_min_size').at(-1), size);
  t.same(x.told().slice(-2), ['frame', 'commit']);
  t.end();
});
