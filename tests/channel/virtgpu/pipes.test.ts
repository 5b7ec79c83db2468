/** Data of pipes, between a host that says what a test tells it and readers and writers who take their time. */
import t, { type Test } from 'tap';
import { mock } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { VirtgpuChannel, type VirtgpuOptions } from '../../../src/channel/virtgpu/channel.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import { addon, fdSlots } from '../../../src/native/addon.js';
import { OwnedFd } from '../../../src/native/fd.js';
import {
  failedCall,
  FakeVirtgpuNode,
  readPage,
  receivePage,
  type NodeTraits,
} from '../../support/virtgpu-node.js';

const poll = 3;
const write = 7;
const timeoutMs = 60_000;
const firstPipe = 0x80000001;
const buffer = new Uint8Array(1024 * 1024);
const fds = new Int32Array(fdSlots);
/** What fits into a pipe of the kernel's, beside what is held for it. */
const inPipe = 64 * 1024;
const limits = { crowded: 16 * 1024, held: 256 * 1024 };

/** A channel whose host answers each POLL with the next of `pages`, and what it says for the log. */
function channelOn(t: Test, traits: Partial<NodeTraits> = {}, options: Partial<VirtgpuOptions> = {}) {
  const before = OwnedFd.live;
  const pages: Uint8Array[] = [];
  let polls = 0;
  const sayNext = (): void => {
    if (polls === 0 || pages.length === 0 || node.closed) return;
    polls--;
    node.say(pages.shift()!);
  };
  const onExecute = (command: number): void => {
    traits.onExecute?.(command);
    if (command !== poll) return;
    polls++;
    void setImmediate().then(sayNext);
  };
  const node: FakeVirtgpuNode = new FakeVirtgpuNode({ ...traits, onExecute });
  const channel = VirtgpuChannel.open('node', { open: () => node, pipes: limits, ...options });
  const log: string[] = [];
  channel.logTo((text) => log.push(text));
  channel.listen(() => undefined);
  channel.want(true, false);
  const say = (...more: Uint8Array[]): void => {
    pages.push(...more);
    sayNext();
  };
  /** `held`: descriptors that the test has itself. */
  const end = (held = 0): void => {
    channel.close();
    t.equal(OwnedFd.live, before + held, 'no descriptor is left');
  };
  return { node, channel, log, say, end, unsaid: () => pages.length };
}

/** Sends a pipe for the host to write into; its other end. */
function sendPipe(channel: VirtgpuChannel): OwnedFd {
  const { ours, theirs } = channel.createPipe(true);
  channel.send(Uint8Array.of(1), 0, 1, Int32Array.of(theirs.fd), 1);
  theirs.close();
  return ours;
}

/** READs of `bytes` bytes in all that count up, the last with the end of the pipe. */
function readsOf(id: number, bytes: number): Uint8Array[] {
  const pages: Uint8Array[] = [];
  for (let at = 0; at < bytes; at += 4072) {
    const data = Uint8Array.from({ length: Math.min(4072, bytes - at) }, (_, i) => (at + i) % 251);
    pages.push(readPage(id, data, at + 4072 >= bytes));
  }
  return pages;
}

/** Reads to the end: the bytes, which must count up. */
async function readAll(t: Test, pipe: OwnedFd): Promise<number> {
  let total = 0;
  let wrong = 0;
  await waitFor('the pipe ends', { timeoutMs }, () => {
    const count = addon.read(pipe.fd, buffer, 0, buffer.length);
    for (let i = 0; i < count; i++) if (buffer[i] !== (total + i) % 251) wrong++;
    if (count > 0) total += count;
    return count === 0 || undefined;
  });
  t.equal(wrong, 0, 'each byte is in its place');
  pipe.close();
  return total;
}

const received = (channel: VirtgpuChannel): Promise<number> =>
  waitFor('a message comes', { timeoutMs }, () => {
    const count = channel.receive(buffer, 0, buffer.length, fds);
    return count < 0 ? undefined : count;
  });

t.test('who waits for a message before it reads its pipe gets both, however much came first', async (t) => {
  const { channel, log, say, end } = channelOn(t);
  const pipe = sendPipe(channel);
  const total = inPipe + limits.crowded * 8;
  say(...readsOf(firstPipe, total), receivePage(new Uint8Array(12).fill(1)));
  t.equal(await received(channel), 12);
  t.equal(await readAll(t, pipe), total);
  t.strictSame(log, []);
  end();
});

/** Enough turns of the event loop for all that needs no timer. */
async function turns(): Promise<void> {
  for (let i = 0; i < 200; i++) await setImmediate();
}

t.test('while a reader is far behind the host is asked at a pace, until the reader catches up', async (t) => {
  const { channel, say, end, unsaid } = channelOn(t);
  const pipe = sendPipe(channel);
  mock.timers.enable({ apis: ['setTimeout'] });
  t.teardown(() => mock.timers.reset());
  say(...readsOf(firstPipe, inPipe + limits.crowded + 4072 * 4));
  await turns();
  const left = unsaid();
  t.ok(left > 0, 'what comes next is not asked for at once');
  mock.timers.tick(10);
  await turns();
  t.equal(unsaid(), left - 1, 'but after a pause');
  while (addon.read(pipe.fd, buffer, 0, buffer.length) > 0) await turns();
  t.equal(unsaid(), 0, 'and at once when the reader has caught up');
  pipe.close();
  end();
});

