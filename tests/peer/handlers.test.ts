import t from 'tap';
import { ProtocolError } from '../../src/errors.js';
import type { OwnedFd } from '../../src/native/fd.js';
import { consumed, defineHandler } from '../../src/peer/handler.js';
import { fileAt, fileOf, fixture, noLeaks, someFd } from '../support/fixture.js';
import { decant_probe } from '../support/test-protocol.js';

noLeaks(t);

const numbers = { int: 1, uint: 2, fixed: 3 };

/** A probe with handlers, and what comes before and after, so that order shows. */
function handled(functions: Parameters<typeof defineHandler<typeof decant_probe>>[1]) {
  const story = fixture({ handlers: [defineHandler(decant_probe, functions)] });
  return { ...story, probe: story.client.bind(decant_probe) };
}

t.test('a handler that returns nothing lets the message pass, descriptor and all', async (t) => {
  const { client, host, probe } = handled({
    requests: { pass: () => undefined },
    events: { pass: () => undefined },
  });
  client.say(probe, 'pass', { fd: someFd('/dev/zero') });
  t.equal(fileOf(host.seen.at(-1)?.args['fd'] as OwnedFd), fileAt('/dev/zero'));
  host.say(host.idOf('decant_probe'), 'pass', { fd: someFd('/dev/full') });
  t.equal(fileOf(client.seen.at(-1)?.args['fd'] as OwnedFd), fileAt('/dev/full'));
});

t.test('a handler changes a message; those around it keep their places', async (t) => {
  const { client, host, probe } = handled({
    requests: { text: (_, { text }) => ({ text: `${text}!`.repeat(50), maybe: null }) },
    events: { text: () => ({ text: '', maybe: 'm' }) },
  });
  const say = (name: string, args: Parameters<typeof client.encode>[2]) =>
    client.encode(probe, name, args).bytes;
  client.sayBytes(
    Buffer.concat([
      say('numbers', numbers),
      say('text', { text: 'a', maybe: null }),
      say('numbers', numbers),
    ]),
  );
  t.strictSame(
    host.seen.slice(-3).map((each) => each.message),
    ['numbers', 'text', 'numbers'],
  );
  t.strictSame(host.seenOf('text'), [{ text: 'a!'.repeat(50), maybe: null }]);
  host.say(host.idOf('decant_probe'), 'text', { text: 'b', maybe: null });
  t.strictSame(client.seenOf('text'), [{ text: '', maybe: 'm' }]);
});

t.test('a message that a handler consumed does not pass and its descriptor is closed', async (t) => {
  const { client, host, probe } = handled({ requests: { pass: () => consumed } });
  client.say(probe, 'pass', { fd: someFd() });
  client.say(probe, 'numbers', numbers);
  t.equal(host.seenOf('pass').length, 0);
  t.equal(host.seenOf('numbers').length, 1);
});

t.test('a handler keeps a descriptor by releasing it', async (t) => {
  const kept: OwnedFd[] = [];
  const { client, probe } = handled({
    requests: {
      pass: (_, { fd }) => {
        kept.push(fd);
        return consumed;
      },
    },
  });
  client.say(probe, 'pass', { fd: someFd() });
  t.ok(kept[0]?.released, 'one that is only remembered is closed');
});

t.test('a handler puts another descriptor in the place of one, which is closed', async (t) => {
  const { client, host, probe } = handled({
    requests: { pass_two: (_, { text, second }) => ({ first: someFd('/dev/full'), text, second }) },
  });
  client.say(probe, 'pass_two', { first: someFd('/dev/null'), text: 'x', second: someFd('/dev/zero') });
  const { first, second } = host.seen.at(-1)!.args;
  t.equal(fileOf(first as OwnedFd), fileAt('/dev/full'));
  t.equal(fileOf(second as OwnedFd), fileAt('/dev/zero'));
});

t.test('ids that a handler gives are those of the sender', async (t) => {
  const { client, host, probe } = handled({
    requests: { objects: ({ id }) => ({ probe: id, maybe: id, any: id }) },
  });
  const other = client.newId();
  client.say(probe, 'make', { id: other });
  client.say(probe, 'objects', { probe: other, maybe: 0, any: other });
  const hostId = host.idsOf('decant_probe')[0]!;
  t.strictSame(host.seen.at(-1)?.args, { probe: hostId, maybe: hostId, any: hostId });
});

t.test('a new object passes a handler', async (t) => {
  const { client, host, probe } = handled({
    requests: { make: () => undefined, make_of: (_, args) => args },
  });
  const [first, second] = [client.newId(), client.newId() + 1];
  client.say(probe, 'make', { id: first });
  client.say(probe, 'make_of', { id: second, probe: first });
  client.say(second, 'numbers', numbers);
  t.equal(host.seen.at(-1)?.id, host.idOf('decant_probe'));
});

