/**
 * A guest on a fake frontend, with what virtgpu and a program in it would say, and a fake compositor behind the device.
 * Checks at the end of its test that nothing is left.
 */
import t, { type Test } from 'tap';
import { commands as crossDomain, sizes, transfers } from '../../src/channel/virtgpu/protocol.js';
import { addon, fdSlots } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { connectCompositor } from '../../tools/vhost-gpu/compositor.js';
import { Frontend } from '../../tools/vhost-gpu/frontend.js';
import { Gpu } from '../../tools/vhost-gpu/gpu.js';
import { HostMemories } from '../../tools/vhost-gpu/host-memory.js';
import { FakeFrontend, guestBase, joined, longs, words } from './fake-frontend.js';

export const windowBytes = 16 * 1024 * 1024;
const limitMs = 30_000;
export const ok = 0x1100;

/** A response's type, fence and the rest. */
export interface Response {
  readonly type: number;
  readonly flags: number;
  readonly fence: bigint;
  readonly ring: number;
  readonly body: DataView;
}

/** What the compositor hears. */
export interface HeardBytes {
  readonly text: string;
  readonly fds: readonly number[];
}

export interface Guest {
  readonly frontend: FakeFrontend;
  /** The frontend's socket, for bytes that are no messages. */
  readonly raw: number;
  /** What the backend has said. */
  readonly said: readonly string[];
  readonly memories: HostMemories;
  /** The compositor's end of each connection, in order; the guest's to close. */
  readonly compositors: OwnedFd[];
  /** The next connections go to a compositor at that path, where none is by default. */
  compositorAt(path?: string): void;
  /** A command on the control queue. */
  command(type: number, context: number, body: Uint8Array, options?: CommandOptions): Promise<Response>;
  /** Fails unless the device answers. */
  alive(): Promise<void>;
  close(): void;
}

export interface CommandOptions {
  readonly ring?: number;
  readonly fence?: bigint;
  readonly indirect?: boolean;
}

/** A test with a guest whose machine is not started yet: `frontend.start()` does that. */
export function guestTest(name: string, body: (t: Test, guest: Guest) => Promise<void>): void {
  t.test(name, async (t) => {
    const live = OwnedFd.live;
    const guest = startGuest(t);
    try {
      await body(t, guest);
    } finally {
      guest.close();
    }
    t.equal(guest.memories.bytes, 0, 'no memory of the host is left');
    t.equal(OwnedFd.live, live, 'no descriptor is left');
  });
}

/** The same with the machine started. */
export function runningTest(name: string, body: (t: Test, guest: Guest) => Promise<void>): void {
  guestTest(name, async (t, guest) => {
    await guest.frontend.start();
    await body(t, guest);
  });
}

/** A backend of this process, with what is behind it. */
export interface TestBackend extends Pick<Guest, 'said' | 'memories' | 'compositors' | 'compositorAt'> {
  readonly backend: Frontend;
}

/** Takes over `socket`. */
export function backendOf(socket: OwnedFd): TestBackend {
  const said: string[] = [];
  const say = (text: string): void => void said.push(text);
  const memories = new HostMemories(windowBytes);
  const compositors: OwnedFd[] = [];
  let compositorPath: string | undefined;
  const connect = (): OwnedFd => {
    if (compositorPath !== undefined) return connectCompositor(compositorPath);
    const [near, far] = addon.socketPair();
    compositors.push(new OwnedFd(far));
    return new OwnedFd(near);
  };
  const compositorAt = (path = '/nonexistent/compositor'): void => void (compositorPath = path);
  const backend = new Frontend(socket, {
    isOurs: (fd) => memories.has(fd),
    makeDevice: (services) => new Gpu(services, { connect, imagesAreDmabufs: true, memories, windowBytes }),
    say,
    onEnd: () => undefined,
  });
  return { backend, said, memories, compositors, compositorAt };
}

