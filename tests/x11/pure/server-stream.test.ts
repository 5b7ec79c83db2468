/** The window manager's connection as a stream: over real socket pairs. */
import t, { type Test } from 'tap';
import { addon, fdSlots } from '../../../src/native/addon.js';
import { OwnedFd } from '../../../src/native/fd.js';
import { ServerStream } from '../../../src/x11/server-stream.js';

const received = new Int32Array(fdSlots);
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function until(probe: () => boolean): Promise<void> {
  for (let turns = 0; !probe(); turns++) {
    if (turns > 100_000) throw new Error('it does not happen');
    await turn();
  }
}

function open(t: Test) {
  const [near, far] = addon.socketPair();
  const stream = new ServerStream(new OwnedFd(near));
  const other = new OwnedFd(far);
  t.teardown(() => {
    stream.destroy();
    other[Symbol.dispose]();
  });
  return { stream, other };
}

t.test('what is there comes a little at a time, with other things in between', async (t) => {
  const { stream, other } = open(t);
  const all = Buffer.from(Array.from({ length: 100_000 }, (_, i) => i % 251));
  const sent = addon.send(other.fd, all, 0, all.length, null, 0);
  t.equal(sent, all.length);
  const chunks: Buffer[] = [];
  const most: number[] = [];
  let sinceTurn = 0;
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    most.push(++sinceTurn);
  });
  for (let turns = 0; Buffer.concat(chunks).length < all.length; turns++) {
    if (turns > 10_000) throw new Error('it does not come');
    await turn();
    sinceTurn = 0;
  }
  t.same(Buffer.concat(chunks), all);
  t.ok(Math.max(...chunks.map(({ length }) => length)) <= 8192);
  t.equal(Math.max(...most), 1);
});

t.test('more than the socket takes is written when there is room', async (t) => {
  const { stream, other } = open(t);
  const all = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => i % 251));
  for (let start = 0; start < all.length; start += 500_000)
    stream.write(all.subarray(start, start + 500_000));
  stream.end();
  const buffer = new Uint8Array(64 * 1024);
  const chunks: Uint8Array[] = [];
  let size = 0;
  await until(() => {
    const count = addon.receive(other.fd, buffer, 0, buffer.length, received);
    if (count > 0) chunks.push(buffer.slice(0, count));
    size += Math.max(count, 0);
    return size === all.length;
  });
  t.ok(Buffer.concat(chunks).equals(all));
});

t.test('a reader that stops is not given more', async (t) => {
  const { stream, other } = open(t);
  stream.pause();
  for (let i = 0; i < 100; i++) addon.send(other.fd, Buffer.alloc(8192), 0, 8192, null, 0);
  for (let i = 0; i < 100; i++) await turn();
  t.ok(stream.readableLength <= stream.readableHighWaterMark + 8192);
});

t.test('the end of the connection is the end of the stream, after all that was said', async (t) => {
  const { stream, other } = open(t);
  const before = OwnedFd.live;
  addon.send(other.fd, Buffer.from('last words'), 0, 10, null, 0);
  other.close();
  let said = '';
  let closed = false;
  stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  stream.on('close', () => (closed = true));
  await until(() => closed);
  t.equal(said, 'last words');
  t.equal(OwnedFd.live, before - 2);
});

t.test('what is written to nobody is an error of the stream', async (t) => {
  const { stream, other } = open(t);
  other.close();
  const errors: string[] = [];
  stream.on('error', (error: NodeJS.ErrnoException) => errors.push(error.code ?? ''));
  stream.write('anybody?');
  await until(() => stream.destroyed);
  await turn();
  t.same(errors, ['EPIPE']);
  stream.destroy();
  t.doesNotThrow(() => stream.write('still?'));
});
