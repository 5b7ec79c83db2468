/**
 * The connection of one context to the compositor: bytes and descriptors both ways. Reads only when asked, so that the
 * compositor waits for a guest that does not take anything; writes what the guest sends, and holds what the compositor
 * does not take yet, so much of it. What was sent goes out also when the guest's program has left.
 */
import { transferBytes, transfers } from '../../src/channel/virtgpu/protocol.js';
import { isSystemError } from '../../src/errors.js';
import { addon, fdSlots, pollEvents, type Poll } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import type { Leftover } from './leftovers.js';
import type { PipeServices } from './pipes.js';
import { BrokenRule, RefusedCommand } from './rules.js';
import { SocketOutbox } from './socket-outbox.js';

/** What may wait for a compositor that does not read. */
const maxWaitingBytes = 16 * 1024 * 1024;
/** With more descriptors than one message takes, those go first, with so many bytes at most. */
const bytesWithTooMany = 4;

/** What the compositor says, as much as one message takes. The descriptors are the receiver's. */
export interface Heard {
  readonly bytes: Uint8Array;
  readonly fds: readonly OwnedFd[];
}

/** A connection, without waiting for a compositor that lets nobody in: EAGAIN then. Throws the `SystemError` of connect(2). */
export function connectCompositor(path: string): OwnedFd {
  return new OwnedFd(addon.connect(path, false));
}

export class CompositorConnection implements Leftover {
  readonly #socket: OwnedFd;
  readonly #services: PipeServices;
  readonly #outbox: SocketOutbox;
  readonly #watch: Poll;
  readonly #buffer = new Uint8Array(transferBytes);
  readonly #slots = new Int32Array(fdSlots);
  #pending = new Uint8Array(0);
  readonly #pendingFds: OwnedFd[] = [];
  #listening = false;
  #ended = false;
  #closed = false;
  #freed = false;
  #done: (() => void) | undefined;

  /**
   * Takes over `socket` and its place in the account. `onReadable` is called while `listen` is on and something may have
   * come.
   */
  constructor(socket: OwnedFd, onReadable: () => void, services: PipeServices) {
    this.#socket = socket;
    this.#services = services;
    this.#outbox = new SocketOutbox(socket.fd, services.account);
    this.#watch = new addon.Poll(socket.fd, (events) => {
      if ((events & pollEvents.writable) !== 0) this.#flush();
      if ((events & pollEvents.readable) !== 0 && this.#listening) onReadable();
    });
  }

  /** Whether the compositor has gone and all that it said was taken. */
  get isOver(): boolean {
    return this.#ended && this.#pending.length === 0 && this.#pendingFds.length === 0;
  }

  /** Whether `onReadable` is to be called. */
  listen(on: boolean): void {
    this.#listening = on;
    this.#wait();
  }

  /** Passes on what a guest sends; descriptors stay the caller's. Throws `BrokenRule`, `RefusedCommand` for too much. */
  send(bytes: Uint8Array, fds: readonly number[]): void {
    if (this.#ended) return;
    try {
      this.#outbox.send(bytes, fds);
    } catch (error) {
      return this.#onError(error);
    }
    const { waitingBytes } = this.#outbox;
    if (waitingBytes > maxWaitingBytes || (waitingBytes > 0 && this.#services.account.isFull)) {
      this.#outbox.discard();
      throw new BrokenRule('host-limit', `${waitingBytes} bytes that the compositor does not read`);
    }
    this.#wait();
  }

  /** What the compositor has said; `undefined` if nothing, or if it is over. Throws `RefusedCommand` for too few bytes. */
  receive(): Heard | undefined {
    if (this.#pending.length === 0 && this.#pendingFds.length === 0 && !this.#ended) this.#fill();
    if (this.#pending.length === 0 && this.#pendingFds.length === 0) return undefined;
    const bytes = this.#pending.subarray(0, this.#share());
    this.#pending = this.#pending.subarray(bytes.length);
    return { bytes, fds: this.#pendingFds.splice(0, transfers.now.identifiers) };
  }

  /** Nothing more is said or heard; the socket closes behind what was sent. Idempotent. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#ended = true;
    this.#listening = false;
    for (const fd of this.#pendingFds.splice(0)) fd.close();
    this.#wait();
    if (!this.#freed) this.#services.leftovers.keep(this);
  }

  whenDone(done: () => void): void {
    this.#done = done;
  }

  /** Closes the socket at once; what waits is lost. Idempotent. */
  [Symbol.dispose](): void {
    if (this.#freed) return;
    this.#freed = true;
    this.#watch.close();
    this.#outbox.discard();
    this.#socket.close();
    this.#services.account.removeDescriptors(1);
    this.#done?.();
  }

  /** Bytes of the next message: each that descriptors need has some, and what is over goes with the last. */
  #share(): number {
    const messages = Math.ceil(this.#pendingFds.length / transfers.now.identifiers);
    if (messages <= 1) return transferBytes;
    const share = Math.floor(this.#pending.length / messages);
    if (share > 0) return Math.min(share, bytesWithTooMany);
    throw new RefusedCommand(
      `the compositor has sent ${this.#pendingFds.length} descriptors with ${this.#pending.length} bytes`,
    );
  }

  #fill(): void {
    try {
      const count = addon.receive(this.#socket.fd, this.#buffer, 0, this.#buffer.length, this.#slots);
      for (const fd of this.#slots.subarray(1, 1 + this.#slots[0]!)) this.#pendingFds.push(new OwnedFd(fd));
      if (count === 0) this.#ended = true;
      if (count > 0) this.#pending = this.#buffer.slice(0, count);
    } catch (error) {
      this.#onError(error);
    }
  }

  #flush(): void {
    try {
      this.#outbox.flush();
      this.#wait();
    } catch (error) {
      this.#onError(error);
    }
  }

  /** Of a broken socket, what came before it broke can still be read; the next read finds its end. */
  #onError(error: unknown): void {
    if (!isSystemError(error)) throw error;
    this.#outbox.discard();
    if (error.syscall === 'recvmsg') this.#ended = true;
    this.#wait();
  }

  #wait(): void {
    if (this.#freed) return;
    if (this.#closed && this.#outbox.waitingBytes === 0) return this[Symbol.dispose]();
    const readable = this.#listening && !this.#ended ? pollEvents.readable : 0;
    this.#watch.update(readable | (this.#outbox.waitingBytes > 0 ? pollEvents.writable : 0));
  }
}
