/**
 * A frontend of vhost-user, in this process: its guest's memory is a file, its window of shared memory is a list. What the
 * guest's driver does with queues is fake-queue.ts's.
 */
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { MessageStream, type Message } from '../../tools/vhost-gpu/message-stream.js';
import { flags, regionBytes, regionsAt, requests } from '../../tools/vhost-gpu/vhost-user.js';
import { fail, FakeQueue, guestBase, pageBytes, queueParts, queueSize, type GuestRam } from './fake-queue.js';
import { joined, longs, words } from './fake-words.js';

/** Guest memory in the frontend: neither the file's addresses nor the guest's. */
const frontendBase = 0x7f00_0000_0000n;
export const memoryBytes = 4 * 1024 * 1024;
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

export class FakeFrontend implements GuestRam {
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
  readonly #queues: FakeQueue[] = [];
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
    this.#queues[index] = new FakeQueue(this, index * pageBytes);
    await this.#run(index, 0);
  }

  /** The driver's half of a queue that was started. */
  queue(index: number): FakeQueue {
    return this.#queues[index] ?? fail(`queue ${index} was not started`);
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
    const queue = this.queue(index);
    const place = (part: number): bigint => frontendBase + BigInt(queue.at + part);
    const { descriptors, available, used } = queueParts;
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
      queue.onUsed();
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

  /** Ends the connection and frees all. */
  close(): void {
    this.#stream.close();
    this.#window?.close();
    for (const close of this.#closers.splice(0)) close();
    for (const { fd } of this.windowCalls) if (fd !== undefined) addon.close(fd);
    addon.unmap(this.memory.buffer as ArrayBuffer);
    this.#file.close();
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
