/** How a channel ends: where its rings are no memory. */
import { guestBase, joined, longs, memoryBytes, words } from './fake-frontend.js';
import { FakeProgram, message, ok, runningTest, sendOf, type Guest } from './fake-guest.js';

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
