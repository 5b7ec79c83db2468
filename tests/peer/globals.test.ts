import t from 'tap';
import { displayError } from '../../src/errors.js';
import { wl_compositor, wl_fixes, wl_seat } from '../../src/protocol/generated/wayland.js';
import type { HostGlobal } from '../../src/peer/host-globals.js';
import { fixture, noLeaks } from '../support/fixture.js';
import { decant_other, decant_probe } from '../support/test-protocol.js';

noLeaks(t);

const numbers = { int: 1, uint: 2, fixed: 3 };
const { invalidObject } = displayError;

t.test('globals are announced in the order of the host, versions capped by the table', async (t) => {
  const { client } = fixture({ globals: { wl_seat: 2, decant_probe: 99, wl_compositor: 1 } });
  client.getRegistry();
  t.strictSame(client.globals(), [
    { name: 1, interface: 'wl_seat', version: 2 },
    { name: 2, interface: 'decant_probe', version: decant_probe.version },
    { name: 3, interface: 'wl_compositor', version: 1 },
  ]);
});

t.test('no client sees or binds a version above what was asked for', async (t) => {
  const { client, ends } = fixture({ globals: { decant_probe: 4, wl_seat: 5 }, caps: { decant_probe: 2 } });
  const registry = client.getRegistry();
  t.strictSame(
    client.globals().map(({ version }) => version),
    [2, 5],
  );
  client.say(registry, 'bind', {
    name: 1,
    id: { interface: 'decant_probe', version: 3, id: client.newId() },
  });
  t.match(client.seen.at(-1), { message: 'error', args: { object_id: registry, code: invalidObject } });
  t.equal(ends[0]?.cause, 'client-fault');
});

t.test('interfaces without a table and those not offered are hidden, binding them is an error', async (t) => {
  const story = fixture({
    globals: { nobody_knows_v1: 1, decant_probe: 4, wl_seat: 1 },
    notOffered: { wl_seat: 'for this test' },
  });
  const { client } = story;
  const registry = client.getRegistry();
  t.strictSame(
    client.globals().map((global) => global.interface),
    ['decant_probe'],
  );
  client.say(registry, 'bind', { name: 3, id: { interface: 'wl_seat', version: 1, id: client.newId() } });
  t.match(client.seen.at(-1), { message: 'error', args: { object_id: registry, code: invalidObject } });
});

for (const [what, name, wanted] of [
  ['a name that was never announced', 77, { interface: 'decant_probe', version: 1 }],
  ['another interface', 1, { interface: 'decant_other', version: 1 }],
  ['an interface without a table', 1, { interface: 'nobody_knows_v1', version: 1 }],
  ['version 0', 1, { interface: 'decant_probe', version: 0 }],
  ['a version above the announced one', 1, { interface: 'decant_probe', version: 4 }],
] as const) {
  t.test(`a bind of ${what} is an error on the registry`, async (t) => {
    const { client, host, ends } = fixture({ globals: { decant_probe: 3 } });
    const registry = client.getRegistry();
    client.say(registry, 'bind', { name, id: { ...wanted, id: client.newId() } });
    t.match(client.seen.at(-1), { message: 'error', args: { object_id: registry, code: invalidObject } });
    t.equal(host.seenOf('bind').length, 0);
    t.equal(ends[0]?.cause, 'client-fault');
  });
}

t.test('a global that comes and goes is told to every registry', async (t) => {
  const { client, host } = fixture({ globals: {} });
  const [first, second] = [client.getRegistry(), client.getRegistry()];
  const name = host.announce('decant_probe', 2);
  for (const registry of [first, second])
    t.strictSame(client.globals(registry), [{ name, interface: 'decant_probe', version: 2 }]);
  host.withdraw(name);
  for (const registry of [first, second]) t.strictSame(client.globals(registry), []);
  t.strictSame(client.globals(client.getRegistry()), [], 'later registries do not hear of it');
});

t.test('a bind of a vanished global makes an inert object, as do its requests', async (t) => {
  const { client, host, peer, ends } = fixture();
  const registry = client.getRegistry();
  const before = peer.context.objects.client.low.count;
  host.withdraw(1);
  const seenByHost = host.seen.length;
  const [id, child] = [client.newId(), client.newId() + 1];
  client.say(registry, 'bind', { name: 1, id: { interface: 'decant_probe', version: 4, id } });
  client.say(id, 'numbers', numbers);
  client.say(id, 'make', { id: child });
  client.say(child, 'text', { text: 'x', maybe: null });
  t.equal(host.seen.length, seenByHost, 'the host hears nothing of it');
  client.say(child, 'destroy');
  client.say(id, 'destroy');
  t.strictSame(client.seenOf('delete_id'), [{ id: child }, { id }]);
  t.equal(peer.context.objects.client.low.count, before);
  t.strictSame(ends, []);
});

