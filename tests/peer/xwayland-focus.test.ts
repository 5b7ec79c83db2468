/** Popups of Xwayland's, in memory, while the host's focus may move. */
import t from 'tap';
import { listener, xwayland, type Xwayland } from '../support/fake-xwayland.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

const size = { width: 300, height: 200 };
const box = { x: 10, y: 20, width: 100, height: 80 };

/** A toplevel that the host shows. */
function shownToplevel(x: Xwayland) {
  const surface = x.surface();
  const window = x.windows.openToplevel(surface, listener())!;
  window.open();
  x.configure(size);
  window.settle(size);
  x.draw(surface, x.buffer(300, 200));
  return { surface, window };
}

/** A popup that has been drawn and that the host configures. */
function popupOn(x: Xwayland, parent: ReturnType<typeof shownToplevel>) {
  const surface = x.surface();
  const listens = listener();
  const popup = x.windows.openPopup(surface, parent.window, box, false, listens)!;
  x.draw(surface, x.buffer(100, 80));
  x.told();
  x.host.say(x.idOf('xdg_popup'), 'configure', box);
  x.host.say(x.idOf('xdg_surface'), 'configure', { serial: 9 });
  return { surface, popup, listens };
}

const answer = (x: Xwayland): void => {
  x.host.resume();
  const callbacks = x.host.seenOf('sync').map(({ callback }) => callback as number);
  x.host.say(callbacks.at(-1)!, 'done', { callback_data: 0 });
};

t.test('a popup is shown once the host has dealt with the window before it', (t) => {
  const x = xwayland();
  popupOn(x, shownToplevel(x));
  t.same(x.told(), [], 'the host may take it off the screen, and what is under way then is an error');
  answer(x);
  t.same(x.told(), ['ack_configure', 'attach', 'frame', 'commit']);
  t.end();
});

t.test('one that comes later is shown at once, and the host is not asked again', (t) => {
  const x = xwayland();
  const parent = shownToplevel(x);
  popupOn(x, parent);
  answer(x);
  x.told();
  const asked = x.seenOf('sync').length;
  popupOn(x, parent);
  t.same(x.told(), ['ack_configure', 'attach', 'frame', 'commit']);
  t.equal(x.seenOf('sync').length, asked);
  t.end();
});

t.test('a popup that the host takes off the screen meanwhile is not acknowledged', (t) => {
  const x = xwayland();
  const { popup, listens } = popupOn(x, shownToplevel(x));
  x.host.say(x.idOf('xdg_popup'), 'popup_done', {});
  t.same(listens.told.events, ['dismissed']);
  answer(x);
  t.same(x.told(), [], 'not even before its X window is unmapped');
  popup.close();
  t.notOk(x.told().includes('ack_configure'));
  t.end();
});
