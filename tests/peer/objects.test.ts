import t from 'tap';
import { serverIdStart } from '../../src/wire/framing.js';
import { fixture, noLeaks, someFd, type Fixture } from '../support/fixture.js';
import { checkObjects } from '../support/object-checks.js';
import { decant_probe } from '../support/test-protocol.js';

noLeaks(t);

const numbers = { int: 1, uint: 2, fixed: 3 };
const firstHostId = serverIdStart | 0;

function offered(story: Fixture): { clientId: number; hostId: number } {
  const { client, host } = story;
  const hostId = host.newId();
  host.say(
    host.idsOf('decant_probe').find((id) => id > 0)!,
    'offer',
    { id: hostId },
  );
  return { clientId: client.seen.at(-1)!.args['id'] as number, hostId };
}

t.test('delete_id reaches the client only when the host has said it', async (t) => {
  const { client, host, peer } = fixture();
  const probe = client.bind(decant_probe);
  client.say(probe, 'destroy');
  t.equal(client.seenOf('delete_id').length, 0);
  host.deleteId(host.idOf('decant_probe'));
  t.strictSame(client.seenOf('delete_id'), [{ id: probe }]);
  checkObjects(peer.context.objects);
});

t.test('an id is free again on both sides after delete_id', async (t) => {
  const { client, host, peer } = fixture();
  const probe = client.bind(decant_probe);
  const before = peer.context.objects.client.low.count;
  for (let i = 0; i < 50; i++) {
    const id = client.newId();
    client.say(probe, 'make', { id });
    client.say(id, 'destroy');
    host.deleteId(host.idOf('decant_probe'));
  }
  t.equal(peer.context.objects.client.low.count, before);
  t.equal(
    peer.context.objects.host.low.used,
    peer.context.objects.host.low.count + 2,
    'one id was used all the time',
  );
  checkObjects(peer.context.objects);
});

t.test('an event that was under way when the client destroyed the object still arrives', async (t) => {
  const { client, host } = fixture();
  const probe = client.bind(decant_probe);
  const hostId = host.idOf('decant_probe');
  client.say(probe, 'destroy');
  host.say(hostId, 'pass', { fd: someFd() });
  t.match(client.seen.at(-1), { id: probe, message: 'pass' });
});

t.test('a callback is answered once and gone', async (t) => {
  const { client, host } = fixture();
  const callback = client.sync();
  t.equal(client.seenOf('done').length, 0, 'not answered before the host does');
  host.answerSyncs();
  t.strictSame(client.seenOf('delete_id'), [{ id: callback }]);
  t.match(
    client.seen.map((each) => each.message),
    ['done', 'delete_id'],
  );
});

t.test('round trips are answered in order with what came before', async (t) => {
  const { client, host } = fixture();
  client.bind(decant_probe);
  client.sync();
  client.sync();
  host.say(host.idOf('decant_probe'), 'numbers', numbers);
  host.answerSyncs();
  t.match(
    client.seen.map((each) => each.message).filter((name) => name !== 'delete_id'),
    ['global', 'numbers', 'done', 'done'],
  );
});

t.test('objects of the host live in its range on both sides', async (t) => {
  const story = fixture();
  const { client, host } = story;
  client.bind(decant_probe);
  const { clientId, hostId } = offered(story);
  t.equal(clientId, firstHostId);
  t.equal(hostId, firstHostId);
  host.say(hostId, 'numbers', numbers);
  t.match(client.seen.at(-1), { id: clientId, args: numbers });
  client.say(clientId, 'numbers', numbers);
  t.match(host.seen.at(-1), { id: hostId, args: numbers });
  client.say(clientId, 'objects', { probe: clientId, maybe: clientId, any: clientId });
  t.match(host.seen.at(-1), { args: { probe: hostId, maybe: hostId, any: hostId } });
});

t.test(
  'late events for a destroyed object of the host are swallowed, with descriptors and new objects',
  async (t) => {
    const story = fixture();
    const { client, host, peer } = story;
    client.bind(decant_probe);
    const { clientId, hostId } = offered(story);
    client.say(clientId, 'destroy');
    const seen = client.seen.length;
    const probe = host.idsOf('decant_probe')[0]!;
    const late = [
      [hostId, 'pass', { fd: someFd() }],
      [hostId, 'offer_with', { text: 'x', id: hostId + 1, fd: someFd() }],
      [hostId + 1, 'numbers', numbers],
    ] as const;
    host.objects.set(hostId, decant_probe);
    for (const [id, name, args] of late) host.say(id, name, args);
    t.equal(client.seen.length, seen, 'nothing of it arrived');
    host.say(probe, 'numbers', numbers);
    t.match(client.seen.at(-1), { message: 'numbers' });
    checkObjects(peer.context.objects);
  },
);

t.test('an object of the host that the client destroyed is null in events, or stops them', async (t) => {
  const story = fixture();
  const { client, host, ends } = story;
  client.bind(decant_probe);
  const { clientId, hostId } = offered(story);
  const probe = host.idsOf('decant_probe').find((id) => id > 0)!;
  client.say(clientId, 'destroy');
  host.say(probe, 'pointed', { maybe: hostId });
  t.strictSame(client.seen.at(-1)?.args, { maybe: 0 });
  const seen = client.seen.length;
  host.say(probe, 'offer_of', { probe: hostId, id: hostId + 1, fd: someFd() });
  t.equal(client.seen.length, seen, 'an argument that may not be null has nothing to stand for it');
  host.say(probe, 'numbers', numbers);
  t.match(client.seen.at(-1), { message: 'numbers' });
  t.strictSame(ends, []);
});

t.test('the host uses an id of its own again', async (t) => {
  const story = fixture();
  const { client, host, peer } = story;
  client.bind(decant_probe);
  for (let i = 0; i < 20; i++) {
    const { clientId, hostId } = offered(story);
    t.equal(hostId, firstHostId);
    client.say(clientId, 'numbers', numbers);
    t.match(host.seen.at(-1), { id: hostId, message: 'numbers' });
    client.say(clientId, 'destroy');
  }
  t.equal(peer.context.objects.host.high.count, 1);
  checkObjects(peer.context.objects);
});

t.test("a destructor event ends an object of the host's", async (t) => {
  const story = fixture();
  const { client, host, ends } = story;
  client.bind(decant_probe);
  const { clientId, hostId } = offered(story);
  host.say(hostId, 'gone');
  t.match(client.seen.at(-1), { id: clientId, message: 'gone' });
  const again = offered(story);
  t.equal(again.hostId, hostId);
  client.say(again.clientId, 'numbers', numbers);
  t.match(host.seen.at(-1), { message: 'numbers' });
  t.strictSame(ends, []);
});

t.test('more objects than fit into the first table', async (t) => {
  const { client, host, peer } = fixture();
  const probe = client.bind(decant_probe);
  const ids = Array.from({ length: 3000 }, (_, i) => probe + 1 + i);
  const messages = ids.map((id) => client.encode(probe, 'make', { id }).bytes);
  client.sayBytes(Buffer.concat(messages));
  client.say(ids.at(-1)!, 'numbers', numbers);
  t.match(host.seen.at(-1), { id: host.idOf('decant_probe'), message: 'numbers' });
  checkObjects(peer.context.objects);
});
