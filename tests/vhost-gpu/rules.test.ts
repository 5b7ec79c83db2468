/**
 * Each rule of a context, broken by a wrong program: it is said which, that channel ends and tells so, and a program beside it
 * notices nothing.
 */
import type { Test } from 'tap';
import { addon } from '../../src/native/addon.js';
import type { ContextRule } from '../../tools/vhost-gpu/rules.js';
import { joined, longs, words } from './fake-words.js';
import { ok, runningTest, type Guest } from './fake-guest.js';
import { message, sendOf, writeOf } from './fake-messages.js';
import { FakeProgram } from './fake-program.js';

const r8 = 0x20203852;
const [blob, readPipe, writePipe] = [1, 3, 4];
const firstReadPipe = 0x80000001;

type Break = (program: FakeProgram, guest: Guest) => Promise<unknown>;

/** What is submitted, and on which ring. */
const submits =
  (command: Uint8Array, ring?: number): Break =>
  (program) =>
    program.submit(command, ring);

const poll = message(3, new Uint8Array(8));
const query = message(2, words(4, 4, r8, 17));

/** Gives a program the compositor's end of a pipe: its id. */
async function writeEnd(program: FakeProgram): Promise<number> {
  const [reading, writing] = addon.pipe();
  program.tell('send', [writing]);
  addon.close(writing);
  addon.close(reading);
  return (await program.poll()).ids[0]!;
}

const breaks: readonly (readonly [ContextRule, string, Break])[] = [
  ['command-size', 'a command says another size', submits(message(4, new Uint8Array(400), 8))],
  ['command-size', 'a command has no header', submits(Uint8Array.of(4, 0, 4, 0))],
  ['command-size', 'a command is nothing', submits(new Uint8Array(0))],
  ['command-size', 'a SEND is short', submits(message(4, new Uint8Array(8)))],
  ['command-size', 'a WRITE is short', submits(message(7, new Uint8Array(8)))],
  ['unknown-command', 'a command is unknown', submits(message(99, new Uint8Array(8)))],
  ['unknown-command', "a command is the host's", submits(message(5, new Uint8Array(8)))],
  ['init-twice', 'INIT comes twice', (program) => program.submit(program.init())],
  ['poll-size', 'a POLL is long', submits(message(3, new Uint8Array(16)), 1)],
  ['poll-ring', 'a POLL is on no ring', submits(poll)],
  ['poll-ring', 'a POLL is on the ring of queries', submits(poll, 0)],
  ['query-size', 'a query is long', submits(message(2, words(4, 4, r8, 17, 0)), 0)],
  ['query-ring', 'a query is on no ring', submits(query)],
  ['query-ring', 'a query is on the ring of the channel', submits(query, 1)],
  ['send-nothing', 'a SEND has no data', submits(sendOf(''))],
  ['send-size', 'a SEND has less data than it says', submits(sendOf('abcd', [], { length: 5 }))],
  ['page-limit', 'a SEND has more data than a page', submits(sendOf('x'.repeat(3745)))],
  ['command-on-ring', 'a SEND is on a ring', submits(sendOf('x'), 1)],
  ['too-many-identifiers', 'a SEND has 29 identifiers', submits(sendOf('x', [], { count: 29 }))],
  ['identifier-type', "an identifier is of the host's kind", submits(sendOf('x', [[writePipe, 1]]))],
  ['unknown-resource', 'a resource is not there', submits(sendOf('x', [[blob, 4711]]))],
  ['unknown-resource', "a resource is the guest's own memory", submits(sendOf('x', [[blob, 100]]))],
  [
    'unknown-resource',
    'a resource is that of another program',
    async (program, guest) => {
      const other = await FakeProgram.start(guest, 9);
      const answer = await other.query(4, 4, r8);
      await other.blob(77, answer[12]!, answer[10]!);
      return program.submit(sendOf('x', [[blob, 77]]));
    },
  ],
  [
    'unknown-resource',
    'a resource was detached',
    async (program) => {
      const answer = await program.query(4, 4, r8);
      await program.blob(77, answer[12]!, answer[10]!);
      await program.done(0x203, words(77, 0));
      return program.submit(sendOf('x', [[blob, 77]]));
    },
  ],
  ['pipe-id', 'a pipe has another number', submits(sendOf('x', [[readPipe, firstReadPipe - 1]]))],
  [
    'two-pipes',
    'two pipes are sent at once',
    submits(
      sendOf('x', [
        [readPipe, firstReadPipe],
        [readPipe, firstReadPipe + 1],
      ]),
    ),
  ],
  ['write-unknown', 'a WRITE goes nowhere', submits(writeOf(1, 'x'))],
  [
    'write-unknown',
    'a WRITE comes after the end',
    async (program) => {
      const id = await writeEnd(program);
      await program.submit(writeOf(id, '', true));
      return program.submit(writeOf(id, 'x'));
    },
  ],
  ['write-limit', 'a WRITE has more data than a page', submits(writeOf(1, 'x'.repeat(4073)))],
  ['write-size', 'a WRITE has less data than it says', submits(writeOf(1, 'x', false, 3))],
  [
    'write-nothing',
    'a WRITE is nothing',
    async (program) => program.submit(writeOf(await writeEnd(program), '')),
  ],
  ['command-on-ring', 'a WRITE is on a ring', submits(writeOf(1, 'x'), 0)],
  [
    'blob-unknown',
    'a blob was not offered',
    (program) => program.done(0x10c, joined(words(7, 2, 3, 0), longs(99, 4096))).catch(String),
  ],
  [
    'blob-size',
    'a blob has another size',
    async (program, guest) => {
      const answer = await program.query(100, 100, r8);
      const body = joined(words(7, 2, 3, 0), longs(answer[12]!, answer[10]! + 4096));
      return guest.command(0x10c, 1, body);
    },
  ],
  [
    'host-limit',
    'a program asks for images without end',
    async (program) => {
      for (let i = 0; i < 16_400; i += 1)
        await program.query(1 + (i % 16_000), 1 + Math.floor(i / 16_000), r8);
    },
  ],
];

