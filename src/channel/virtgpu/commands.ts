/** Commands to the host as words: laid out on a page of ours and submitted. Knows layouts, not what they are for. */
import { addon, type VirtgpuDevice } from '../../native/addon.js';
import {
  channelType,
  commands,
  libkrunVersion,
  linearScanout,
  pageBytes,
  pipe,
  pipeBytes,
  rings,
  sizes,
  transfer,
  transferBytes,
  transfers,
  type InitSize,
  type TransferLayout,
} from './protocol.js';

/** What stands for a descriptor in a SEND. */
export interface Identifier {
  readonly id: number;
  readonly type: number;
}

export class Commands {
  readonly #device: VirtgpuDevice;
  readonly #page = new Uint8Array(pageBytes);
  readonly #words = new Uint32Array(this.#page.buffer);

  constructor(device: VirtgpuDevice) {
    this.#device = device;
  }

  /** `query` and `channel`: resources of the rings. */
  init(bytes: InitSize, query: number, channel: number): void {
    const words = this.#begin(commands.init, bytes, 0);
    words.fill(0, 2, bytes >> 2);
    words.set([query, channel, channelType.wayland], 2);
    if (bytes === 24) words[5] = libkrunVersion;
    this.#submit(bytes, rings.none, 0);
  }

  poll(): void {
    const words = this.#begin(commands.poll, sizes.poll, rings.channel);
    words[2] = words[3] = 0;
    this.#submit(sizes.poll, rings.channel, 0);
  }

  /** As long as the layout is not known the data stand where either kind of host looks for them. */
  send(known: TransferLayout | undefined, data: Uint8Array, ids: readonly Identifier[]): void {
    const layout = known ?? transfers.now;
    const { length } = data;
    if (ids.length > layout.identifiers || length > transferBytes)
      throw new RangeError('too much for one SEND');
    const words = this.#begin(commands.send, layout.bytes + length, 0);
    words.fill(0, transfer.count, layout.bytes >> 2);
    words[transfer.count] = ids.length;
    words[transfer.length] = length;
    if (!known && ids.length === 0) this.#page.set(data, transfers.before.bytes);
    ids.forEach(({ id, type }, i) => {
      words[layout.ids + i] = id;
      words[layout.types + i] = type;
    });
    this.#page.set(data, layout.bytes);
    this.#submit(layout.bytes + length, rings.none, 0);
  }

  /** Moves at most one message from `source`, a descriptor, to the host's pipe: bytes, 0 at the end, -1 for would-block. */
  write(id: number, source: number): number {
    const count = addon.read(source, this.#page, sizes.pipe, sizes.pipe + pipeBytes);
    if (count > 0) this.#write(id, count, false);
    return count;
  }

  /** Ends the host's pipe. */
  hangUp(id: number): void {
    this.#write(id, 0, true);
  }

  /** `handle`: the query ring's, for whoever waits for the answer. */
  imageRequirements(width: number, height: number, format: number, handle: number): void {
    const words = this.#begin(commands.imageRequirements, sizes.imageRequirements, rings.query);
    words.set([width, height, format, linearScanout], 2);
    this.#submit(sizes.imageRequirements, rings.query, handle);
  }

  /** The data are on the page already. */
  #write(id: number, length: number, hangUp: boolean): void {
    const words = this.#begin(commands.write, sizes.pipe + length, 0);
    words[pipe.id] = id;
    words[pipe.hangUp] = hangUp ? 1 : 0;
    words[pipe.length] = length;
    words[pipe.length + 1] = 0;
    this.#submit(sizes.pipe + length, rings.none, 0);
  }

  #begin(command: number, bytes: number, ring: number): Uint32Array {
    this.#words[0] = command | (ring << 8) | (bytes << 16);
    this.#words[1] = 0;
    return this.#words;
  }

  #submit(bytes: number, ring: number, handle: number): void {
    this.#device.execute(this.#page, 0, bytes, ring, handle);
  }
}
