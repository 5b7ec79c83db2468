/**
 * One cross-domain context: the open node, its two ring pages, and the order of things. Knows not what they are for.
 * Exactly one POLL is outstanding at any time: `poll` is called once for each event.
 */
import { HostError } from '../../errors.js';
import { addon, type VirtgpuDevice } from '../../native/addon.js';
import { OwnedFd } from '../../native/fd.js';
import { Commands, type Identifier } from './commands.js';
import { openNode, type OpenNode } from './node.js';
import {
  capabilitySet,
  capabilitySetsParameter,
  eitherBytes,
  image,
  pageBytes,
  rings,
  transfer,
  transferBytes,
  transfers,
  type InitSize,
  type TransferLayout,
} from './protocol.js';

/** Event types of virtgpu_drm.h. */
const fenceSignalled = 0x90000000;
/** How long an image query may take: the host's device answers it, not its compositor. */
const answerLimitMs = 3000;

interface Ring {
  readonly handle: number;
  readonly resource: number;
  readonly memory: ArrayBuffer;
}

/** What the host says of an image, in bytes. */
export interface ImageLayout {
  readonly strides: readonly number[];
  readonly offsets: readonly number[];
  readonly bytes: number;
  readonly blobId: number;
}

export class VirtgpuContext {
  readonly #device: VirtgpuDevice;
  readonly #commands: Commands;
  readonly #query: Ring;
  readonly #channel: Ring;
  /** The page on which the host puts what comes in; valid between an event and the next `poll`. */
  readonly bytes: Uint8Array;
  readonly words: Uint32Array;
  /** How the host lays its SENDs and RECEIVEs out; `undefined` before it has said something. */
  #layout: TransferLayout | undefined;
  #closed = false;

  private constructor(device: VirtgpuDevice, query: Ring, channel: Ring) {
    this.#device = device;
    this.#commands = new Commands(device);
    this.#query = query;
    this.#channel = channel;
    this.bytes = new Uint8Array(channel.memory);
    this.words = new Uint32Array(channel.memory);
  }

  /**
   * Opens the node at `path` and starts a Wayland channel on it, with an INIT of that size: the host says nothing if it
   * does not take it. Throws the `SystemError` of what failed.
   */
  static open(path: string, initSize: InitSize, open: OpenNode = openNode): VirtgpuContext {
    const device = open(path);
    const made: Ring[] = [];
    try {
      device.initContext(capabilitySet, 2, 1 << rings.channel);
      for (let i = 0; i < 2; i++) {
        const [handle, resource, memory] = device.createShared(pageBytes);
        made.push({ handle, resource, memory });
      }
      const context = new VirtgpuContext(device, made[0]!, made[1]!);
      context.#commands.init(initSize, context.#query.resource, context.#channel.resource);
      return context;
    } catch (error) {
      device.close();
      for (const { memory } of made) addon.unmap(memory);
      throw error;
    }
  }

  /** For the event loop. */
  get fd(): number {
    return this.#device.fd;
  }

  /** Whether the host's images are dmabufs. */
  get hasDmabufs(): boolean {
    return this.#device.capabilities(capabilitySet)[2] !== 0;
  }

  /** Whether programs here can draw with the device: it has a capability set besides this channel's. */
  get hasRenderer(): boolean {
    return ((this.#device.parameter(capabilitySetsParameter) ?? 0) & ~(1 << capabilitySet)) !== 0;
  }

  /**
   * The layout of the RECEIVE on the page. The first one tells it for good: it has no descriptors, since a Wayland host's
   * first words never have, and begins with an object's id, which is not 0 and would lie where identifiers are.
   */
  learnLayout(): TransferLayout {
    const { words } = this;
    const isBefore = words[transfer.count] === 0 && words[transfers.before.bytes >> 2] !== 0;
    return (this.#layout ??= isBefore ? transfers.before : transfers.now);
  }

  /** The most bytes that the next SEND takes. */
  get room(): number {
    return this.#layout ? transferBytes : eitherBytes;
  }

  /** Asks for the next event. */
  poll(): void {
    this.#commands.poll();
  }

  /** Whether a message is on the page now. Throws `HostError` at the end of the node. */
  takeEvent(): boolean {
    const type = this.#device.readEvent();
    if (type === 0) throw new HostError('the virtio-gpu device has ended the channel');
    return type === fenceSignalled;
  }

  /** Sends `data`, at most `room`, with what stands for its descriptors. */
  send(data: Uint8Array, ids: readonly Identifier[]): void {
    this.#commands.send(this.#layout, data, ids);
  }

  /** Moves at most one message from `source`, a descriptor, to the host's pipe: bytes, 0 at the end, -1 for would-block. */
  write(id: number, source: number): number {
    return this.#commands.write(id, source);
  }

  /** Ends the host's pipe. */
  hangUp(id: number): void {
    this.#commands.hangUp(id);
  }

  /**
   * Asks for a linear image; the host keeps its answer until the context ends. `undefined` if it has none. Blocks until
   * the answer is there. Throws `HostError` if none comes within `limitMs`.
   */
  queryImage(
    width: number,
    height: number,
    format: number,
    limitMs = answerLimitMs,
  ): ImageLayout | undefined {
    const answer = new Uint32Array(this.#query.memory);
    answer.fill(0, 0, image.blobId + 1);
    this.#commands.imageRequirements(width, height, format, this.#query.handle);
    if (!this.#device.wait(this.#query.handle, limitMs))
      throw new HostError(`the host did not answer an image query within ${limitMs / 1000} s`);
    const bytes = answer[image.size]! + answer[image.size + 1]! * 2 ** 32;
    if (bytes === 0) return undefined;
    return {
      strides: [...answer.subarray(image.strides, image.strides + 4)],
      offsets: [...answer.subarray(image.offsets, image.offsets + 4)],
      bytes,
      blobId: answer[image.blobId]!,
    };
  }

  /** A descriptor of memory that the host has announced, of exactly that size. */
  openBlob(id: number, bytes: number): OwnedFd {
    return new OwnedFd(this.#device.openBlob(id, bytes));
  }

  /**
   * The host's name for the buffer behind `fd`, where its pages are, and a hold on it, to be released after the command
   * that names it.
   */
  import(fd: number): [handle: number, resource: number, memory: number] {
    return this.#device.import(fd);
  }

  release(handle: number): void {
    this.#device.release(handle);
  }

  /** Closes the node, then unmaps the pages. Idempotent. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#device.close();
    addon.unmap(this.#query.memory);
    addon.unmap(this.#channel.memory);
  }
}
