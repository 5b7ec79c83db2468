/**
 * The picture of a weston's only output, by `weston_screenshooter` (weston 10, with --debug). weston-screenshooter itself takes
 * colours for multiplied with an alpha that XRGB windows, as those of X programs, need not have, and writes them black. Speaks
 * the few messages that it takes by itself, without our codec.
 */
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { PNG } from 'pngjs';
import { addon, fdSlots } from '../../src/native/addon.js';
import { patience } from './wait.js';

const timeoutMs = 5000;
const stepMs = 5;
const modeEvent = 1;
const xrgb8888 = 1;

/** Ids of our own objects. */
const display = 1;
const registry = 2;
const firstSync = 3;
const shm = 4;
const output = 5;
const shooter = 6;
const secondSync = 7;
const pool = 8;
const buffer = 9;

const bound = [
  ['wl_shm', shm],
  ['wl_output', output],
  ['weston_screenshooter', shooter],
] as const;

/** Writes what the weston at `socketPath` shows as PNG. Throws if it has no screenshooter, goes, or takes too long. */
export async function takeWestonPicture(socketPath: string, path: string): Promise<void> {
  const wire = new Wire(addon.connect(socketPath));
  try {
    wire.send(display, 1, word(registry));
    wire.send(display, 0, word(firstSync));
    const globals = new Map<string, number>();
    await wire.until(firstSync, (id, opcode, args) => {
      if (id === registry && opcode === 0) globals.set(textAt(args, 4), args.readUInt32LE(0));
    });
    for (const [name, id] of bound) {
      const global = globals.get(name);
      if (global === undefined) throw new Error(`weston has no ${name}`);
      wire.send(registry, 0, word(global), text(name), word(1), word(id));
    }
    wire.send(display, 0, word(secondSync));
    let size = { width: 0, height: 0 };
    await wire.until(secondSync, (id, opcode, args) => {
      if (id === output && opcode === modeEvent)
        size = { width: args.readInt32LE(4), height: args.readInt32LE(8) };
    });
    writeFileSync(path, PNG.sync.write(await shoot(wire, size)));
  } finally {
    wire.close();
  }
}

async function shoot(wire: Wire, { width, height }: { width: number; height: number }): Promise<PNG> {
  const stride = width * 4;
  const memfd = addon.createMemfd('picture', stride * height);
  const memory = addon.map(memfd, stride * height, false);
  try {
    wire.sendWithFd(shm, 0, memfd, word(pool), word(stride * height));
    wire.send(pool, 0, word(buffer), ...[0, width, height, stride, xrgb8888].map(word));
    wire.send(shooter, 0, word(output), word(buffer));
    await wire.until(shooter);
    const png = new PNG({ width, height });
    Buffer.from(memory).copy(png.data);
    png.data.swap32();
    // Now XRGB by bytes: what is wanted is RGBA.
    for (let at = 0; at < png.data.length; at += 4) {
      png.data.writeUInt32BE(((png.data.readUInt32BE(at) << 8) | 0xff) >>> 0, at);
    }
    return png;
  } finally {
    addon.unmap(memory);
    addon.close(memfd);
  }
}

type Listener = (id: number, opcode: number, args: Buffer) => void;

class Wire {
  readonly #fd: number;
  readonly #incoming = Buffer.alloc(65_536);
  readonly #fds = new Int32Array(fdSlots);
  #input: Buffer = Buffer.alloc(0);

  constructor(fd: number) {
    this.#fd = fd;
  }

  send(id: number, opcode: number, ...args: readonly Buffer[]): void {
    this.#write(message(id, opcode, args), null);
  }

  sendWithFd(id: number, opcode: number, fd: number, ...args: readonly Buffer[]): void {
    this.#write(message(id, opcode, args), Int32Array.of(fd));
  }

  /** Reads until the object `last` says something; `listen` hears all before that. */
  async until(last: number, listen: Listener = () => undefined): Promise<void> {
    const end = performance.now() + timeoutMs * patience;
    for (;;) {
      const size = this.#input.length < 8 ? Number.POSITIVE_INFINITY : this.#input.readUInt16LE(6);
      if (size <= this.#input.length) {
        const [id, opcode] = [this.#input.readUInt32LE(0), this.#input.readUInt16LE(4)];
        const args = this.#input.subarray(8, size);
        this.#input = this.#input.subarray(size);
        if (id === display && opcode === 0) throw new Error(`weston: ${textAt(args, 8)}`);
        if (id === last) return;
        listen(id, opcode, args);
      } else if (!this.#read()) {
        if (performance.now() > end) throw new Error('weston takes no picture');
        await sleep(stepMs);
      }
    }
  }

  close(): void {
    addon.close(this.#fd);
  }

  #write(bytes: Buffer, fds: Int32Array | null): void {
    if (addon.send(this.#fd, bytes, 0, bytes.length, fds, fds?.length ?? 0) !== bytes.length)
      throw new Error('weston does not read');
  }

  #read(): boolean {
    const count = addon.receive(this.#fd, this.#incoming, 0, this.#incoming.length, this.#fds);
    if (count === 0) throw new Error('weston has closed the connection');
    if (count > 0) this.#input = Buffer.concat([this.#input, this.#incoming.subarray(0, count)]);
    return count > 0;
  }
}

function message(id: number, opcode: number, args: readonly Buffer[]): Buffer {
  const body = Buffer.concat(args);
  return Buffer.concat([word(id), word(((body.length + 8) << 16) | opcode), body]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(`${value}\0`);
  return Buffer.concat([word(bytes.length), bytes, Buffer.alloc(-bytes.length & 3)]);
}

/** The string argument at `at`. */
function textAt(args: Buffer, at: number): string {
  return args.toString('utf8', at + 4, at + 3 + args.readUInt32LE(at));
}
