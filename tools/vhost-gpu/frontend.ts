/**
 * One frontend, that is one virtual machine: its requests, in vhost-user's words, set up memory and queues of the device
 * behind. What a frontend asks wrongly ends its connection; nothing that a guest does comes this way.
 */
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { BackendRequests, type WindowRange } from './backend-requests.js';
import { isEvent } from './descriptor-kind.js';
import { MachineLog, type Say } from './machine-log.js';
import { GuestMemory } from './memory.js';
import { MessageStream, type Message } from './message-stream.js';
import { checkLength, long, longAt, onlyFd, regionAt, wordAt } from './payload.js';
import { FrontendError } from './rules.js';
import * as vhost from './vhost-user.js';
import { Vring } from './vring.js';

const { requests } = vhost;

/** What a virtio device is to its frontend. */
export interface Device {
  /** Feature bits of its kind. */
  readonly features: bigint;
  readonly queueCount: number;
  readonly config: Uint8Array;
  /** Size of each region of shared memory, by identifier, in bytes. */
  readonly sharedMemory: readonly number[];
  /** Deals with a request of a queue: see `ServeRequest` of vring.ts. */
  serve(
    queue: number,
    request: Uint8Array,
    answer: (response: Uint8Array) => void,
  ): Promise<void> | undefined;
  /** The guest starts anew: nothing of it is left, and nothing is answered any more. */
  reset(): void;
}

/** What a device may use of its frontend. */
export interface FrontendServices {
  readonly memory: GuestMemory;
  /** The machine's log, which does not grow without end. */
  readonly say: Say;
  /** Maps the beginning of a file into the guest's window; whether that could be done. */
  map(fd: number, range: WindowRange, writable: boolean): Promise<boolean>;
  unmap(range: WindowRange): Promise<boolean>;
}

const { features, protocolFeatures } = vhost;
const transportFeatures = features.version1 | features.indirectDesc | features.protocolFeatures;
const offeredProtocolFeatures = Object.values(protocolFeatures).reduce((all, bit) => all | bit, 0n);

export interface FrontendOptions {
  /** Knows files that the device has given to the guest. */
  readonly isOurs: (fd: number) => boolean;
  readonly makeDevice: (services: FrontendServices) => Device;
  /** One line for the log. */
  readonly say: (text: string) => void;
  /** The connection has ended. */
  readonly onEnd: () => void;
}

export class Frontend {
  readonly #stream: MessageStream;
  readonly #memory: GuestMemory;
  readonly #device: Device;
  readonly #vrings: readonly Vring[];
  readonly #say: Say;
  readonly #onEnd: () => void;
  #backend: BackendRequests | undefined;
  #ended = false;

