/**
 * Pipes of one context. Read pipes: the compositor writes, the guest is told by READ. Write pipes: the compositor has given
 * an end, the guest writes by WRITE. Nothing blocks. Nobody can slow a guest down that writes: what a reader does not take
 * waits here, so much of it; then the pipe ends early.
 */
import { isSystemError } from '../../src/errors.js';
import { addon, pollEvents, type Poll } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { firstReadPipe, pipeBytes } from '../../src/channel/virtgpu/protocol.js';
import { BrokenRule } from './rules.js';

/** What may wait for the readers of one context. */
const maxWaitingBytes = 256 * 1024 * 1024;
const maxPipes = 1024;

interface ReadPipe {
  readonly source: OwnedFd;
  readonly watch: Poll;
}

interface WritePipe {
  readonly target: OwnedFd;
  readonly watch: Poll;
  readonly waiting: Uint8Array[];
  /** The guest has written all. */
  ended: boolean;
  /** Nobody reads any more: what comes is thrown away. */
  broken: boolean;
}

/** What a read pipe has for the guest; no bytes: its end. */
export interface PipeNews {
  readonly id: number;
  readonly bytes: Uint8Array;
}

export class ContextPipes {
  readonly #readPipes = new Map<number, ReadPipe>();
  readonly #writePipes = new Map<number, WritePipe>();
  readonly #onReadable: () => void;
  readonly #say: (text: string) => void;
  #nextReadId = firstReadPipe;
  #waitingBytes = 0;
  #listening = false;

  /** `onReadable` is called while `listen` is on and a read pipe may have news. */
  constructor(onReadable: () => void, say: (text: string) => void) {
    this.#onReadable = onReadable;
    this.#say = say;
  }

  /** The only id under which a guest may send a read pipe now. */
  get nextReadId(): number {
    return this.#nextReadId;
  }

  /** A read pipe under that id: the end that the compositor gets. Throws `BrokenRule` for too many. */
  openRead(): OwnedFd {
    this.#checkCount();
    const [source, given] = addon.pipe().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
    addon.setNonBlocking(source.fd, true);
    const watch = new addon.Poll(source.fd, () => this.#onReadable());
    if (this.#listening) watch.update(pollEvents.readable);
    this.#readPipes.set(this.#nextReadId++, { source, watch });
    return given;
  }

  /** The compositor has sent an end to write into. Throws `BrokenRule` for too many. */
  addWrite(id: number, target: OwnedFd): void {
    this.#checkCount();
    addon.setNonBlocking(target.fd, true);
    const watch = new addon.Poll(target.fd, () => this.#drain(id));
    this.#writePipes.set(id, { target, watch, waiting: [], ended: false, broken: false });
  }

  /** Whether `onReadable` is to be called. */
  listen(on: boolean): void {
    if (this.#listening === on) return;
    this.#listening = on;
    for (const { watch } of this.#readPipes.values()) watch.update(on ? pollEvents.readable : 0);
  }

  /** News of one read pipe, of each in its turn; `undefined` if there are none. */
  read(): PipeNews | undefined {
    for (const [id, pipe] of this.#readPipes) {
      const bytes = new Uint8Array(pipeBytes);
      const count = addon.read(pipe.source.fd, bytes, 0, bytes.length);
      if (count < 0) continue;
      this.#readPipes.delete(id);
      if (count > 0) this.#readPipes.set(id, pipe);
      else closeRead(pipe);
      return { id, bytes: bytes.subarray(0, count) };
    }
    return undefined;
  }

  /** The guest writes. Throws `BrokenRule` if there is no such pipe. */
  write(id: number, bytes: Uint8Array, hangUp: boolean): void {
    const pipe = this.#writePipes.get(id);
    if (!pipe || pipe.ended) throw new BrokenRule('write-unknown', String(id));
    pipe.ended = hangUp;
    if (!pipe.broken && bytes.length > 0) {
      pipe.waiting.push(bytes.slice());
      this.#waitingBytes += bytes.length;
    }
    this.#drain(id);
    if (this.#waitingBytes > maxWaitingBytes) this.#giveUp(id);
  }

  /** Closes all. What waits for readers is lost: their guest has gone. */
  close(): void {
    for (const pipe of this.#readPipes.values()) closeRead(pipe);
    for (const id of this.#writePipes.keys()) this.#remove(id);
    this.#readPipes.clear();
  }

  #checkCount(): void {
    if (this.#readPipes.size + this.#writePipes.size >= maxPipes)
      throw new BrokenRule('host-limit', `${maxPipes} pipes`);
  }

  #drain(id: number): void {
    const pipe = this.#writePipes.get(id);
    if (!pipe) return;
    while (pipe.waiting.length > 0) {
      const taken = writeSome(pipe.target.fd, pipe.waiting[0]!);
      if (taken === undefined) {
        this.#break(pipe);
        break;
      }
      if (taken < 0) break;
      this.#waitingBytes -= taken;
      const rest = pipe.waiting[0]!.subarray(taken);
      if (rest.length > 0) pipe.waiting[0] = rest;
      else pipe.waiting.shift();
    }
    if (pipe.ended && pipe.waiting.length === 0) this.#remove(id);
    else if (!pipe.broken) pipe.watch.update(pipe.waiting.length > 0 ? pollEvents.writable : 0);
  }

  #giveUp(id: number): void {
    this.#say(`${this.#waitingBytes} bytes wait for readers: pipe ${id} ends early`);
    const pipe = this.#writePipes.get(id)!;
    this.#break(pipe);
    if (pipe.ended) this.#remove(id);
  }

  #break(pipe: WritePipe): void {
    for (const { length } of pipe.waiting.splice(0)) this.#waitingBytes -= length;
    pipe.broken = true;
    pipe.watch.close();
    pipe.target[Symbol.dispose]();
  }

  #remove(id: number): void {
    const pipe = this.#writePipes.get(id);
    if (pipe) this.#break(pipe);
    this.#writePipes.delete(id);
  }
}

function closeRead({ source, watch }: ReadPipe): void {
  watch.close();
  source.close();
}

/** Bytes that `fd` took, -1 for would-block, `undefined` if nobody reads it any more. */
function writeSome(fd: number, bytes: Uint8Array): number | undefined {
  try {
    return addon.write(fd, bytes, 0, bytes.length);
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}