function startGuest(t: Test): Guest {
  const [ours, theirs] = addon.socketPair();
  const raw = addon.duplicate(ours);
  const { backend, ...behind } = backendOf(new OwnedFd(theirs));
  const frontend = new FakeFrontend(new OwnedFd(ours));
  const command: Guest['command'] = async (type, context, body, { ring, fence, indirect } = {}) => {
    const flags = (fence === undefined ? 0 : 1) | (ring === undefined ? 0 : 2);
    const head = joined(words(type, flags), longs(fence ?? 0), words(context, ring ?? 0));
    return readResponse(await frontend.post(0, joined(head, body), 512, indirect));
  };
  const close = (): void => {
    backend.close();
    frontend.close();
    addon.close(raw);
    for (const each of behind.compositors) each[Symbol.dispose]();
  };
  return {
    frontend,
    raw,
    ...behind,
    command,
    alive: async () => {
      const { type } = await command(0x108, 0, words(0, 0));
      t.equal(type, 0x1102, 'the device answers');
    },
    close,
  };
}

function readResponse(bytes: Uint8Array): Response {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return {
    type: view.getUint32(0, true),
    flags: view.getUint32(4, true),
    fence: view.getBigUint64(8, true),
    ring: view.getUint8(20),
    body: new DataView(bytes.buffer, bytes.byteOffset + 24),
  };
}

/** A program of the guest with its context, rings and connection. */
export class FakeProgram {
  readonly guest: Guest;
  readonly context: number;
  /** Places of the ring pages in the guest's memory. */
  readonly queryRing: number;
  readonly channelRing: number;
  #nextFence = 1n;

  private constructor(guest: Guest, context: number) {
    this.guest = guest;
    this.context = context;
    this.queryRing = guest.frontend.allocate(4096);
    this.channelRing = guest.frontend.allocate(4096);
  }

  /** Makes the context and its rings, resources `context * 100` and the one behind; INIT is the caller's. */
  static async create(guest: Guest, context = 1): Promise<FakeProgram> {
    const program = new FakeProgram(guest, context);
    const name = new Uint8Array(64);
    name.set(Buffer.from('test'));
    await program.done(0x200, joined(words(4, 5), name));
    for (const [i, at] of [program.queryRing, program.channelRing].entries()) {
      const id = context * 100 + i;
      const entry = joined(longs(at + guestBase), words(4096, 0));
      await program.done(0x10c, joined(words(id, 1, 1, 1), longs(0, 4096), entry));
      await program.done(0x202, words(id, 0));
    }
    return program;
  }

  /** The same with INIT done. */
  static async start(guest: Guest, context = 1): Promise<FakeProgram> {
    const program = await FakeProgram.create(guest, context);
    await program.submit(program.init());
    return program;
  }

  /** The compositor's end of its connection, if it was the last to connect. */
  get compositor(): number {
    return this.guest.compositors.at(-1)!.fd;
  }

  /** A command that must succeed. */
  async done(type: number, body: Uint8Array): Promise<Response> {
    const response = await this.guest.command(type, this.context, body);
    if (response.type >= 0x1200)
      throw new Error(`command ${type}: ${response.type}\n${this.guest.said.join('\n')}`);
    return response;
  }

  init(query = this.context * 100, channel = query + 1, type = 1): Uint8Array {
    return message(crossDomain.init, words(query, channel, type));
  }

  /** SUBMIT_3D with a fence: its response. */
  submit(command: Uint8Array, ring?: number): Promise<Response> {
    const body = joined(words(command.length, 0), command);
    const fence = this.#nextFence++;
    return this.guest.command(0x207, this.context, body, ring === undefined ? { fence } : { fence, ring });
  }

  /** A POLL and what is on the channel's page when it is answered. */
  async poll(): Promise<Page> {
    await this.submit(message(crossDomain.poll, new Uint8Array(8)), 1);
    return this.page();
  }

