/** The device's commands: contexts, blobs and their places in the window, fences, and what a driver may not ask. */
import t from 'tap';
import { OwnedFd } from '../../src/native/fd.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { Gpu } from '../../tools/vhost-gpu/gpu.js';
import { HostMemories } from '../../tools/vhost-gpu/host-memory.js';
import { GuestMemory } from '../../tools/vhost-gpu/memory.js';
import { guestBase } from './fake-queue.js';
import { joined, longs, words } from './fake-words.js';
import { guestTest, ok, runningTest, windowBytes } from './fake-guest.js';
import { FakeProgram } from './fake-program.js';

const r8 = 0x20203852;
const [unspecified, outOfMemory, invalidResource, invalidContext, invalidParameter] = [
  0x1200, 0x1201, 0x1203, 0x1204, 0x1205,
];

runningTest('there is one capability set, cross-domain with Wayland', async (t, { command }) => {
  const info = await command(0x108, 0, words(0, 0));
  t.equal(info.type, 0x1102);
  t.same(new Uint32Array(info.body.buffer.slice(24, 40)), [5, 0, 16, 0]);
  const capset = await command(0x109, 0, words(5, 0));
  t.equal(capset.type, 0x1103);
  t.same(new Uint32Array(capset.body.buffer.slice(24, 40)), [1, 2, 1, 0]);
  t.equal((await command(0x108, 0, words(1, 0))).type, invalidParameter);
  t.equal((await command(0x109, 0, words(2, 0))).type, invalidParameter);
});

runningTest(
  'a fence is answered with its number and ring, by direct and indirect descriptors',
  async (t, guest) => {
    for (const indirect of [false, true]) {
      const body = words(0, 0);
      t.match(await guest.command(0x108, 7, body, { fence: 42n, ring: 1, indirect }), {
        flags: 3,
        fence: 42n,
        ring: 1,
      });
      t.match(await guest.command(0x108, 7, body, { fence: 43n, indirect }), { flags: 1, fence: 43n });
      t.match(await guest.command(0x108, 7, body, { indirect }), { flags: 0, fence: 0n });
    }
  },
);

runningTest('there are no screens, and no cursor', async (t, { command, frontend }) => {
  const { type, body } = await command(0x100, 0, words());
  t.equal(type, 0x1101);
  t.equal(body.byteLength, 16 * 24);
  t.ok(new Uint8Array(body.buffer).subarray(24).every((byte) => byte === 0));
  t.equal((await command(0x101, 0, words(1, 1, 16, 16))).type, unspecified);
  const cursor = await frontend.queue(1).post(new Uint8Array(56));
  t.equal(new DataView(cursor.buffer).getUint32(0, true), unspecified);
});

runningTest('contexts have a number of their own, and are of the one kind', async (t, { command, alive }) => {
  const create = (context: number, set = 5) =>
    command(0x200, context, joined(words(0, set), new Uint8Array(64))).then(({ type }) => type);
  t.equal(await create(3), ok);
  t.equal(await create(3), invalidContext);
  t.equal(await create(0), invalidContext);
  t.equal(await create(4, 2), invalidParameter);
  t.equal((await command(0x200, 5, words(0, 5))).type, invalidParameter);
  t.equal((await command(0x201, 4, words())).type, invalidContext);
  t.equal((await command(0x202, 9, words(1, 0))).type, invalidContext);
  t.equal((await command(0x202, 3, words(1, 0))).type, invalidResource);
  t.equal((await command(0x207, 9, words(0, 0))).type, invalidContext);
  t.equal((await command(0x207, 3, words(400, 0))).type, invalidParameter);
  t.equal((await command(0x201, 3, words())).type, ok);
  t.equal(await create(3), ok);
  await alive();
});

runningTest("blobs of the guest's memory have memory", async (t, guest) => {
  const { command, frontend } = guest;
  const at = frontend.allocate(4096) + guestBase;
  const create = async (id: number, size: number, entries: number, bytes = 4096): Promise<number> => {
    const body = joined(words(id, 1, 1, entries), longs(0, size), longs(at), words(bytes, 0));
    return (await command(0x10c, 0, body)).type;
  };
  t.equal(await create(1, 4096, 1), ok);
  t.equal(await create(1, 4096, 1), invalidResource);
  t.equal(await create(0, 4096, 1), invalidResource);
  t.equal(await create(2, 8192, 1), invalidParameter);
  t.equal(await create(2, 4096, 2), invalidParameter);
  t.equal(await create(2, 4096, 0x1000_0000), invalidParameter);
  t.equal((await command(0x10c, 0, joined(words(2, 3, 1, 0), longs(0, 4096)))).type, invalidParameter);
  t.equal((await command(0x10c, 0, joined(words(2, 2, 1, 0), longs(1, 4096)))).type, invalidContext);
  t.equal((await command(0x102, 0, words(1, 0))).type, ok);
  t.equal((await command(0x102, 0, words(1, 0))).type, invalidResource);
  t.equal((await command(0x10b, 0, words(1, 0))).type, invalidResource);
});

