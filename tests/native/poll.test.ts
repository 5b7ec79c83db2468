import t from 'tap';
import { execFileSync, spawnSync } from 'node:child_process';
import { constants, openSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { addon, pollEvents, type Poll } from '../../src/native/addon.js';
import { pairFor } from './children.js';

const { readable, writable, disconnect } = pollEvents;
const room = (): Int32Array => new Int32Array(254);
const say = (fd: number, length = 1): number => addon.send(fd, new Uint8Array(length), 0, length, null, 0);
const hear = (fd: number, length = 1): number => addon.receive(fd, new Uint8Array(length), 0, length, room());

/** The next events that a watch of `fd` for `events` reports; it is closed then. */
function next(fd: number, events: number): Promise<number> {
  return new Promise((resolve) => {
    const poll: Poll = new addon.Poll(fd, (seen) => {
      poll.close();
      resolve(seen);
    });
    poll.update(events);
  });
}

t.test('readiness is reported by what was asked for', async (t) => {
  const [left, right] = pairFor(t);
  t.equal(await next(left, writable), writable);
  say(right);
  t.equal(await next(left, readable | writable), readable | writable);
  t.equal(await next(left, readable), readable);
  addon.close(right);
  t.equal(await next(left, disconnect), disconnect);
});

t.test('a watch follows its updates and stays for the next event', async (t) => {
  const [left, right] = pairFor(t);
  const seen: number[] = [];
  const poll = new addon.Poll(left, (events) => {
    seen.push(events);
    hear(left);
  });
  const turns = async (): Promise<void> => {
    for (let i = 0; i < 5; i++) await nextTurn();
  };
  say(right);
  await turns();
  t.same(seen, [], 'a new watch waits for nothing');
  poll.update(readable);
  await turns();
  say(right);
  await turns();
  t.same(seen, [readable, readable]);
  poll.update(0);
  say(right);
  await turns();
  t.same(seen, [readable, readable]);
  poll.close();
  poll.close();
  poll.update(readable);
  poll.setRef(true);
  await turns();
  t.same(seen, [readable, readable], 'a closed watch is silent');
});

t.test('ticks and promises of one call run before the next call', async (t) => {
  const [left, right] = pairFor(t);
  const [left2, right2] = pairFor(t);
  const order: string[] = [];
  const watch = (fd: number): Promise<void> =>
    new Promise((resolve) => {
      const poll: Poll = new addon.Poll(fd, () => {
        order.push('call');
        poll.close();
        process.nextTick(() => order.push('tick'));
        queueMicrotask(() => order.push('microtask'));
        setImmediate(resolve);
      });
      poll.update(readable);
    });
  say(right);
  say(right2);
  await Promise.all([watch(left), watch(left2)]);
  t.same(order, ['call', 'tick', 'microtask', 'call', 'tick', 'microtask']);
});

t.test('all that a reset socket still holds is read, and then its end', async (t) => {
  const [left, right] = pairFor(t);
  say(left, 1);
  say(right, 10);
  // Unread bytes on the other side make this a reset, which epoll reports as an error.
  addon.close(right);
  const seen: number[] = [];
  await new Promise<void>((resolve) => {
    const poll: Poll = new addon.Poll(left, (events) => {
      t.ok(events & readable);
      seen.push(hear(left, 4));
      if (seen.at(-1) !== 0) return;
      poll.close();
      resolve();
    });
    poll.update(readable);
  });
  t.same(seen, [4, 4, 2, 0]);
});

t.test('an error is reported once as readable, and does not spin', async (t) => {
  const path = join(t.testdir({}), 'fifo');
  execFileSync('mkfifo', [path]);
  const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writing = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  addon.close(reading);
  const seen: number[] = [];
  const poll = new addon.Poll(writing, (events) => seen.push(events));
  poll.update(disconnect);
  for (let i = 0; i < 20; i++) await nextTurn();
  t.equal(seen.length, 1);
  t.ok(seen[0]! & readable);
  poll.update(disconnect);
  for (let i = 0; i < 20; i++) await nextTurn();
  t.equal(seen.length, 2, 'asking again tells again');
  poll.close();
  addon.close(writing);
});

t.test('what cannot be watched is refused', (t) => {
  const [fd] = pairFor(t);
  const poll = new addon.Poll(fd, () => {});
  poll.update(readable);
  t.throws(() => poll.update(64), { code: 'EINVAL', syscall: 'poll' });
  t.throws(() => new addon.Poll(fd, () => {}), { code: 'EEXIST', syscall: 'poll' });
  poll.close();
  const file = addon.createMemfd('file', 1);
  t.throws(() => new addon.Poll(file, () => {}), { code: 'EPERM', syscall: 'poll' });
  addon.close(file);
  t.throws(() => new addon.Poll(file, () => {}), { code: 'EBADF', syscall: 'poll' });
  t.throws(() => new addon.Poll(fd, undefined as never), TypeError);
  t.end();
});

t.test('an exception becomes an uncaught one, and a watch without reference ends no wait', (t) => {
  const script = fileURLToPath(new URL('poll-scenarios.js', import.meta.url));
  for (const [name, output] of [
    ['throw', 'caught boom, called 2\n'],
    ['unref', 'end\n'],
    ['collected', 'called\n'],
  ] as const) {
    const run = spawnSync(process.execPath, ['--expose-gc', script, name], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    t.equal(run.stdout, output, `${name} ${run.stderr}`);
    t.equal(run.status, 0);
  }
  const run = spawnSync(process.execPath, [script, 'fatal'], { encoding: 'utf8', timeout: 60_000 });
  t.match(run.stderr, /Error: boom/);
  t.equal(run.status, 1);
  t.end();
});
