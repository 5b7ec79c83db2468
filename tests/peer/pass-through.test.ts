import t from 'tap';
import type { OwnedFd } from '../../src/native/fd.js';
import { packSizeAndOpcode } from '../../src/wire/framing.js';
import { fileAt, fileOf, fixture, noLeaks, someFd } from '../support/fixture.js';
import { decant_probe } from '../support/test-protocol.js';

noLeaks(t);

/** Messages without ids, by name: the same bytes must come out at the other end but for the object's id. */
const idless = {
  numbers: { int: -7, uint: 0xfffffff0, fixed: -384 },
  text: { text: 'grüße, 世界', maybe: '' },
  bytes: { bytes: Uint8Array.of(0, 255, 1, 2, 3) },
} as const;

for (const [name, args] of Object.entries(idless)) {
  t.test(`${name} reach the host byte for byte`, async (t) => {
    const { client, host } = fixture();
    const probe = client.bind(decant_probe);
    host.takeRaw();
    const { bytes } = client.encode(probe, name, args);
    client.sayBytes(bytes);
    t.strictSame(host.takeRaw(), withId(bytes, host.idOf('decant_probe')));
    t.match(host.seen.at(-1), { message: name, args });
  });

  t.test(`${name} reach the client byte for byte`, async (t) => {
    const { client, host } = fixture();
    const probe = client.bind(decant_probe);
    client.takeRaw();
    const { bytes } = host.encode(host.idOf('decant_probe'), name, args);
    host.sayBytes(bytes);
    t.strictSame(client.takeRaw(), withId(bytes, probe));
  });
}

t.test('a null string stays null and an empty array stays empty', async (t) => {
  const { client, host } = fixture();
  const probe = client.bind(decant_probe);
  client.say(probe, 'text', { text: '', maybe: null });
  t.match(host.seen.at(-1), { args: { text: '', maybe: null } });
  client.say(probe, 'bytes', { bytes: new Uint8Array(0) });
  t.strictSame(host.seen.at(-1)?.args, { bytes: new Uint8Array(0) });
});

t.test('strings that are not UTF-8 pass as they are', async (t) => {
  const { client, host } = fixture();
  const probe = client.bind(decant_probe);
  host.takeRaw();
  const { bytes } = client.encode(probe, 'text', { text: 'abcdefg', maybe: null });
  bytes.set([0xff, 0xfe, 0x80], 12);
  client.sayBytes(bytes);
  t.strictSame(host.takeRaw(), withId(bytes, host.idOf('decant_probe')));
});

t.test('objects are named as the other side knows them, null stays null', async (t) => {
  const { client, host } = fixture();
  client.getRegistry();
  const probe = client.bind(decant_probe, 4, client.getRegistry());
  const first = client.newId();
  client.say(probe, 'make', { id: first });
  const [hostProbe, hostFirst] = host.idsOf('decant_probe') as [number, number];
  t.not(hostFirst, first, 'control: the two sides have different ids');
  client.say(probe, 'objects', { probe: first, maybe: 0, any: probe });
  t.match(host.seen.at(-1), { id: hostProbe, args: { probe: hostFirst, maybe: 0, any: hostProbe } });
  client.say(probe, 'objects', { probe, maybe: first, any: 1 });
  t.match(host.seen.at(-1), { args: { probe: hostProbe, maybe: hostFirst, any: 1 } });
  host.say(hostFirst, 'objects', { probe: hostProbe, maybe: 0, any: hostFirst });
  t.match(client.seen.at(-1), { id: first, args: { probe, maybe: 0, any: first } });
  host.say(hostFirst, 'pointed', { maybe: hostProbe });
  t.match(client.seen.at(-1), { id: first, args: { maybe: probe } });
});

t.test('a new object among strings, descriptors and objects is translated', async (t) => {
  const { client, host } = fixture();
  client.getRegistry();
  const probe = client.bind(decant_probe, 4, client.getRegistry());
  const id = client.newId();
  client.say(probe, 'make_with', { text: 'x', id, fd: someFd('/dev/zero'), probe });
  const [hostProbe, hostNew] = host.idsOf('decant_probe') as [number, number];
  t.match(host.seen.at(-1), { id: hostProbe, args: { text: 'x', id: hostNew, probe: hostProbe } });
  t.equal(fileOf(host.seen.at(-1)?.args['fd'] as OwnedFd), fileAt('/dev/zero'));
  client.say(id, 'numbers', { int: 1, uint: 1, fixed: 1 });
  t.match(host.seen.at(-1), { id: hostNew });
});

t.test('a new_id without interface takes name, version and id along', async (t) => {
  const { client, host } = fixture();
  const probe = client.bind(decant_probe);
  const id = client.newId();
  client.say(probe, 'make_any', { id: { interface: 'decant_other', version: 1, id } });
  t.strictSame(host.seen.at(-1)?.args['id'], {
    interface: 'decant_other',
    version: 1,
    id: host.idOf('decant_other'),
  });
  client.say(id, 'destroy');
  t.match(host.seen.at(-1), { interface: 'decant_other', message: 'destroy' });
});

