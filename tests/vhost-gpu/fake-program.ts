/** A program in a fake guest: its context, and what it and its compositor say to each other. */
import { commands as crossDomain } from '../../src/channel/virtgpu/protocol.js';
import { addon, fdSlots } from '../../src/native/addon.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { guestBase } from './fake-queue.js';
import { joined, longs, words } from './fake-words.js';
import { ok, type Guest, type Response } from './fake-guest.js';
import { message, readPage, type Page } from './fake-messages.js';

const limitMs = 30_000;

/** What the compositor hears. */
export interface HeardBytes {
  readonly text: string;
  readonly fds: readonly number[];
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
