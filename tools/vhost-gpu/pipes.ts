/**
 * Pipes of one context. Read pipes: the compositor writes, the guest is told by READ. Write pipes: the compositor has given
 * an end, the guest writes by WRITE. Nothing blocks. Nobody can slow a guest down that writes: what a reader does not take
 * waits, as much as the machine's account has; then the pipe ends early. What was written and not read outlives the
 * context: with a kernel between the two, it would be in the pipe.
 */
import { addon, pollEvents, type Poll } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { firstReadPipe, pipeBytes } from '../../src/channel/virtgpu/protocol.js';
import type { Leftovers } from './leftovers.js';
import type { MachineAccount } from './machine-account.js';
import { BrokenRule } from './rules.js';
import { WritePipe } from './write-pipe.js';

const maxPipes = 1024;

interface ReadPipe {
  readonly source: OwnedFd;
  readonly watch: Poll;
}

/** What pipes of a machine's contexts share. */
export interface PipeServices {
  readonly account: MachineAccount;
  readonly leftovers: Leftovers;
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
  readonly #services: PipeServices;
  #nextReadId = firstReadPipe;
  #listening = false;

  /** `onReadable` is called while `listen` is on and a read pipe may have news. */
  constructor(onReadable: () => void, say: (text: string) => void, services: PipeServices) {
    this.#onReadable = onReadable;
    this.#services = services;
    this.#say = say;
  }

  /** The only id under which a guest may send a read pipe now. */
  get nextReadId(): number {
    return this.#nextReadId;
  }

  /** A read pipe under that id: the end that the compositor gets. Throws `BrokenRule`, `RefusedCommand` for too many. */
  openRead(): OwnedFd {
    this.#count();
    const [source, given] = addon.pipe().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
    addon.setNonBlocking(source.fd, true);
    const watch = new addon.Poll(source.fd, () => this.#onReadable());
    if (this.#listening) watch.update(pollEvents.readable);
    this.#readPipes.set(this.#nextReadId++, { source, watch });
    return given;
  }

  /** The compositor has sent an end to write into. Throws as `openRead`; the descriptor is the caller's then. */
  addWrite(id: number, target: OwnedFd): void {
    this.#count();
    this.#writePipes.set(id, new WritePipe(target, this.#services.account));
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
      else this.#closeRead(pipe);
      return { id, bytes: bytes.subarray(0, count) };
    }
    return undefined;
  }

  /** The guest writes. Throws `BrokenRule` if there is no such pipe. */
  write(id: number, bytes: Uint8Array, hangUp: boolean): void {
    const pipe = this.#writePipes.get(id);
    if (!pipe || pipe.isEnded) throw new BrokenRule('write-unknown', String(id));
    pipe.write(bytes);
    if (this.#services.account.isFull && pipe.waitingBytes > 0) {
      this.#say(`${this.#services.account.bytes} bytes wait for readers: pipe ${id} ends early`);
      pipe[Symbol.dispose]();
    }
    if (!hangUp) return;
    this.#endWrite(pipe);
    this.#writePipes.delete(id);
  }

  /** Closes all, write pipes behind what was written. Idempotent. */
  close(): void {
    for (const pipe of this.#readPipes.values()) this.#closeRead(pipe);
    for (const pipe of this.#writePipes.values()) this.#endWrite(pipe);
    this.#readPipes.clear();
    this.#writePipes.clear();
  }

  #endWrite(pipe: WritePipe): void {
    pipe.end();
    if (!pipe.isClosed) this.#services.leftovers.keep(pipe);
  }

  #count(): void {
    if (this.#readPipes.size + this.#writePipes.size >= maxPipes)
      throw new BrokenRule('host-limit', `${maxPipes} pipes`);
    this.#services.account.addDescriptors(1);
  }

  #closeRead({ source, watch }: ReadPipe): void {
    watch.close();
    source.close();
    this.#services.account.removeDescriptors(1);
  }
}
