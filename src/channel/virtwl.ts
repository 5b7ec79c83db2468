/**
 * The virtwl device of a virtual machine (drivers/virtio/virtio_wl.c of ChromeOS's kernels). Each channel has the device
 * open for itself and one context, which is a connection to the host's compositor. Only descriptors that the device made
 * can be sent.
 */
import { isSystemError } from '../errors.js';
import { addon } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import type { Channel, ChannelImage, ChannelMemory, ChannelPipe, PlaneLayout } from './channel.js';
import { Watch } from './watch.js';

export class VirtwlChannel implements Channel {
  readonly name: string;
  readonly carriesAnyFd = false;
  readonly #device: OwnedFd;
  readonly #context: OwnedFd;
  readonly #watch: Watch;

  private constructor(path: string, device: OwnedFd, context: OwnedFd) {
    this.name = path;
    this.#device = device;
    this.#context = context;
    this.#watch = new Watch(context.fd);
  }

  /** Opens the device at `path` and makes a context. Throws the `SystemError` of the call that failed. */
  static open(path: string): VirtwlChannel {
    const device = new OwnedFd(addon.openVirtwl(path));
    try {
      return new VirtwlChannel(path, device, new OwnedFd(addon.newVirtwlContext(device.fd)));
    } catch (error) {
      device.close();
      throw error;
    }
  }

  receive(buffer: Uint8Array, offset: number, length: number, fds: Int32Array): number {
    return addon.receiveVirtwl(this.#context.fd, buffer, offset, length, fds);
  }

  send(buffer: Uint8Array, start: number, end: number, fds: Int32Array | null, fdCount: number): number {
    return addon.sendVirtwl(this.#context.fd, buffer, start, end, fds, fdCount);
  }

  listen(ready: (readable: boolean, writable: boolean) => void): void {
    this.#watch.listen(ready);
  }

  want(readable: boolean, writable: boolean): void {
    this.#watch.want(readable, writable);
  }

  allocate(bytes: number): ChannelMemory {
    return { fd: new OwnedFd(addon.newVirtwlMemory(this.#device.fd, bytes)), bytes };
  }

  allocateImage(width: number, height: number, format: number, planes: number): ChannelImage | undefined {
    try {
      const [fd, ...words] = addon.newVirtwlImage(this.#device.fd, width, height, format);
      return new VirtwlImage(new OwnedFd(fd), planeLayouts(words, planes));
    } catch (error) {
      // What the kernel says of a host without images.
      if (isSystemError(error) && error.code === 'ENOTTY') return undefined;
      throw error;
    }
  }

  /** The device connects our end with the other one when it is sent, so a duplicate is. */
  createPipe(readable: boolean): ChannelPipe {
    const ours = new OwnedFd(addon.newVirtwlPipe(this.#device.fd, readable));
    return { ours, theirs: new OwnedFd(addon.duplicate(ours.fd)) };
  }

  close(): void {
    this.#watch.close();
    this.#context[Symbol.dispose]();
    this.#device[Symbol.dispose]();
  }
}

class VirtwlImage implements ChannelImage {
  readonly fd: OwnedFd;
  readonly planes: readonly PlaneLayout[];
  readonly bytes = undefined;

  constructor(fd: OwnedFd, planes: readonly PlaneLayout[]) {
    this.fd = fd;
    this.planes = planes;
  }

  beginWrite(): void {
    addon.syncVirtwlWrite(this.fd.fd, true);
  }

  endWrite(): void {
    addon.syncVirtwlWrite(this.fd.fd, false);
  }
}

/** Of words stride, offset, stride, offset… */
function planeLayouts(words: readonly number[], count: number): PlaneLayout[] {
  return Array.from({ length: count }, (_, i) => ({ stride: words[2 * i]!, offset: words[2 * i + 1]! }));
}
