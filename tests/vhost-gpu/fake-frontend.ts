/**
 * A frontend of vhost-user with a guest's driver in it, in this process: its memory is a file, its queues are the driver's
 * half of a split ring, its window of shared memory is a list. What virtgpu does in a kernel is done here word by word.
 */
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { MessageStream, type Message } from '../../tools/vhost-gpu/message-stream.js';
import { flags, regionBytes, regionsAt, requests } from '../../tools/vhost-gpu/vhost-user.js';

/** Guest memory: at 1 MiB, so that its addresses are none of the file's; in the frontend somewhere else again. */
export const guestBase = 0x10_0000;
const frontendBase = 0x7f00_0000_0000n;
export const memoryBytes = 4 * 1024 * 1024;
const queueSize = 16;
/** Each queue has a page for its three parts. */
const pageBytes = 4096;
const parts = { descriptors: 0, available: 1024, used: 2048 } as const;
/** For one request with its answer, and a table of indirect descriptors at the end. */
const slotBytes = 16384;
const tableBytes = 48;
const limitMs = 30_000;

/** What was asked of the window. */
export interface WindowCall {
  readonly kind: 'map' | 'unmap';
  readonly offset: number;
  readonly bytes: number;
  readonly writable: boolean;
  /** Of a mapping: the file, which is the test's to close. */
  readonly fd: number | undefined;
}

/** The driver's half of a queue. */
interface DriverQueue {
  readonly at: number;
  kick: OwnedFd | undefined;
  next: number;
  seen: number;
  readonly free: number[];
  readonly waiting: Map<number, (response: Uint8Array) => void>;
  readonly room: Map<number, number>;
  readonly slots: Map<number, number>;
}

/** Words of 64 bits as bytes. */
export const longs = (...values: (bigint | number)[]): Uint8Array =>
  new Uint8Array(BigUint64Array.from(values, BigInt).buffer);
/** Words of 32 bits as bytes. */
export const words = (...values: number[]): Uint8Array => new Uint8Array(Uint32Array.from(values).buffer);

export const joined = (...pieces: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(pieces));

export class FakeFrontend {
  /** The guest's memory. */
  readonly memory: Uint8Array;
  readonly windowCalls: WindowCall[] = [];
  /** What the window answers; not 0: it refuses. */
  windowResult = 0n;
  /** Set when the backend has closed the connection. */
  ended = false;
  readonly #file: OwnedFd;
  readonly #stream: MessageStream;
  readonly #answers: ((message: Message) => void)[] = [];
  #window: MessageStream | undefined;
  readonly #queues: DriverQueue[] = [];
  readonly #closers: (() => void)[] = [];
  readonly #pausedAt: number[] = [];
  #nextPage = 16;

