/** Where the host is, and the one connection to it that may have been inherited (`WAYLAND_SOCKET`). */
import { isAbsolute, join } from 'node:path';
import { SocketChannel } from '../channel/socket.js';
import type { HostConfig } from '../config/config.js';
import { StartError } from '../errors.js';
import type { OwnedFd } from '../native/fd.js';
import { inheritedSocket } from '../native/inherited.js';

export class HostAddress {
  readonly #display: string;
  readonly #runtimeDir: string | undefined;
  #inherited: OwnedFd | undefined;

  constructor({ display, socketFd }: HostConfig, runtimeDir: string | undefined) {
    this.#display = display;
    this.#runtimeDir = runtimeDir;
    if (socketFd === undefined) return;
    this.#inherited = inheritedSocket(socketFd, 'WAYLAND_SOCKET');
  }

  /** Path of the host's socket. Throws `StartError` if there is no directory for a name. */
  get path(): string {
    if (isAbsolute(this.#display)) return this.#display;
    if (!this.#runtimeDir)
      throw new StartError(`XDG_RUNTIME_DIR is not set: host display ${this.#display} cannot be found`);
    return join(this.#runtimeDir, this.#display);
  }

  /** The same, unless a connection was inherited or there is no directory for a name. */
  get socketPath(): string | undefined {
    return this.#inherited || !(isAbsolute(this.#display) || this.#runtimeDir) ? undefined : this.path;
  }

  /** The inherited connection, unless it was taken before. It stays here. */
  get inherited(): readonly OwnedFd[] {
    return this.#inherited ? [this.#inherited] : [];
  }

  /** The inherited connection, unless it was taken before: the caller's from now on. */
  takeInherited(): OwnedFd | undefined {
    const inherited = this.#inherited;
    this.#inherited = undefined;
    return inherited;
  }

  /** After a peer was started: what it took is no longer ours. */
  dropInherited(): void {
    this.takeInherited()?.close();
  }

  /** A channel to the host. Throws `StartError` or the `SystemError` of connect(2). */
  open(): SocketChannel {
    const inherited = this.takeInherited();
    return inherited ? new SocketChannel(inherited, 'WAYLAND_SOCKET') : SocketChannel.connect(this.path);
  }

  /** Why the host cannot be reached now, `undefined` if it can. Uses no inherited connection up. */
  problem(): string | undefined {
    if (this.#inherited) return undefined;
    try {
      SocketChannel.connect(this.path).close();
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}
