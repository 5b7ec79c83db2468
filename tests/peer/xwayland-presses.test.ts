/** What the user holds, as windows of X programs make use of it, in memory. */
import t from 'tap';
import { wl_seat } from '../../src/protocol/generated/wayland.js';
import { globals, listener, xwayland } from '../support/fake-xwayland.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

/** A window with the pointer on it. */
function pointed() {
  const x = xwayland({ globals: { ...globals, wl_seat: 5 } });
  const surface = x.surface();
  const seat = x.client.bind(wl_seat);
  const pointer = x.client.newId();
  x.client.say(seat, 'get_pointer', { id: pointer });
  const hostPointer = x.idOf('wl_pointer');
  x.host.say(hostPointer, 'enter', {
    serial: 3,
    surface: x.idOf('wl_surface'),
    surface_x: 0,
    surface_y: 0,
  });
  const button = (serial: number, code: number, state: number): void =>
    x.host.say(hostPointer, 'button', { serial, time: 100 + serial, button: code, state });
  const window = x.windows.openToplevel(surface, listener())!;
  const moves = (): unknown[] => {
    window.startMove();
    return x.seenOf('move').map(({ serial }) => serial);
  };
  return { x, seat, pointer, button, moves };
}

t.test('a window moves with the first button that is held, while any is', (t) => {
  const { button, moves } = pointed();
  t.same(moves(), []);
  button(4, 0x110, 1);
  button(5, 0x111, 1);
  t.same(moves(), [4]);
  button(6, 0x110, 0);
  t.same(moves(), [4, 4]);
  button(7, 0x111, 0);
  t.same(moves(), [4, 4]);
  button(8, 0x111, 1);
  t.same(moves(), [4, 4, 8]);
  t.end();
});

t.test('a press of a pointer or seat that has gone since is of no use', (t) => {
  const unplugged = pointed();
  unplugged.button(4, 0x110, 1);
  unplugged.x.client.say(unplugged.pointer, 'release');
  t.same(unplugged.moves(), []);
  const { x, seat, button, moves } = pointed();
  button(4, 0x110, 1);
  x.client.say(seat, 'release');
  t.same(moves(), []);
  t.same(x.ends, []);
  t.end();
});
