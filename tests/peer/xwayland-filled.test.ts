/** Windows of Xwayland's that are scaled to what the host has asked for, in memory (`--viewport-resize`). */
import t from 'tap';
import * as viewporter from '../../src/protocol/generated/viewporter.js';
import { wl_seat } from '../../src/protocol/generated/wayland.js';
import { wp_viewporter } from '../../src/protocol/generated/viewporter.js';
import { xdg_toplevel } from '../../src/protocol/generated/xdg-shell.js';
import type { Size } from '../../src/peer/xwayland/windows.js';
import { globals, listener, xwayland } from '../support/fake-xwayland.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

const one = 256;
const own = { width: 300, height: 200 };
const { maximized, fullscreen } = xdg_toplevel.enums[2].entries;

/** A window of 300×200 on the host; `others`: globals of that. */
function desk({
  times = 1,
  others = {},
}: { readonly times?: number; readonly others?: Record<string, number> } = {}) {
  const x = xwayland({
    globals: { ...globals, wp_viewporter: 1, ...others },
    tables: Object.values(viewporter),
    client: { x11: true, ownScales: true },
  });
  const seat = x.client.bind(wl_seat);
  const pointer = x.client.newId();
  x.client.say(seat, 'get_pointer', { id: pointer });
  const surface = x.surface();
  const owner = listener();
  const window = x.windows.openToplevel(surface, owner)!;
  window.setScale(times);
  window.setSizeLimits({ width: 150, height: 100 }, { width: 400, height: 300 });
  window.open();
  x.configure({ width: 0, height: 0 });
  window.settle(own);
  const draw = (size: Size): void => void x.draw(surface, x.buffer(size.width, size.height));
  draw(own);
  let serial = 1;
  /** The host asks for a size, and contents of the window's own are to fill it. */
  const ask = (size: Size, states: readonly number[] = []): void => {
    x.configure(size, states, ++serial);
    window.settle(own, 'peer');
    x.host.resume();
  };
  const last = (message: string): unknown => x.seenOf(message).at(-1);
  /** Where Xwayland has the pointer when the host has it there. */
  const hit = (px: number, py: number): unknown => {
    const host = x.host.idOf('wl_pointer');
    const hostSurface = x.host.idsOf('wl_surface')[0]!;
    x.host.say(host, 'enter', { serial: 1, surface: hostSurface, surface_x: 0, surface_y: 0 });
    x.host.say(host, 'motion', { time: 1, surface_x: px * one, surface_y: py * one });
    const { surface_x: across, surface_y: down } = x.client.seenOf('motion').at(-1) as Record<string, number>;
    return [Math.round(across! / one), Math.round(down! / one)];
  };
  const told = (): unknown => owner.told.configured.at(-1)?.[0];
  return {
    ...x,
    newSurface: x.surface,
    surface,
    window,
    owner,
    drawn: draw,
    ask,
    last,
    hit,
    toldSize: told,
  };
}

t.test('a window that the host stretches vertically fills its width and keeps its proportions', (t) => {
  const { ask, last, hit } = desk();
  ask({ width: 600, height: 700 });
  t.same(last('set_destination'), { width: 600, height: 400 });
  t.same(last('ack_configure'), { serial: 2 }, 'the host has its answer');
  t.same(hit(598, 398), [299, 199], 'the pointer hits what is shown there');
  t.end();
});

t.test('a window that the host stretches horizontally fills its height and keeps its proportions', (t) => {
  const { ask, last, hit } = desk();
  ask({ width: 1000, height: 500 });
  t.same(last('set_destination'), { width: 750, height: 500 });
  t.same(hit(250, 250), [100, 100]);
  ask({ width: 120, height: 50 });
  t.same(last('set_destination'), { width: 75, height: 50 }, 'also smaller than it may be');
  t.end();
});

t.test('a window of the host’s proportions fills all of it, and so does one that differs by 1 %', (t) => {
  const { ask, last } = desk();
  ask({ width: 1200, height: 800 });
  t.same(last('set_destination'), { width: 1200, height: 800 });
  ask({ width: 1207, height: 800 });
  t.same(last('set_destination'), { width: 1207, height: 800 });
  ask({ width: 1200, height: 807 });
  t.same(last('set_destination'), { width: 1200, height: 807 });
  ask({ width: 1220, height: 800 });
  t.same(last('set_destination'), { width: 1200, height: 800 }, 'and one that differs more does not');
  t.end();
});

