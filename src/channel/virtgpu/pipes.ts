/**
 * Pipes of a context, pumped by hand, since only messages cross. What the host writes comes as READ and goes into a pipe
 * of this machine; what is written into a pipe of this machine goes as WRITE. Never blocks. What a slow reader has not
 * taken is held, and `onCrowded` asks the channel to take no more while that is much: nothing is lost, and no other
 * reader exists who could be hurt.
 */
import { HostError, isSystemError } from '../../errors.js';
import { addon, pollEvents, type Poll } from '../../native/addon.js';
import { OwnedFd } from '../../native/fd.js';
import type { VirtgpuContext } from './context.js';
import { firstReadPipe } from './protocol.js';

/** Held for readers before the channel is stopped. */
const crowdedBytes = 1024 * 1024;
/** Messages to the host before others get their turn. */
const writesPerTurn = 32;

interface Reading {
  readonly target: OwnedFd;
  readonly watch: Poll;
  readonly waiting: Uint8Array[];
  /** The host has written all. */
  ended: boolean;
}

interface Writing {
  readonly source: OwnedFd;
  readonly watch: Poll;
}

export class VirtgpuPipes {
  readonly #context: VirtgpuContext;
  readonly #onDrained: () => void;
  readonly #onError: (error: unknown) => void;
  readonly #readings = new Map<number, Reading>();
  readonly #writings = new Map<number, Writing>();
  #nextReadId = firstReadPipe;
  #held = 0;

  /** `onDrained` is called when `crowded` has become false. `onError` gets what ends the channel. */
  constructor(context: VirtgpuContext, onDrained: () => void, onError: (error: unknown) => void) {
    this.#context = context;
    this.#onDrained = onDrained;
    this.#onError = onError;
  }

  /** Whether no more should be read. */
  get crowded(): boolean {
    return this.#held >= crowdedBytes;
  }

  /** The id under which the next pipe is sent. */
  get nextReadId(): number {
    return this.#nextReadId;
  }

  /** The pipe was sent: what the host writes goes into `target`, which is a duplicate of the caller's. */
  addReading(target: OwnedFd): void {
    const id = this.#nextReadId++;
    addon.setNonBlocking(target.fd, true);
    const watch = new addon.Poll(target.fd, () => this.#drain(id));
    this.#readings.set(id, { target, watch, waiting: [], ended: false });
  }

  /** A READ: bytes are copied. Those of a pipe that nobody reads any more are nobody's. */
  read(id: number, bytes: Uint8Array, hangUp: boolean): void {
    const reading = this.#readings.get(id);
    if (!reading) return;
    if (bytes.length > 0 && !reading.target.released) {
      reading.waiting.push(bytes.slice());
      this.#held += bytes.length;
    }
    reading.ended ||= hangUp;
    this.#drain(id);
  }

  /** A pipe of the host's to write into: the end that the client gets. Throws `HostError` for one that is there. */
  addWriting(id: number): OwnedFd {
    if (this.#writings.has(id)) throw new HostError(`the host sent its pipe ${id} a second time`);
    const [source, given] = addon.pipe().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
    addon.setNonBlocking(source.fd, true);
    const watch = new addon.Poll(source.fd, () => this.#pump(id));
    watch.update(pollEvents.readable);
    this.#writings.set(id, { source, watch });
    return given;
  }

  /** Sends what was written and not sent yet, and closes all. Idempotent. */
  close(channelWorks: boolean): void {
    for (const [id, { source }] of this.#writings) {
      if (channelWorks) this.#sendRest(id, source.fd);
      this.#endWriting(id);
    }
    for (const id of this.#readings.keys()) this.#endReading(id);
  }

  #drain(id: number): void {
    const reading = this.#readings.get(id);
    if (!reading || reading.target.released) return this.#forgetEnded(id);
    const wasCrowded = this.crowded;
    while (reading.waiting.length > 0) {
      const taken = writeSome(reading.target.fd, reading.waiting[0]!);
      if (taken === undefined) {
        this.#closeTarget(reading);
        break;
      }
      if (taken < 0) break;
      this.#held -= taken;
      const rest = reading.waiting[0]!.subarray(taken);
      if (rest.length > 0) reading.waiting[0] = rest;
      else reading.waiting.shift();
    }
    if (reading.ended && reading.waiting.length === 0) this.#endReading(id);
    else if (!reading.target.released)
      reading.watch.update(reading.waiting.length > 0 ? pollEvents.writable : 0);
    if (wasCrowded && !this.crowded) this.#onDrained();
  }

  /** The reader has gone. The host can't be told: what it still writes is thrown away until it ends. */
  #closeTarget(reading: Reading): void {
    for (const { length } of reading.waiting.splice(0)) this.#held -= length;
    reading.watch.close();
    reading.target.close();
  }

  #forgetEnded(id: number): void {
    if (this.#readings.get(id)?.ended === true) this.#readings.delete(id);
  }

  #endReading(id: number): void {
    const reading = this.#readings.get(id);
    this.#readings.delete(id);
    if (reading && !reading.target.released) this.#closeTarget(reading);
  }

  #pump(id: number): void {
    const writing = this.#writings.get(id);
    if (!writing) return;
    try {
      for (let i = 0; i < writesPerTurn; i++) {
        const count = this.#context.write(id, writing.source.fd);
        if (count < 0) return;
        if (count > 0) continue;
        this.#endWriting(id);
        this.#context.hangUp(id);
        return;
      }
    } catch (error) {
      this.#onError(error);
    }
  }

  #sendRest(id: number, source: number): void {
    try {
      while (this.#context.write(id, source) > 0);
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

/** Bytes that `fd` took, -1 for would-block, `undefined` if nobody reads it any more. */
function writeSome(fd: number, bytes: Uint8Array): number | undefined {
  try {
    return addon.write(fd, bytes, 0, bytes.length);
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}
