/** Where the host is: a socket or a device; and the one connection to it that may have been inherited (`WAYLAND_SOCKET`). */
import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { Channel } from '../channel/channel.js';
import { SocketChannel } from '../channel/socket.js';
import { VirtgpuChannel } from '../channel/virtgpu/channel.js';
import { findNode, searchNodes } from '../channel/virtgpu/search.js';
import { VirtwlChannel } from '../channel/virtwl.js';
import type { HostConfig } from '../config/config.js';
import { StartError } from '../errors.js';
import type { OwnedFd } from '../native/fd.js';
import { inheritedSocket } from '../native/inherited.js';

export class HostAddress {
  readonly #display: string;
  readonly #runtimeDir: string | undefined;
  /** The virtwl device that is the way to the host. */
  readonly device: string | undefined;
  #inherited: OwnedFd | undefined;
  readonly #isVirtgpu: boolean;
  /** The virtio-gpu node that serves, once it is known. */
  #node: string | undefined;

  constructor({ display, socketFd, virtwl, virtgpu }: HostConfig, runtimeDir: string | undefined) {
    this.#display = display;
    this.#runtimeDir = runtimeDir;
    this.#isVirtgpu = virtgpu === 'named' || (virtgpu === 'fallback' && this.#isLastWay(virtwl));
    if (this.#isVirtgpu) return;
    if (virtwl && (!virtwl.ifThere || existsSync(virtwl.path))) {
      this.device = virtwl.path;
      return;
    }
    if (socketFd === undefined) return;
    this.#inherited = inheritedSocket(socketFd, 'WAYLAND_SOCKET');
  }

  /** Whether there is neither device nor socket, and a virtio-gpu node serves. */
  #isLastWay(virtwl: HostConfig['virtwl']): boolean {
    if (virtwl && existsSync(virtwl.path)) return false;
    const hasPlace = isAbsolute(this.#display) || this.#runtimeDir;
    if (hasPlace && existsSync(resolve(this.#runtimeDir ?? '/', this.#display))) return false;
    this.#node = searchNodes().find(({ problem }) => problem === undefined)?.path;
    return this.#node !== undefined;
  }

  /** For people: what the host is reached through, and where that is. Throws as `path` does. */
  get name(): string {
    if (this.#inherited) return 'Socket: inherited (WAYLAND_SOCKET)';
    return `${this.channel === 'socket' ? 'Socket' : 'Device'}: ${this.path}`;
  }

  /** What the host is reached through. */
  get channel(): 'socket' | 'virtwl' | 'virtgpu' {
    if (this.#isVirtgpu) return 'virtgpu';
    return this.device === undefined ? 'socket' : 'virtwl';
  }

  /**
   * Path of the device, or of the host's socket. Throws `StartError` if there is no directory for a name, or no node that
   * serves.
   */
  get path(): string {
    if (this.#isVirtgpu) return (this.#node ??= findNode());
    if (this.device !== undefined) return this.device;
    if (isAbsolute(this.#display)) return this.#display;
    if (!this.#runtimeDir)
      throw new StartError(`XDG_RUNTIME_DIR is not set: host display ${this.#display} cannot be found`);
    return join(this.#runtimeDir, this.#display);
  }

  /** The host's socket, unless there is a device, a connection was inherited or there is no directory for a name. */
  get socketPath(): string | undefined {
    return this.channel !== 'socket' || this.#inherited || !(isAbsolute(this.#display) || this.#runtimeDir)
      ? undefined
      : this.path;
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

  /** A channel to the host. Throws `StartError` or the `SystemError` of what failed. */
  open(): Channel {
    if (this.#isVirtgpu) return VirtgpuChannel.open(this.path);
    if (this.device !== undefined) return VirtwlChannel.open(this.device);
    const inherited = this.takeInherited();
    return inherited ? new SocketChannel(inherited, 'WAYLAND_SOCKET') : SocketChannel.connect(this.path);
  }

  /** Why the host cannot be reached now, `undefined` if it can. Uses no inherited connection up. */
  problem(): string | undefined {
    if (this.#inherited) return undefined;
    try {
      this.open().close();
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}
