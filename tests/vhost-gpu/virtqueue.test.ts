/** The device's half of a split virtqueue, on guest memory that says what a driver should and should not. */
import t, { type Test } from 'tap';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { GuestMemory } from '../../tools/vhost-gpu/memory.js';
import { QueueError, FrontendError } from '../../tools/vhost-gpu/rules.js';
import { Virtqueue } from '../../tools/vhost-gpu/virtqueue.js';

const base = 0x4000;
const bytes = 64 * 1024;
const place = { descriptors: base, available: base + 0x1000, used: base + 0x2000 };
const size = 8;

interface Descriptor {
  readonly at: number;
  readonly bytes: number;
  readonly flags: number;
  readonly next?: number;
}

/** A queue in memory that the test writes into. */
function setUp(t: Test, first = 0) {
  const file = new OwnedFd(addon.createMemfd('guest', bytes));
  const raw = addon.map(file.fd, bytes, true);
  const view = new DataView(raw);
  const memory = new GuestMemory(() => false);
  memory.add({ guestAddress: base, bytes, frontendAddress: 0n, fileOffset: 0 }, file.fd);
  const describe = (at: number, { at: address, bytes: length, flags, next = 0 }: Descriptor): void => {
    view.setBigUint64(at - base, BigInt(address), true);
    view.setUint32(at - base + 8, length, true);
    view.setUint16(at - base + 12, flags, true);
    view.setUint16(at - base + 14, next, true);
  };
  let index = first;
  t.teardown(() => {
    memory.clear();
    addon.unmap(raw);
    file.close();
  });
  view.setUint16(0x1000 + 2, first, true);
  view.setUint16(0x2000 + 2, first, true);
  return {
    memory,
    view,
    text: (at: number, words: string) => Buffer.from(words).copy(new Uint8Array(raw), at - base),
    queue: new Virtqueue(memory, size, place, first),
    describe,
    chain: (...chain: readonly Descriptor[]) =>
      chain.forEach((each, i) => describe(place.descriptors + 16 * i, each)),
    offer(head: number) {
      view.setUint16(0x1000 + 4 + 2 * (index % size), head, true);
      index = (index + 1) & 0xffff;
      view.setUint16(0x1000 + 2, index, true);
    },
  };
}

const refused = (t: Test, words: RegExp, work: () => unknown): void => {
  t.throws(work, { name: 'QueueError', message: words });
};

t.test('of the room for an answer so much is kept, into however many pieces it was cut', (t) => {
  const { queue, chain, offer } = setUp(t);
  const pieces = (count: number, length: number): Descriptor[] =>
    Array.from({ length: count }, (_, i) => ({
      at: base + 0x4000,
      bytes: length,
      flags: i === count - 1 ? 2 : 3,
      next: i + 1,
    }));
  for (const [count, length, kept] of [
    [7, 0, 0],
    [7, 2048, 2],
    [7, 100, 7],
  ] as const) {
    chain(...pieces(count, length));
    offer(0);
    t.equal(queue.take()!.room.length, kept);
  }
  t.end();
});

t.test('a chain is read in its order and answered where it has room', (t) => {
  const { queue, chain, offer, text, view, memory } = setUp(t);
  text(base + 0x4000, 'hello ');
  text(base + 0x5000, 'world');
  chain(
    { at: base + 0x4000, bytes: 6, flags: 1, next: 1 },
    { at: base + 0x5000, bytes: 5, flags: 1, next: 2 },
    { at: base + 0x6000, bytes: 3, flags: 3, next: 3 },
    { at: base + 0x7000, bytes: 8, flags: 2 },
  );
  t.equal(queue.take(), undefined);
  offer(0);
  const taken = queue.take()!;
  t.equal(Buffer.from(taken.request).toString(), 'hello world');
  t.equal(queue.take(), undefined);
  t.ok(queue.complete(taken, Buffer.from('answer')));
  t.equal(Buffer.from(memory.read(base + 0x6000, 3)).toString(), 'ans');
  t.equal(Buffer.from(memory.read(base + 0x7000, 3)).toString(), 'wer');
  t.equal(view.getUint16(0x2000 + 2, true), 1);
  t.same([view.getUint32(0x2000 + 4, true), view.getUint32(0x2000 + 8, true)], [0, 6]);
  t.end();
});

t.test('a table of indirect descriptors is a chain', (t) => {
  const { queue, chain, describe, offer, text } = setUp(t);
  text(base + 0x4000, 'abc');
  chain({ at: base + 0x3000, bytes: 32, flags: 4 });
  describe(base + 0x3000, { at: base + 0x4000, bytes: 3, flags: 1, next: 1 });
  describe(base + 0x3010, { at: base + 0x5000, bytes: 9, flags: 2 });
  offer(0);
  const { request, room } = queue.take()!;
  t.equal(Buffer.from(request).toString(), 'abc');
  t.strictSame(room, [{ address: base + 0x5000, bytes: 9 }]);
  t.end();
});

