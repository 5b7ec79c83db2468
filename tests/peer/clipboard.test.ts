/** Selections and drags that may go one way only, or none. */
import t from 'tap';
import * as dataControl from '../../src/protocol/generated/ext-data-control-v1.js';
import { wl_compositor, wl_data_device_manager, wl_seat } from '../../src/protocol/generated/wayland.js';
import * as wlrDataControl from '../../src/protocol/generated/wlr-data-control-unstable-v1.js';
import * as primary from '../../src/protocol/generated/wp-primary-selection-unstable-v1.js';
import { fixture, noLeaks } from '../support/fixture.js';
import type { InterfaceSchema } from '../../src/protocol/schema.js';

noLeaks(t);

interface Kind {
  readonly manager: InterfaceSchema;
  readonly device: string;
  readonly makeDevice: string;
  readonly makeSource: string;
  readonly offer: string;
  /** Requests and events, in pairs. */
  readonly uses: readonly (readonly [string, string])[];
}

const selection = ['set_selection', 'selection'] as const;
const kinds: readonly Kind[] = [
  {
    manager: wl_data_device_manager,
    device: 'wl_data_device',
    makeDevice: 'get_data_device',
    makeSource: 'create_data_source',
    offer: 'wl_data_offer',
    uses: [selection],
  },
  {
    manager: primary.zwp_primary_selection_device_manager_v1,
    device: 'zwp_primary_selection_device_v1',
    makeDevice: 'get_device',
    makeSource: 'create_source',
    offer: 'zwp_primary_selection_offer_v1',
    uses: [selection],
  },
  ...(['zwlr', 'ext'] as const).map((prefix) => ({
    manager:
      prefix === 'ext'
        ? dataControl.ext_data_control_manager_v1
        : wlrDataControl.zwlr_data_control_manager_v1,
    device: `${prefix}_data_control_device_v1`,
    makeDevice: 'get_data_device',
    makeSource: 'create_data_source',
    offer: `${prefix}_data_control_offer_v1`,
    uses: [selection, ['set_primary_selection', 'primary_selection'] as const],
  })),
];

type Way = 'to-host' | 'from-host' | 'none';

function clipboard(way: Way, kind: Kind = kinds[0]!, others: Record<string, number> = {}) {
  const made = fixture({
    tables: [dataControl, wlrDataControl, primary].flatMap((tables) => Object.values(tables)),
    globals: { wl_seat: 5, wl_compositor: 4, [kind.manager.name]: kind.manager.version, ...others },
    view: { clipboard: { toHost: way === 'to-host', fromHost: way === 'from-host' } },
  });
  const { client, host } = made;
  const [seat, manager] = [client.bind(wl_seat), client.bind(kind.manager)];
  const device = client.newId();
  client.say(manager, kind.makeDevice, { id: device, seat });
  const hostDevice = host.idOf(kind.device);
  /** A source of the client's. */
  const source = (): number => {
    const id = client.newId();
    client.say(manager, kind.makeSource, { id });
    return id;
  };
  /** An offer of the host's. */
  const offer = (mimeType = 'text/plain'): number => {
    const id = host.newId();
    host.say(hostDevice, 'data_offer', kind.device.startsWith('zwp') ? { offer: id } : { id });
    host.say(id, 'offer', { mime_type: mimeType });
    return id;
  };
  return { ...made, device, hostDevice, source, offer };
}

const serial = (request: string, kind: Kind): { serial?: number } =>
  request === 'set_selection' && !kind.device.includes('control') ? { serial: 7 } : {};

for (const kind of kinds) {
  for (const [set, selected] of kind.uses) {
    t.test(
      `${kind.device}.${selected}: what the host has is hidden, the client's own goes to it`,
      async (t) => {
        const { client, host, device, hostDevice, source, offer } = clipboard('to-host', kind);
        const first = offer();
        host.say(hostDevice, selected, { id: first });
        t.strictSame(client.seenOf(selected), [{ id: 0 }]);
        t.strictSame([client.seenOf('data_offer'), client.seenOf('offer')], [[], []]);
        const second = offer();
        host.say(hostDevice, selected, { id: second });
        t.notOk(host.objects.has(first), 'the offer before is destroyed');
        t.equal(client.seenOf(selected).length, 1, 'the client is not told of changes');
        client.say(device, set, { source: source(), ...serial(set, kind) });
        t.equal(host.seenOf(set).length, 1);
        client.say(device, kind.device === 'wl_data_device' ? 'release' : 'destroy');
        t.notOk(host.objects.has(second), 'the last offer goes with the device');
      },
    );

    t.test(`${kind.device}.${set}: the client's is kept from the host, whose own is seen`, async (t) => {
      const { client, host, device, hostDevice, source, offer } = clipboard('from-host', kind);
      const [first, second] = [source(), source()];
      client.say(device, set, { source: first, ...serial(set, kind) });
      t.strictSame(client.seenOf('cancelled'), []);
      client.say(device, set, { source: second, ...serial(set, kind) });
      t.match(client.seen.at(-1), { id: first, message: 'cancelled' });
      host.say(hostDevice, selected, { id: offer() });
      t.same(
        client.seen.slice(-2).map(({ id, message }) => [id, message]),
        [
          [second, 'cancelled'],
          [device, selected],
        ],
      );
      t.not(client.seenOf(selected).at(-1)?.['id'], 0);
      t.strictSame(host.seenOf(set), []);
    });
  }
}