/** Asserts that a rule was said to be broken, and that a program beside it works. */
async function oneEnded(t: Test, guest: Guest, rule: ContextRule, beside: FakeProgram): Promise<void> {
  t.match(
    guest.said.join('\n'),
    new RegExp(`context 1 \\(test\\) broke a rule, ${rule}(: .*)?: its channel has ended`),
  );
  const compositor = guest.compositors[0]!.fd;
  t.equal((await beside.submit(sendOf('still here'))).type, ok);
  t.equal((await beside.hear(compositor)).text, 'still here');
}

for (const [rule, what, work] of breaks)
  runningTest(`${rule}: ${what}`, async (t, guest) => {
    const beside = await FakeProgram.start(guest, 2);
    const program = await FakeProgram.start(guest, 1);
    const compositor = guest.compositors[1]!.fd;
    await work(program, guest);
    await oneEnded(t, guest, rule, beside);
    t.same(await beside.hear(compositor), { text: '', fds: [] }, 'its connection is closed');
    t.not((await program.submit(sendOf('x'))).type, ok);
    t.match(await program.poll(), { command: 5, text: '', ids: [] });
    t.equal(guest.said.filter((line) => line.includes('broke a rule')).length, 1, 'it is said once');
  });

const wrongInits: readonly (readonly [ContextRule, string, (program: FakeProgram) => Uint8Array])[] = [
  ['before-init', 'a SEND comes first', () => sendOf('x')],
  ['init-size', 'INIT is short', () => message(1, words(100, 101))],
  ['init-channel', 'INIT wants another channel', (program) => program.init(100, 101, 2)],
  ['init-rings', 'both rings are one', (program) => program.init(100, 100)],
  ['init-rings', 'a ring is not there', (program) => program.init(100, 4711)],
  ['init-rings', "a ring is another program's", (program) => program.init(100, 201)],
];

for (const [rule, what, command] of wrongInits)
  runningTest(`${rule}: ${what}`, async (t, guest) => {
    const beside = await FakeProgram.start(guest, 2);
    const program = await FakeProgram.create(guest, 1);
    await program.submit(command(program));
    await oneEnded(t, guest, rule, beside);
    t.equal(guest.compositors.length, 1, 'nobody has connected for it');
  });

runningTest('poll-twice: the first of two POLLs tells the end', async (t, guest) => {
  const beside = await FakeProgram.start(guest, 2);
  const program = await FakeProgram.start(guest, 1);
  const first = program.poll();
  t.not((await program.submit(poll, 1)).type, ok);
  t.match(await first, { command: 5, text: '', ids: [] });
  await oneEnded(t, guest, 'poll-twice', beside);
});
