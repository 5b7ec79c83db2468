import t from 'tap';
import { maxBacklogBytes } from '../../src/peer/relay.js';
import { receiveBytes } from '../../src/wire/framing.js';
import { fixture, noLeaks, someFd } from '../support/fixture.js';
import { decant_probe } from '../support/test-protocol.js';

noLeaks(t);

/** Some megabytes in pieces, far more than the peer may hold. */
const pieces = 200;
const pieceBytes = 20_000;
/** What may wait in a peer for one side: a backlog that was not yet too much, and one inbox more. */
const mostKept = maxBacklogBytes + receiveBytes;

t.test('a client that never reads stops the host; when it reads, everything comes in order', async (t) => {
  const { client, host } = fixture();
  client.bind(decant_probe);
  client.takeRaw();
  const probe = host.idOf('decant_probe');
  client.reading = false;
  let taken = 0;
  for (let i = 0; i < pieces; i++) {
    const text = `${i}`.padEnd(pieceBytes);
    host.say(probe, 'text', { text, maybe: null });
    if (host.transport.wantsReadable) taken++;
  }
  t.notOk(host.transport.wantsReadable, 'the peer has stopped reading from the host');
  t.ok(taken * pieceBytes <= client.transport.capacityBytes + mostKept, `it took ${taken} pieces`);
  client.resume();
  t.strictSame(
    client.seenOf('text').map(({ text }) => Number(text)),
    Array.from({ length: pieces }, (_, i) => i),
  );
  t.ok(host.transport.wantsReadable, 'the peer reads again');
});

t.test('a host that does not read stops the client; when it reads, everything comes in order', async (t) => {
  const { client, host } = fixture();
  const probe = client.bind(decant_probe);
  host.reading = false;
  for (let i = 0; i < pieces; i++)
    client.say(probe, 'text', { text: `${i}`.padEnd(pieceBytes), maybe: null });
  t.notOk(client.transport.wantsReadable, 'the peer has stopped reading from the client');
  host.resume();
  t.strictSame(
    host.seenOf('text').map(({ text }) => Number(text)),
    Array.from({ length: pieces }, (_, i) => i),
  );
  t.ok(client.transport.wantsReadable);
});

t.test('one side that does not read does not stop the other way', async (t) => {
  const { client, host } = fixture();
  const probe = client.bind(decant_probe);
  client.reading = false;
  for (let i = 0; i < pieces; i++)
    host.say(host.idOf('decant_probe'), 'text', { text: 'x'.repeat(pieceBytes), maybe: null });
  client.say(probe, 'numbers', { int: 1, uint: 2, fixed: 3 });
  t.equal(host.seenOf('numbers').length, 1);
});

t.test('a client that asks for registries and does not read is not served without end', async (t) => {
  const globals = Object.fromEntries([['decant_probe', 4]]);
  const { client, host, peer } = fixture({ globals });
  for (let i = 0; i < 200; i++) host.announce('decant_probe', 1);
  client.reading = false;
  const asked = 1000;
  const requests = Array.from({ length: asked }, () => {
    return client.encode(1, 'get_registry', { registry: client.newId() }).bytes;
  });
  client.sayBytes(Buffer.concat(requests));
  const answerBytes = 201 * 36;
  t.notOk(client.transport.wantsReadable, 'the peer has stopped reading from the client');
  t.ok(client.transport.unreadBytes <= client.transport.capacityBytes);
  const kept = client.transport.unreadBytes + mostKept + answerBytes;
  t.ok(kept < asked * answerBytes, 'control: answering all would have been more');
  t.ok(peer.context.objects.client.low.count < 200, 'most of them were not looked at yet');
  client.resume();
  t.equal(client.seenOf('global').length, asked * 201);
});

for (const capacity of [1, 7, 24, 100]) {
  t.test(`a side that takes ${capacity} bytes at a time gets the same bytes and descriptors`, async (t) => {
    const { client, host } = fixture();
    const probe = client.bind(decant_probe);
    host.takeRaw();
    host.transport.capacityBytes = capacity;
    for (let i = 0; i < 20; i++) {
      client.say(probe, 'numbers', { int: i, uint: i, fixed: i });
      client.say(probe, 'pass_two', { first: someFd(), text: `${i}`, second: someFd() });
    }
    t.strictSame(
      host.seenOf('pass_two').map(({ text }) => Number(text)),
      Array.from({ length: 20 }, (_, i) => i),
    );
    t.equal(host.strayFds, 0);
  });
}

t.test('the host can be asked for a sign of life, of which the client knows nothing', async (t) => {
  const { client, host, peer } = fixture();
  const probe = client.bind(decant_probe);
  peer.askHost();
  client.say(probe, 'numbers', { int: 1, uint: 2, fixed: 3 });
  t.equal(host.seenOf('sync').length, 1);
  const before = client.seen.length;
  host.say(host.idOf('wl_callback'), 'done', { callback_data: 0 });
  t.equal(client.seen.length, before);
  client.say(probe, 'numbers', { int: 1, uint: 2, fixed: 3 });
  t.equal(host.seenOf('numbers').length, 2);
});