t.test("an error that a handler throws is the client's, on the object it names", async (t) => {
  const { client, host, ends, probe } = handled({
    requests: {
      pass: ({ id }) => {
        throw new ProtocolError(id, 5, 'not like this');
      },
    },
  });
  client.say(probe, 'numbers', numbers);
  client.say(probe, 'pass', { fd: someFd() });
  t.match(client.seen.at(-1), {
    message: 'error',
    args: { object_id: probe, code: 5, message: 'not like this' },
  });
  t.equal(host.seenOf('numbers').length, 1);
  t.equal(ends[0]?.cause, 'client-fault');
});

t.test('a bad message behind a handler closes its descriptors and repeats nothing', async (t) => {
  for (const make_with of [
    () => undefined,
    (_: unknown, args: { text: string }) => ({ ...args, probe: 99 }) as never,
  ]) {
    const { client, host, ends, probe } = handled({ requests: { make_with } });
    const before = client.encode(probe, 'numbers', numbers).bytes;
    const { bytes, fds } = client.encode(probe, 'make_with', {
      text: 'x',
      id: client.newId(),
      fd: someFd(),
      probe: 98,
    });
    client.sayBytes(Buffer.concat([before, bytes]), fds);
    t.equal(host.seenOf('numbers').length, 1);
    t.match(client.seen.at(-1), { message: 'error' });
    t.equal(ends.length, 1);
  }
});

t.test('a handler hears of the bound version and of both ids', async (t) => {
  const targets: { id: number; counterpart: number; version: number }[] = [];
  const { client, host } = fixture({
    handlers: [
      defineHandler(decant_probe, {
        requests: {
          numbers: ({ id, counterpart, version }) => void targets.push({ id, counterpart, version }),
        },
      }),
    ],
  });
  const probe = client.bind(decant_probe, 3, (client.getRegistry(), client.getRegistry()));
  client.say(probe, 'numbers', numbers);
  t.strictSame(targets, [{ id: probe, counterpart: host.idOf('decant_probe'), version: 3 }]);
});

t.test(
  'several handlers of one interface see requests in the order of the list, events in the other',
  async (t) => {
    const adds = (mark: string) =>
      defineHandler(decant_probe, {
        requests: { text: (_, args) => ({ ...args, text: args.text + mark }) },
        events: { text: (_, args) => ({ ...args, text: args.text + mark }) },
      });
    const silent = defineHandler(decant_probe, { requests: { text: () => undefined } });
    const { client, host } = fixture({ handlers: [adds('a'), silent, adds('b')] });
    const probe = client.bind(decant_probe);
    client.say(probe, 'text', { text: '-', maybe: null });
    t.match(host.seenOf('text'), [{ text: '-ab' }]);
    host.say(host.idOf('decant_probe'), 'text', { text: '-', maybe: null });
    t.match(client.seenOf('text'), [{ text: '-ba' }]);
  },
);

t.test('what one handler consumes the next does not see', async (t) => {
  const seen: string[] = [];
  const eats = defineHandler(decant_probe, { requests: { numbers: () => consumed } });
  const looks = defineHandler(decant_probe, { requests: { numbers: () => void seen.push('numbers') } });
  const { client, host } = fixture({ handlers: [eats, looks] });
  client.say(client.bind(decant_probe), 'numbers', numbers);
  t.strictSame(seen, []);
  t.equal(host.seenOf('numbers').length, 0);
});

t.test('a part of a peer is made once, and ends with the peer', async (t) => {
  let [made, ended] = [0, 0];
  const counts = () => {
    made++;
    return { [Symbol.dispose]: () => void ended++ };
  };
  const { peer, close } = fixture();
  t.equal(peer.context.part(counts), peer.context.part(counts));
  t.strictSame([made, ended], [1, 0]);
  close();
  t.strictSame([made, ended], [1, 1]);
});

t.test('a message that a handler made too large is the fault of whoever sent it', async (t) => {
  const { client, host, probe, ends } = handled({
    requests: { text: (_, args) => ({ ...args, text: args.text.repeat(2) }) },
  });
  const heard = host.seen.length;
  client.say(probe, 'text', { text: 'x'.repeat(40_000), maybe: null });
  t.match(client.seen.at(-1), {
    message: 'error',
    args: { message: /decant_probe.text: message too large/ },
  });
  t.equal(host.seen.length, heard);
  t.equal(ends[0]?.cause, 'client-fault');
});
