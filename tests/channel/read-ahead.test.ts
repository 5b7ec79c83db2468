/** A socket that is read also while nobody wants what comes: over real socket pairs. */
import { readdirSync } from 'node:fs';
import t, { type Test } from 'tap';
import { ReadAhead } from '../../src/channel/read-ahead.js';
import { SocketChannel } from '../../src/channel/socket.js';
import { addon, fdSlots } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';

const received = new Int32Array(fdSlots);
const buffer = new Uint8Array(64 * 1024);

function open(t: Test) {
  const [near, far] = addon.socketPair();
  const ahead = new ReadAhead(new SocketChannel(new OwnedFd(near), 'test'));
  const other = new OwnedFd(far);
  const said: string[] = [];
  let turns = 0;
  t.teardown(() => {
    ahead.close();
    other[Symbol.dispose]();
  });
  return {
    ahead,
    other,
    said,
    /** Reads once and writes down what there was. */
    take(): number {
      const count = ahead.receive(buffer, 0, buffer.length, received);
      if (count > 0) said.push(Buffer.from(buffer.subarray(0, count)).toString('latin1'));
      for (const fd of received.subarray(1, 1 + received[0]!)) addon.close(fd);
      return count;
    },
    /** Sends all of it, waiting for room; with `fds` descriptors. */
    async say(text: string, fds = 0): Promise<void> {
      const bytes = Buffer.from(text, 'latin1');
      const sent = Int32Array.from({ length: fds }, () => far);
      for (let start = 0; start < bytes.length;) {
        const taken = addon.send(
          far,
          bytes,
          start,
          bytes.length,
          start === 0 ? sent : null,
          start === 0 ? fds : 0,
        );
        if (taken < 0) await turn();
        else start += taken;
        if (++turns > 100_000) throw new Error('the socket stays full');
      }
    },
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Waits for what the event loop brings. */
async function until(probe: () => boolean): Promise<void> {
  for (let turns = 0; !probe(); turns++) {
    if (turns > 100_000) throw new Error('it does not happen');
    await turn();
  }
}

t.test('what comes while it is wanted passes, and nothing waits', async (t) => {
  const { ahead, take, say, said } = open(t);
  ahead.listen((readable) => {
    if (readable) take();
  });
  ahead.want(true, false);
  await say('abc');
  await until(() => said.length === 1);
  await say('def', 3);
  await until(() => said.length === 2);
  t.same(said, ['abc', 'def']);
  t.notOk(ahead.isBehind);
});

t.test('the other end never finds it full, and all comes in order when it is wanted again', async (t) => {
  const { ahead, take, say, said } = open(t);
  let calls = 0;
  ahead.listen((readable) => {
    calls++;
    if (readable) take();
  });
  const parts = Array.from({ length: 64 }, (_, i) => String.fromCharCode(65 + (i % 26)).repeat(40_000));
  for (const part of parts) await say(part, 1);
  t.equal(calls, 0, 'nobody is told');
  t.ok(ahead.isBehind);
  let isThrough = false;
  const through = ahead.caughtUp().then(() => (isThrough = true));
  await turn();
  t.notOk(isThrough);
  ahead.want(true, false);
  t.equal(calls, 0, 'not within the call');
  await through;
  t.notOk(ahead.isBehind);
  t.equal(said.join(''), parts.join(''));
});

t.test('being behind is told once, until it has been made up for', async (t) => {
  const { ahead, take, say } = open(t);
  let told = 0;
  ahead.onBehind = () => told++;
  ahead.listen((readable) => {
    if (readable) take();
  });
  for (const expected of [1, 2]) {
    ahead.want(false, false);
    await say('x'.repeat(60_000));
    await turn();
    t.equal(told, expected - 1, 'not for so little');
    await say('x'.repeat(60_000));
    await until(() => told === expected);
    await say('x'.repeat(60_000));
    ahead.readAhead();
    t.equal(told, expected);
    ahead.want(true, false);
    await ahead.caughtUp();
  }
});

t.test('many descriptors are much, however few bytes there are', async (t) => {
  const { ahead, say } = open(t);
  ahead.listen(() => undefined);
  for (let i = 0; i < 10; i++) await say('x', 10);
  await until(() => ahead.isBehind);
  t.pass();
});

t.test('more descriptors than one call takes come with the next', async (t) => {
  const { ahead, say } = open(t);
  for (const text of ['abc', 'def']) await say(text, 200);
  ahead.listen(() => undefined);
  ahead.readAhead();
  for (const text of ['abc', 'def']) {
    const count = ahead.receive(buffer, 0, buffer.length, received);
    t.equal(Buffer.from(buffer.subarray(0, count)).toString(), text);
    t.equal(received[0], 200);
    for (const fd of received.subarray(1, 201)) addon.close(fd);
  }
  t.equal(ahead.receive(buffer, 0, buffer.length, received), -1);
});

t.test('what waits has a limit', async (t) => {
  const { ahead, other, take } = open(t);
  ahead.listen(() => undefined);
  const block = Buffer.alloc(64 * 1024);
  let sent = 0;
  const most = 64 * 1024 * 1024;
  for (let idle = 0; idle < 100 && sent < most;) {
    const count = addon.send(other.fd, block, 0, block.length, null, 0);
    if (count > 0) sent += count;
    idle = count > 0 ? 0 : idle + 1;
    if (count < 0) await turn();
  }
  t.ok(sent >= 16 * 1024 * 1024 && sent < 20 * 1024 * 1024, `${sent} bytes`);
  let taken = 0;
  for (let count = take(); count > 0; count = take()) taken += count;
  t.equal(taken, sent, 'and nothing is lost');
});

t.test('the end of the stream comes after all that was said', async (t) => {
  const { ahead, other, take, say, said } = open(t);
  const ends: number[] = [];
  ahead.listen((readable) => {
    if (readable) ends.push(take());
  });
  await say('last words', 2);
  other.close();
  await turn();
  ahead.readAhead();
  ahead.want(true, false);
  await until(() => ends.includes(0));
  ahead.close();
  t.same(said, ['last words']);
});

t.test('descriptors that nobody took are closed with it, and whoever waits is told', async (t) => {
  const openFiles = (): number => readdirSync('/proc/self/fd').length;
  const { ahead, say } = open(t);
  ahead.listen(() => undefined);
  const before = openFiles();
  await say('x', 100);
  ahead.readAhead();
  t.equal(openFiles(), before + 100);
  const through = ahead.caughtUp();
  ahead.close();
  await through;
  t.equal(openFiles(), before - 1, 'the socket too');
});