t.test('it is as large as any other with the first size that it may have', (t) => {
  const { ask, last, hit, toldSize, configure, window, drawn } = desk();
  ask({ width: 900, height: 600 });
  configure({ width: 390, height: 290 }, [], 9);
  t.same(toldSize(), { width: 390, height: 290 }, 'which is told in its own units');
  window.settle({ width: 390, height: 290 });
  t.same(last('set_destination'), { width: 900, height: 600 }, 'not before its contents are');
  drawn({ width: 390, height: 290 });
  t.same(last('set_destination'), { width: 390, height: 290 });
  t.same(last('ack_configure'), { serial: 9 });
  t.same(hit(120, 70), [120, 70]);
  t.end();
});

t.test('sizes of the host’s are told in its own units, however large it is shown', (t) => {
  const { ask, toldSize, configure } = desk();
  ask({ width: 900, height: 600 });
  configure({ width: 1500, height: 1001 }, [], 9);
  t.same(toldSize(), { width: 1500, height: 1001 });
  t.end();
});

t.test('the host is told the limits that the program sets, and no others', (t) => {
  const { ask, seenOf, window } = desk();
  ask({ width: 900, height: 600 });
  t.same(seenOf('set_min_size').at(-1), { width: 150, height: 100 });
  t.same(seenOf('set_max_size').at(-1), { width: 400, height: 300 });
  window.setSizeLimits({ width: 300, height: 210 }, { width: 330, height: 0 });
  t.same(seenOf('set_min_size').at(-1), { width: 300, height: 210 });
  t.same(seenOf('set_max_size').at(-1), { width: 330, height: 0 });
  t.end();
});

t.test(
  'a maximised window is scaled only if nothing is left free then, which hosts have an error for',
  (t) => {
    const { window, configure } = desk();
    configure({ width: 1000, height: 500 }, [maximized], 2);
    t.notOk(window.canFill(own));
    configure({ width: 1203, height: 800 }, [maximized], 3);
    t.ok(window.canFill(own));
    configure({ width: 1000, height: 500 }, [fullscreen], 4);
    t.ok(window.canFill(own), 'fullscreen ones may be smaller');
    t.end();
  },
);

t.test('a window with a scale of its own has that beside it, and again afterwards', (t) => {
  const { ask, last, toldSize, configure, window, drawn } = desk({ times: 2 });
  t.same(last('set_destination'), { width: 600, height: 400 });
  ask({ width: 900, height: 600 });
  t.same(last('set_destination'), { width: 900, height: 600 });
  configure({ width: 700, height: 500 }, [], 9);
  t.same(toldSize(), { width: 350, height: 250 });
  window.settle({ width: 350, height: 250 });
  drawn({ width: 350, height: 250 });
  t.same(last('set_destination'), { width: 700, height: 500 });
  t.end();
});

t.test('its popups are scaled as well', (t) => {
  const x = desk();
  x.ask({ width: 900, height: 600 });
  const box = { x: 10, y: 20, width: 50, height: 30 };
  x.windows.openPopup(x.newSurface(), x.window, box, false, listener());
  t.same(x.last('set_offset'), { x: 30, y: 60 });
  t.same(x.last('set_size'), { width: 150, height: 90 });
  t.same(x.last('set_anchor_rect'), { x: 0, y: 0, width: 900, height: 600 });
  t.end();
});

t.test('a frame of decant’s is a part of what fills the host’s size', (t) => {
  const { ask, last, toldSize, configure } = desk({ others: { wl_subcompositor: 1 } });
  // 310×235 with the frame.
  ask({ width: 620, height: 470 });
  t.same(last('set_window_geometry'), { x: -10, y: -60, width: 620, height: 470 });
  t.same(last('set_destination'), { width: 600, height: 400 });
  configure({ width: 1000, height: 1000 }, [], 9);
  t.same(toldSize(), { width: 990, height: 965 }, 'and is no part of what the program is told');
  t.end();
});

t.test('contents that Xwayland itself shows larger are as large as it says', (t) => {
  const x = desk({ others: { wl_subcompositor: 1 } });
  x.configure({ width: 1024, height: 768 }, [fullscreen], 2);
  x.window.settle(own, 'Xwayland');
  const viewporterId = x.client.bind(wp_viewporter);
  const viewport = x.client.newId();
  x.client.say(viewporterId, 'get_viewport', { id: viewport, surface: x.surface });
  x.client.say(viewport, 'set_destination', { width: 1024, height: 768 });
  x.drawn(own);
  t.same(x.last('set_destination'), { width: 1024, height: 768 });
  t.same(x.last('set_window_geometry'), { x: 0, y: 0, width: 1024, height: 768 });
  t.same(x.last('ack_configure'), { serial: 2 });
  t.end();
});