t.test('a reader that stands still is given up at the limit, in a sentence; others go on', async (t) => {
  const { channel, log, say, end } = channelOn(t);
  const still = sendPipe(channel);
  const other = sendPipe(channel);
  const [first, ...rest] = readsOf(firstPipe + 1, inPipe + 2 * limits.crowded);
  say(
    first!,
    ...readsOf(firstPipe, inPipe + limits.held + 4072 * 8),
    ...rest,
    receivePage(new Uint8Array(4).fill(1)),
  );
  t.equal(await received(channel), 4);
  t.match(log, [
    /^the pipe 2147483649 from the host was closed before its end: its reader was \d+ MiB behind$/,
  ]);
  t.equal(log.length, 1);
  const got = await readAll(t, still);
  t.ok(got > inPipe / 2 && got <= inPipe, 'it has what was in the pipe');
  t.equal(await readAll(t, other), inPipe + 2 * limits.crowded);
  end();
});

t.test('a call that fails when a reader has caught up ends the channel, and nothing else', async (t) => {
  let fails = false;
  const onExecute = (command: number): void => {
    if (fails && command === poll) throw failedCall('ENODEV', 'DRM_IOCTL_VIRTGPU_EXECBUFFER');
  };
  const { channel, say, end } = channelOn(t, { onExecute });
  const pipe = sendPipe(channel);
  mock.timers.enable({ apis: ['setTimeout'] });
  t.teardown(() => mock.timers.reset());
  say(...readsOf(firstPipe, inPipe + limits.crowded + 4072 * 4));
  await turns();
  fails = true;
  while (addon.read(pipe.fd, buffer, 0, buffer.length) > 0) await turns();
  t.throws(() => channel.receive(buffer, 0, buffer.length, fds), { code: 'ENODEV' });
  pipe.close();
  end();
});

/** A pipe that the host has sent. */
async function givenPipe(channel: VirtgpuChannel, say: (page: Uint8Array) => void): Promise<OwnedFd> {
  say(receivePage(new Uint8Array(4).fill(1), [{ id: 8, type: 4 }]));
  await received(channel);
  return new OwnedFd(fds[1]!);
}

t.test('a call that fails while data go to the host ends the channel, and nothing else', async (t) => {
  const onExecute = (command: number): void => {
    if (command === write) throw failedCall('ENODEV', 'DRM_IOCTL_VIRTGPU_EXECBUFFER');
  };
  const { channel, say, end } = channelOn(t, { onExecute });
  const pipe = await givenPipe(channel, say);
  addon.write(pipe.fd, buffer, 0, 100);
  await turns();
  t.throws(() => channel.receive(buffer, 0, buffer.length, fds), { code: 'ENODEV' });
  pipe.close();
  end();
});

t.test('a node that fails at its first POLL is not opened', (t) => {
  const before = OwnedFd.live;
  const onExecute = (command: number): void => {
    if (command === poll) throw failedCall('ENODEV', 'DRM_IOCTL_VIRTGPU_EXECBUFFER');
  };
  t.throws(() => channelOn(t, { onExecute }), { code: 'ENODEV' });
  t.equal(OwnedFd.live, before);
  t.end();
});

/** Bytes of WRITEs to pipe 8, and whether it was hung up. */
const sentTo8 = ({ submitted }: FakeVirtgpuNode): { bytes: number; ends: number } => {
  const writes = submitted.filter(({ command, words }) => command === write && words[2] === 8);
  return {
    bytes: writes.reduce((sum, { words }) => sum + words[4]!, 0),
    ends: writes.filter(({ words }) => words[3] === 1).length,
  };
};

t.test('what was written when the client left is sent, and the pipe ends', async (t) => {
  const { node, channel, log, say, end } = channelOn(t);
  const pipe = await givenPipe(channel, say);
  t.equal(addon.write(pipe.fd, buffer, 0, 50_000), 50_000);
  end(1);
  t.strictSame(sentTo8(node), { bytes: 50_000, ends: 1 });
  t.strictSame(log, []);
  pipe.close();
});

t.test(
  'somebody who writes on when the client has left is not waited for, and the log says so',
  async (t) => {
    let isClosing = false;
    let refills = 0;
    let given: OwnedFd | undefined;
    // A program that fills the pipe whenever there is room; it stops at last, so that a channel without end fails.
    const onExecute = (command: number): void => {
      if (!isClosing || command !== write || refills++ > 5000) return;
      addon.write(given!.fd, buffer, 0, 4096);
    };
    const { node, channel, log, say, end } = channelOn(t, { onExecute });
    given = await givenPipe(channel, say);
    addon.setNonBlocking(given.fd, true);
    addon.write(given.fd, buffer, 0, 8192);
    isClosing = true;
    end(1);
    const { bytes, ends } = sentTo8(node);
    t.ok(bytes < 2 * 1024 * 1024, `${bytes} bytes`);
    t.equal(ends, 1);
    t.match(log, [/^the pipe 8 to the host was cut/]);
    given.close();
  },
);
