/**
 * What a context's guest is told, message by message: of the compositor and of pipes in turns, so that neither keeps the
 * other waiting, and behind all that the end. Turns descriptors into what the guest may take; writes nothing.
 */
import { identifiers } from '../../src/channel/virtgpu/protocol.js';
import { OwnedFd } from '../../src/native/fd.js';
import { readMessage, receiveMessage, type Identifier } from './channel-messages.js';
import type { CompositorConnection } from './compositor.js';
import { descriptorKind } from './descriptor-kind.js';
import type { Offers } from './offers.js';
import type { ContextPipes } from './pipes.js';
import { RefusedCommand } from './rules.js';

export class HostNews {
  readonly #compositor: CompositorConnection;
  readonly #pipes: ContextPipes;
  readonly #offers: Offers;
  #pipesFirst = false;
  #toldEnd = false;

  /** All three stay the caller's. */
  constructor(compositor: CompositorConnection, pipes: ContextPipes, offers: Offers) {
    this.#compositor = compositor;
    this.#pipes = pipes;
    this.#offers = offers;
  }

  /** Whether those that may have news are to call back. */
  listen(on: boolean): void {
    this.#compositor.listen(on);
    this.#pipes.listen(on);
  }

  /**
   * The next message; `undefined` if there is none yet. Throws `RefusedCommand`, `BrokenRule` for what cannot be told, and
   * the `SystemError` of a descriptor.
   */
  next(): Uint8Array | undefined {
    this.#pipesFirst = !this.#pipesFirst;
    const message = this.#pipesFirst
      ? (this.#fromPipes() ?? this.#fromCompositor())
      : (this.#fromCompositor() ?? this.#fromPipes());
    return message ?? (this.#compositor.isOver ? this.end() : undefined);
  }

  /** The message of the end, once: an empty RECEIVE. */
  end(): Uint8Array | undefined {
    if (this.#toldEnd) return undefined;
    this.#toldEnd = true;
    return receiveMessage(new Uint8Array(0), []);
  }

  #fromPipes(): Uint8Array | undefined {
    const news = this.#pipes.read();
    return news && readMessage(news);
  }

  #fromCompositor(): Uint8Array | undefined {
    const heard = this.#compositor.receive();
    if (!heard) return undefined;
    try {
      return receiveMessage(
        heard.bytes,
        heard.fds.map((fd) => this.#offer(fd)),
      );
    } finally {
      for (const fd of heard.fds) fd[Symbol.dispose]();
    }
  }

  #offer(fd: OwnedFd): Identifier {
    const kind = descriptorKind(fd.fd);
    if (kind.kind === 'memory')
      return { id: this.#offers.receive(fd.fd, kind.bytes), type: identifiers.blob, bytes: kind.bytes };
    if (kind.kind === 'other') throw new RefusedCommand(`the compositor has sent ${kind.what}`);
    const id = this.#offers.nextId();
    const target = new OwnedFd(fd.release());
    try {
      this.#pipes.addWrite(id, target);
    } catch (error) {
      target[Symbol.dispose]();
      throw error;
    }
    return { id, type: identifiers.writePipe, bytes: 0 };
  }
}
