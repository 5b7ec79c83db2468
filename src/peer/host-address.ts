/** Where the host is: a socket or a device; and the one connection to it that may have been inherited (`WAYLAND_SOCKET`). */
import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { Channel } from '../channel/channel.js';
import { SocketChannel } from '../channel/socket.js';
import type { HostConfig } from '../config/config.js';
import { isSystemError, StartError } from '../errors.js';
import { addon } from '../native/addon.js';
import type { OwnedFd } from '../native/fd.js';
import { inheritedSocket } from '../native/inherited.js';

/** What the system says where there is no host, and not that it could not be reached now. */
const absent: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENODEV', 'ENOENT', 'ENOTDIR', 'ENXIO']);

/** A device that is the way to the host; its channel is loaded only then. */
interface Device {
  readonly channel: 'virtwl' | 'virtgpu';
  /** Throws `StartError` if no node serves. */
  readonly path: () => string;
  readonly open: (path: string) => Channel;
}

export class HostAddress {
  readonly #display: string;
  readonly #runtimeDir: string | undefined;
  readonly #device: Device | undefined;
  #inherited: OwnedFd | undefined;

  private constructor(
    { display, socketFd }: HostConfig,
    runtimeDir: string | undefined,
    device: Device | undefined,
  ) {
    this.#display = display;
    this.#runtimeDir = runtimeDir;
    this.#device = device;
    if (device || socketFd === undefined) return;
    this.#inherited = inheritedSocket(socketFd, 'WAYLAND_SOCKET');
  }

  /** The device that is asked for or there, else the socket. Says nothing about whether the host answers. */
  static async find(config: HostConfig, runtimeDir: string | undefined): Promise<HostAddress> {
    return new HostAddress(config, runtimeDir, await findDevice(config, runtimeDir));
  }

  /** For people: what the host is reached through, and where that is. Throws as `path` does. */
  get name(): string {
    if (this.#inherited) return 'Socket: inherited (WAYLAND_SOCKET)';
    return `${this.channel === 'socket' ? 'Socket' : 'Device'}: ${this.path}`;
  }

  /** What the host is reached through. */
  get channel(): 'socket' | 'virtwl' | 'virtgpu' {
    return this.#device?.channel ?? 'socket';
  }

  /**
   * Path of the device, or of the host's socket. Throws `StartError` if there is no directory for a name, or no node that
   * serves.
   */
  get path(): string {
    if (this.#device) return this.#device.path();
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
    if (this.#device) return this.#device.open(this.path);
    const inherited = this.takeInherited();
    return inherited ? new SocketChannel(inherited, 'WAYLAND_SOCKET') : SocketChannel.connect(this.path);
  }

  /**
   * Why nobody will be there any more, `undefined` where somebody may be: also a host that takes nobody at the moment. Does not
   * wait, and uses no inherited connection up.
   */
  gone(): string | undefined {
    if (this.#inherited) return undefined;
    try {
      if (this.#device) this.open().close();
      else addon.close(addon.connect(this.path, false));
    } catch (error) {
      if (isSystemError(error) && absent.has(error.code)) return error.message;
    }
    return undefined;
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

async function findDevice(config: HostConfig, runtimeDir: string | undefined): Promise<Device | undefined> {
  const { virtwl, virtgpu, virtgpuNode } = config;
  if (virtgpu === 'named') return virtgpuDevice(undefined, virtgpuNode);
  const isVirtwlThere = virtwl !== undefined && existsSync(virtwl.path);
  if (virtgpu === 'fallback' && !isVirtwlThere && !isSocketThere(config.display, runtimeDir)) {
    const { nodesIn, problemOf } = await import('../channel/virtgpu/search.js');
    const nodes = virtgpuNode === undefined ? nodesIn() : [virtgpuNode];
    const node = nodes.find((path) => problemOf(path) === undefined);
    if (node !== undefined) return virtgpuDevice(node);
  }
  if (!virtwl || (virtwl.ifThere && !isVirtwlThere)) return undefined;
  const { VirtwlChannel } = await import('../channel/virtwl.js');
  return { channel: 'virtwl', path: () => virtwl.path, open: (path) => VirtwlChannel.open(path) };
}

function isSocketThere(display: string, runtimeDir: string | undefined): boolean {
  const hasPlace = isAbsolute(display) || runtimeDir;
  return Boolean(hasPlace) && existsSync(resolve(runtimeDir ?? '/', display));
}

/** `node` is looked for when it is first needed, or the one that was `named` looked at, unless it is known. */
async function virtgpuDevice(node: string | undefined, named?: string): Promise<Device> {
  const { VirtgpuChannel } = await import('../channel/virtgpu/channel.js');
  const { checkNode, findNode } = await import('../channel/virtgpu/search.js');
  let found = node;
  return {
    channel: 'virtgpu',
    path: () => (found ??= named === undefined ? findNode() : checkNode(named)),
    open: (path) => VirtgpuChannel.open(path),
  };
}
