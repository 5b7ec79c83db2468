import t from 'tap';
import { displayError } from '../../src/errors.js';
import { fixture, noLeaks, someFd, type Fixture } from '../support/fixture.js';
import { decant_probe } from '../support/test-protocol.js';

noLeaks(t);

const numbers = { int: 1, uint: 2, fixed: 3 };

t.test("the host's error is told on the client's object", async (t) => {
  const { client, host, ends } = fixture();
  client.getRegistry();
  const probe = client.bind(decant_probe, 4, client.getRegistry());
  const hostId = host.idOf('decant_probe');
  t.not(probe, hostId, 'control: the ids differ');
  host.say(1, 'error', { object_id: hostId, code: 42, message: 'no' });
  t.match(client.seen.at(-1), { message: 'error', args: { object_id: probe, code: 42, message: 'no' } });
  t.match(ends, [{ cause: 'host-refused', text: new RegExp(`decant_probe#${hostId}.*42.*no`) }]);
});

t.test('nothing that follows an error of the host is passed on', async (t) => {
  const { client, host } = fixture();
  client.bind(decant_probe);
  const say = (id: number, name: string, args: Parameters<typeof host.encode>[2]) =>
    host.encode(id, name, args).bytes;
  const probe = host.idOf('decant_probe');
  const error = { object_id: 1, code: 0, message: 'no' };
  host.sayBytes(Buffer.concat([say(1, 'error', error), say(probe, 'numbers', numbers)]));
  t.equal(client.seen.at(-1)?.message, 'error');
});

t.test("the host's error on an object of the peer's own is told on wl_display", async (t) => {
  const { client, host, ends } = fixture();
  host.say(1, 'error', { object_id: host.idOf('wl_registry'), code: 0, message: 'no' });
  t.match(client.seen.at(-1), {
    message: 'error',
    args: { object_id: 1, code: displayError.implementation, message: /wl_registry#2.*no/ },
  });
  t.equal(ends[0]?.cause, 'host-refused');
});

t.test("the host's error on wl_display stays there, with its code", async (t) => {
  const { client, host } = fixture();
  host.say(1, 'error', { object_id: 1, code: displayError.noMemory, message: 'full' });
  t.match(client.seen.at(-1), { args: { object_id: 1, code: displayError.noMemory, message: 'full' } });
});

t.test("the host's error is found again however long it is", async (t) => {
  const { client, host, ends } = fixture();
  host.say(1, 'error', { object_id: host.idOf('wl_registry'), code: 0, message: 'é'.repeat(32000) });
  t.match(client.seen.at(-1), { message: 'error', args: { object_id: 1 } });
  t.equal(ends[0]?.cause, 'host-refused');
});

t.test('what the host said before it closed reaches the client', async (t) => {
  const { client, host, ends } = fixture();
  client.bind(decant_probe);
  const { bytes } = host.encode(host.idOf('decant_probe'), 'numbers', numbers);
  host.transport.put(bytes);
  host.hangUp();
  t.strictSame(client.seenOf('numbers'), [numbers]);
  t.equal(ends[0]?.cause, 'host-left');
  t.ok(client.transport.closed);
});

t.test('what the client said before it closed reaches the host, with descriptors', async (t) => {
  const { client, host, ends } = fixture();
  const probe = client.bind(decant_probe);
  const { bytes, fds } = client.encode(probe, 'pass', { fd: someFd() });
  client.transport.put(bytes, fds);
  client.hangUp();
  t.equal(host.seenOf('pass').length, 1);
  t.equal(ends[0]?.cause, 'client-left');
  t.ok(host.transport.closed);
});

t.test('what a client that is gone had said still reaches a host that is slow', async (t) => {
  const { client, host, ends } = fixture();
  const probe = client.bind(decant_probe);
  host.reading = false;
  host.transport.capacityBytes = 100;
  const messages = Array.from({ length: 50 }, () => client.encode(probe, 'numbers', numbers).bytes);
  client.transport.put(Buffer.concat(messages));
  client.hangUp();
  t.strictSame(ends, [], 'the peer waits for the host');
  host.resume();
  t.equal(host.seenOf('numbers').length, 50);
  t.equal(ends[0]?.cause, 'client-left');
});

t.test('a client that closes without reading is no bug', async (t) => {
  const { client, host, ends } = fixture();
  client.bind(decant_probe);
  client.reading = false;
  client.transport.capacityBytes = 10;
  const hostId = host.idOf('decant_probe');
  for (let i = 0; i < 10; i++) host.say(hostId, 'pass', { fd: someFd() });
  client.hangUp();
  t.equal(ends[0]?.cause, 'client-left');
});

t.test('a peer that is stopped sends what waits and closes both sides', async (t) => {
  const { client, host, peer, ends } = fixture();
  const probe = client.bind(decant_probe);
  client.say(probe, 'numbers', numbers);
  peer.stop('enough');
  t.match(ends, [{ cause: 'stopped', text: 'enough' }]);
  t.ok(client.transport.closed && host.transport.closed);
  peer.stop('again');
  t.equal(ends.length, 1);
});

t.test('what the client said before it closed reaches the host even if an event comes first', async (t) => {
  const { client, host, ends } = fixture();
  const probe = client.bind(decant_probe);
  const { bytes } = client.encode(probe, 'numbers', numbers);
  client.transport.put(bytes);
  client.transport.hangUp();
  // The host's event is relayed first, to a client that takes nothing more.
  host.say(host.idOf('decant_probe'), 'numbers', numbers);
  t.strictSame(host.seenOf('numbers'), [numbers]);
  t.equal(ends[0]?.cause, 'client-left');
});

/** A peer that has something left to send to both sides, who read nothing. */
function bothBehind(): Fixture {
  const made = fixture();
  const { client, host } = made;
  const probe = client.bind(decant_probe);
  client.reading = host.reading = false;
  client.transport.capacityBytes = host.transport.capacityBytes = 10;
  client.say(probe, 'numbers', numbers);
  host.say(host.idOf('decant_probe'), 'numbers', numbers);
  return made;
}

t.test('a client that has gone with events unread is not waited for while the host is slow', async (t) => {
  const { client, host, ends } = bothBehind();
  t.ok(client.transport.wantsWritable && host.transport.wantsWritable, 'control: both have to wait');
  client.hangUp();
  t.notOk(client.transport.wantsWritable, 'a socket whose other end has closed is always writable');
  t.strictSame(ends, []);
  host.resume();
  t.strictSame(host.seenOf('numbers'), [numbers]);
  t.equal(ends[0]?.cause, 'client-left');
});

t.test('a peer whose sides have both gone ends at once, whatever still waited', async (t) => {
  const { client, host, ends } = bothBehind();
  client.hangUp();
  t.strictSame(ends, [], 'control: the host is waited for');
  host.hangUp();
  t.match(ends, [{ cause: 'client-left', text: 'the client takes nothing more' }]);
});
