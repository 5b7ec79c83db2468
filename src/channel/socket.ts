/** A Unix stream socket: the channel to a host on this machine, and the way to every client. */
import { addon } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import type { Channel, ChannelMemory, ChannelPipe } from './channel.js';
import { Watch } from './watch.js';

export class SocketChannel implements Channel {
  readonly name: string;
  readonly carriesAnyFd = true;
  readonly #owned: OwnedFd;
  readonly #fd: number;
  readonly #watch: Watch;

  /** Takes over `fd`, a connected, non-blocking socket. */
  constructor(fd: OwnedFd, name: string) {
    this.#owned = fd;
    this.#fd = fd.fd;
    this.#watch = new Watch(fd.fd);
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
    this.#watch.listen(ready);
  }

  /** Calls back as if the event loop had found the socket ready both ways. */
  poke(): void {
    this.#watch.poke();
  }

  want(readable: boolean, writable: boolean): void {
    this.#watch.want(readable, writable);
  }

  allocate(bytes: number): ChannelMemory {
    return { fd: new OwnedFd(addon.createMemfd('decant', bytes)), bytes };
  }

  /** Images of a host on this machine come from its graphics device, not from the socket. */
  allocateImage(): undefined {
    return undefined;
  }

  createPipe(readable: boolean): ChannelPipe {
    const [reading, writing] = addon.pipe().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
    const [ours, theirs] = readable ? [reading, writing] : [writing, reading];
    addon.setNonBlocking(ours.fd, true);
    return { ours, theirs };
  }

  close(): void {
    this.#watch.close();
    this.#owned[Symbol.dispose]();
  }
}
