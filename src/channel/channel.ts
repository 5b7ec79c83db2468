/**
 * How bytes and descriptors reach the host. One implementation per way there is; each peer opens its own.
 * Never waits for the compositor, and never closes a descriptor that it was given to send. Opening a channel and asking it
 * for memory may block until the device has answered, for a few seconds at the most; nothing else blocks. Only the channel
 * knows which descriptors can cross: drivers ask it for memory and pipes that do.
 */
import type { OwnedFd } from '../native/fd.js';

/** A pipe, of which one end stays here and the other goes to the host in a message. */
export interface ChannelPipe {
  /** Non-blocking. */
  readonly ours: OwnedFd;
  readonly theirs: OwnedFd;
}

/** Memory that both sides can map. Some kernels map all of it or nothing. */
export interface ChannelMemory {
  readonly fd: OwnedFd;
  /** All of it, in bytes. */
  readonly bytes: number;
}

/** One plane of an image, in bytes. */
export interface PlaneLayout {
  readonly offset: number;
  readonly stride: number;
}

/** An image of the host's own, for `zwp_linux_dmabuf_v1`: linear, and the same descriptor for all planes. */
export interface ChannelImage {
  readonly fd: OwnedFd;
  readonly planes: readonly PlaneLayout[];
  /** All of its memory in bytes, which some kernels map as a whole or not; `undefined`: what the planes need. */
  readonly bytes: number | undefined;
  /** Writing happens between the two calls only. */
  beginWrite(): void;
  endWrite(): void;
}

/** Images of a graphics device here, on a channel that carries those but not every descriptor. */
export interface ImageCarrier {
  /** Path of the device's DRM node. */
  readonly device: string;
  /** Whether `fd` stands for memory of that device, so that it can be sent. */
  carries(fd: number): boolean;
}

export interface Channel {
  /** For logs: what it is and where it leads. */
  readonly name: string;
  /** Whether every descriptor can be sent; otherwise only those that the functions below made. */
  readonly carriesAnyFd: boolean;
  /** What else can be sent, if anything. */
  readonly imageCarrier?: ImageCarrier | undefined;
  /**
   * Reads into `buffer[offset, offset + length)`: bytes read, 0 at end of stream, -1 if it would block.
   * Received descriptors follow their count: `fds[0]` is the count, `fds[1]…` are owned by the caller.
   */
  receive(buffer: Uint8Array, offset: number, length: number, fds: Int32Array): number;
  /** Sends from `buffer[start, end)`, descriptors with the first byte: bytes taken, -1 if it would block. */
  send(buffer: Uint8Array, start: number, end: number, fds: Int32Array | null, fdCount: number): number;
  /** Sets who is told of readiness, once. `readable` includes end of stream and errors. */
  listen(ready: (readable: boolean, writable: boolean) => void): void;
  /** What readiness to wait for from now on. */
  want(readable: boolean, writable: boolean): void;
  /** Where hosts may end the channel without a word: sets what makes the host say something. */
  whenSilent?(ask: () => void): void;
  /** Where the channel pumps data: sets who is told, in a sentence, that some of them do not arrive. */
  logTo?(warn: (text: string) => void): void;
  /**
   * Memory of at least `bytes` bytes that both sides can map. May block for the device. Throws a `SystemError`, or a
   * `HostError` if no answer comes.
   */
  allocate(bytes: number): ChannelMemory;
  /** An image of `planes` planes, blocking and throwing as `allocate`; `undefined` if the host has none to give. `format` is a fourcc. */
  allocateImage(width: number, height: number, format: number, planes: number): ChannelImage | undefined;
  /** `readable`: we read what the host writes. */
  createPipe(readable: boolean): ChannelPipe;
  /** Closes; nothing is called back afterwards. Idempotent. */
  close(): void;
}
