/** How a channel ends: where its rings are no memory, where they have gone, and when something else waits as well. */
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { memoryBytes } from './fake-frontend.js';
import { guestBase } from './fake-queue.js';
import { joined, longs, words } from './fake-words.js';
import { ok, runningTest, type Guest } from './fake-guest.js';
import { message, sendOf } from './fake-messages.js';
import { FakeProgram } from './fake-program.js';

const readPipe = 3;
const firstReadPipe = 0x80000001;
const [invalidParameter, outsideMemory] = [0x1205, guestBase + memoryBytes + 4096];

/** A program whose channel ring, 301, is at an address of its own. */
async function programWithRing(guest: Guest, address: number): Promise<FakeProgram> {
  const program = await FakeProgram.create(guest);
  const entry = joined(longs(address), words(4096, 0));
  await program.done(0x10c, joined(words(301, 1, 1, 1), longs(0, 4096), entry));
  await program.done(0x202, words(301, 0));
  await program.submit(program.init(100, 301));
  return program;
}

/** A POLL without looking at what is on the page: its response's type. */
async function pollOf(program: FakeProgram): Promise<number> {
  return (await program.submit(message(3, new Uint8Array(8)), 1)).type;
}

runningTest('a ring outside of memory ends its channel, and each POLL is answered once', async (t, guest) => {
  const program = await programWithRing(guest, outsideMemory);
  program.tell('hello');
  t.equal(await pollOf(program), invalidParameter);
  t.match(guest.said.join('\n'), /context 1 \(test\) guest address \d+ is no memory: its channel has ended/);
  t.not((await program.submit(sendOf('x'))).type, ok);
  t.equal(await pollOf(program), invalidParameter, 'the end cannot be told either');
  const held = pollOf(program);
  await guest.alive();
  await guest.command(0x201, 1, words());
  t.equal(await held, ok);
  await guest.alive();
});

runningTest('what comes later for a ring outside of memory ends its channel', async (t, guest) => {
  const program = await programWithRing(guest, outsideMemory);
  const polled = pollOf(program);
  await guest.alive();
  program.tell('hello');
  t.equal(await polled, invalidParameter);
  await guest.command(0x201, 1, words());
  await guest.alive();
});

runningTest(
  'a broken rule of a program whose ring is outside of memory ends its channel',
  async (t, guest) => {
    const program = await programWithRing(guest, outsideMemory);
    const polled = pollOf(program);
    t.not((await program.submit(sendOf(''))).type, ok);
    t.equal(await polled, invalidParameter);
    await guest.alive();
  },
);

runningTest('what a pipe has is read before the end of the compositor is told', async (t, guest) => {
  const program = await FakeProgram.start(guest);
  await program.submit(sendOf('receive', [[readPipe, firstReadPipe]]));
  const pipe = new OwnedFd((await program.hear()).fds[0]!);
  const polled = program.poll();
  await guest.alive();
  addon.write(pipe.fd, Buffer.from('last words'), 0, 10);
  pipe.close();
  guest.compositors[0]!.close();
  t.match(await polled, { command: 6, hangUp: false, text: 'last words' });
  t.match(await program.poll(), { command: 6, hangUp: true });
  let end: unknown;
  void program.poll().then((page) => (end = page));
  const heard = await waitFor('the end is told', { timeoutMs: 30_000, stepMs: 1 }, () => end);
  t.match(heard, { command: 5, text: '', ids: [] });
});

for (const [how, type] of [
  ['detached', 0x203],
  ['freed', 0x102],
] as const)
  for (const [name, offset, trigger] of [
    ['channel', 1, (program: FakeProgram) => program.tell('hello')],
    ['query', 0, (program: FakeProgram) => void program.query(4, 4, 0x20203852)],
  ] as const)
    runningTest(`a ${name} ring that was ${how} is not written to any more`, async (t, guest) => {
      const program = await FakeProgram.start(guest);
      const polled = pollOf(program);
      await program.done(type, words(100 + offset, 0));
      trigger(program);
      await polled;
      const at = offset === 1 ? program.channelRing : program.queryRing;
      t.ok(guest.frontend.memory.subarray(at, at + 4096).every((byte) => byte === 0));
      t.match(guest.said.join('\n'), /broke a rule, ring-gone: 10\d: its channel has ended/);
      await guest.alive();
    });

/** Sends what the compositor does not read until half a mebibyte has gone: its text. */
async function sendMuch(program: FakeProgram): Promise<string> {
  const parts = Array.from({ length: 160 }, (_, i) => String(i % 10).repeat(3744));
  for (const part of parts) await program.submit(sendOf(part));
  return parts.join('');
}

runningTest(
  'what a program has sent before it left reaches a compositor that reads late',
  async (t, guest) => {
    const program = await FakeProgram.start(guest);
    const text = await sendMuch(program);
    await guest.command(0x201, 1, words());
    let heard = '';
    for (let part = await program.hear(); part.text !== ''; part = await program.hear()) heard += part.text;
    t.equal(heard.length, text.length);
    t.ok(heard === text, 'every byte, in order, and then the end');
  },
);

runningTest('what a compositor has not read goes with the machine', async (t, guest) => {
  const program = await FakeProgram.start(guest);
  const text = await sendMuch(program);
  await guest.command(0x201, 1, words());
  await guest.frontend.startQueue(0);
  await guest.alive();
  let heard = 0;
  for (let part = await program.hear(); part.text !== ''; part = await program.hear())
    heard += part.text.length;
  t.ok(heard < text.length);
});

runningTest('a compositor that goes while something waits for it leaves nothing', async (t, guest) => {
  const program = await FakeProgram.start(guest);
  await sendMuch(program);
  await guest.command(0x201, 1, words());
  const live = OwnedFd.live;
  guest.compositors[0]!.close();
  await waitFor('the connection is closed', { timeoutMs: 30_000, stepMs: 1 }, () =>
    OwnedFd.live <= live - 2 ? true : undefined,
  );
  await guest.alive();
  t.strictSame(guest.said, []);
});
