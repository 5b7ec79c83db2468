/**
 * A program of virtgpu-channel.test.ts: the channel alone, on the node that its environment shows. Does what its argument
 * says, and prints what it saw. Leaves when the host's end of the connection closes.
 */
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { VirtgpuChannel } from '../../src/channel/virtgpu/channel.js';
import { reasonOf } from '../../src/errors.js';
import { addon, fdSlots } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { virtgpuPath } from '../support/virtgpu.js';

/** Hosts are known to have gone after a second here. */
const channel = VirtgpuChannel.open(virtgpuPath, { silence: { askAfterMs: 300, endAfterMs: 700 } });
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

/** Waits for more from the host; what a deed has seen the end of ends once more. */
async function goesOn(): Promise<boolean> {
  try {
    return (await receive()).count > 0;
  } catch {
    return false;
  }
}

const deeds: Readonly<Record<string, () => Promise<void>>> = {
  /** A long message before the host has said anything. */
  async early() {
    say(`sends ${send(new Uint8Array(10_000).fill(7))}`);
  },
  /** A long message with the same memory twice, once the host has said something. */
  async split() {
    await receive();
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
  /** Sends a pipe, waits for an answer, and only then reads the pipe: as programs do that paste. */
  async paste() {
    const { ours, theirs } = channel.createPipe(true);
    send(Uint8Array.of(1), [theirs]);
    theirs.close();
    say(`received ${(await receive()).count}`);
    let total = 0;
    for (let count = -1; count !== 0; await sleep(1)) {
      count = addon.read(ours.fd, buffer, 0, buffer.length);
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
  /** Has the host asked when it is silent; with an argument, says much at first. Says how that ends. */
  async ask() {
    channel.whenSilent(() => {
      say('asked');
      send(Uint8Array.of(2));
    });
    for (let i = 0; i < (process.argv[3] === undefined ? 1 : 100); i++) send(Uint8Array.of(1));
    try {
      for (let count = 1; count > 0;) {
        count = (await receive()).count;
        if (count > 0) say(`received ${count}`);
      }
    } catch (error) {
      say(`ended: ${reasonOf(error)}`);
    }
  },
  /** Sends memory that is the device's and some that is not, as far as the channel carries it. */
  async images() {
    const own = channel.allocateImage(64, 64, 0x34325258, 1)?.fd ?? channel.allocate(1).fd;
    const foreign = new OwnedFd(addon.createMemfd('foreign', 4096));
    const pipes = addon.pipe().map((fd) => new OwnedFd(fd));
    const carries = [own, foreign, ...pipes].map(({ fd }) => channel.imageCarrier?.carries(fd) ?? 'none');
    say(`carries ${carries.join(' ')}`);
    // A message without arguments: the emulated host reads what it passes on.
    send(new Uint8Array(Uint32Array.of(9, 8 << 16).buffer), [own]);
    for (const fd of [own, foreign, ...pipes]) fd.close();
  },
  /** Says what comes. */
  async listen() {
    const { count, given } = await receive();
    say(`received ${count} with ${given.length}`);
    for (const fd of given) fd.close();
  },
};

await deeds[process.argv[2]!]!();
while (await goesOn());
channel.close();
say(`open ${OwnedFd.live}`);
