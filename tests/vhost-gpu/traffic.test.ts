/** What goes between a program of the guest and the compositor: messages, memory, pipes, images, and their ends. */
import { ftruncateSync, readFileSync, writeSync } from 'node:fs';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { joined, longs, words } from './fake-words.js';
import { ok, runningTest } from './fake-guest.js';
import { sendOf } from './fake-messages.js';
import { FakeProgram } from './fake-program.js';

const r8 = 0x20203852;
const [blob, readPipe] = [1, 3];
const firstReadPipe = 0x80000001;

runningTest('what a program sends reaches the compositor, and the other way round', async (t, guest) => {
  const program = await FakeProgram.start(guest);
  t.equal((await program.submit(sendOf('hello'))).type, ok);
  t.equal((await program.hear()).text, 'hello');
  program.tell('good day');
  const page = await program.poll();
  t.match(page, { command: 5, text: 'good day', ids: [] });
});

runningTest('a POLL is answered when there is something, with its own fence', async (t, guest) => {
  const program = await FakeProgram.start(guest);
  let answered = false;
  const polled = program.poll().finally(() => (answered = true));
  await program.submit(sendOf('first'));
  t.notOk(answered);
  program.tell('now');
  t.equal((await polled).text, 'now');
});

runningTest('what does not fit on a page comes in order by more messages', async (t, guest) => {
  const program = await FakeProgram.start(guest);
  const text = Array.from({ length: 9000 }, (_, i) => String.fromCodePoint(97 + (i % 26))).join('');
  program.tell(text);
  let seen = '';
  while (seen.length < text.length) seen += (await program.poll()).text;
  t.equal(seen, text);
});

runningTest(
  "a buffer in the host's memory goes as a descriptor of it, also twice in a message",
  async (t, guest) => {
    const program = await FakeProgram.start(guest);
    const answer = await program.query(64, 64, r8);
    await program.blob(7, answer[12]!, answer[10]!);
    await program.submit(
      sendOf('pool', [
        [blob, 7],
        [blob, 7],
      ]),
    );
    const { text, fds } = await program.hear();
    t.equal(text, 'pool');
    t.equal(fds.length, 2);
    const memory = new Uint8Array(addon.map(fds[0]!, 4096, true));
    memory[3] = 99;
    t.equal(new Uint8Array(addon.map(fds[1]!, 4096, false))[3], 99);
    for (const fd of fds) addon.close(fd);
  },
);

runningTest('the same image is the same answer, and one that there cannot be is none', async (t, guest) => {
  const program = await FakeProgram.start(guest);
  const [xr24, nv12] = [0x34325258, 0x3231564e];
  const first = await program.query(100, 10, xr24);
  t.match(first, { 0: 448, 4: 0, 10: 8192 });
  t.equal((await program.query(100, 10, xr24))[12], first[12]);
  t.not((await program.query(100, 11, xr24))[12], first[12]);
  t.match(await program.query(100, 11, nv12), { 0: 128, 1: 128, 4: 0, 5: 1408, 10: 4096 });
  for (const [width, height, format] of [
    [0, 4, xr24],
    [4, 0, xr24],
    [16385, 4, xr24],
    [4, 4, 0x31313131],
  ] as const)
    t.ok((await program.query(width, height, format)).every((word) => word === 0));
});

runningTest(
  'memory of the compositor comes as a blob of its true size, a copy that nobody cuts short',
  async (t, guest) => {
    const program = await FakeProgram.start(guest);
    const keymap = new OwnedFd(addon.createMemfd('keymap', 5000));
    writeSync(keymap.fd, 'xkb_keymap', 0);
    writeSync(keymap.fd, 'end', 4997);
    program.tell('keymap', [keymap.fd]);
    const { ids, types, sizes } = await program.poll();
    t.strictSame([types, sizes], [[blob], [5000]]);
    ftruncateSync(keymap.fd, 0);
    keymap.close();
    t.equal(await program.blob(7, ids[0]!, 8192), ok, 'kernels round it up');
    await program.done(0x208, joined(words(7, 0), longs(0)));
    const [call] = guest.frontend.windowCalls;
    t.match(call, { bytes: 8192, writable: false });
    const text = readFileSync(`/proc/self/fd/${call!.fd}`, 'latin1');
    t.equal(text.slice(0, 10) + text.slice(4997, 5000), 'xkb_keymapend');
    t.not(await program.blob(8, ids[0]!, 8192), ok, 'it can be taken once');
  },
);