  /** Takes over `socket`, which leads to the backend. */
  constructor(socket: OwnedFd) {
    this.#file = new OwnedFd(addon.createMemfd('guest', memoryBytes));
    this.memory = new Uint8Array(addon.map(this.#file.fd, memoryBytes, true));
    this.#stream = new MessageStream(
      socket,
      (message) => this.#answers.shift()?.(message),
      () => (this.ended = true),
    );
  }

  /** Sends a request that is not answered. */
  tell(request: number, payload: Uint8Array, fds: readonly number[] = []): void {
    this.#stream.send(request, 0, payload, fds);
  }

  /** Sends a request and waits for its answer; one without an own answer is asked to be acknowledged. */
  async ask(
    request: number,
    payload: Uint8Array = new Uint8Array(0),
    fds: readonly number[] = [],
  ): Promise<DataView> {
    let answer: Message | undefined;
    this.#answers.push((message) => (answer = message));
    this.#stream.send(request, flags.needReply, payload, fds);
    const { payload: body, request: answered } = await waitFor(
      `an answer to ${request}`,
      { timeoutMs: limitMs, stepMs: 1 },
      () => (this.ended ? fail(`the backend has gone instead of answering ${request}`) : answer),
    );
    if (answered !== request) fail(`${answered} answers ${request}`);
    return body;
  }

  /** Waits until the backend has closed the connection. */
  async end(): Promise<void> {
    await waitFor(
      'the backend ends the connection',
      { timeoutMs: limitMs, stepMs: 1 },
      () => this.ended || undefined,
    );
  }

  /** Says what QEMU says at a guest's start. */
  async start(): Promise<void> {
    await this.ask(requests.getFeatures);
    await this.ask(requests.setMemTable, this.memoryTable(), [this.#file.fd]);
    await this.setWindow();
    for (const index of [0, 1]) await this.startQueue(index);
  }

  /** SET_MEM_TABLE with the guest's memory as its only region. */
  memoryTable(): Uint8Array {
    const region = longs(guestBase, memoryBytes, frontendBase, 0);
    return joined(longs(1), region.subarray(0, regionBytes));
  }

  /** ADD_MEM_REG or REM_MEM_REG of a region behind the guest's memory. */
  region(bytes: number, fileOffset = 0): Uint8Array {
    const at = memoryBytes + guestBase;
    return joined(new Uint8Array(regionsAt), longs(at, bytes, frontendBase + BigInt(at), fileOffset));
  }

  /** Gives the backend a window of shared memory to ask things of. */
  async setWindow(): Promise<void> {
    const [ours, theirs] = addon.socketPair();
    this.#window = new MessageStream(
      new OwnedFd(ours),
      (message) => this.#onWindow(message),
      () => undefined,
    );
    await this.ask(requests.setBackendReqFd, new Uint8Array(0), [theirs]);
    addon.close(theirs);
  }

  /** Sets a queue up and starts it, as a driver does that has just been loaded. */
  async startQueue(index: number): Promise<void> {
    const at = index * pageBytes;
    this.memory.fill(0, at, at + pageBytes);
    const free = Array.from({ length: queueSize / 4 }, (_, i) => i * 4);
    const queue = {
      at,
      kick: undefined,
      next: 0,
      seen: 0,
      free,
      waiting: new Map(),
      room: new Map(),
      slots: new Map(),
    };
    this.#queues[index] = queue;
    await this.#run(index, 0);
  }

  /** Stops a queue as QEMU does when the machine is paused. */
  async pause(index: number): Promise<void> {
    const stopped = await this.ask(requests.getVringBase, words(index, 0));
    this.#pausedAt[index] = stopped.getUint32(4, true);
  }

  /** Starts it again, where it stopped. */
  async resume(index: number): Promise<void> {
    await this.#run(index, this.#pausedAt[index]!);
  }

  async #run(index: number, base: number): Promise<void> {
    const queue = this.#queues[index]!;
    const place = (part: number): bigint => frontendBase + BigInt(queue.at + part);
    const { descriptors, available, used } = parts;
    await this.ask(requests.setVringNum, words(index, queueSize));
    await this.ask(requests.setVringBase, words(index, base));
    const address = longs(place(descriptors), place(used), place(available), 0);
    await this.ask(requests.setVringAddr, joined(words(index, 0), address));
    const [kickRead, kickWrite] = addon.pipe();
    const [callRead, callWrite] = addon.pipe();
    const kick = new OwnedFd(kickWrite);
    queue.kick = kick;
    const watch = new addon.Poll(callRead, () => {
      addon.read(callRead, new Uint8Array(4096), 0, 4096);
      this.#onUsed(queue);
    });
    watch.update(1);
    this.#closers.push(() => {
      watch.close();
      addon.close(callRead);
      kick.close();
    });
    await this.ask(requests.setVringCall, longs(index), [callWrite]);
    await this.ask(requests.setVringKick, longs(index), [kickRead]);
    addon.close(callWrite);
    addon.close(kickRead);
    await this.ask(requests.setVringEnable, words(index, 1));
  }

  /** Memory of the guest that nothing has yet: its place in `memory`. */
  allocate(bytes: number): number {
    const at = this.#nextPage * pageBytes;
    this.#nextPage += Math.ceil(bytes / pageBytes);
    if (this.#nextPage * pageBytes > memoryBytes) fail('the guest has no more memory');
    return at;
  }

  /** Gives a request to a queue, `indirect` or not, without waiting: its answer. */
  post(index: number, request: Uint8Array, room = 512, indirect = false): Promise<Uint8Array> {
    const queue = this.#queues[index]!;
    const head = queue.free.shift() ?? fail('the queue is full');
    const at = this.#slot(queue, head);
    if (request.length + room > slotBytes - tableBytes) fail('a request is too long');
    const half = request.length >> 1;
    this.memory.set(request, at);
    const table = [
      { at, bytes: half, flags: 1, next: 1 },
      { at: at + half, bytes: request.length - half, flags: 1, next: 2 },
      { at: at + request.length, bytes: room, flags: 2, next: 0 },
    ];
    const tableAt = indirect ? at + slotBytes - tableBytes : queue.at + parts.descriptors + 16 * head;
    table.forEach((each, i) =>
      this.setDescriptor(tableAt + 16 * i, { ...each, next: each.next + (indirect ? 0 : head) }),
    );
    if (indirect)
      this.setDescriptor(queue.at + parts.descriptors + 16 * head, {
        at: tableAt,
        bytes: 48,
        flags: 4,
        next: 0,
      });
    queue.room.set(head, at + request.length);
    const answered = new Promise<Uint8Array>((resolve) => queue.waiting.set(head, resolve));
    this.offer(index, head);
    return answered;
  }

  /** Where requests of a queue's head lie. */
  #slot({ slots }: DriverQueue, head: number): number {
    const at = slots.get(head) ?? this.allocate(slotBytes);
    slots.set(head, at);
    return at;
  }

  /** Writes a descriptor; `at` is a place in `memory`, that of the descriptor's too. */
  setDescriptor(
    place: number,
    { at, bytes, flags: bits, next }: { at: number; bytes: number; flags: number; next: number },
  ): void {
    const view = new DataView(this.memory.buffer, place, 16);
    view.setBigUint64(0, BigInt(at + guestBase), true);
    view.setUint32(8, bytes, true);
    view.setUint16(12, bits, true);
    view.setUint16(14, next, true);
  }

  /** Puts a chain's head into the available ring and kicks. */
  offer(index: number, head: number): void {
    const queue = this.#queues[index]!;
    const ring = new DataView(this.memory.buffer, queue.at + parts.available);
    ring.setUint16(4 + 2 * (queue.next % queueSize), head, true);
    queue.next = (queue.next + 1) & 0xffff;
    ring.setUint16(2, queue.next, true);
    addon.write(queue.kick!.fd, longs(1), 0, 8);
  }

  /** Ends the connection and frees all. */
  close(): void {
    this.#stream.close();
    this.#window?.close();
    for (const close of this.#closers.splice(0)) close();
    for (const { fd } of this.windowCalls) if (fd !== undefined) addon.close(fd);
    addon.unmap(this.memory.buffer as ArrayBuffer);
    this.#file.close();
  }

  #onUsed(queue: DriverQueue): void {
    const ring = new DataView(this.memory.buffer, queue.at + parts.used, 2048);
    for (; queue.seen !== ring.getUint16(2, true); queue.seen = (queue.seen + 1) & 0xffff) {
      const entry = 4 + 8 * (queue.seen % queueSize);
      const head = ring.getUint32(entry, true);
      const bytes = ring.getUint32(entry + 4, true);
      const at = queue.room.get(head)!;
      const answer = queue.waiting.get(head);
      queue.waiting.delete(head);
      queue.free.push(head);
      answer?.(this.memory.slice(at, at + bytes));
    }
  }

  #onWindow({ request, payload, fds }: Message): void {
    const long = (at: number): number => Number(payload.getBigUint64(at, true));
    this.windowCalls.push({
      kind: request === 9 ? 'map' : 'unmap',
      offset: long(16),
      bytes: long(24),
      writable: long(32) === 1,
      fd: fds[0]?.release(),
    });
    this.#window!.send(request, flags.reply, longs(this.windowResult));
  }
}

function fail(message: string): never {
  throw new Error(message);
}
