/** Messages that wait for the wire layer. */
import t from 'tap';
import { ReceivedQueue } from '../../../src/channel/virtgpu/received.js';
import { addon, fdSlots } from '../../../src/native/addon.js';
import { OwnedFd } from '../../../src/native/fd.js';

const fds = new Int32Array(fdSlots);
const buffer = new Uint8Array(1024);
const memory = (): OwnedFd => new OwnedFd(addon.createMemfd('some', 1));
const taken = (): OwnedFd[] => Array.from(fds.subarray(1, 1 + fds[0]!), (fd) => new OwnedFd(fd));
const closeAll = (all: readonly OwnedFd[]): void => {
  for (const fd of all) fd.close();
};

t.test('descriptors come with the first byte of their message, however small the pieces are', (t) => {
  const queue = new ReceivedQueue();
  queue.add(Uint8Array.of(1, 2), []);
  queue.add(Uint8Array.of(3, 4), [memory(), memory()]);
  t.equal(queue.take(buffer, 10, 1, fds), 1);
  t.equal(buffer[10], 1);
  t.equal(fds[0], 0);
  t.equal(queue.take(buffer, 0, 2, fds), 2);
  t.strictSame([...buffer.subarray(0, 2)], [2, 3]);
  t.equal(fds[0], 2);
  closeAll(taken());
  t.equal(queue.take(buffer, 0, 100, fds), 1);
  t.equal(fds[0], 0);
  t.ok(queue.isEmpty);
  t.end();
});

t.test('no more descriptors come at once than there are places for', (t) => {
  const before = OwnedFd.live;
  const queue = new ReceivedQueue();
  for (let i = 0; i < 16; i++) queue.add(Uint8Array.of(i), Array.from({ length: 28 }, memory));
  t.ok(queue.isFull);
  let bytes = 0;
  let descriptors = 0;
  while (!queue.isEmpty) {
    bytes += queue.take(buffer, 0, buffer.length, fds);
    t.ok(fds[0]! < fdSlots);
    descriptors += fds[0]!;
    closeAll(taken());
  }
  t.equal(bytes, 16);
  t.equal(descriptors, 16 * 28);
  t.equal(OwnedFd.live, before);
  t.end();
});

t.test('descriptors that nobody took are closed', (t) => {
  const before = OwnedFd.live;
  const queue = new ReceivedQueue();
  queue.add(Uint8Array.of(1), [memory()]);
  queue.add(Uint8Array.of(2), [memory(), memory()]);
  queue.discard();
  t.equal(OwnedFd.live, before);
  t.ok(queue.isEmpty);
  t.end();
});
