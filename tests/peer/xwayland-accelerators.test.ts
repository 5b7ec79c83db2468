/** Keys that are left to the host, and windows of X11 programs. */
import t from 'tap';
import { wl_seat } from '../../src/protocol/generated/wayland.js';
import * as xdgShell from '../../src/protocol/generated/xdg-shell.js';
import { globals, listener, xwayland } from '../support/fake-xwayland.js';
import { noLeaks } from '../support/fixture.js';
import { keymapFile, keys } from '../support/keymap.js';

noLeaks(t);

const { fullscreen } = xdgShell.xdg_toplevel.enums[2].entries;

t.test('keys of windows only are the program’s while its window fills the screen', async (t) => {
  const accelerators = { always: [], windowed: [{ keysym: 'a', modifiers: [], source: 'a test' }] };
  const x = xwayland({ globals, view: { accelerators } });
  const { client, host } = x;
  const seat = client.bind(wl_seat);
  client.say(seat, 'get_keyboard', { id: client.newId() });
  const surface = x.surface();
  const window = x.windows.openToplevel(surface, listener())!;
  window.open();
  const keyboard = x.idOf('wl_keyboard');
  host.say(keyboard, 'keymap', { format: 1, ...keymapFile() });
  host.say(keyboard, 'enter', { serial: 1, surface: x.idOf('wl_surface'), keys: new Uint8Array(0) });
  const type = (): number => {
    const before = client.seenOf('key').length;
    for (const state of [1, 0]) host.say(keyboard, 'key', { serial: 2, time: 0, key: keys.a, state });
    return client.seenOf('key').length - before;
  };
  x.configure({ width: 300, height: 200 });
  t.equal(type(), 0);
  x.configure({ width: 800, height: 600 }, [fullscreen], 2);
  t.equal(type(), 2);
  x.configure({ width: 300, height: 200 }, [], 3);
  t.equal(type(), 0);
});
