/**
 * A virtio-gpu node in memory, in the place of the addon's: its host says what a test puts on the page. Rings, pipes and
 * blobs are real memory and real descriptors. It answers INIT of the sizes in `takes`, and image queries after that.
 */
import type { VirtgpuDevice } from '../../src/native/addon.js';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';

const pageBytes = 4096;
const fenceSignalled = 0x90000000;
const waylandBit = 1 << 1;

/** What was submitted. */
export interface Submitted {
  readonly command: number;
  readonly ring: number;
  readonly words: Uint32Array;
  readonly bytes: Uint8Array;
}

export interface NodeTraits {
  /** INITs that the host understands, in bytes. */
  readonly takes: readonly number[];
  readonly driver: string;
  /** Of GETPARAM, by number. */
  readonly parameters: Readonly<Record<number, number>>;
  /** Of its cross-domain set. */
  readonly channels: number;
  /** Called before a command is taken: may throw what the ioctl would. */
  readonly onExecute: (command: number) => unknown;
}

const usual: NodeTraits = {
  takes: [20],
  driver: 'virtio_gpu',
  parameters: { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1 << 5 },
  channels: waylandBit,
  onExecute: () => undefined,
};

/** What the addon throws for a failed call. */
export const failedCall = (code: string, syscall: string): Error =>
  Object.assign(new Error(`${syscall}: ${code}`), { code, errno: 5, syscall });

export class FakeVirtgpuNode implements VirtgpuDevice {
  readonly submitted: Submitted[] = [];
  /** Shapes that were asked for. */
  readonly queries: string[] = [];
  closed = false;
  handleCount = 0;
  readonly #traits: NodeTraits;
  readonly #events: readonly [OwnedFd, OwnedFd];
  readonly #rings: ArrayBuffer[] = [];
  #answers = false;

  constructor(traits: Partial<NodeTraits> = {}) {
    this.#traits = { ...usual, ...traits };
    this.#events = addon.pipe().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
    addon.setNonBlocking(this.#events[0].fd, true);
  }

  get fd(): number {
    return this.#events[0].fd;
  }

  /** The host puts `page` on the channel's ring and raises an event. */
  say(page: Uint8Array): void {
    new Uint8Array(this.#rings[1]!).set(page);
    addon.write(this.#events[1].fd, Uint8Array.of(1), 0, 1);
  }

  /** How often a command was submitted. */
  count(command: number): number {
    return this.submitted.filter((one) => one.command === command).length;
  }

  driver(): string {
    return this.#traits.driver;
  }

  parameter(number: number): number | undefined {
    return this.#traits.parameters[number];
  }

  capabilities(): [number, number, number, number] {
    return [1, this.#traits.channels, 0, 0];
  }

  initContext(): void {}

  createShared(bytes: number): [handle: number, resource: number, memory: ArrayBuffer] {
    using memory = new OwnedFd(addon.createMemfd('ring', bytes));
    const ring = addon.map(memory.fd, bytes, true);
    this.#rings.push(ring);
    return [this.#rings.length, 100 + this.#rings.length, ring];
  }

  openBlob(id: number, bytes: number): number {
    if (id === 0 || bytes === 0) throw failedCall('EINVAL', 'DRM_IOCTL_VIRTGPU_RESOURCE_CREATE_BLOB');
    return addon.createMemfd('blob', bytes);
  }

  import(): [handle: number, resource: number, memory: number] {
    return [++this.handleCount, 200, 2];
  }

  release(): void {
    this.handleCount--;
  }

  execute(buffer: Uint8Array, start: number, end: number, ring: number): void {
    const bytes = buffer.slice(start, end);
    const words = new Uint32Array(bytes.buffer, 0, bytes.length >> 2);
    const command = bytes[0]!;
    this.#traits.onExecute(command);
    this.submitted.push({ command, ring, words, bytes });
    if (command === 1) this.#answers = this.#traits.takes.includes(end - start);
    if (command === 2) this.#answer(words);
  }

  wait(): boolean {
    return this.#answers;
  }

  readEvent(): number {
    return addon.read(this.fd, new Uint8Array(1), 0, 1) > 0 ? fenceSignalled : -1;
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    for (const end of this.#events) end.close();
  }

  /** An image without padding. */
  #answer(query: Uint32Array): void {
    const [width, height] = [query[2]!, query[3]!];
    this.queries.push(`${width}x${height}`);
    const answer = new Uint32Array(this.#rings[0]!);
    answer[0] = width;
    answer[10] = width * height;
    answer[12] = 7 + this.queries.length;
  }
}

/** Words and bytes of a page, by where they are. */
function page(words: Readonly<Record<number, number>>, data: Uint8Array, at: number): Uint8Array {
  const bytes = new Uint8Array(pageBytes);
  const all = new Uint32Array(bytes.buffer);
  for (const [index, word] of Object.entries(words)) all[Number(index)] = word;
  bytes.set(data, at);
  return bytes;
}

/** One descriptor of a RECEIVE. */
export interface SaidIdentifier {
  readonly id: number;
  readonly type: number;
  readonly size?: number;
}

/** A RECEIVE of 28 identifiers; `claims` are what it says of itself, if that is not so. */
export function receivePage(
  data: Uint8Array,
  ids: readonly SaidIdentifier[] = [],
  claims: { count?: number; length?: number } = {},
): Uint8Array {
  const words: Record<number, number> = {
    0: 5,
    2: claims.count ?? ids.length,
    3: claims.length ?? data.length,
  };
  ids.forEach(({ id, type, size }, i) => {
    words[4 + i] = id;
    words[32 + i] = type;
    words[60 + i] = size ?? 0;
  });
  return page(words, data, 352);
}

/** A READ. */
export function readPage(id: number, data: Uint8Array, hangUp = false, length = data.length): Uint8Array {
  return page({ 0: 6, 2: id, 3: hangUp ? 1 : 0, 4: length }, data, 24);
}

/** A message of that command, and nothing in it. */
export const commandPage = (command: number): Uint8Array => page({ 0: command }, new Uint8Array(0), 0);
