/** Drags of X programs over the host's windows, in memory: what the host is told, and Xwayland of its pointer. */
import t from 'tap';
import { selections } from '../../src/peer/xwayland/selections.js';
import type { DragOutListener } from '../../src/peer/xwayland/exchange.js';
import { wl_compositor, wl_seat } from '../../src/protocol/generated/wayland.js';
import { globals, xwayland, type Xwayland } from '../support/fake-xwayland.js';
import { noLeaks, someFd } from '../support/fixture.js';

noLeaks(t);

/** A surface with the pointer on it, and what is told of a drag of an X program's. `later`: that is to be started yet. */
function gripping({ press = true, version = 3, toHost = true, later = false } = {}) {
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
  const listener: DragOutListener = {
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
  };
  const start = (types = ['text/plain']) => x.peer.context.part(selections).startDrag(types, listener);
  const drag = later ? undefined : start();
  const heard = (): string[] =>
    x.client.seen.filter(({ id }) => id === pointer).map(({ message }) => message);
  return { x, surface, pointer, hostPointer, hostSurface, told, start, drag, heard };
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

/** Xwayland has given `id` back to the host, and a region has it now. */
function becomesRegion(x: Xwayland, id: number, hostId: number): void {
  const compositor = x.client.bind(wl_compositor);
  x.host.deleteId(hostId);
  const region = x.client.newId();
  x.client.say(compositor, 'create_region', { id: region });
  if (region !== id) throw new Error(`the region is ${region}, not ${id}`);
}

t.test('no drag is begun on a surface or with a pointer that has gone since the press', (t) => {
  const destroyed = gripping({ later: true });
  destroyed.x.client.say(destroyed.surface, 'destroy');
  t.equal(destroyed.start(), undefined);
  const replaced = gripping({ later: true });
  replaced.x.client.say(replaced.surface, 'destroy');
  becomesRegion(replaced.x, replaced.surface, replaced.hostSurface);
  t.equal(replaced.start(), undefined);
  const released = gripping({ later: true });
  released.x.client.say(released.pointer, 'release');
  t.equal(released.start(), undefined);
  for (const { x } of [destroyed, replaced, released]) {
    t.same(x.seenOf('create_data_source'), []);
    t.same(x.ends, []);
  }
  t.end();
});

t.test('a button that is pressed after its surface has gone begins no drag', (t) => {
  const { x, surface, hostSurface, hostPointer, start } = gripping({ press: false, later: true });
  x.client.say(surface, 'destroy');
  becomesRegion(x, surface, hostSurface);
  x.host.say(hostPointer, 'button', { serial: 4, time: 100, button: 0x110, state: 1 });
  t.equal(start(), undefined);
  t.end();
});

t.test('at the end of a drag a surface that has gone is not left', (t) => {
  const { x, surface, hostSurface, heard } = gripping();
  const before = heard().length;
  x.client.say(surface, 'destroy');
  becomesRegion(x, surface, hostSurface);
  x.host.say(x.idOf('wl_data_source'), 'dnd_drop_performed', {});
  t.same(heard().slice(before), ['button', 'frame'], 'but the button is up');
  t.same(x.ends, []);
  t.end();
});

t.test('a pointer that has gone is told nothing more of a drag, and neither is what has its id', (t) => {
  const { x, pointer, hostPointer, hostSurface, drag, heard } = gripping();
  x.client.say(pointer, 'release');
  becomesRegion(x, pointer, hostPointer);
  const before = heard().length;
  drag!.nudge();
  const offer = x.host.newId();
  const device = x.idOf('wl_data_device');
  x.host.say(device, 'data_offer', { id: offer });
  x.host.say(device, 'enter', { serial: 6, surface: hostSurface, x: 2560, y: 2560, id: offer });
  x.host.say(device, 'motion', { time: 7, x: 2570, y: 2570 });
  x.host.say(x.idOf('wl_data_source'), 'dnd_drop_performed', {});
  x.client.resume();
  t.same(heard().slice(before), []);
  t.same(x.ends, []);
  t.end();
});

t.test('a drag begins with the first button that is held, until the last one is up', (t) => {
  const { x, hostPointer, start } = gripping({ later: true });
  const say = (serial: number, button: number, state: number): void =>
    x.host.say(hostPointer, 'button', { serial, time: 100 + serial, button, state });
  say(5, 0x111, 1);
  say(6, 0x110, 0);
  t.ok(start());
  t.equal(x.seenOf('start_drag').at(-1)?.['serial'], 4, 'hosts know the hold by its first press');
  const both = gripping({ later: true });
  both.x.host.say(both.hostPointer, 'button', { serial: 5, time: 101, button: 0x111, state: 1 });
  for (const [serial, button] of [
    [6, 0x110],
    [7, 0x111],
  ] as const)
    both.x.host.say(both.hostPointer, 'button', { serial, time: 100 + serial, button, state: 0 });
  t.equal(both.start(), undefined);
  t.end();
});

t.test(
  'types that are too long for a message are not dragged, nor are more of them than the host can want',
  (t) => {
    const long = ['x'.repeat(5000), 'y'.repeat(66_000)];
    const without = gripping({ later: true });
    t.equal(without.start(long), undefined);
    t.same(without.x.seenOf('create_data_source'), []);
    t.ok(without.start([...long, 'text/plain', ...Array.from({ length: 300 }, (_each, i) => `type/${i}`)]));
    const types = without.x.seenOf('offer').map((args) => args['mime_type']);
    t.equal(types[0], 'text/plain');
    t.equal(types.length, 256);
    t.same(without.x.ends, []);
    t.end();
  },
);
