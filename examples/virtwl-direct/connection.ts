/**
 * A Wayland connection over one virtwl context, with nothing between a program and the device: requests as words, events as
 * they come. What wayland.xml calls `uint`, `int`, `object` and `new_id` is a number here, and a string is a string.
 */
import { Watch } from '../../src/channel/watch.js';
import { addon, fdSlots } from '../../src/native/addon.js';

/** Words of an event, without its header. */
export type Listener = (opcode: number, words: Int32Array) => void;

const headerBytes = 8;
const inputBytes = 16 * 1024;

export class Connection {
  readonly device: number;
  readonly #context: number;
  readonly #watch: Watch;
  readonly #listeners = new Map<number, Listener>();
  readonly #input = new Uint8Array(inputBytes);
  readonly #onEnd: (reason: string) => void;
  #inputUsed = 0;
  #lastId = 1;
  /** Ids that the host has given back. */
  readonly #freeIds: number[] = [];
  #closed = false;
  #output: number[] = [];

  /** Throws the error of open(2) or of the ioctl. `onEnd` is called when the host has gone or said nonsense. */
  constructor(devicePath: string, onEnd: (reason: string) => void) {
    this.device = addon.openVirtwl(devicePath);
    this.#context = addon.newVirtwlContext(this.device);
    this.#onEnd = onEnd;
    this.#watch = new Watch(this.#context);
    this.#watch.listen((readable) => {
      if (readable) this.#read();
    });
    this.#watch.want(true, false);
  }

  /** A new object, whose events go to `listener`. */
  add(listener: Listener = () => undefined): number {
    const id = this.#freeIds.pop() ?? ++this.#lastId;
    this.#listeners.set(id, listener);
    return id;
  }

  /** The host has forgotten an object (`wl_display.delete_id`). */
  remove(id: number): void {
    this.#listeners.delete(id);
    this.#freeIds.push(id);
  }

  listen(id: number, listener: Listener): void {
    this.#listeners.set(id, listener);
  }

  /** Queues a request. */
  request(object: number, opcode: number, ...args: readonly (number | string)[]): void {
    const words = args.flatMap((arg) => (typeof arg === 'number' ? [arg] : stringWords(arg)));
    const size = headerBytes + words.length * 4;
    this.#output.push(object, size * 65536 + opcode, ...words);
  }

  /** Sends what is queued; the host gets a duplicate of `fd` with it. */
  flush(fd?: number): void {
    if (this.#closed) return;
    const bytes = new Uint8Array(Uint32Array.from(this.#output, (word) => word >>> 0).buffer);
    const fds = fd === undefined ? null : Int32Array.of(addon.duplicate(fd));
    this.#output = [];
    // A window's few requests fit into one transaction.
    const sent = addon.sendVirtwl(this.#context, bytes, 0, bytes.length, fds, fds?.length ?? 0);
    for (const each of fds ?? []) addon.close(each);
    if (sent !== bytes.length) this.#onEnd('the host takes nothing more');
  }

  /** Idempotent. No listener is called from here on. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#watch.close();
    addon.close(this.#context);
    addon.close(this.device);
  }

  #read(): void {
    const fds = new Int32Array(fdSlots);
    const room = inputBytes - this.#inputUsed;
    const count = addon.receiveVirtwl(this.#context, this.#input, this.#inputUsed, room, fds);
    // This program asks for nothing that comes with a descriptor.
    for (const fd of fds.subarray(1, 1 + fds[0]!)) addon.close(fd);
    if (count < 0) return;
    if (count === 0) return this.#onEnd('the host closed the connection');
    this.#inputUsed += count;
    this.#deliver();
  }

  #deliver(): void {
    let at = 0;
    while (!this.#closed && this.#inputUsed - at >= headerBytes) {
      const [object, sizeAndOpcode] = new Uint32Array(this.#input.slice(at, at + headerBytes).buffer);
      const size = sizeAndOpcode! >>> 16;
      if (size < headerBytes) return this.#onEnd('the host said nonsense');
      if (this.#inputUsed - at < size) break;
      const words = new Int32Array(this.#input.slice(at + headerBytes, at + size).buffer);
      at += size;
      this.#listeners.get(object!)?.(sizeAndOpcode! & 0xffff, words);
    }
    this.#input.copyWithin(0, at, this.#inputUsed);
    this.#inputUsed -= at;
  }
}

/** A string as the wire has it: length with the NUL, bytes, and zeros up to a whole word. */
function stringWords(text: string): number[] {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array((bytes.length + 4) & ~3);
  padded.set(bytes);
  return [bytes.length + 1, ...new Uint32Array(padded.buffer)];
}

/** The string that begins at `words[at]`, and where the next argument is. */
export function readString(words: Int32Array, at: number): { text: string; next: number } {
  const length = words[at]!;
  const bytes = new Uint8Array(words.buffer, words.byteOffset + (at + 1) * 4, length - 1);
  return { text: new TextDecoder().decode(bytes), next: at + 1 + ((length + 3) >> 2) };
}
