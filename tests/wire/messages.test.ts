import t from 'tap';
import { WireError } from '../../src/errors.js';
import { ProtocolLayout, type MessageLayout, type PlacedMessage } from '../../src/wire/layout.js';
import { decode } from '../../src/wire/reader.js';
import { MessageWriter } from '../../src/wire/writer.js';
import { decant_other, decant_probe } from '../support/test-protocol.js';

const protocol = new ProtocolLayout([decant_probe, decant_other]);
const writer = new MessageWriter();
const noFd = (): number => -1;

/** What `writer` wrote last. */
function placed(message: MessageLayout, size: number): PlacedMessage {
  return { message, words: writer.words, bytes: writer.bytes, pos: 0, size };
}

/** Writes a message by hand-made bytes' standard: what libwayland would put on the wire. */
function written(name: string, args: Parameters<typeof writer.encode>[2]): string {
  const size = writer.encode(protocol.request(decant_probe, name), 3, args, () => undefined);
  return Buffer.from(writer.bytes.subarray(0, size)).toString('hex');
}

t.test('numbers are words in the order of the table', async (t) => {
  t.equal(
    written('numbers', { int: -1, uint: 0xfffffffe, fixed: 256 }),
    '0300000001001400fffffffffeffffff00010000',
  );
});

t.test('a string has its length with the NUL, the NUL, and zeros up to a word', async (t) => {
  t.equal(written('text', { text: 'abc', maybe: null }), '0300000002001400040000006162630000000000');
  t.equal(
    written('text', { text: 'abcd', maybe: '' }),
    '0300000002001c000500000061626364000000000100000000000000',
  );
});

t.test('an array has its length and zeros up to a word', async (t) => {
  t.equal(
    written('bytes', { bytes: Uint8Array.of(1, 2, 3, 4, 5) }),
    '0300000003001400050000000102030405000000',
  );
});

t.test('a new_id without interface has name, version and id', async (t) => {
  const id = { interface: 'abc', version: 2, id: 9 };
  t.equal(written('make_any', { id }), '030000000900180004000000616263000200000009000000');
});

t.test('descriptors take no bytes and come in order', async (t) => {
  const fds: number[] = [];
  const message = protocol.request(decant_probe, 'pass_two');
  const size = writer.encode(message, 3, { first: 7, text: '', second: 8 }, (fd: number) => fds.push(fd));
  t.equal(size, 16);
  t.strictSame(fds, [7, 8]);
});

t.test('what was written is read back', async (t) => {
  const message = protocol.request(decant_probe, 'text');
  const args = { text: 'grüße\ufeff', maybe: null };
  const size = writer.encode(message, 3, args, () => undefined);
  t.strictSame(decode(placed(message, size), noFd), args);
});

t.test('a message of the wrong length is not read', async (t) => {
  const message = protocol.request(decant_probe, 'numbers');
  const size = writer.encode(message, 3, { int: 1, uint: 2, fixed: 3 }, () => undefined);
  for (const wrong of [size - 4, size + 4, 8])
    t.throws(() => decode(placed(message, wrong), noFd), WireError);
});

t.test('a message that would be too large is an error, a value of the wrong type a bug', async (t) => {
  t.throws(() => written('bytes', { bytes: new Uint8Array(65532) }), WireError);
  t.throws(() => written('bytes', { bytes: 'text' }), TypeError);
  t.throws(() => written('numbers', { int: 1, uint: 2 }), TypeError);
});