  /** Takes over `socket`. */
  constructor(socket: OwnedFd, { isOurs, makeDevice, say, onEnd }: FrontendOptions) {
    this.#say = new MachineLog(say).say;
    this.#onEnd = onEnd;
    this.#memory = new GuestMemory(isOurs);
    this.#device = makeDevice({
      memory: this.#memory,
      say: this.#say,
      map: async (fd, range, writable) => (await this.#backend?.map(fd, range, writable)) ?? false,
      unmap: async (range) => (await this.#backend?.unmap(range)) ?? false,
    });
    this.#vrings = Array.from({ length: this.#device.queueCount }, (_, queue) => this.#makeVring(queue));
    this.#stream = new MessageStream(
      socket,
      (message) => this.#onMessage(message),
      (error) => this.#end(error),
    );
  }

  /** Ends the connection and all that there is of the machine. Idempotent. */
  close(): void {
    this.#end(undefined);
  }

  #makeVring(queue: number): Vring {
    return new Vring(
      this.#memory,
      (request, answer) => this.#device.serve(queue, request, answer),
      (reason) => this.#say(`queue ${queue} is not served until the guest starts anew: ${reason}`, 'queue'),
    );
  }

  #end(error: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    if (error instanceof Error) this.#say(`the frontend's connection ends: ${error.message}`);
    this.#stream.close();
    for (const vring of this.#vrings) vring.close();
    this.#device.reset();
    this.#backend?.close();
    this.#memory.clear();
    this.#onEnd();
  }

  #onMessage(message: Message): void {
    const { request } = message;
    const asked = this.#questions.get(request);
    if (asked) return this.#stream.send(request, vhost.flags.reply, asked(message));
    const told = this.#settings.get(request);
    if (!told) throw new FrontendError(`unknown request ${request}`);
    told(message);
    if ((message.flags & vhost.flags.needReply) !== 0)
      this.#stream.send(request, vhost.flags.reply, long(0n));
  }

  /** Requests that have an answer of their own. */
  readonly #questions = new Map<number, (message: Message) => Uint8Array>([
    [requests.getFeatures, () => long(transportFeatures | this.#device.features)],
    [requests.getProtocolFeatures, () => long(offeredProtocolFeatures)],
    [requests.getQueueNum, () => long(BigInt(this.#device.queueCount))],
    [requests.getMaxMemSlots, () => long(BigInt(vhost.maxMemSlots))],
    [requests.getConfig, ({ payload }) => this.#config(payload)],
    [requests.getShmemConfig, () => this.#sharedMemory()],
    [requests.getVringBase, ({ payload }) => this.#stop(payload)],
  ]);

  /** All others. What was agreed on is what was offered or less, and nothing here depends on it. */
  readonly #settings = new Map<number, (message: Message) => void>([
    [requests.setOwner, () => undefined],
    [requests.setFeatures, () => undefined],
    [requests.setProtocolFeatures, () => undefined],
    [requests.setConfig, () => undefined],
    [requests.resetDevice, () => this.#reset()],
    [requests.setBackendReqFd, (message) => this.#setBackend(message)],
    [requests.setMemTable, (message) => this.#setMemory(message)],
    [requests.addMemReg, (message) => this.#addRegion(message)],
    [requests.remMemReg, ({ payload }) => this.#memory.remove(regionAt(payload, vhost.regionsAt))],
    [requests.setVringNum, ({ payload }) => this.#vring(payload).setSize(wordAt(payload, 4))],
    [requests.setVringAddr, ({ payload }) => this.#setPlace(payload)],
    [requests.setVringBase, ({ payload }) => this.#setBase(payload)],
    [requests.setVringEnable, ({ payload }) => this.#vring(payload).setEnabled(wordAt(payload, 4) !== 0)],
    [requests.setVringKick, (message) => this.#eventRing(message).start(eventOf(message))],
    [requests.setVringCall, (message) => this.#eventRing(message).setCall(eventOf(message))],
    // Nobody is told of errors by this way: the log says them.
    [requests.setVringErr, () => undefined],
  ]);

  #vring(payload: DataView): Vring {
    const index = wordAt(payload, 0);
    const vring = this.#vrings[index];
    if (!vring) throw new FrontendError(`there is no queue ${index}`);
    return vring;
  }

  #eventRing({ payload }: Message): Vring {
    const index = Number(longAt(payload, 0) & vhost.vringFd.index);
    const vring = this.#vrings[index];
    if (!vring) throw new FrontendError(`there is no queue ${index}`);
    return vring;
  }

  #setPlace(payload: DataView): void {
    const { descriptors, available, used } = vhost.vringAddr;
    const place = (at: number): number => this.#memory.guestAddressOf(longAt(payload, at));
    this.#vring(payload).setPlace({
      descriptors: place(descriptors),
      available: place(available),
      used: place(used),
    });
  }

  /** A first queue that does not go on where it stopped is that of a guest that starts anew. */
  #setBase(payload: DataView): void {
    const vring = this.#vring(payload);
    const base = wordAt(payload, 4);
    if (base !== vring.base && vring === this.#vrings[0]) this.#reset();
    else if (base !== vring.base) vring.reset();
    vring.setBase(base);
  }

  #stop(payload: DataView): Uint8Array {
    const base = this.#vring(payload).stop();
    return new Uint8Array(Uint32Array.of(wordAt(payload, 0), base).buffer);
  }

  #reset(): void {
    for (const vring of this.#vrings) vring.reset();
    this.#device.reset();
  }

  #setBackend(message: Message): void {
    this.#backend?.close();
    this.#backend = new BackendRequests(new OwnedFd(onlyFd(message).release()), (error) => this.#end(error));
  }

  #setMemory({ payload, fds }: Message): void {
    const count = wordAt(payload, 0);
    if (count !== fds.length)
      throw new FrontendError(`${count} memory regions with ${fds.length} descriptors`);
    this.#memory.clear();
    fds.forEach(({ fd }, i) =>
      this.#memory.add(regionAt(payload, vhost.regionsAt + i * vhost.regionBytes), fd),
    );
  }

  #addRegion(message: Message): void {
    this.#memory.add(regionAt(message.payload, vhost.regionsAt), onlyFd(message).fd);
  }

  #config(payload: DataView): Uint8Array {
    checkLength(payload, vhost.configBytes);
    const offset = wordAt(payload, 0);
    const size = wordAt(payload, 4);
    if (size > vhost.maxPayloadBytes) throw new FrontendError(`a configuration of ${size} bytes`);
    const answer = new Uint8Array(vhost.configBytes + size);
    answer.set(new Uint8Array(payload.buffer, payload.byteOffset, vhost.configBytes));
    answer.set(this.#device.config.subarray(offset, offset + size), vhost.configBytes);
    return answer;
  }

  #sharedMemory(): Uint8Array {
    const { sizesAt, regions } = vhost.shmemConfig;
    const answer = new DataView(new ArrayBuffer(sizesAt + 8 * regions));
    const { sharedMemory } = this.#device;
    answer.setUint32(0, sharedMemory.filter((bytes) => bytes > 0).length, true);
    sharedMemory.forEach((bytes, id) => answer.setBigUint64(sizesAt + 8 * id, BigInt(bytes), true));
    return new Uint8Array(answer.buffer);
  }
}

/** The descriptor of an event, taken from its message; `undefined` if the frontend says that there is none. */
function eventOf(message: Message): OwnedFd | undefined {
  if ((longAt(message.payload, 0) & vhost.vringFd.none) !== 0n) return undefined;
  const event = onlyFd(message);
  if (!isEvent(event.fd)) throw new FrontendError(`request ${message.request} with what is no event`);
  // The frontend's own end may be blocking; nobody waits here for another process.
  addon.setNonBlocking(event.fd, true);
  return new OwnedFd(event.release());
}
