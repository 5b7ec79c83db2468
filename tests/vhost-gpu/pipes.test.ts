/** Pipes between a program of the guest and those behind the compositor: both ways, slow readers, ends. */
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { words } from './fake-words.js';
import { ok, runningTest } from './fake-guest.js';
import { sendOf, writeOf } from './fake-messages.js';
import { FakeProgram } from './fake-program.js';

const [readPipe, writePipe] = [3, 4];
const firstReadPipe = 0x80000001;

runningTest('a pipe that a program sends is read to its end, byte by byte if so', async (t, guest) => {
  const program = await FakeProgram.start(guest);
  await program.submit(sendOf('receive', [[readPipe, firstReadPipe]]));
  const { fds } = await program.hear();
  const pipe = new OwnedFd(fds[0]!);
  const bytes = Buffer.from('one, two');
  for (const byte of bytes) {
    addon.write(pipe.fd, Uint8Array.of(byte), 0, 1);
    t.match(await program.poll(), {
      command: 6,
      id: firstReadPipe,
      hangUp: false,
      text: String.fromCodePoint(byte),
    });
  }
  pipe.close();
  t.match(await program.poll(), { command: 6, id: firstReadPipe, hangUp: true, text: '' });
  await program.submit(sendOf('next', [[readPipe, firstReadPipe + 1]]));
  for (const fd of (await program.hear()).fds) addon.close(fd);
  t.match(await program.poll(), { id: firstReadPipe + 1, hangUp: true });
});

runningTest('a pipe and the compositor take turns', async (t, guest) => {
  const program = await FakeProgram.start(guest);
  await program.submit(sendOf('receive', [[readPipe, firstReadPipe]]));
  const pipe = new OwnedFd((await program.hear()).fds[0]!);
  const much = new Uint8Array(60_000);
  addon.write(pipe.fd, much, 0, much.length);
  program.tell('z'.repeat(9000));
  const kinds = [];
  for (let i = 0; i < 6; i++) kinds.push((await program.poll()).command);
  t.equal(kinds.filter((kind) => kind === 5).length, 3);
  pipe.close();
});

runningTest(
  "what a program writes goes into the compositor's pipe, however slow its reader is",
  async (t, guest) => {
    const program = await FakeProgram.start(guest);
    const [reading, writing] = addon.pipe().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
    program.tell('send', [writing.fd]);
    writing.close();
    const { ids, types } = await program.poll();
    t.strictSame(types, [writePipe]);
    const part = 'abcd'.repeat(1018);
    for (let i = 0; i < 50; i++) t.equal((await program.submit(writeOf(ids[0]!, part))).type, ok);
    await program.submit(writeOf(ids[0]!, '', true));
    addon.setNonBlocking(reading.fd, true);
    let seen = 0;
    const buffer = new Uint8Array(3000);
    await waitFor('all is read', { timeoutMs: 30_000, stepMs: 1 }, () => {
      const count = addon.read(reading.fd, buffer, 0, buffer.length);
      seen += Math.max(count, 0);
      return count === 0 || undefined;
    });
    t.equal(seen, 50 * part.length);
    reading.close();
  },
);

runningTest('a pipe that nobody reads any more swallows what is written', async (t, guest) => {
  const program = await FakeProgram.start(guest);
  const [reading, writing] = addon.pipe();
  program.tell('send', [writing]);
  addon.close(writing);
  addon.close(reading);
  const { ids } = await program.poll();
  t.equal((await program.submit(writeOf(ids[0]!, 'lost'))).type, ok);
  t.equal((await program.submit(writeOf(ids[0]!, 'lost', true))).type, ok);
  await guest.alive();
  t.strictSame(guest.said, []);
});

for (const [how, says] of [
  ['to its end', true],
  ['and not ended', false],
] as const)
  runningTest(`what a program has written ${how} is read after it has gone`, async (t, guest) => {
    const program = await FakeProgram.start(guest);
    const [reading, writing] = addon.pipe().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
    program.tell('send', [writing.fd]);
    writing.close();
    const { ids } = await program.poll();
    const part = Buffer.from(Array.from({ length: 4072 }, (_, i) => 97 + (i % 23))).toString('latin1');
    const parts = 258;
    for (let i = 0; i < parts; i++) await program.submit(writeOf(ids[0]!, part));
    if (says) await program.submit(writeOf(ids[0]!, '', true));
    await guest.command(0x201, 1, words());
    addon.setNonBlocking(reading.fd, true);
    const seen: Uint8Array[] = [];
    await waitFor('all is read', { timeoutMs: 60_000, stepMs: 0 }, () => {
      const buffer = new Uint8Array(65536);
      const count = addon.read(reading.fd, buffer, 0, buffer.length);
      if (count > 0) seen.push(buffer.subarray(0, count));
      return count === 0 || undefined;
    });
    t.ok(Buffer.concat(seen).equals(Buffer.from(part.repeat(parts), 'latin1')), 'every byte, in order');
    reading.close();
  });

runningTest('what nobody reads goes with the machine', async (t, guest) => {
  const program = await FakeProgram.start(guest);
  const [reading, writing] = addon.pipe();
  program.tell('send', [writing]);
  addon.close(writing);
  const { ids } = await program.poll();
  for (let i = 0; i < 30; i++) await program.submit(writeOf(ids[0]!, 'x'.repeat(4072), i === 29));
  await guest.frontend.startQueue(0);
  await guest.alive();
  const buffer = new Uint8Array(1 << 20);
  t.ok(addon.read(reading, buffer, 0, buffer.length) < 30 * 4072);
  t.equal(addon.read(reading, buffer, 0, buffer.length), 0, 'its end was closed');
  addon.close(reading);
});