  page(): Page {
    return readPage(this.guest.frontend.memory.slice(this.channelRing, this.channelRing + 4096));
  }

  /** An image query: its answer's words. */
  async query(width: number, height: number, format: number): Promise<Uint32Array> {
    await this.submit(message(crossDomain.imageRequirements, words(width, height, format, 17)), 0);
    return new Uint32Array(this.guest.frontend.memory.slice(this.queryRing, this.queryRing + 64).buffer);
  }

  /** CREATE_BLOB of host memory and its attachment: the type of the former's response. */
  async blob(id: number, blobId: number, bytes: number): Promise<number> {
    const body = joined(words(id, 2, 3, 0), longs(blobId, bytes));
    const { type } = await this.guest.command(0x10c, this.context, body);
    if (type === ok) await this.done(0x202, words(id, 0));
    return type;
  }

  /** The next bytes that the compositor hears; descriptors are the test's to close. */
  hear(compositor = this.compositor): Promise<HeardBytes> {
    const buffer = new Uint8Array(65536);
    const slots = new Int32Array(fdSlots);
    return waitFor('the compositor hears something', { timeoutMs: limitMs, stepMs: 1 }, () => {
      const count = addon.receive(compositor, buffer, 0, buffer.length, slots);
      if (count < 0) return undefined;
      const text = Buffer.from(buffer.subarray(0, count)).toString('latin1');
      return { text, fds: [...slots.subarray(1, 1 + slots[0]!)] };
    });
  }

  /** The compositor says something; descriptors stay the test's. */
  tell(text: string, fds: readonly number[] = [], compositor = this.compositor): void {
    const bytes = Buffer.from(text, 'latin1');
    addon.send(compositor, bytes, 0, bytes.length, Int32Array.from(fds), fds.length);
  }
}

/** What is on the channel's page. */
export interface Page {
  readonly command: number;
  readonly ids: readonly number[];
  readonly types: readonly number[];
  readonly sizes: readonly number[];
  readonly text: string;
  /** Of a READ. */
  readonly id: number;
  readonly hangUp: boolean;
}

function readPage(page: Uint8Array): Page {
  const all = new Uint32Array(page.buffer);
  const command = all[0]! & 0xff;
  const isRead = command === crossDomain.read;
  const count = isRead ? 0 : all[2]!;
  const [start, length] = isRead ? [sizes.pipe, all[4]!] : [transfers.now.bytes, all[3]!];
  return {
    command,
    ids: [...all.subarray(4, 4 + count)],
    types: [...all.subarray(32, 32 + count)],
    sizes: [...all.subarray(60, 60 + count)],
    text: Buffer.from(page.subarray(start, start + length)).toString('latin1'),
    id: all[2]!,
    hangUp: isRead && all[3] !== 0,
  };
}

/** A cross-domain message with its header. */
export function message(command: number, body: Uint8Array, size = 8 + body.length): Uint8Array {
  return joined(words(command | (size << 16), 0), body);
}

/** A SEND of `data` with identifiers; the words say otherwise where given. */
export function sendOf(
  data: string,
  identifiers: readonly (readonly [type: number, id: number])[] = [],
  { count = identifiers.length, length = data.length } = {},
): Uint8Array {
  const fixed = new Uint32Array(transfers.now.bytes / 4);
  fixed[2] = count;
  fixed[3] = length;
  identifiers.slice(0, 28).forEach(([type, id], i) => {
    fixed[4 + i] = id;
    fixed[32 + i] = type;
  });
  fixed[0] = crossDomain.send | ((transfers.now.bytes + data.length) << 16);
  return joined(new Uint8Array(fixed.buffer), Buffer.from(data, 'latin1'));
}

/** A WRITE into a pipe. */
export function writeOf(id: number, data: string, hangUp = false, length = data.length): Uint8Array {
  return message(
    crossDomain.write,
    joined(words(id, hangUp ? 1 : 0, length, 0), Buffer.from(data, 'latin1')),
  );
}
