/** Menus of X programs that hold the pointer on the host (xdg_popup.grab), in memory. */
import t from 'tap';
import type { HostWindow } from '../../src/peer/xwayland/windows.js';
import { wl_seat } from '../../src/protocol/generated/wayland.js';
import { listener, settledToplevel, xwayland } from '../support/fake-xwayland.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

const size = { width: 300, height: 200 };

/** A toplevel that is shown, on a host whose pointer pressed and released a button over it. */
function clicked() {
  const x = xwayland();
  const seat = x.client.bind(wl_seat);
  const pointer = x.client.newId();
  x.client.say(seat, 'get_pointer', { id: pointer });
  const { surface, window } = settledToplevel(x, size);
  x.draw(surface, x.buffer(300, 200));
  const hostPointer = x.idOf('wl_pointer');
  const button = (serial: number, state: number): void =>
    x.host.say(hostPointer, 'button', { serial, time: serial, button: 0x110, state });
  x.host.say(hostPointer, 'enter', { serial: 4, surface: x.idOf('wl_surface'), surface_x: 0, surface_y: 0 });
  button(5, 1);
  button(6, 0);
  const box = { x: 10, y: 20, width: 50, height: 60 };
  const menu = (parent: HostWindow = window, owner = listener()) =>
    x.windows.openPopup(x.surface(), parent, box, true, owner)!;
  return { x, window, button, menu, box };
}

t.test('a menu goes when the user clicks elsewhere: the host is asked with the last press', (t) => {
  const { x, menu, box } = clicked();
  const first = menu();
  t.match(x.seenOf('grab'), [{ serial: 5 }]);
  const second = menu(first);
  t.equal(x.seenOf('grab').length, 2, 'a menu on the menu too');
  menu(first);
  t.equal(x.seenOf('grab').length, 2, 'but not one below the topmost');
  second.close();
  first.close();
  const tooltip = x.windows.openPopup(x.surface(), menu(), box, false, listener())!;
  t.equal(x.seenOf('grab').length, 3, 'and the next one again');
  menu(tooltip);
  t.equal(x.seenOf('grab').length, 3, 'a popup that holds nothing passes nothing on');
  t.end();
});

t.test('a menu that is there because a button is down is left to the X program', (t) => {
  const { x, button, menu } = clicked();
  button(7, 1);
  menu();
  t.same(x.seenOf('grab'), []);
  t.end();
});

t.test('a menu that the host does not give the pointer to is shown without', (t) => {
  const { x, menu, window } = clicked();
  const owner = listener();
  const popup = menu(window, owner);
  x.host.say(x.idOf('xdg_popup'), 'popup_done', {});
  t.same(owner.told.events, [], 'it is not dismissed');
  t.equal(x.seenOf('get_popup').length, 2);
  t.equal(x.seenOf('grab').length, 1);
  x.host.say(x.idOf('xdg_surface'), 'configure', { serial: 9 });
  x.host.say(x.idOf('xdg_popup'), 'popup_done', {});
  t.same(owner.told.events, ['dismissed']);
  popup.close();
  t.end();
});
