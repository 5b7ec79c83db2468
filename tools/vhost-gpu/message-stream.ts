/**
 * vhost-user messages on a socket: cut, with their descriptors, and sent. Knows no request. A message is read in two
 * parts, header and payload, so that descriptors cannot be taken for those of another message. Whoever does not read what
 * is sent is not read from any further: answers do not pile up.
 */
import { isSystemError } from '../../src/errors.js';
import { addon, fdSlots, pollEvents, type Poll } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { FrontendError } from './rules.js';
import { SocketOutbox } from './socket-outbox.js';
import { flags, headerBytes, maxPayloadBytes } from './vhost-user.js';

/** One message as it came. Descriptors that nobody has taken (`release`) are closed after it was handled. */
export interface Message {
  readonly request: number;
  readonly flags: number;
  readonly payload: DataView;
  readonly fds: readonly OwnedFd[];
}

/** Messages before others get their turn. */
const messagesPerTurn = 64;
/** What may wait for the other side while it is still listened to. */
const maxWaitingBytes = 64 * 1024;

export class MessageStream {
  readonly #socket: OwnedFd;
  readonly #outbox: SocketOutbox;
  readonly #watch: Poll;
  readonly #onMessage: (message: Message) => void;
  readonly #onEnd: (error: unknown) => void;
  readonly #buffer = new Uint8Array(headerBytes + maxPayloadBytes);
  readonly #head = new DataView(this.#buffer.buffer, 0, headerBytes);
  readonly #slots = new Int32Array(fdSlots);
  #filled = 0;
  #fds: OwnedFd[] = [];
  #closed = false;

  /**
   * Takes over `socket`, non-blocking. `onEnd` is called once when the other side has gone (`undefined`), or with what
   * went wrong, what `onMessage` throws included; the stream is closed then. Throws the `SystemError` of a descriptor that
   * cannot be waited for, and closes it.
   */
  constructor(socket: OwnedFd, onMessage: (message: Message) => void, onEnd: (error: unknown) => void) {
    this.#socket = socket;
    this.#onMessage = onMessage;
    this.#onEnd = onEnd;
    this.#outbox = new SocketOutbox(socket.fd);
    try {
      this.#watch = new addon.Poll(socket.fd, (events) => this.#guarded(() => this.#onReady(events)));
    } catch (error) {
      socket.close();
      throw error;
    }
    this.#watch.update(pollEvents.readable);
  }

  /** Sends a message with descriptors, which stay the caller's. Nothing once the stream has ended. */
  send(request: number, moreFlags: number, payload: Uint8Array, fds: readonly number[] = []): void {
    if (this.#closed) return;
    const bytes = new Uint8Array(headerBytes + payload.length);
    const head = new DataView(bytes.buffer);
    head.setUint32(0, request, true);
    head.setUint32(4, flags.version | moreFlags, true);
    head.setUint32(8, payload.length, true);
    bytes.set(payload, headerBytes);
    this.#guarded(() => {
      this.#outbox.send(bytes, fds);
      this.#wait();
    });
  }

  /** Closes the socket. Idempotent. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#watch.close();
    this.#outbox.discard();
    this.#closeFds();
    this.#socket.close();
  }

  #wait(): void {
    if (this.#closed) return;
    const readable = this.#listens ? pollEvents.readable : 0;
    this.#watch.update(readable | (this.#outbox.waitingBytes > 0 ? pollEvents.writable : 0));
  }

  get #listens(): boolean {
    return !this.#closed && this.#outbox.waitingBytes <= maxWaitingBytes;
  }

  #onReady(events: number): void {
    if ((events & pollEvents.writable) !== 0) {
      this.#outbox.flush();
      this.#wait();
    }
    if ((events & pollEvents.readable) === 0) return;
    for (let i = 0; i < messagesPerTurn && this.#listens && this.#readMessage(); i++);
  }

  /** Whether there may be more. */
  #readMessage(): boolean {
    while (!this.#closed) {
      const wanted = this.#filled < headerBytes ? headerBytes : headerBytes + this.#payloadBytes();
      if (this.#filled === wanted && wanted > 0 && this.#filled >= headerBytes) {
        this.#deliver(wanted);
        return true;
      }
      const count = addon.receive(
        this.#socket.fd,
        this.#buffer,
        this.#filled,
        wanted - this.#filled,
        this.#slots,
      );
      for (const fd of this.#slots.subarray(1, 1 + this.#slots[0]!)) this.#fds.push(new OwnedFd(fd));
      if (count < 0) return false;
      if (count === 0) {
        this.#end(this.#filled === 0 ? undefined : new FrontendError('the stream ended within a message'));
        return false;
      }
      this.#filled += count;
    }
    return false;
  }

  #payloadBytes(): number {
    const bytes = this.#head.getUint32(8, true);
    if (bytes > maxPayloadBytes) throw new FrontendError(`a message with ${bytes} bytes`);
    return bytes;
  }

  #deliver(bytes: number): void {
    this.#filled = 0;
    try {
      this.#onMessage({
        request: this.#head.getUint32(0, true),
        flags: this.#head.getUint32(4, true),
        payload: new DataView(this.#buffer.slice(headerBytes, bytes).buffer),
        fds: this.#fds,
      });
    } finally {
      this.#closeFds();
    }
  }

  #closeFds(): void {
    for (const fd of this.#fds.splice(0)) fd[Symbol.dispose]();
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof FrontendError) && !isSystemError(error)) throw error;
      this.#end(error);
    }
  }

  #end(error: unknown): void {
    if (this.#closed) return;
    this.close();
    this.#onEnd(error);
  }
}