t.test('a queue goes on behind the end of its counters, and where another device has stopped', (t) => {
  const { queue, chain, offer, view } = setUp(t, 0xfffe);
  chain({ at: base + 0x4000, bytes: 1, flags: 0 });
  for (let i = 0; i < 5; i++) {
    offer(0);
    queue.complete(queue.take()!, new Uint8Array(0));
  }
  t.equal(queue.next, 3);
  t.equal(view.getUint16(0x2000 + 2, true), 3);
  t.end();
});

t.test('a driver that wants no interrupts gets none', (t) => {
  const { queue, chain, offer, view } = setUp(t);
  chain({ at: base + 0x4000, bytes: 1, flags: 0 });
  view.setUint16(0x1000, 1, true);
  offer(0);
  t.notOk(queue.complete(queue.take()!, new Uint8Array(0)));
  t.end();
});

t.test('what a driver may not do is refused, and ends', (t) => {
  const cases: readonly (readonly [RegExp, readonly Descriptor[], number?])[] = [
    [/goes round/, [{ at: base, bytes: 1, flags: 1, next: 0 }]],
    [/descriptor 8 of 8/, [{ at: base, bytes: 1, flags: 1, next: 8 }]],
    [/descriptor 9 of 8/, [], 9],
    [/no memory/, [{ at: 0x10, bytes: 1, flags: 0 }]],
    [/no memory/, [{ at: base + bytes - 4, bytes: 8, flags: 0 }]],
    [/no memory/, [{ at: 2 ** 60, bytes: 8, flags: 0 }]],
    [/more than 16777216/, [{ at: base, bytes: 0xffff_ffff, flags: 0 }]],
    [
      /to read after/,
      [
        { at: base, bytes: 1, flags: 3, next: 1 },
        { at: base, bytes: 1, flags: 0 },
      ],
    ],
    [/indirect table of 20/, [{ at: base, bytes: 20, flags: 4 }]],
    [/indirect table of 0/, [{ at: base, bytes: 0, flags: 4 }]],
    [/indirect table of 16/, [{ at: base, bytes: 16, flags: 5, next: 1 }]],
    [/within a chain/, [{ at: base, bytes: 16, flags: 4 }]],
    [/has 8 bytes/, [{ at: base + bytes - 8, bytes: 16, flags: 4 }]],
  ];
  for (const [words, descriptors, head = 0] of cases) {
    const { queue, chain, offer } = setUp(t);
    chain(...descriptors);
    offer(head);
    refused(t, words, () => queue.take());
  }
  t.end();
});

t.test('more chains than there is room for are refused', (t) => {
  const { queue, view } = setUp(t);
  view.setUint16(0x1000 + 2, size + 1, true);
  refused(t, /9 chains in a queue of 8/, () => queue.take());
  t.end();
});

t.test('an answer into what is no memory is refused', (t) => {
  const { queue } = setUp(t);
  const room = [{ address: base + bytes - 2, bytes: 8 }];
  refused(t, /no memory/, () => queue.complete({ head: 0, room }, new Uint8Array(4)));
  t.end();
});

t.test('a queue has a size and a place', (t) => {
  const { memory } = setUp(t);
  for (const wrong of [0, 3, 65536]) t.throws(() => new Virtqueue(memory, wrong, place, 0), QueueError);
  t.throws(() => new Virtqueue(memory, 8, { ...place, used: place.used + 2 }, 0), QueueError);
  t.end();
});

t.test('memory has an address that nothing else has, and a file behind it', (t) => {
  const { memory } = setUp(t);
  const file = new OwnedFd(addon.createMemfd('more', 8192));
  const region = { guestAddress: 0x10_0000, bytes: 8192, frontendAddress: 0x9_0000n, fileOffset: 0 };
  for (const [wrong, words] of [
    [{ guestAddress: base + 0x1000 }, /overlaps/],
    [{ guestAddress: 0x10_0001 }, /memory region/],
    [{ bytes: 0 }, /memory region/],
    [{ bytes: 2 ** 60 }, /memory region/],
    [{ bytes: 16384 }, /a file of 8192/],
    [{ fileOffset: 5 }, /within a page/],
    [{ fileOffset: 4096 }, /a file of 8192/],
  ] as const)
    t.throws(() => memory.add({ ...region, ...wrong }, file.fd), { name: 'FrontendError', message: words });
  memory.add(region, file.fd);
  t.equal(memory.guestAddressOf(0x9_0004n), 0x10_0004);
  t.throws(() => memory.guestAddressOf(0x9_2000n), FrontendError);
  memory.write(0x10_0000, Uint8Array.of(1, 2));
  memory.remove(region);
  t.throws(() => memory.remove(region), FrontendError);
  t.throws(() => memory.read(0x10_0000, 1), QueueError);
  file.close();
  t.end();
});

t.test("what the backend has given to the guest itself is no memory of the guest's", (t) => {
  const file = new OwnedFd(addon.createMemfd('window', 4096));
  const memory = new GuestMemory((fd) => fd === file.fd);
  memory.add({ guestAddress: 0, bytes: 4096, frontendAddress: 0n, fileOffset: 0 }, file.fd);
  t.throws(() => memory.read(0, 1), QueueError);
  memory.clear();
  file.close();
  t.end();
});
