/** Which globals a client is offered in the host's stead, and when. */
import t from 'tap';
import { gtk_primary_selection_device_manager } from '../../src/protocol/generated/gtk-primary-selection.js';
import * as gtkNames from '../../src/protocol/generated/gtk-primary-selection.js';
import * as zwpNames from '../../src/protocol/generated/wp-primary-selection-unstable-v1.js';
import { zwp_primary_selection_device_manager_v1 } from '../../src/protocol/generated/wp-primary-selection-unstable-v1.js';
import { wl_seat } from '../../src/protocol/generated/wayland.js';
import type { InterfaceSchema, MessageSchema } from '../../src/protocol/schema.js';
import { spokenAs } from '../../src/protocol/spoken-as.js';
import { bridged } from '../support/bridged.js';
import { noLeaks, someFd } from '../support/fixture.js';

noLeaks(t);

const pixels = 'wp_single_pixel_buffer_manager_v1';
const xdgOutput = 'zxdg_output_manager_v1';

t.test('nothing is offered before the host has said all, then what it lacks', async (t) => {
  const { client, host, offered } = bridged({ wl_shm: 1 });
  t.equal(offered(pixels), 1);
  t.equal(offered(xdgOutput), undefined, 'there is no output');
  host.announce('wl_output', 4);
  t.equal(offered(xdgOutput), 3, 'an output has come');
  const own = host.announce(pixels, 1);
  t.equal(client.globals().filter((each) => each.interface === pixels).length, 1, 'the host has its own now');
  t.equal(client.globals().find((each) => each.interface === pixels)?.name, own);
  host.withdraw(own);
  t.equal(offered(pixels), 1, 'and no longer');
});

t.test('a host that has everything is asked nothing and sees nothing', async (t) => {
  const { client, host } = bridged({ wl_shm: 1, [pixels]: 1 });
  t.equal(client.globals().length, 2);
  t.strictSame(
    host.seen.map(({ message }) => message),
    ['get_registry', 'sync'],
  );
});

t.test('what is turned off is not offered, nor over what clients may not see', async (t) => {
  t.equal(bridged({ wl_shm: 1 }, { off: ['single-pixel-buffer'] }).offered(pixels), undefined);
  t.equal(bridged({ wl_shm: 1 }, { hidden: { [pixels]: 'denied' } }).offered(pixels), undefined);
  t.equal(bridged({ wl_shm: 1 }, { hidden: { wl_shm: 'denied' } }).offered(pixels), undefined);
});

t.test('a bind of a global that the host has got itself meanwhile is no error', async (t) => {
  const { client, host, ends } = bridged({ wl_shm: 1 });
  const ours = client.globals().find((each) => each.interface === pixels)!;
  host.announce(pixels, 1);
  const id = client.newId();
  client.say(client.idOf('wl_registry'), 'bind', {
    name: ours.name,
    id: { interface: pixels, version: 1, id },
  });
  client.say(id, 'destroy');
  t.strictSame(ends, []);
});

const shape = ({ requests, events }: InterfaceSchema): unknown =>
  [requests, events].map((messages: readonly MessageSchema[]) =>
    messages.map(({ name, since, destructor, args }) => [
      name,
      since,
      destructor,
      args.map(({ type }) => type),
    ]),
  );

t.test('protocols that are spoken as others have their messages', async (t) => {
  t.strictSame(spokenAs, {
    [gtk_primary_selection_device_manager.name]: zwp_primary_selection_device_manager_v1.name,
  });
  const zwp = new Map<string, InterfaceSchema>(
    Object.values(zwpNames).map((table) => [table.name.replace(/^zwp_(.*)_v1$/, 'gtk_$1'), table]),
  );
  for (const table of Object.values(gtkNames))
    t.strictSame(shape(table), shape(zwp.get(table.name)!), table.name);
});

const names = [gtk_primary_selection_device_manager, zwp_primary_selection_device_manager_v1] as const;

for (const theirs of names) {
  const ours = theirs === names[0] ? names[1] : names[0];
  t.test(`the primary selection of a host that calls it ${theirs.name}, as ${ours.name}`, async (t) => {
    const { client, host, make, told, last } = bridged({ wl_seat: 7, [theirs.name]: 1 });
    const seat = client.bind(wl_seat);
    const manager = client.bind(ours);
    t.match(last('bind'), { id: { interface: theirs.name, version: 1 } });
    const device = make(manager, 'get_device', { seat });
    const source = make(manager, 'create_source');
    client.say(source, 'offer', { mime_type: 'text/plain' });
    client.say(device, 'set_selection', { source, serial: 7 });
    t.match(last('set_selection'), { serial: 7 });
    const [hostDevice, hostSource] = [last('get_device')?.['id'], last('create_source')?.['id']] as number[];
    host.say(hostSource!, 'send', { mime_type: 'text/plain', fd: someFd() });
    t.match(told('send'), { mime_type: 'text/plain' });
    const offer = host.newId();
    host.say(hostDevice!, 'data_offer', { offer });
    host.say(offer, 'offer', { mime_type: 'text/html' });
    host.say(hostDevice!, 'selection', { id: offer });
    t.match(told('selection'), { id: told('data_offer')?.['offer'] });
    client.say(told('data_offer')?.['offer'] as number, 'receive', { mime_type: 'text/html', fd: someFd() });
    t.match(last('receive'), { mime_type: 'text/html' });
    client.say(manager, 'destroy');
  });
}

t.test('the direction of the clipboard holds for the primary selection by whatever name', async (t) => {
  const clipboard = { toHost: true, fromHost: false };
  for (const [theirs, ours] of names.flatMap((a) => names.map((b) => [a, b] as const))) {
    const { client, host, make, last } = bridged({ wl_seat: 7, [theirs.name]: 1 }, { view: { clipboard } });
    const seat = client.bind(wl_seat);
    make(client.bind(ours), 'get_device', { seat });
    const device = last('get_device')?.['id'] as number;
    const offer = host.newId();
    host.say(device, 'data_offer', { offer });
    host.say(device, 'selection', { id: offer });
    t.equal(client.seenOf('data_offer').length, 0, `${theirs.name} as ${ours.name}`);
  }
});