for (const prefix of ['zwlr', 'ext']) {
  for (const kind of kinds.slice(0, 2)) {
    t.test(
      `with ${prefix}_data_control, only a new selection takes the place of ${kind.device}’s`,
      async (t) => {
        const manager = `${prefix}_data_control_manager_v1`;
        const version = prefix === 'ext' ? 1 : 2;
        const { client, host, device, hostDevice, source, offer } = clipboard('from-host', kind, {
          [manager]: version,
        });
        const told = kind === kinds[0] ? 'selection' : 'primary_selection';
        const control = host.idOf(`${prefix}_data_control_device_v1`);
        const isNow = (use = told): number => {
          const id = host.newId();
          host.say(control, 'data_offer', { id });
          host.say(id, 'offer', { mime_type: 'text/plain' });
          host.say(control, use, { id });
          return id;
        };
        isNow();
        const own = source();
        client.say(device, 'set_selection', { source: own, ...serial('set_selection', kind) });
        host.say(hostDevice, 'selection', { id: offer() });
        t.strictSame(client.seenOf('cancelled'), [], 'it is the one that there has been');
        isNow(told === 'selection' ? 'primary_selection' : 'selection');
        isNow(told === 'selection' ? 'primary_selection' : 'selection');
        host.say(control, told, { id: 0 });
        t.strictSame(client.seenOf('cancelled'), []);
        const offered = isNow();
        t.match(client.seen.at(-1), { id: own, message: 'cancelled' });
        t.notOk(host.objects.has(offered), 'nobody needs the offer');
        host.say(control, 'finished');
        const next = source();
        client.say(device, 'set_selection', { source: next, ...serial('set_selection', kind) });
        host.say(hostDevice, 'selection', { id: offer() });
        t.equal(client.seenOf('cancelled').length, 2, 'without it, what is announced may be new');
      },
    );
  }
}

t.test('a source that the client has destroyed is not cancelled', async (t) => {
  const { client, host, device, source } = clipboard('none');
  const first = source();
  client.say(device, 'set_selection', { source: first, serial: 7 });
  client.say(first, 'destroy');
  host.deleteId(host.idOf('wl_data_source'));
  client.say(device, 'set_selection', { source: 0, serial: 8 });
  t.strictSame(client.seenOf('cancelled'), []);
});

for (const [what, wrong] of [
  ['another object', 1],
  ['no object', 4000],
] as const) {
  t.test(`a selection that is ${what} ends the client, although the host never hears of it`, async (t) => {
    const { client, ends, device } = clipboard('none');
    client.say(device, 'set_selection', { source: wrong, serial: 7 });
    t.equal(ends[0]?.cause, 'client-fault');
  });
}

t.test("drags of others are not seen, and the client's own drag without data is", async (t) => {
  const { client, host, hostDevice, offer } = clipboard('to-host');
  const compositor = client.bind(wl_compositor);
  client.say(compositor, 'create_surface', { id: client.newId() });
  const place = { serial: 3, surface: host.idOf('wl_surface'), x: 256, y: 256 };
  const told = (): string[] => client.seen.map(({ message }) => message);
  const before = told();
  const id = offer();
  host.say(hostDevice, 'enter', { ...place, id });
  host.say(hostDevice, 'motion', { time: 1, x: 0, y: 0 });
  t.ok(host.objects.has(id), 'destroying it now would cancel the drag');
  host.say(hostDevice, 'leave');
  t.notOk(host.objects.has(id));
  const dropped = offer();
  host.say(hostDevice, 'enter', { ...place, id: dropped });
  host.say(hostDevice, 'drop');
  t.notOk(host.objects.has(dropped));
  t.strictSame(told(), before);
  host.say(hostDevice, 'enter', { ...place, id: 0 });
  host.say(hostDevice, 'motion', { time: 2, x: 0, y: 0 });
  host.say(hostDevice, 'leave');
  t.strictSame(told().slice(-3), ['enter', 'motion', 'leave']);
});

t.test('a drag with data ends at once, one without goes on', async (t) => {
  const { client, host, device, source } = clipboard('from-host');
  const compositor = client.bind(wl_compositor);
  const origin = client.newId();
  client.say(compositor, 'create_surface', { id: origin });
  const drag = source();
  client.say(device, 'start_drag', { source: drag, origin, icon: 0, serial: 9 });
  t.match(client.seen.at(-1), { id: drag, message: 'cancelled' });
  t.strictSame(host.seenOf('start_drag'), []);
  client.say(device, 'start_drag', { source: 0, origin, icon: 0, serial: 9 });
  t.equal(host.seenOf('start_drag').length, 1);
});
