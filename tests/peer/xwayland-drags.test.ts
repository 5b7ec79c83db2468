/** Drags of Wayland programs over X11 windows, in memory: what the host is told. */
import t from 'tap';
import { selections } from '../../src/peer/xwayland/selections.js';
import type { DragListener, DragOutListener, HostDrag } from '../../src/peer/xwayland/windows.js';
import { globals, xwayland } from '../support/fake-xwayland.js';
import { noLeaks, someFd } from '../support/fixture.js';
import { wl_seat } from '../../src/protocol/generated/wayland.js';

noLeaks(t);

/** A drag of text over a surface of Xwayland's; the manager of the host's has `version`. */
function dragging(version = 3) {
  const x = xwayland({
    globals: { ...globals, wl_seat: 7, wl_data_device_manager: version },
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

/** A surface with the pointer on it, and what is told of a drag of an X program's. */
function gripping({ press = true, version = 3, toHost = true } = {}) {
  const x = xwayland({
    globals: { ...globals, wl_seat: 5, wl_data_device_manager: version },
    prepare: (peer) => void peer.context.part(selections),
  });
  const surface = x.surface();
  const seat = x.client.bind(wl_seat);
  const pointer = x.client.newId();
  x.client.say(seat, 'get_pointer', { id: pointer });
  const hostPointer = x.idOf('wl_pointer');
  const hostSurface = x.idOf('wl_surface');
  x.host.say(hostPointer, 'enter', { serial: 3, surface: hostSurface, surface_x: 2560, surface_y: 5120 });
  if (press) x.host.say(hostPointer, 'button', { serial: 4, time: 100, button: 0x110, state: 1 });
  const told: string[] = [];
  x.peer.context.part(selections).allowed = { toHost, fromHost: true };
  const drag = x.peer.context.part(selections).startDrag(['text/plain'], {
    wentOut: () => void told.push('out'),
    cameIn: (over, _from, proceed) => {
      told.push(`in ${over}`);
      proceed({ x: 1, y: 2 });
    },
    targetChanged: (action) => void told.push(`target ${action}`),
    send: (mimeType, fd) => {
      told.push(`send ${mimeType}`);
      fd.close();
    },
    ended: (done) => void told.push(`ended ${done}`),
  });
  const heard = (): string[] =>
    x.client.seen.filter(({ id }) => id === pointer).map(({ message }) => message);
  return { x, surface, hostPointer, hostSurface, told, drag, heard };
}

t.test('a drag is begun with the button that is down, and never without one or on an old host', (t) => {
  t.equal(gripping({ press: false }).drag, undefined);
  t.equal(gripping({ version: 2 }).drag, undefined);
  t.equal(gripping({ toHost: false }).drag, undefined, 'nor where nothing may go to the host');
  const { x, drag, hostSurface } = gripping();
  t.ok(drag);
  t.match(x.seenOf('start_drag')[0], { serial: 4, origin: hostSurface, icon: 0 });
  t.match(x.seenOf('offer')[0], { mime_type: 'text/plain' });
  t.end();
});

t.test('Xwayland keeps the pointer while an X program drags, and is told of its places', (t) => {
  const { x, surface, hostPointer, hostSurface, told, drag, heard } = gripping();
  const before = heard().length;
  x.host.say(hostPointer, 'leave', { serial: 5, surface: hostSurface });
  t.same(heard().slice(before), [], 'it does not leave');
  const offer = x.host.newId();
  const device = x.idOf('wl_data_device');
  x.host.say(device, 'data_offer', { id: offer });
  x.host.say(device, 'enter', { serial: 6, surface: hostSurface, x: 2560, y: 2560, id: offer });
  t.same(told, [`in ${surface}`]);
  t.match(x.client.seen.findLast(({ message }) => message === 'motion')?.args, {
    surface_x: 2816,
    surface_y: 3072,
  });
  t.notOk(
    x.destroyed().includes('wl_data_offer'),
    'its own offer is left alone, or the host would end the drag',
  );
  x.host.say(device, 'leave', {});
  t.same(told.slice(1), ['out']);
  const still = heard().length;
  drag!.nudge();
  x.client.resume();
  t.same(heard().slice(still), ['motion', 'frame']);
  t.end();
});

t.test('a drag ends once, and gives the pointer back', (t) => {
  const { x, told, heard } = gripping();
  const source = x.idOf('wl_data_source');
  x.host.say(source, 'target', { mime_type: 'text/plain' });
  x.host.say(source, 'action', { dnd_action: 1 });
  x.host.say(source, 'dnd_drop_performed', {});
  t.same(heard().slice(-4), ['button', 'frame', 'leave', 'frame']);
  const fd = someFd();
  x.host.say(source, 'send', { mime_type: 'text/plain', fd });
  x.host.say(source, 'dnd_finished', {});
  x.host.say(source, 'cancelled', {});
  t.same(told, ['target undefined', 'target copy', 'send text/plain', 'ended true']);
  t.same(x.destroyed().filter((each) => each === 'wl_data_source').length, 1);
  t.end();
});

/** Who listens to a drag that nobody looks at. */
const idle: DragOutListener = {
  wentOut: () => undefined,
  cameIn: () => undefined,
  targetChanged: () => undefined,
  send: (_mimeType, fd) => fd.close(),
  ended: () => undefined,
};

t.test('the next drag may begin while the one before is still read', (t) => {
  const { x, hostPointer, hostSurface, told } = gripping();
  const start = (): unknown => x.peer.context.part(selections).startDrag(['text/html'], idle);
  const first = x.idOf('wl_data_source');
  t.equal(start(), undefined, 'not while it has the pointer');
  x.host.say(first, 'target', { mime_type: 'text/plain' });
  x.host.say(first, 'action', { dnd_action: 1 });
  x.host.say(first, 'dnd_drop_performed', {});
  x.host.say(hostPointer, 'enter', { serial: 8, surface: hostSurface, surface_x: 2560, surface_y: 5120 });
  x.host.say(hostPointer, 'button', { serial: 9, time: 900, button: 0x110, state: 1 });
  t.ok(start());
  t.equal(x.seenOf('start_drag').at(-1)?.['serial'], 9);
  const fd = someFd();
  x.host.say(first, 'send', { mime_type: 'text/plain', fd });
  x.host.say(first, 'dnd_finished', {});
  t.same(told.slice(-2), ['send text/plain', 'ended true']);
  t.equal(start(), undefined, 'the second one still has the pointer');
  t.end();
});

t.test('a host that says of a button has refused the drag, and Xwayland keeps its pointer', (t) => {
  const { x, hostPointer, told, heard } = gripping();
  const before = heard().length;
  x.host.say(hostPointer, 'button', { serial: 5, time: 120, button: 0x110, state: 0 });
  t.same(told, ['ended false']);
  t.same(heard().slice(before), ['button'], 'once');
  t.same(x.destroyed().filter((each) => each === 'wl_data_source').length, 1);
  x.host.say(hostPointer, 'button', { serial: 6, time: 130, button: 0x110, state: 1 });
  t.ok(x.peer.context.part(selections).startDrag(['text/html'], idle), 'and the next one may begin');
  t.end();
});
