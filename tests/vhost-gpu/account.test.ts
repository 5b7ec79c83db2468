/** What a machine makes the backend hold is counted together, and given back. */
import t from 'tap';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { Attachments } from '../../tools/vhost-gpu/attachments.js';
import { HostMemories } from '../../tools/vhost-gpu/host-memory.js';
import { MachineAccount } from '../../tools/vhost-gpu/machine-account.js';
import { GuestMemory } from '../../tools/vhost-gpu/memory.js';
import { Offers } from '../../tools/vhost-gpu/offers.js';
import { RefusedCommand } from '../../tools/vhost-gpu/rules.js';
import { SocketOutbox } from '../../tools/vhost-gpu/socket-outbox.js';

const r8 = 0x20203852;

/** A socket whose other side has not read what fills it. */
function fullSocket() {
  const [near, far] = addon.socketPair();
  const page = new Uint8Array(4096);
  let filled = 0;
  for (let count = 1; count > 0;) filled += Math.max((count = addon.send(near, page, 0, 4096, null, 0)), 0);
  return { near: new OwnedFd(near), far: new OwnedFd(far), filled };
}

t.test('what waits for a socket is counted until it has gone, in order, with its descriptors', (t) => {
  const { near, far, filled } = fullSocket();
  // Each of two pieces costs 512 bytes beside the 512 that it has.
  const account = new MachineAccount({ descriptors: 3, bytes: 2100 });
  const outbox = new SocketOutbox(near.fd, account);
  outbox.send(Buffer.from('one'), []);
  outbox.send(Buffer.from('two'), [near.fd, far.fd]);
  outbox.send(Buffer.from('three'), []);
  t.match(account, { bytes: 2048, descriptors: 2, isFull: false });
  t.throws(() => outbox.send(Buffer.from('four'), [near.fd, far.fd]), RefusedCommand);
  outbox.send(new Uint8Array(590), []);
  t.ok(account.isFull);
  const buffer = new Uint8Array(filled + 700);
  let [read, descriptors] = [0, 0];
  const slots = new Int32Array(254);
  while (read < filled + 601) {
    const count = addon.receive(far.fd, buffer, read, buffer.length - read, slots);
    for (const fd of slots.subarray(1, 1 + slots[0]!)) addon.close(fd);
    descriptors += slots[0]!;
    read += Math.max(count, 0);
    outbox.flush();
  }
  t.equal(Buffer.from(buffer.subarray(filled, filled + 11)).toString(), 'onetwothree');
  t.equal(descriptors, 2);
  t.match(account, { bytes: 0, descriptors: 0 });
  near.close();
  far.close();
  t.end();
});

t.test('what is forgotten is not counted any more', (t) => {
  const { near, far } = fullSocket();
  const account = new MachineAccount({ descriptors: 3, bytes: 100 });
  const outbox = new SocketOutbox(near.fd, account);
  outbox.send(Buffer.from('one'), [far.fd]);
  outbox.discard();
  t.match(account, { bytes: 0, descriptors: 0 });
  near.close();
  far.close();
  t.end();
});

t.test('a machine has so many buffers, however small', (t) => {
  const memories = new HostMemories(2 ** 40, 50);
  const all: Disposable[] = [];
  t.throws(() => {
    for (let i = 0; i < 60; i++) all.push(memories.allocate(1));
  }, RefusedCommand);
  t.equal(all.length, 50);
  for (const each of all) each[Symbol.dispose]();
  memories.allocate(1)[Symbol.dispose]();
  t.equal(memories.bytes, 0);
  t.end();
});

t.test('many small pieces with a descriptor each cost more than their bytes', (t) => {
  const { near, far } = fullSocket();
  const account = new MachineAccount({ bytes: 100_000 });
  const outbox = new SocketOutbox(near.fd, account);
  let sent = 0;
  while (!account.isFull && sent < 1000) {
    outbox.send(Uint8Array.of(1), [far.fd]);
    sent++;
  }
  t.ok(sent < 100, `${sent} pieces`);
  outbox.discard();
  t.match(account, { bytes: 0, descriptors: 0 });
  near.close();
  far.close();
  t.end();
});

t.test('shapes of images are counted over all contexts, and forgotten with theirs', (t) => {
  const account = new MachineAccount({ entries: 30 });
  const memories = new HostMemories(2 ** 20);
  const [one, other] = [new Offers(memories, account), new Offers(memories, account)];
  for (let width = 1; width <= 20; width++) one.image(width, 1, r8);
  one.image(20, 1, r8);
  t.throws(() => {
    for (let width = 1; width <= 20; width++) other.image(width, 1, r8);
  }, RefusedCommand);
  t.equal(account.entries, 30);
  one.clear();
  one.clear();
  t.equal(account.entries, 10);
  for (let width = 1; width <= 20; width++) other.image(width, 1, r8);
  other.clear();
  t.equal(account.entries, 0);
  t.end();
});

t.test('resources that are attached are counted once for each context', (t) => {
  const account = new MachineAccount({ entries: 15 });
  const contexts = Array.from({ length: 3 }, () => new Attachments(new GuestMemory(() => false), account));
  t.throws(() => {
    for (let id = 1; id <= 6; id++)
      for (const context of contexts) {
        context.add({ id, bytes: 1 });
        context.add({ id, bytes: 1 });
      }
  }, RefusedCommand);
  t.equal(account.entries, 15);
  for (const context of contexts) {
    context.remove(1);
    context.remove(1);
  }
  t.equal(account.entries, 12);
  for (const context of contexts) context.clear();
  t.equal(account.entries, 0);
  t.end();
});