t.test('descriptors stay in order, with and without text between', async (t) => {
  const { client, host } = fixture();
  const probe = client.bind(decant_probe);
  client.say(probe, 'pass_two', { first: someFd('/dev/null'), text: 'and', second: someFd('/dev/zero') });
  client.say(probe, 'pass', { fd: someFd('/dev/full') });
  const [two, one] = [host.seen.at(-2)!.args, host.seen.at(-1)!.args];
  const files = [two['first'], two['second'], one['fd']].map((fd) => fileOf(fd as OwnedFd));
  t.strictSame(files, ['/dev/null', '/dev/zero', '/dev/full'].map(fileAt));
  t.equal(host.strayFds, 0);
});

t.test('a descriptor reaches the client', async (t) => {
  const { client, host } = fixture();
  client.bind(decant_probe);
  host.say(host.idOf('decant_probe'), 'pass', { fd: someFd('/dev/zero') });
  t.equal(fileOf(client.seen.at(-1)?.args['fd'] as OwnedFd), fileAt('/dev/zero'));
});

t.test(
  'a hundred messages with descriptors in one piece keep theirs, though a send takes only 28',
  async (t) => {
    const { client, host } = fixture();
    const probe = client.bind(decant_probe);
    const paths = Array.from({ length: 100 }, (_, i) => ['/dev/null', '/dev/zero', '/dev/full'][i % 3]!);
    const messages = paths.map((path) => client.encode(probe, 'pass', { fd: someFd(path) }));
    client.sayBytes(
      Buffer.concat(messages.map(({ bytes }) => bytes)),
      messages.flatMap(({ fds }) => fds),
    );
    t.strictSame(
      host.seenOf('pass').map(({ fd }) => fileOf(fd as OwnedFd)),
      paths.map(fileAt),
    );
  },
);

t.test('a message of 65532 bytes passes both ways', async (t) => {
  const { client, host } = fixture();
  const probe = client.bind(decant_probe);
  const bytes = new Uint8Array(65532 - 12).fill(7);
  client.say(probe, 'bytes', { bytes });
  t.strictSame(host.seen.at(-1)?.args['bytes'], bytes);
  host.say(host.idOf('decant_probe'), 'bytes', { bytes });
  t.strictSame(client.seen.at(-1)?.args['bytes'], bytes);
});

for (const limit of [1, 3, 4, 7, 8, 13]) {
  t.test(`messages that come ${limit} bytes at a time are put together`, async (t) => {
    const { client, host } = fixture();
    const probe = client.bind(decant_probe);
    host.takeRaw();
    client.transport.readLimitBytes = limit;
    const parts = Object.entries(idless).map(([name, args]) => client.encode(probe, name, args).bytes);
    client.sayBytes(Buffer.concat(parts));
    const expected = parts.map((part) => withId(part, host.idOf('decant_probe')));
    t.strictSame(Buffer.from(host.takeRaw()), Buffer.concat(expected));
    t.ok(client.transport.reads > 5, 'control: it took many reads');
  });
}

t.test('the first half of a message waits for the second', async (t) => {
  const { client, host } = fixture();
  const probe = client.bind(decant_probe);
  const { bytes } = client.encode(probe, 'numbers', idless.numbers);
  client.sayBytes(bytes.subarray(0, 10));
  t.equal(host.seenOf('numbers').length, 0);
  client.sayBytes(bytes.subarray(10));
  t.equal(host.seenOf('numbers').length, 1);
});

t.test('a request newer than a gap in the table passes if the object has it', async (t) => {
  const { client, host } = fixture();
  const probe = client.bind(decant_probe, 2);
  client.say(probe, 'earlier', { value: 9 });
  t.match(host.seen.at(-1), { message: 'earlier', args: { value: 9 } });
});

t.test('an event newer than the bound version passes, as client libraries take it', async (t) => {
  const { client, host } = fixture();
  client.bind(decant_probe, 1);
  host.say(host.idOf('decant_probe'), 'late', { value: 3 });
  t.match(client.seen.at(-1), { message: 'late', args: { value: 3 } });
});

t.test('the doubles tell apart what they should', async (t) => {
  const { client, host } = fixture();
  const probe = client.bind(decant_probe);
  const { bytes } = client.encode(probe, 'numbers', idless.numbers);
  t.equal(new Int32Array(bytes.buffer)[1], packSizeAndOpcode(20, 1));
  t.notSame(withId(bytes, 77), bytes);
  t.equal(host.strayFds, 0);
});

function withId(bytes: Uint8Array, id: number): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setInt32(0, id, true);
  return copy;
}
