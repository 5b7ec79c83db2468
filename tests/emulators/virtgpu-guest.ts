/**
 * A program of virtgpu-channel.test.ts: the channel alone, on the node that its environment shows. Does what its argument
 * says, and prints what it saw. Leaves when the host's end of the connection closes.
 */
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { VirtgpuChannel } from '../../src/channel/virtgpu/channel.js';
import { addon, fdSlots } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { virtgpuPath } from '../support/virtgpu.js';

const channel = VirtgpuChannel.open(virtgpuPath);
const buffer = new Uint8Array(65536);
const fds = new Int32Array(fdSlots);
const say = (text: string): void => void writeSync(1, `${text}\n`);

/** Sends all of `bytes`, as the wire layer does; returns how often that took. */
function send(bytes: Uint8Array, descriptors: readonly OwnedFd[] = []): number {
  let sends = 0;
  const numbers = Int32Array.from(descriptors, ({ fd }) => fd);
  for (let at = 0; at < bytes.length; sends++)
    at += channel.send(bytes, at, bytes.length, numbers, at === 0 ? numbers.length : 0);
  return sends;
}

/** Waits for bytes: how many, and their descriptors. 0: the host has gone. */
async function receive(): Promise<{ count: number; given: OwnedFd[] }> {
  for (;;) {
    const count = channel.receive(buffer, 0, buffer.length, fds);
    if (count >= 0)
      return { count, given: Array.from(fds.subarray(1, 1 + fds[0]!), (fd) => new OwnedFd(fd)) };
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}
let wake: () => void = () => undefined;
channel.listen(() => wake());
channel.want(true, false);

const deeds: Readonly<Record<string, () => Promise<void>>> = {
  /** A long message with the same memory twice. */
  async split() {
    const memory = channel.allocate(5000).fd;
    const twice = new OwnedFd(addon.duplicate(memory.fd));
    say(`sends ${send(new Uint8Array(10_000).fill(7), [memory, twice])}`);
    memory.close();
    twice.close();
  },
  /** Reads a pipe that the host writes into; the second argument is a pause before each read, in ms. */
  async read() {
    const { ours, theirs } = channel.createPipe(true);
    send(Uint8Array.of(1), [theirs]);
    theirs.close();
    let total = 0;
    for (;;) {
      await sleep(Number(process.argv[3] ?? 1));
      const count = addon.read(ours.fd, buffer, 0, buffer.length);
      if (count === 0) break;
      if (count > 0) total += count;
    }
    ours.close();
    say(`read ${total}`);
  },
  /** Writes one byte every 10 ms for 5 s into a pipe that the host has sent. */
  async write() {
    const { given } = await receive();
    for (let i = 0; i < 500; i++) {
      addon.write(given[0]!.fd, Uint8Array.of(i & 0xff), 0, 1);
      await sleep(10);
    }
    given[0]!.close();
    say('written');
  },
  /** Says what comes. */
  async listen() {
    const { count, given } = await receive();
    say(`received ${count} with ${given.length}`);
    for (const fd of given) fd.close();
  },
};

await deeds[process.argv[2]!]!();
while ((await receive()).count > 0);
channel.close();
say(`open ${OwnedFd.live}`);
