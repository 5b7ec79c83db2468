/** A Unix stream socket: the channel to a host on this machine, and the way to every client. */
import { addon, pollEvents, type Poll } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import type { Channel } from './channel.js';

export class SocketChannel implements Channel {
  readonly name: string;
  readonly #owned: OwnedFd;
  readonly #fd: number;
  #poll: Poll | undefined;
  #ready: ((readable: boolean, writable: boolean) => void) | undefined;

  /** Takes over `fd`, a connected, non-blocking socket. */
  constructor(fd: OwnedFd, name: string) {
    this.#owned = fd;
    this.#fd = fd.fd;
    this.name = name;
  }

  /** Connects to the socket at `path`. Throws the `SystemError` of connect(2). */
  static connect(path: string): SocketChannel {
    return new SocketChannel(new OwnedFd(addon.connect(path)), path);
  }

  receive(buffer: Uint8Array, offset: number, length: number, fds: Int32Array): number {
    return addon.receive(this.#fd, buffer, offset, length, fds);
  }

  send(buffer: Uint8Array, start: number, end: number, fds: Int32Array | null, fdCount: number): number {
    return addon.send(this.#fd, buffer, start, end, fds, fdCount);
  }

  listen(ready: (readable: boolean, writable: boolean) => void): void {
    this.#ready = ready;
    this.#poll = new addon.Poll(this.#fd, (events) => {
      ready((events & pollEvents.readable) !== 0, (events & pollEvents.writable) !== 0);
    });
  }

  /** Calls back as if the event loop had found the socket ready both ways. */
  poke(): void {
    this.#ready?.(true, true);
  }

  want(readable: boolean, writable: boolean): void {
    this.#poll?.update((readable ? pollEvents.readable : 0) | (writable ? pollEvents.writable : 0));
  }

  close(): void {
    this.#poll?.close();
    this.#poll = undefined;
    this.#owned[Symbol.dispose]();
  }
}
