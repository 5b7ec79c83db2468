import t from 'tap';
import { addon } from '../../src/native/addon.js';
import { openDescriptors, pairFor } from './children.js';

const room = (): Int32Array => new Int32Array(254);

for (const count of [0, 1, 28, 253]) {
  t.test(`${count} descriptors arrive with their byte`, (t) => {
    const [left, right] = pairFor(t);
    const before = openDescriptors();
    const sent = new Int32Array(count).fill(left);
    t.equal(addon.send(left, Uint8Array.of(1, 2, 3), 1, 3, sent, count), 2);
    const fds = room();
    const bytes = new Uint8Array(8);
    t.equal(addon.receive(right, bytes, 4, 4, fds), 2);
    t.same([...bytes], [0, 0, 0, 0, 2, 3, 0, 0]);
    t.equal(fds[0], count);
    for (const fd of fds.subarray(1, 1 + count)) addon.close(fd);
    t.same(openDescriptors(), before);
    t.end();
  });
}

t.test('descriptors come with the first byte of their own message', (t) => {
  const [left, right] = pairFor(t);
  addon.send(left, new Uint8Array(4), 0, 4, null, 0);
  addon.send(left, new Uint8Array(4), 0, 4, Int32Array.of(left), 1);
  const fds = room();
  t.equal(addon.receive(right, new Uint8Array(4), 0, 4, fds), 4);
  t.equal(fds[0], 0);
  t.equal(addon.receive(right, new Uint8Array(64), 0, 64, fds), 4);
  t.equal(fds[0], 1);
  addon.close(fds[1]!);
  t.end();
});

t.test('an empty socket and a full one would block', (t) => {
  const [left, right] = pairFor(t);
  const block = new Uint8Array(65536);
  t.equal(addon.receive(right, block, 0, block.length, room()), -1);
  let total = 0;
  for (let taken = 0; taken >= 0; total += Math.max(taken, 0)) {
    taken = addon.send(left, block, 0, block.length, null, 0);
  }
  let received = 0;
  for (let count = 0; count >= 0; received += Math.max(count, 0)) {
    count = addon.receive(right, block, 0, block.length, room());
  }
  t.ok(total > 0);
  t.equal(received, total);
  t.end();
});

t.test('a closed socket is at its end for the reader and broken for the writer', (t) => {
  const [left, right] = pairFor(t);
  addon.send(right, new Uint8Array(3), 0, 3, null, 0);
  addon.close(right);
  const bytes = new Uint8Array(8);
  t.equal(addon.receive(left, bytes, 0, 8, room()), 3, 'what was sent before still arrives');
  t.equal(addon.receive(left, bytes, 0, 8, room()), 0);
  t.throws(() => addon.send(left, bytes, 0, 8, null, 0), { code: 'EPIPE', syscall: 'sendmsg' });
  t.end();
});

t.test('a reset socket is at its end', (t) => {
  const [left, right] = pairFor(t);
  addon.send(left, new Uint8Array(3), 0, 3, null, 0);
  addon.close(right);
  t.equal(addon.receive(left, new Uint8Array(8), 0, 8, room()), 0);
  t.end();
});

t.test('descriptors beyond the limit of this process are closed, and the receiver is told', (t) => {
  const [left, right] = pairFor(t);
  addon.send(left, new Uint8Array(1), 0, 1, new Int32Array(8).fill(left), 8);
  const before = openDescriptors();
  const lowestFree = addon.duplicate(0);
  addon.close(lowestFree);
  const fds = room().fill(99);
  const limit = addon.raiseDescriptorLimit();
  addon.setDescriptorLimit(lowestFree + 2);
  try {
    t.throws(() => addon.receive(right, new Uint8Array(1), 0, 1, fds), {
      code: 'EMFILE',
      syscall: 'recvmsg',
    });
  } finally {
    addon.setDescriptorLimit(limit);
  }
  t.equal(fds[0], 0, 'no descriptor is reported');
  t.same(openDescriptors(), before);
  t.end();
});

t.test('what would touch memory outside of a buffer is refused', (t) => {
  const [left, right] = pairFor(t);
  const bytes = new Uint8Array(8);
  const words = new Int32Array(8);
  t.throws(() => addon.receive(right, bytes, 4, 5, room()), RangeError);
  t.throws(() => addon.receive(right, bytes, 9, 0, room()), RangeError);
  t.throws(() => addon.receive(right, bytes, -1, 4, room()), RangeError);
  t.throws(() => addon.receive(right, bytes, 0, 8, words), RangeError, 'too few places for descriptors');
  t.throws(() => addon.send(left, bytes, 4, 9, null, 0), RangeError);
  t.throws(() => addon.send(left, bytes, 5, 4, null, 0), RangeError);
  t.throws(() => addon.send(left, bytes, 0, 1, words, 9), RangeError);
  t.throws(() => addon.send(left, bytes, 0, 1, null, 1), TypeError);
  t.end();
});

t.test('what could not be told apart or would be lost is refused', (t) => {
  const [left, right] = pairFor(t);
  const bytes = new Uint8Array(8);
  t.throws(() => addon.receive(right, bytes, 0, 0, room()), { code: 'EINVAL' }, 'looks like the end of file');
  t.throws(() => addon.send(left, bytes, 0, 0, Int32Array.of(left), 1), { code: 'EINVAL' });
  t.equal(addon.send(left, bytes, 0, 0, null, 0), 0);
  t.throws(() => addon.send(left, bytes, 0, 1, room().fill(left), 254), { code: 'EINVAL' });
  t.throws(() => addon.send(left, bytes, 0, 1, Int32Array.of(-1), 1), { code: 'EBADF', syscall: 'sendmsg' });
  t.equal(addon.receive(right, bytes, 0, 8, room()), -1, 'nothing was sent');
  t.end();
});
