/** Selections of the host's that X11 programs take part in, in memory. */
import t from 'tap';
import { OwnedFd } from '../../src/native/fd.js';
import { selections } from '../../src/peer/xwayland/selections.js';
import { wl_seat } from '../../src/protocol/generated/wayland.js';
import * as primarySelection from '../../src/protocol/generated/wp-primary-selection-unstable-v1.js';
import { globals, xwayland, type Xwayland } from '../support/fake-xwayland.js';
import { fileAt, fileOf, noLeaks, someFd } from '../support/fixture.js';

noLeaks(t);

/** A peer with both selections, the user's last input, and what was said of selections. */
function selecting(input = true, allowed = { toHost: true, fromHost: true }) {
  const x: Xwayland = xwayland({
    tables: Object.values(primarySelection),
    globals: { ...globals, wl_data_device_manager: 3, zwp_primary_selection_device_manager_v1: 1 },
    prepare: (peer) => void peer.context.part(selections),
  });
  const host = x.peer.context.part(selections);
  host.allowed = allowed;
  const changes: (readonly string[] | undefined)[] = [];
  host.listen('clipboard', { selectionChanged: (types) => void changes.push(types) });
  const seat = x.client.bind(wl_seat);
  const keyboard = x.client.newId();
  x.client.say(seat, 'get_keyboard', { id: keyboard });
  if (input) x.host.say(x.idOf('wl_keyboard'), 'key', { serial: 33, time: 0, key: 30, state: 1 });
  /** The host offers `types`; the offer's id. */
  const offer = (...types: string[]): number => {
    const id = x.host.newId();
    x.host.say(x.idOf('wl_data_device'), 'data_offer', { id });
    for (const type of types) x.host.say(id, 'offer', { mime_type: type });
    x.host.say(x.idOf('wl_data_device'), 'selection', { id });
    return id;
  };
  return { x, host, changes, offer };
}

t.test('what a Wayland program offers is told, and read through a descriptor', (t) => {
  const { x, host, changes, offer } = selecting();
  offer('text/plain', 'text/html');
  t.same(changes, [['text/plain', 'text/html']]);
  host.receive('clipboard', 'text/html', someFd());
  const [received] = x.seenOf('receive');
  t.equal(received?.['mime_type'], 'text/html');
  t.equal(fileOf(received?.['fd'] as OwnedFd), fileAt('/dev/null'));
  host.receive('clipboard', 'image/png', someFd());
  host.receive('primary', 'text/plain', someFd());
  t.equal(x.seenOf('receive').length, 1, 'what is not offered is closed');
  x.host.say(x.idOf('wl_data_device'), 'selection', { id: 0 });
  t.equal(changes.at(-1), undefined);
  t.end();
});

t.test('an offer that is replaced is destroyed, and its id can be used again', (t) => {
  const { x, changes, offer } = selecting();
  const first = offer('a');
  offer('b');
  t.ok(x.destroyed().includes('wl_data_offer'));
  t.notOk(x.host.objects.has(first));
  offer('c');
  t.same(changes, [['a'], ['b'], ['c']]);
  t.same(x.ends, []);
  t.end();
});

t.test('what an X11 program owns is the host’s selection, by the user’s last serial', (t) => {
  const { x, host, changes, offer } = selecting();
  const sent: string[] = [];
  host.own('clipboard', ['text/plain', 'UTF8_STRING'], (type, fd) => {
    sent.push(`${type} ${fileOf(fd) === fileAt('/dev/null')}`);
    fd.close();
  });
  t.match(x.seenOf('set_selection'), [{ serial: 33 }]);
  const [mark, ...types] = x.seenOf('offer').map((args) => args['mime_type'] as string);
  t.same(types, ['text/plain', 'UTF8_STRING']);
  offer(mark!, 'text/plain', 'UTF8_STRING');
  t.same(changes, [], 'our own offer is no news');
  x.host.say(x.idOf('wl_data_source'), 'send', { mime_type: 'UTF8_STRING', fd: someFd() });
  t.same(sent, ['UTF8_STRING true']);
  x.host.say(x.idOf('wl_data_source'), 'cancelled');
  offer('text/other');
  t.same(changes, [['text/other']], 'another’s is');
  t.ok(x.destroyed().includes('wl_data_source'));
  t.end();
});