t.test('an inert object given to a living one stops the request, or is null', async (t) => {
  const { client, host, ends } = fixture({ globals: { decant_probe: 4 } });
  const registry = client.getRegistry();
  const probe = client.bind(decant_probe);
  host.withdraw(1);
  const inert = client.newId();
  client.say(registry, 'bind', { name: 1, id: { interface: 'decant_probe', version: 4, id: inert } });
  client.say(probe, 'objects', { probe, maybe: inert, any: probe });
  t.match(host.seen.at(-1), { message: 'objects', args: { maybe: 0 } });
  const made = client.newId();
  client.say(probe, 'make_of', { id: made, probe: inert });
  t.equal(host.seenOf('make_of').length, 0);
  client.say(made, 'numbers', numbers);
  t.equal(host.seenOf('numbers').length, 0, 'what it made is inert, too');
  client.say(probe, 'numbers', numbers);
  t.equal(host.seenOf('numbers').length, 1);
  t.strictSame(ends, []);
});

t.test('an inert object is still held to the protocol', async (t) => {
  const { client, host } = fixture();
  const registry = client.getRegistry();
  host.withdraw(1);
  const id = client.newId();
  client.say(registry, 'bind', { name: 1, id: { interface: 'decant_probe', version: 1, id } });
  client.say(id, 'late', { value: 1 });
  t.match(client.seen.at(-1), { message: 'error' });
});

t.test('a name that the host gives again is a new global', async (t) => {
  const { client, host } = fixture({ globals: {} });
  client.getRegistry();
  host.announce('decant_probe', 1, 5);
  host.withdraw(5);
  host.announce('decant_other', 1, 5);
  t.strictSame(client.globals(), [{ name: 5, interface: 'decant_other', version: 1 }]);
  client.bind(decant_other);
  t.match(host.seen.at(-1), { message: 'bind', args: { name: 5, id: { interface: 'decant_other' } } });
});

t.test('the host is asked for its globals once, however many registries there are', async (t) => {
  const { client, host } = fixture();
  for (let i = 0; i < 10; i++) client.getRegistry();
  t.equal(host.seenOf('get_registry').length, 1);
});

t.test('a registry ends by wl_fixes and its id is free', async (t) => {
  const { client, host, ends } = fixture({ globals: { wl_fixes: 1, wl_compositor: 1 } });
  const [kept, ended] = [client.getRegistry(), client.getRegistry()];
  const fixes = client.bind(wl_fixes, 1, kept);
  client.say(fixes, 'destroy_registry', { registry: ended });
  t.strictSame(client.seenOf('delete_id'), [{ id: ended }]);
  t.equal(host.seenOf('destroy_registry').length, 0);
  host.announce('wl_seat', 1);
  t.equal(client.seenOf('global').at(-1)?.['interface'], wl_seat.name);
  t.equal(client.seen.at(-1)?.id, kept);
  client.bind(wl_compositor, 1, kept);
  t.strictSame(ends, []);
});

t.test('the host is told of a removal once all registries have acknowledged it', async (t) => {
  const { client, host } = fixture({ globals: { wl_fixes: 2, decant_probe: 1 } });
  const [first, second] = [client.getRegistry(), client.getRegistry()];
  const fixes = client.bind(wl_fixes, 2, first);
  host.withdraw(2);
  client.say(fixes, 'ack_global_remove', { registry: first, name: 2 });
  t.equal(host.seenOf('ack_global_remove').length, 0);
  client.say(fixes, 'ack_global_remove', { registry: second, name: 2 });
  t.strictSame(host.seenOf('ack_global_remove'), [{ registry: host.idOf('wl_registry'), name: 2 }]);
  client.say(fixes, 'ack_global_remove', { registry: second, name: 2 });
  t.match(client.seen.at(-1), { message: 'error', args: { object_id: fixes } });
});

t.test('a registry that goes has no removal left to acknowledge', async (t) => {
  const { client, host } = fixture({ globals: { wl_fixes: 2, decant_probe: 1 } });
  const [first, second] = [client.getRegistry(), client.getRegistry()];
  const fixes = client.bind(wl_fixes, 2, first);
  host.withdraw(2);
  client.say(fixes, 'ack_global_remove', { registry: first, name: 2 });
  client.say(fixes, 'destroy_registry', { registry: second });
  t.strictSame(host.seenOf('ack_global_remove'), [{ registry: host.idOf('wl_registry'), name: 2 }]);
});

