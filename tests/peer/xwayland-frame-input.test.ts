/** Frames that decant draws, in memory: what of the user's input is theirs, and when they change. */
import t from 'tap';
import { wl_seat } from '../../src/protocol/generated/wayland.js';
import { xdg_toplevel } from '../../src/protocol/generated/xdg-shell.js';
import { zxdg_toplevel_decoration_v1 } from '../../src/protocol/generated/xdg-decoration-unstable-v1.js';
import { globals, listener, xwayland, type Xwayland } from '../support/fake-xwayland.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

const size = { width: 300, height: 200 };
const { maximized } = xdg_toplevel.enums[2].entries;

/** A window with a frame, of the host's `globals`. */
function framed(more: Readonly<Record<string, number>> = {}) {
  const x = xwayland({ globals: { ...globals, wl_seat: 5, wl_subcompositor: 1, ...more } });
  const surface = x.surface();
  const hostSurface = x.idOf('wl_surface');
  const told = listener();
  const window = x.windows.openToplevel(surface, told)!;
  window.open();
  x.configure({ width: 0, height: 0 });
  window.settle(size);
  x.draw(surface, x.buffer(300, 200));
  x.host.resume();
  /** The host's ids of the frame's surfaces. */
  const parts = x.seenOf('get_subsurface').map((args) => args['surface'] as number);
  return { x, surface, hostSurface, window, parts, told: told.told };
}

/** What Xwayland has heard of its device. */
const heard = ({ client }: Xwayland, device: number): string[] =>
  client.seen.filter(({ id }) => id === device).map(({ message }) => message);

/** A touch device. */
function touching(x: Xwayland) {
  const seat = x.client.bind(wl_seat);
  const touch = x.client.newId();
  x.client.say(seat, 'get_touch', { id: touch });
  const hostTouch = x.idOf('wl_touch');
  const down = (surface: number, id: number): void =>
    x.host.say(hostTouch, 'down', { serial: 1, time: 1, surface, id, x: 2560, y: 2560 });
  const move = (id: number): void => x.host.say(hostTouch, 'motion', { time: 2, id, x: 2570, y: 2560 });
  return { touch, hostTouch, down, move };
}

t.test('a finger on a frame is none of Xwayland’s business, until it is up', (t) => {
  const { x, hostSurface, parts } = framed();
  const { touch, hostTouch, down, move } = touching(x);
  t.equal(parts.length, 4);
  down(parts[1]!, 0);
  move(0);
  x.host.say(hostTouch, 'up', { serial: 2, time: 3, id: 0 });
  t.same(heard(x, touch), []);
  down(hostSurface, 0);
  move(0);
  t.same(heard(x, touch), ['down', 'motion']);
  t.end();
});

t.test('fingers on a frame that the host has taken away are other fingers when they come down again', (t) => {
  const { x, hostSurface, parts } = framed();
  const { touch, hostTouch, down, move } = touching(x);
  down(parts[1]!, 0);
  down(parts[1]!, 1);
  x.host.say(hostTouch, 'cancel');
  move(1);
  t.same(heard(x, touch), ['cancel', 'motion']);
  down(parts[1]!, 0);
  down(hostSurface, 0);
  move(0);
  t.same(heard(x, touch).slice(2), ['down', 'motion'], 'also where the host does not say so');
  t.end();
});

t.test('a device that Xwayland has destroyed does nothing to frames, and its id is named no more', (t) => {
  const { x, hostSurface, parts } = framed();
  const seat = x.client.bind(wl_seat);
  const pointer = x.client.newId();
  x.client.say(seat, 'get_pointer', { id: pointer });
  const hostPointer = x.idOf('wl_pointer');
  x.client.say(pointer, 'release');
  const { touch, hostTouch, down } = touching(x);
  x.client.say(touch, 'release');
  for (const surface of [parts[0]!, hostSurface]) {
    x.host.say(hostPointer, 'enter', { serial: 3, surface, surface_x: 2560, surface_y: 2560 });
    x.host.say(hostPointer, 'button', { serial: 4, time: 1, button: 0x110, state: 1 });
    down(surface, 0);
    x.host.say(hostTouch, 'up', { serial: 5, time: 2, id: 0 });
  }
  t.same([...x.seenOf('set_cursor'), ...x.seenOf('move')], []);
  t.same([...heard(x, pointer), ...heard(x, touch)], []);
  t.same(x.ends, []);
  t.end();
});

t.test('what the host says of the frame of a closed window changes nothing', (t) => {
  const { x, window, told } = framed({ zxdg_decoration_manager_v1: 1 });
  const mode = zxdg_toplevel_decoration_v1.enums[1].entries;
  const decoration = x.idOf('zxdg_toplevel_decoration_v1');
  x.host.say(decoration, 'configure', { mode: mode.server_side });
  x.configure({ width: 800, height: 600 }, [maximized], 2);
  window.settle({ width: 800, height: 600 });
  const before = told.configured.length;
  window.close();
  x.host.resume();
  const said = x.host.seen.length;
  x.host.say(decoration, 'configure', { mode: mode.client_side });
  x.host.resume();
  t.equal(told.configured.length, before);
  t.equal(x.host.seen.length, said);
  t.end();
});