runningTest(
  'more descriptors than one message takes come before the rest of their bytes',
  async (t, guest) => {
    const program = await FakeProgram.start(guest);
    const files = Array.from({ length: 40 }, () => new OwnedFd(addon.createMemfd('many', 10)));
    program.tell(
      'x'.repeat(320),
      files.map(({ fd }) => fd),
    );
    for (const file of files) file.close();
    const first = await program.poll();
    const second = await program.poll();
    t.same([first.ids.length, second.ids.length], [28, 12]);
    t.ok(first.text.length > 0 && first.text.length < 20);
    t.equal(first.text.length + second.text.length, 320);
    t.equal(new Set([...first.ids, ...second.ids]).size, 40);
  },
);

for (const bytes of [3, 5, 6])
  runningTest(`60 descriptors with ${bytes} bytes are three messages with bytes each`, async (t, guest) => {
    const program = await FakeProgram.start(guest);
    const file = new OwnedFd(addon.createMemfd('many', 10));
    program.tell(
      'abcdef'.slice(0, bytes),
      Array.from({ length: 60 }, () => file.fd),
    );
    file.close();
    const pages = [await program.poll(), await program.poll(), await program.poll()];
    t.same(
      pages.map(({ ids }) => ids.length),
      [28, 28, 4],
    );
    t.ok(pages.every(({ text }) => text.length > 0));
    t.equal(pages.map(({ text }) => text).join(''), 'abcdef'.slice(0, bytes));
  });

runningTest('fewer bytes than messages for their descriptors end the channel', async (t, guest) => {
  const program = await FakeProgram.start(guest);
  const file = new OwnedFd(addon.createMemfd('many', 10));
  program.tell(
    'ab',
    Array.from({ length: 60 }, () => file.fd),
  );
  file.close();
  t.match(await program.poll(), { command: 5, text: '', ids: [] });
  t.match(guest.said, [/the compositor has sent 60 descriptors with 2 bytes: its channel has ended/]);
});

runningTest('a compositor that has gone is one empty RECEIVE, behind all that it said', async (t, guest) => {
  const program = await FakeProgram.start(guest);
  program.tell('goodbye');
  guest.compositors[0]!.close();
  t.equal((await program.poll()).text, 'goodbye');
  t.match(await program.poll(), { command: 5, text: '', ids: [] });
  let again = false;
  const held = program.poll().finally(() => (again = true));
  t.equal((await program.submit(sendOf('into the void'))).type, ok);
  await guest.alive();
  t.notOk(again, 'nobody spins');
  await guest.command(0x201, program.context, words());
  await held;
});

runningTest(
  'a compositor that cannot be reached is said, and is the end of the channel',
  async (t, guest) => {
    guest.compositorAt();
    const program = await FakeProgram.create(guest);
    t.not((await program.submit(program.init())).type, ok);
    t.match(guest.said.join('\n'), /context 1 \(test\) ENOENT.*compositor.*: its channel has ended/);
    await guest.alive();
  },
);

runningTest('a compositor that lets nobody in keeps nobody waiting', async (t, guest) => {
  const path = `@decant-vhost-gpu-${process.pid}`;
  const listener = new OwnedFd(addon.listen(path, 0));
  const first = new OwnedFd(addon.connect(path, false));
  guest.compositorAt(path);
  const program = await FakeProgram.create(guest);
  t.not((await program.submit(program.init())).type, ok);
  t.match(guest.said.join('\n'), /context 1 \(test\) EAGAIN.*: its channel has ended/);
  await guest.alive();
  first.close();
  listener.close();
});

runningTest('what a compositor may not send ends that channel only', async (t, guest) => {
  const other = await FakeProgram.start(guest, 2);
  const program = await FakeProgram.start(guest, 1);
  const [reading, writing] = addon.pipe();
  program.tell('a read end', [reading]);
  addon.close(reading);
  addon.close(writing);
  t.match(await program.poll(), { command: 5, text: '', ids: [] });
  t.match(
    guest.said.join('\n'),
    /context 1 .* the compositor has sent a pipe to read from: its channel has ended/,
  );
  other.tell('well', [], guest.compositors[0]!.fd);
  t.equal((await other.poll()).text, 'well');
});

runningTest('a context that goes takes its connection, its pipes and its POLL with it', async (t, guest) => {
  const program = await FakeProgram.start(guest);
  await program.submit(sendOf('receive', [[readPipe, firstReadPipe]]));
  const pipe = new OwnedFd((await program.hear()).fds[0]!);
  const polled = program.poll();
  await guest.command(0x201, 1, words());
  await polled;
  t.equal(addon.receive(program.compositor, new Uint8Array(8), 0, 8, new Int32Array(254)), 0);
  t.throws(() => addon.write(pipe.fd, Uint8Array.of(1), 0, 1), { code: 'EPIPE' });
  pipe.close();
});