runningTest("the host's memory is mapped into the window, once and where there is room", async (t, guest) => {
  const program = await FakeProgram.start(guest);
  const answer = await program.query(4096, 4, r8);
  const [bytes, blobId] = [answer[10]!, answer[12]!];
  t.equal(bytes, 16384);
  t.equal(await program.blob(7, blobId, bytes), ok);
  t.equal(await program.blob(8, blobId, bytes), ok);
  t.equal(guest.memories.bytes, 2 * bytes);
  const map = async (id: number, offset: number): Promise<number> =>
    (await guest.command(0x208, 1, joined(words(id, 0), longs(offset)))).type;
  t.equal(await map(100, 0), invalidParameter, 'what is the guest has no place there');
  t.equal(await map(99, 0), invalidResource);
  t.equal(await map(7, 100), invalidParameter);
  t.equal(await map(7, windowBytes - 4096), invalidParameter);
  t.equal(await map(7, 2 ** 60), invalidParameter);
  t.equal(await map(7, 8192), 0x1106);
  t.equal(await map(7, 65536), invalidParameter);
  t.equal(await map(8, 0), invalidParameter);
  t.equal(await map(8, 24576), 0x1106);
  t.match(guest.frontend.windowCalls, [
    { kind: 'map', offset: 8192, bytes, writable: true },
    { kind: 'map', offset: 24576, bytes, writable: true },
  ]);
  t.equal((await guest.command(0x209, 1, words(7, 0))).type, ok);
  t.equal((await guest.command(0x209, 1, words(7, 0))).type, invalidResource);
  t.equal((await guest.command(0x102, 1, words(8, 0))).type, ok);
  t.match(guest.frontend.windowCalls.slice(2), [
    { kind: 'unmap', offset: 8192, bytes },
    { kind: 'unmap', offset: 24576, bytes },
  ]);
  t.equal(guest.memories.bytes, bytes);
});

runningTest('a window that refuses is said to the guest, and what comes then is served', async (t, guest) => {
  const program = await FakeProgram.start(guest);
  const answer = await program.query(64, 64, r8);
  await program.blob(7, answer[12]!, answer[10]!);
  guest.frontend.windowResult = 1n;
  const body = joined(words(7, 0), longs(0));
  const [refused, next] = await Promise.all([
    guest.command(0x208, 1, body),
    guest.command(0x108, 0, words(0, 0)),
  ]);
  t.equal(refused.type, unspecified);
  t.equal(next.type, 0x1102);
  guest.frontend.windowResult = 0n;
  t.equal((await guest.command(0x208, 1, body)).type, 0x1106);
});

runningTest('a guest has no more memory than its window', async (t, guest) => {
  const program = await FakeProgram.start(guest);
  const answer = await program.query(4096, 2048, r8);
  t.equal(answer[10], windowBytes / 2);
  t.equal(await program.blob(7, answer[12]!, windowBytes / 2), ok);
  t.equal(await program.blob(8, answer[12]!, windowBytes / 2), ok);
  t.equal(await program.blob(9, answer[12]!, windowBytes / 2), outOfMemory);
  await program.done(0x102, words(7, 0));
  t.equal(await program.blob(9, answer[12]!, windowBytes / 2), ok);
});

runningTest('a guest that starts anew finds nothing of the one before', async (t, guest) => {
  await FakeProgram.start(guest);
  void guest.command(0x207, 1, joined(words(16, 0), words(3 | (16 << 16), 0, 0, 0)), { ring: 1, fence: 1n });
  await guest.alive();
  t.equal(guest.compositors.length, 1);
  await guest.frontend.startQueue(0);
  await guest.alive();
  await FakeProgram.start(guest);
  t.equal(guest.compositors.length, 2);
});

runningTest('a guest that was paused gets what came meanwhile', async (t, guest) => {
  const program = await FakeProgram.start(guest);
  const polled = program.poll();
  await guest.alive();
  await guest.frontend.pause(0);
  program.tell('hello');
  const there = (): true | undefined => program.page().text === 'hello' || undefined;
  await waitFor('it is on the page', { timeoutMs: 30_000 }, there);
  await guest.frontend.resume(0);
  t.equal((await polled).text, 'hello');
  await guest.alive();
});

guestTest('a command that is none is answered', async (t, guest) => {
  await guest.frontend.start();
  const short = await guest.frontend.queue(0).post(words(0x100, 0));
  t.equal(new DataView(short.buffer).getUint32(0, true), unspecified);
  t.equal((await guest.command(0x999, 0, words())).type, unspecified);
  t.equal((await guest.command(0x108, 0, new Uint8Array(2))).type, invalidParameter);
});

t.test("pieces of the guest's blobs are not kept", (t) => {
  const [pieces, blobs] = [65_536, 200];
  const nothing = () => Promise.resolve(true);
  const gpu = new Gpu(
    { memory: new GuestMemory(() => false), say: () => undefined, map: nothing, unmap: nothing },
    {
      connect: () => new OwnedFd(-1),
      imagesAreDmabufs: true,
      memories: new HostMemories(windowBytes),
      windowBytes,
    },
  );
  const request = new Uint8Array(56 + 16 * pieces);
  const view = new DataView(request.buffer);
  view.setUint32(0, 0x10c, true);
  view.setUint32(28, 1, true);
  view.setUint32(36, pieces, true);
  view.setBigUint64(48, BigInt(pieces) * 4096n, true);
  for (let i = 0; i < pieces; i++) view.setUint32(56 + 16 * i + 8, 4096, true);
  const before = process.memoryUsage().heapUsed;
  let made = 0;
  for (let id = 1; id <= blobs; id++) {
    view.setUint32(24, id, true);
    gpu.serve(
      0,
      request,
      (answer) => (made += Number(new DataView(answer.buffer).getUint32(0, true) === ok)),
    );
  }
  t.equal(made, blobs);
  const bytes = process.memoryUsage().heapUsed - before;
  t.ok(bytes < pieces * blobs, `${bytes} bytes for ${pieces * blobs} pieces`);
  gpu.reset();
  t.end();
});
