/** Which contents are the answer to a size that the host insists on, in memory. */
import t from 'tap';
import * as xdgShell from '../../src/protocol/generated/xdg-shell.js';
import { settledToplevel, xwayland } from '../support/fake-xwayland.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

const size = { width: 300, height: 200 };
const wide = { width: 800, height: 600 };
const { maximized } = xdgShell.xdg_toplevel.enums[2].entries;

t.test('contents of the old size are no answer to a size that the host insists on', (t) => {
  const x = xwayland();
  const { surface, window } = settledToplevel(x, size);
  x.draw(surface, x.buffer(300, 200));
  x.told();
  x.configure(wide, [maximized], 2);
  x.draw(surface, x.buffer(300, 200));
  t.same(x.told(), ['attach', 'frame', 'commit'], 'before the X window has the new one');
  x.draw(surface, x.buffer(800, 600));
  t.same(x.told(), ['attach', 'frame', 'commit'], 'nor what is drawn before the answer');
  window.settle(wide);
  t.same(x.told(), ['ack_configure', 'commit']);
  t.same(x.seenOf('ack_configure').at(-1), { serial: 2 });
  t.end();
});

t.test('first contents that are drawn before the answer to a size that the host insists on are kept', (t) => {
  const x = xwayland();
  const { surface, window } = settledToplevel(x, size);
  x.configure(wide, [maximized], 2);
  x.told();
  x.draw(surface, x.buffer(800, 600));
  t.same(x.told(), []);
  window.settle(wide);
  t.same(x.told(), ['ack_configure', 'attach', 'frame', 'commit']);
  t.end();
});
