/** Drags of Wayland programs over X11 windows, in memory: what the host is told. */
import t from 'tap';
import { selections } from '../../src/peer/xwayland/selections.js';
import type { DragListener, HostDrag } from '../../src/peer/xwayland/exchange.js';
import { globals, listener as aWindow, xwayland } from '../support/fake-xwayland.js';
import * as viewporter from '../../src/protocol/generated/viewporter.js';
import { noLeaks, someFd, type FixtureOptions } from '../support/fixture.js';

noLeaks(t);

/** A drag of text over a surface of Xwayland's; the manager of the host's has `version`. `more`: what Xwayland is. */
function dragging(version = 3, more: FixtureOptions = {}, times = 1) {
  const x = xwayland({
    ...more,
    globals: { ...globals, wl_seat: 7, wl_data_device_manager: version, wp_viewporter: 1 },
    prepare: (peer) => void peer.context.part(selections),
  });
  const told: string[] = [];
  let drag: HostDrag | undefined;
  const listener: DragListener = {
    dragEntered: (entered, surface, { x: px, y: py }) => {
      drag = entered;
      told.push(`enter ${surface} ${px},${py}`);
    },
    dragMoved: ({ x: px, y: py }) => void told.push(`move ${px},${py}`),
    dragLeft: () => void told.push('leave'),
    dragDropped: () => void told.push('drop'),
  };
  x.peer.context.part(selections).listenToDrags(listener);
  const surface = x.surface();
  const window = x.windows.openToplevel(surface, aWindow())!;
  window.setScale(times);
  const device = x.idOf('wl_data_device');
  const offer = x.host.newId();
  x.host.say(device, 'data_offer', { id: offer });
  x.host.say(offer, 'offer', { mime_type: 'text/plain' });
  if (version >= 3) x.host.say(offer, 'source_actions', { source_actions: 3 });
  const hostSurface = x.idOf('wl_surface');
  x.host.say(device, 'enter', { serial: 9, surface: hostSurface, x: 5 * 256, y: 6 * 256 + 255, id: offer });
  return { x, told, surface, device, offer, drag: drag! };
}

t.test('a drag is told with its types, its actions and its places', (t) => {
  const { x, told, surface, device, drag } = dragging();
  x.host.say(device, 'motion', { time: 1, x: 7 * 256, y: 8 * 256 });
  t.same(told, [`enter ${surface} 5,6`, 'move 7,8']);
  t.same(drag.mimeTypes, ['text/plain']);
  t.same(drag.actions, ['copy', 'move']);
  t.end();
});

t.test('its places are in the units of what it is over, whatever those are', (t) => {
  const tables = Object.values(viewporter);
  const scale = { factor: 0.5, dpi: [], direct: false, stable: false };
  const all = dragging(3, { tables, client: { x11: true }, view: { scale } });
  all.x.host.say(all.device, 'motion', { time: 1, x: 8 * 256, y: 10 * 256 });
  t.same(all.told, [`enter ${all.surface} 2,3`, 'move 4,5']);
  const single = dragging(3, { tables, client: { x11: true, ownScales: true } }, 2);
  single.x.host.say(single.device, 'motion', { time: 1, x: 8 * 256, y: 10 * 256 });
  t.same(single.told, [`enter ${single.surface} 2,3`, 'move 4,5']);
  t.end();
});

t.test('a drop that was accepted is finished, once', (t) => {
  const { x, told, device, offer, drag } = dragging();
  drag.accept('move');
  t.match(x.seenOf('accept').at(-1), { serial: 9, mime_type: 'text/plain' });
  t.match(x.seenOf('set_actions').at(-1), { dnd_actions: 2, preferred_action: 2 });
  x.host.say(offer, 'action', { dnd_action: 2 });
  x.host.say(device, 'drop', {});
  x.host.say(device, 'leave', {});
  t.same(told.slice(1), ['drop'], 'and it does not leave');
  drag.receive('text/plain', someFd());
  drag.end(true);
  drag.end(true);
  t.equal(x.seenOf('finish').length, 1);
  t.same(x.destroyed(), ['wl_data_offer']);
  drag.receive('text/plain', someFd());
  t.equal(x.seenOf('receive').length, 1, 'nothing is read of it afterwards');
  t.end();
});

t.test('what was not accepted or not dropped is not finished, which would be an error to the host', (t) => {
  const refused = dragging();
  refused.drag.accept(undefined);
  t.match(refused.x.seenOf('accept').at(-1), { mime_type: null });
  refused.x.host.say(refused.device, 'drop', {});
  refused.drag.end(true);
  const early = dragging();
  early.drag.accept('copy');
  early.x.host.say(early.offer, 'action', { dnd_action: 1 });
  early.drag.end(true);
  for (const { x } of [refused, early]) {
    t.same(x.seenOf('finish'), []);
    t.same(x.destroyed(), ['wl_data_offer']);
  }
  t.end();
});

t.test('a host without actions is not told of any', (t) => {
  const { x, device, drag } = dragging(1);
  t.same(drag.actions, ['copy']);
  drag.accept('copy');
  x.host.say(device, 'drop', {});
  drag.end(true);
  t.same([...x.seenOf('set_actions'), ...x.seenOf('finish')], []);
  t.same(x.destroyed(), ['wl_data_offer']);
  t.end();
});

t.test('a drag that leaves has ended', (t) => {
  const { x, told, device, drag } = dragging();
  x.host.say(device, 'leave', {});
  drag.accept('copy');
  t.same(told.slice(1), ['leave']);
  t.same(x.seenOf('accept'), []);
  t.same(x.destroyed(), ['wl_data_offer']);
  t.end();
});

t.test('a descriptor for what is dragged is closed by a peer that has ended', (t) => {
  const { x, drag } = dragging();
  x.host.hangUp();
  const fd = someFd();
  drag.receive('text/plain', fd);
  t.ok(fd.released);
  t.end();
});
