import t from 'tap';
import { displayError } from '../../src/errors.js';
import { packSizeAndOpcode } from '../../src/wire/framing.js';
import { fixture, noLeaks, someFd, type Fixture } from '../support/fixture.js';
import { decant_probe } from '../support/test-protocol.js';

noLeaks(t);

const { invalidObject, invalidMethod, implementation } = displayError;
const numbers = { int: 1, uint: 2, fixed: 3 };
const nextId = 20;

function bound(version = 4): Fixture & { probe: number } {
  const story = fixture();
  return { ...story, probe: story.client.bind(decant_probe, version) };
}

/** A message from words as they are; the size is that of what is given unless said otherwise. */
function raw(
  id: number,
  opcode: number,
  body: readonly number[],
  sizeBytes = 8 + 4 * body.length,
): Uint8Array {
  return new Uint8Array(Int32Array.of(id, packSizeAndOpcode(sizeBytes, opcode), ...body).buffer);
}

const opcodeOf = (name: string): number => decant_probe.requests.findIndex((each) => each.name === name);
const eventOf = (name: string): number => decant_probe.events.findIndex((each) => each.name === name);

/** What a client says wrong, with how many descriptors, and the `wl_display.error` due on object 1. */
const faults: Record<
  string,
  { code: number; bytes: (probe: number) => Uint8Array; fds?: number; version?: number }
> = {
  'an object that never was': { code: invalidObject, bytes: () => raw(99, 0, []) },
  'object 0': { code: invalidObject, bytes: () => raw(0, 0, []) },
  'an object of the server range that never was': { code: invalidObject, bytes: () => raw(-1, 0, []) },
  'an unknown opcode': { code: invalidMethod, bytes: (probe) => raw(probe, 99, []) },
  'a request newer than the bound version': {
    code: invalidMethod,
    version: 2,
    bytes: (probe) => raw(probe, opcodeOf('late'), [1]),
  },
  'a newer request though a later one is older': {
    code: invalidMethod,
    version: 1,
    bytes: (probe) => raw(probe, opcodeOf('earlier'), [1]),
  },
  'an object argument of the wrong interface': {
    code: invalidMethod,
    bytes: (probe) => raw(probe, opcodeOf('objects'), [1, 0, probe]),
  },
  'an object argument that never was': {
    code: invalidObject,
    bytes: (probe) => raw(probe, opcodeOf('objects'), [99, 0, probe]),
  },
  'a null object where one is due': {
    code: invalidMethod,
    bytes: (probe) => raw(probe, opcodeOf('objects'), [0, 0, probe]),
  },
  'a null string where one is due': {
    code: invalidMethod,
    bytes: (probe) => raw(probe, opcodeOf('text'), [0, 0]),
  },
  'a string longer than its message': {
    code: invalidMethod,
    bytes: (probe) => raw(probe, opcodeOf('text'), [100, 0, 0]),
  },
  'a string of four thousand million bytes': {
    code: invalidMethod,
    bytes: (probe) => raw(probe, opcodeOf('text'), [-1, 0, 0]),
  },
  'a string without NUL': {
    code: invalidMethod,
    bytes: (probe) => raw(probe, opcodeOf('text'), [4, 0x41414141, 0]),
  },
  'a string with a NUL inside': {
    code: invalidMethod,
    bytes: (probe) => raw(probe, opcodeOf('text'), [4, 0x00410041, 0]),
  },
  'an array that is cut off': {
    code: invalidMethod,
    bytes: (probe) => raw(probe, opcodeOf('bytes'), [5, 0]),
  },
  'an array of four thousand million bytes': {
    code: invalidMethod,
    bytes: (probe) => raw(probe, opcodeOf('bytes'), [-4, 0]),
  },
  'too few arguments': { code: invalidMethod, bytes: (probe) => raw(probe, opcodeOf('numbers'), [1, 2]) },
  'too many arguments': {
    code: invalidMethod,
    bytes: (probe) => raw(probe, opcodeOf('numbers'), [1, 2, 3, 4]),
  },
  'a size of 0': { code: invalidMethod, bytes: (probe) => raw(probe, 1, [1, 2, 3], 0) },
  'a size below that of a header': { code: invalidMethod, bytes: (probe) => raw(probe, 1, [1, 2, 3], 4) },
  'a size that is no whole word': { code: invalidMethod, bytes: (probe) => raw(probe, 1, [1, 2, 3], 18) },
  'the largest size, which is no whole word': {
    code: invalidMethod,
    bytes: (probe) => raw(probe, 1, [1, 2, 3], 65535),
  },
  'a descriptor too few': { code: invalidMethod, bytes: (probe) => raw(probe, opcodeOf('pass'), []) },
  'one descriptor where two are due': {
    code: invalidMethod,
    fds: 1,
    bytes: (probe) => raw(probe, opcodeOf('pass_two'), [1, 0]),
  },
  'a new id that lives': { code: invalidObject, bytes: (probe) => raw(probe, opcodeOf('make'), [probe]) },
  'a new id of 0': { code: invalidObject, bytes: (probe) => raw(probe, opcodeOf('make'), [0]) },
  'a new id that leaves a gap': {
    code: invalidObject,
    bytes: (probe) => raw(probe, opcodeOf('make'), [nextId]),
  },
  'a new id of the server range': {
    code: invalidObject,
    bytes: (probe) => raw(probe, opcodeOf('make'), [-16777216]),
  },
  'a bad new id beside a descriptor': {
    code: invalidObject,
    fds: 1,
    bytes: (probe) => raw(probe, opcodeOf('make_with'), [1, 0, nextId, probe]),
  },
  'a bad object behind a descriptor': {
    code: invalidObject,
    fds: 1,
    bytes: (probe) => raw(probe, opcodeOf('make_with'), [1, 0, probe + 1, 99]),
  },
  'a new object of an unknown interface': {
    code: invalidMethod,
    bytes: (probe) => raw(probe, opcodeOf('make_any'), [2, 0x41, 1, probe + 1]),
  },
};