t.test('a host that takes no notice of our selection still tells of others’', (t) => {
  const { x, host, changes, offer } = selecting();
  host.own('clipboard', ['text/plain'], (_type, fd) => fd.close());
  t.equal(x.seenOf('set_selection').length, 1);
  offer('text/other');
  t.same(changes, [['text/other']]);
  t.end();
});

t.test('a new owner replaces the old one’s source, and no owner takes it back', (t) => {
  const { x, host } = selecting();
  const nothing = (_type: string, fd: OwnedFd): void => fd.close();
  host.own('clipboard', ['a'], nothing);
  host.own('clipboard', ['b'], nothing);
  t.equal(x.destroyed().filter((each) => each === 'wl_data_source').length, 1);
  host.disown('clipboard');
  t.equal(x.seenOf('set_selection').at(-1)?.['source'], 0);
  host.disown('clipboard');
  t.equal(x.seenOf('set_selection').length, 3, 'once');
  t.end();
});

t.test('without input of the user’s nothing is taken', (t) => {
  const { x, host } = selecting(false);
  host.own('clipboard', ['a'], (_type, fd) => fd.close());
  t.same(x.seenOf('set_selection'), []);
  t.end();
});

t.test('offers without end do not grow without end', (t) => {
  const { changes, offer } = selecting();
  offer(...Array.from({ length: 1000 }, (_, i) => `type/${i}`));
  t.equal(changes[0]?.length, 256);
  t.end();
});

t.test('what is dragged over Xwayland’s windows leaves nothing behind', (t) => {
  const { x, changes } = selecting();
  const id = x.host.newId();
  const surface = x.surface();
  t.ok(surface);
  x.host.say(x.idOf('wl_data_device'), 'data_offer', { id });
  const over = { serial: 1, surface: x.idOf('wl_surface'), x: 0, y: 0, id };
  x.host.say(x.idOf('wl_data_device'), 'enter', over);
  x.host.say(x.idOf('wl_data_device'), 'leave');
  t.ok(x.destroyed().includes('wl_data_offer'));
  t.same(changes, []);
  t.end();
});

t.test('what may not come from the host is not told, and what is offered is let go of', (t) => {
  const { x, changes, offer } = selecting(true, { toHost: true, fromHost: false });
  for (let i = 0; i < 3; i++) offer('text/plain');
  t.same(changes, []);
  t.same(x.destroyed(), ['wl_data_offer', 'wl_data_offer']);
  t.end();
});

t.test('what may not go to the host is not owned there', (t) => {
  const { x, host, changes, offer } = selecting(true, { toHost: false, fromHost: true });
  host.own('clipboard', ['text/plain'], (_type, fd) => fd.close());
  host.disown('clipboard');
  t.same(x.seenOf('create_data_source'), []);
  t.same(x.seenOf('set_selection'), []);
  offer('text/plain');
  t.same(changes, [['text/plain']]);
  t.end();
});

t.test('types that are too long for a message are not offered, nor a source without any', (t) => {
  const { x, host } = selecting();
  const long = ['x'.repeat(5000), 'ä'.repeat(1501), 'y'.repeat(66_000), 'text/\0plain', ''];
  const none = (_type: string, fd: OwnedFd): void => fd.close();
  host.own('clipboard', ['text/plain', ...long, 'ä'.repeat(1500), 'text/plain'], none);
  const [, ...types] = x.seenOf('offer').map((args) => args['mime_type'] as string);
  t.same(types, ['text/plain', 'ä'.repeat(1500)]);
  host.own('clipboard', long, none);
  t.equal(x.seenOf('create_data_source').length, 1);
  t.match(x.seenOf('set_selection').at(-1), { source: 0 }, 'the owner before owns it no longer');
  t.equal(x.destroyed().filter((each) => each === 'wl_data_source').length, 1);
  t.same(x.ends, []);
  t.end();
});

t.test('a descriptor for contents is closed by a peer that has ended', (t) => {
  const { x, host, offer } = selecting();
  offer('text/plain');
  x.host.hangUp();
  const fd = someFd();
  host.receive('clipboard', 'text/plain', fd);
  t.ok(fd.released);
  t.end();
});