t.test('a global of our own is bound here and a bind after its withdrawal is inert', async (t) => {
  const { client, host, peer, ends } = fixture({ globals: {} });
  const registry = client.getRegistry();
  const said: number[] = [];
  const { globals } = peer.context;
  const make = (id: number, version: number) =>
    void peer.context.addResource(decant_probe, version, id, {
      numbers: (_target, { int }) => void said.push(int),
    });
  let name = 0;
  peer.context.act(() => (name = globals.offer(decant_probe, 2, make)));
  client.read();
  t.strictSame(client.globals(), [{ name, interface: 'decant_probe', version: 2 }]);
  const heard = host.seen.length;
  client.say(client.bind(decant_probe, 2, registry), 'numbers', numbers);
  t.strictSame(said, [1]);
  peer.context.act(() => globals.withdraw(name));
  const late = client.newId();
  client.say(registry, 'bind', { name, id: { interface: 'decant_probe', version: 2, id: late } });
  client.say(late, 'numbers', numbers);
  t.strictSame(said, [1]);
  t.equal(host.seen.length, heard, 'the host hears nothing of it');
  t.strictSame(ends, []);
});

t.test('the peer binds globals for itself, hidden ones too', async (t) => {
  const { client, host, peer } = fixture({
    globals: { decant_probe: 3 },
    notOffered: { decant_probe: 'ours' },
  });
  const seen: string[] = [];
  const { hostGlobals } = peer.context;
  const watcher = {
    added: (global: HostGlobal) => {
      seen.push(`+${global.interface}`);
      hostGlobals.bind(global, decant_probe, 2, { numbers: (_target, { int }) => void seen.push(`${int}`) });
    },
    removed: (global: HostGlobal) => void seen.push(`-${global.interface}`),
  };
  peer.context.act(() => hostGlobals.watch(watcher));
  host.read();
  t.strictSame(client.globals(client.getRegistry()), []);
  t.match(host.seenOf('bind'), [{ id: { interface: 'decant_probe', version: 2 } }]);
  host.say(host.idOf('decant_probe'), 'numbers', numbers);
  host.withdraw(1);
  t.strictSame(seen, ['+decant_probe', '1', '-decant_probe']);
});

t.test('a client that makes registries without end runs out of memory, not the peer', async (t) => {
  const { client, ends } = fixture({ globals: {} });
  for (let i = 0; i < 1024; i++) client.getRegistry();
  t.strictSame(ends, [], 'control: so many may be');
  client.say(1, 'get_registry', { registry: client.newId() });
  t.match(client.seen.at(-1), { message: 'error', args: { object_id: 1, code: displayError.noMemory } });
});

t.test('a callback on an inert object is answered by the peer', async (t) => {
  const { client, host } = fixture({ globals: { wl_compositor: 4 } });
  const registry = client.getRegistry();
  host.withdraw(1);
  const [compositor, surface, callback] = [client.newId(), client.newId() + 1, client.newId() + 2];
  client.say(registry, 'bind', { name: 1, id: { interface: 'wl_compositor', version: 4, id: compositor } });
  client.say(compositor, 'create_surface', { id: surface });
  client.say(surface, 'frame', { callback });
  t.strictSame(client.seenOf('done'), [{ callback_data: 0 }]);
  t.strictSame(client.seenOf('delete_id'), [{ id: callback }]);
});

t.test(
  'a host that gives its globals the names of ours is another decant, and all can be bound',
  async (t) => {
    const { client, host, peer } = fixture({ globals: { wl_fixes: 2 } });
    const bound: number[] = [];
    const own = peer.context.globals.offer(decant_other, 1, (id) => {
      peer.context.addResource(decant_other, 1, id, {});
      bound.push(id);
    });
    host.announce('wl_seat', 1, own);
    const registry = client.getRegistry();
    const names = client.globals(registry).map(({ name }) => name);
    t.equal(new Set(names).size, 3);
    client.bind(decant_other, 1, registry);
    t.equal(bound.length, 1);
    const fixes = client.bind(wl_fixes, 2, registry);
    client.bind(wl_seat, 1, registry);
    t.match(host.seenOf('bind').at(-1), { name: own, id: { interface: 'wl_seat' } });
    host.withdraw(own);
    const removed = client.seenOf('global_remove').at(-1)?.['name'] as number;
    t.not(removed, own, 'ours stays');
    client.bind(decant_other, 1, registry);
    t.equal(bound.length, 2);
    client.say(fixes, 'ack_global_remove', { registry, name: removed });
    t.match(host.seenOf('ack_global_remove'), [{ name: own }]);
  },
);