for (const [what, { code, bytes, fds = 0, version = 4 }] of Object.entries(faults)) {
  t.test(`${what}: the client is told, what it said before reaches the host, nothing after`, async (t) => {
    const { client, host, ends, probe } = bound(version);
    const before = client.encode(probe, 'numbers', numbers).bytes;
    const after = client.encode(probe, 'numbers', { ...numbers, int: 2 }).bytes;
    const given = Array.from({ length: fds }, () => someFd());
    client.sayBytes(before);
    client.sayBytes(Buffer.concat([bytes(probe), after]), given);
    t.match(client.seen.at(-1), { id: 1, message: 'error', args: { object_id: 1, code } });
    t.strictSame(host.seenOf('numbers'), [numbers]);
    t.strictSame(
      ends.map((end) => end.cause),
      ['client-fault'],
    );
    t.ok(client.transport.closed && host.transport.closed, 'both connections are closed');
  });
}

t.test('a destroyed object may not be used, named or made again before delete_id', async (t) => {
  for (const say of [
    (id: number) => raw(id, opcodeOf('numbers'), [1, 2, 3]),
    (id: number, probe: number) => raw(probe, opcodeOf('objects'), [id, 0, probe]),
    (id: number, probe: number) => raw(probe, opcodeOf('make'), [id]),
  ]) {
    const { client, ends, probe } = bound();
    const id = client.newId();
    client.say(probe, 'make', { id });
    client.say(id, 'destroy');
    client.sayBytes(say(id, probe));
    t.match(client.seen.at(-1), { message: 'error', args: { object_id: 1, code: invalidObject } });
    t.equal(ends.length, 1);
  }
});

t.test('too many descriptors without a message end the connection', async (t) => {
  const { client, ends, probe } = bound();
  for (let i = 0; i < 11 && ends.length === 0; i++) {
    const fds = Array.from({ length: 100 }, () => someFd());
    client.sayBytes(client.encode(probe, 'numbers', numbers).bytes, fds);
  }
  t.match(client.seen.at(-1), { message: 'error' });
  t.equal(ends[0]?.cause, 'client-fault');
});

t.test('a client that leaves in the middle of a message is no fault', async (t) => {
  const { client, ends, probe } = bound();
  const { bytes, fds } = client.encode(probe, 'pass', { fd: someFd() });
  client.sayBytes(bytes.subarray(0, 6), fds);
  client.hangUp();
  t.equal(ends[0]?.cause, 'client-left');
});

const hostFaults: Record<string, (probe: number) => Uint8Array> = {
  'an object that never was': () => raw(99, 0, []),
  'object 0': () => raw(0, 0, []),
  'an unknown event': (probe) => raw(probe, 99, []),
  'an event cut short': (probe) => raw(probe, eventOf('numbers'), [1]),
  'an event too long': (probe) => raw(probe, eventOf('numbers'), [1, 2, 3, 4]),
  'a bad size': (probe) => raw(probe, 0, [1, 2, 3], 6),
  'a descriptor too few': (probe) => raw(probe, eventOf('pass'), []),
  'a null object where one is due': (probe) => raw(probe, eventOf('objects'), [0, 0, probe]),
  'a bad string': (probe) => raw(probe, eventOf('text'), [4, 0x41414141, 0]),
  'a new object in the range of clients': (probe) => raw(probe, eventOf('offer'), [nextId]),
  'a new object out of order': (probe) => raw(probe, eventOf('offer'), [-16777216 + 7]),
};

for (const [what, bytes] of Object.entries(hostFaults)) {
  t.test(`a host that sends ${what}: the client is told and the peer ends`, async (t) => {
    const { client, host, ends } = bound();
    const probe = host.idOf('decant_probe');
    const before = host.encode(probe, 'numbers', numbers).bytes;
    host.sayBytes(Buffer.concat([before, bytes(probe), before]));
    t.match(client.seen.at(-1), { message: 'error', args: { object_id: 1, code: implementation } });
    t.equal(client.seenOf('numbers').length, 1, 'what it said before arrived');
    t.strictSame(
      ends.map((end) => end.cause),
      ['host-fault'],
    );
  });
}

t.test('a host that does not speak Wayland at all', async (t) => {
  const { client, host, ends } = fixture({ globals: {} });
  host.sayBytes(new TextEncoder().encode('HTTP/1.1 400 Bad Request\r\n\r\n'));
  t.match(client.seen.at(-1), { message: 'error', args: { code: implementation } });
  t.equal(ends[0]?.cause, 'host-fault');
});

t.test('an error that would quote too much still reaches the client', async (t) => {
  const { client, ends } = bound();
  const name = 'x'.repeat(65000);
  client.say(client.idOf('wl_registry'), 'bind', {
    name: 1,
    id: { interface: name, version: 1, id: client.newId() },
  });
  t.match(client.seen.at(-1), { message: 'error', args: { code: invalidObject } });
  t.equal(ends[0]?.cause, 'client-fault');
});

t.test('the largest number of objects is told as such', async (t) => {
  const { client } = fixture();
  client.say(1, 'get_registry', { registry: 1 << 20 });
  t.match(client.seen.at(-1), { message: 'error', args: { code: displayError.noMemory } });
});
