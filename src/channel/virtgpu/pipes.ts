/**
 * Pipes of a context, pumped by hand, since only messages cross. What the host writes comes as READ and goes into a pipe
 * of this machine; what is written into a pipe of this machine goes as WRITE. Never blocks, and never keeps the channel
 * from taking messages: who reads a pipe may be waiting for one of them. What slow readers have not taken is held, up to
 * a limit at which the slowest is given up.
 */
import { HostError, isSystemError } from '../../errors.js';
import { addon, pollEvents, type Poll } from '../../native/addon.js';
import { OwnedFd } from '../../native/fd.js';
import type { VirtgpuContext } from './context.js';
import { firstReadPipe } from './protocol.js';
import { Reading } from './reading.js';

const mebibyte = 1024 * 1024;
/** Messages to the host before others get their turn. */
const writesPerTurn = 32;
/** What a pipe can have in it (`pipe-max-size` of pipe(7)), in bytes: more was written since. */
const mostInPipe = mebibyte;

/** In bytes, of all pipes together. */
export interface PipeLimits {
  /** Held for readers before the host is asked for more at a slower pace only. */
  readonly crowded: number;
  /** Held before a reader is given up. */
  readonly held: number;
}

export const usualPipeLimits: PipeLimits = { crowded: 16 * mebibyte, held: 256 * mebibyte };

/** Who is told what. */
export interface PipeOwner {
  /** `isCrowded` has become false. */
  onDrained(): void;
  /** What ends the channel. */
  onError(error: unknown): void;
  /** For the log: data do not arrive. */
  onLoss(text: string): void;
}

interface Writing {
  readonly source: OwnedFd;
  readonly watch: Poll;
}

export class VirtgpuPipes {
  readonly #context: VirtgpuContext;
  readonly #owner: PipeOwner;
  readonly #limits: PipeLimits;
  readonly #readings = new Map<number, Reading>();
  readonly #writings = new Map<number, Writing>();
  #nextReadId = firstReadPipe;
  #held = 0;

  constructor(context: VirtgpuContext, owner: PipeOwner, limits = usualPipeLimits) {
    this.#context = context;
    this.#owner = owner;
    this.#limits = limits;
  }

  /** Whether readers are far behind. */
  get isCrowded(): boolean {
    return this.#held >= this.#limits.crowded;
  }

  /** The id under which the next pipe is sent. */
  get nextReadId(): number {
    return this.#nextReadId;
  }

  /** The pipe was sent: what the host writes goes into `target`, which is a duplicate of the caller's. */
  addReading(target: OwnedFd): void {
    const id = this.#nextReadId++;
    const reading = new Reading(target, () => this.#attempt(() => this.#change(id, () => reading.drain())));
    this.#readings.set(id, reading);
  }

  /** A READ: bytes are copied. Those of a pipe that nobody reads any more are nobody's. */
  read(id: number, bytes: Uint8Array, hangUp: boolean): void {
    this.#change(id, (reading) => reading.read(bytes, hangUp));
    while (this.#held > this.#limits.held) this.#giveUpSlowest();
  }

  /** A pipe of the host's to write into: the end that the client gets. Throws `HostError` for one that is there. */
  addWriting(id: number): OwnedFd {
    if (this.#writings.has(id)) throw new HostError(`the host sent its pipe ${id} a second time`);
    const [source, given] = addon.pipe().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
    try {
      addon.setNonBlocking(source.fd, true);
      const watch = new addon.Poll(source.fd, () => this.#attempt(() => this.#pump(id)));
      watch.update(pollEvents.readable);
      this.#writings.set(id, { source, watch });
      return given;
    } catch (error) {
      source.close();
      given.close();
      throw error;
    }
  }

  /** Sends what was written until now and not sent yet, and closes all. Idempotent. */
  close(channelWorks: boolean): void {
    for (const [id, { source }] of this.#writings) {
      if (channelWorks) this.#sendRest(id, source.fd);
      this.#endWriting(id);
    }
    for (const reading of this.#readings.values()) reading.close();
    this.#readings.clear();
    this.#held = 0;
  }

  /** Does `work` with the pipe, unless it has gone, and keeps count. */
  #change(id: number, work: (reading: Reading) => void): void {
    const reading = this.#readings.get(id);
    if (!reading) return;
    const wasCrowded = this.isCrowded;
    const before = reading.held;
    work(reading);
    this.#held += reading.held - before;
    if (reading.isOver) this.#readings.delete(id);
    if (wasCrowded && !this.isCrowded) this.#owner.onDrained();
  }

  #giveUpSlowest(): void {
    const [id, slowest] = [...this.#readings].reduce((a, b) => (b[1].held > a[1].held ? b : a));
    const behind = Math.floor(slowest.held / mebibyte);
    this.#change(id, () => slowest.close());
    this.#owner.onLoss(
      `the pipe ${id} from the host was closed before its end: its reader was ${behind} MiB behind`,
    );
  }

  /** For what the event loop calls. */
  #attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#owner.onError(error);
    }
  }

  #pump(id: number): void {
    const writing = this.#writings.get(id);
    if (!writing) return;
    for (let i = 0; i < writesPerTurn; i++) {
      const count = this.#context.write(id, writing.source.fd);
      if (count < 0) return;
      if (count > 0) continue;
      this.#endWriting(id);
      this.#context.hangUp(id);
      return;
    }
  }

  /** Somebody who goes on writing is not waited for. */
  #sendRest(id: number, source: number): void {
    try {
      let sent = 0;
      for (let count = 1; count > 0 && sent <= mostInPipe; sent += count)
        count = this.#context.write(id, source);
      if (sent > mostInPipe)
        this.#owner.onLoss(`the pipe ${id} to the host was cut: somebody wrote on when the client had left`);
      this.#context.hangUp(id);
    } catch (error) {
      if (!isSystemError(error)) throw error;
    }
  }

  #endWriting(id: number): void {
    const writing = this.#writings.get(id);
    this.#writings.delete(id);
    writing?.watch.close();
    writing?.source.close();
  }
}
