/**
 * A cross-domain context of virtio-gpu as the channel to the host. Each channel has the node open for itself. What comes
 * in is taken off the ring at once and kept here until it is asked for, so that pipes go on when the Wayland connection is
 * stopped; only so much of it, and no POLL is made while it is too much. Pipes never stop the Wayland connection.
 */
import { fstatSync } from 'node:fs';
import { HostError } from '../../errors.js';
import { addon, pollEvents, type Poll } from '../../native/addon.js';
import { OwnedFd } from '../../native/fd.js';
import type { Channel, ChannelImage, ChannelMemory, ChannelPipe, ImageCarrier } from '../channel.js';
import { imageCarrier } from './carrier.js';
import type { Identifier } from './commands.js';
import type { VirtgpuContext } from './context.js';
import type { VirtgpuImages } from './images.js';
import { Incoming } from './incoming.js';
import { openNode, type OpenNode } from './node.js';
import { openContext, type Opened } from './opening.js';
import { usualPipeLimits, VirtgpuPipes, type PipeLimits } from './pipes.js';
import { identifiers } from './protocol.js';
import { ReceivedQueue } from './received.js';
import { Silence, usualLimits, type SilenceLimits } from './silence.js';

/** Before the host is asked for more while readers of pipes are far behind: 400 KiB/s are left. */
const crowdedPauseMs = 10;

/** What tests may want otherwise. */
export interface VirtgpuOptions {
  readonly silence: SilenceLimits;
  readonly pipes: PipeLimits;
  readonly open: OpenNode;
}

const usual: VirtgpuOptions = { silence: usualLimits, pipes: usualPipeLimits, open: openNode };

export class VirtgpuChannel implements Channel {
  readonly name: string;
  readonly carriesAnyFd = false;
  readonly imageCarrier: ImageCarrier | undefined;
  readonly #context: VirtgpuContext;
  readonly #images: VirtgpuImages;
  readonly #pipes: VirtgpuPipes;
  readonly #received = new ReceivedQueue();
  readonly #incoming: Incoming;
  #watch: Poll | undefined;
  #ready: ((readable: boolean, writable: boolean) => void) | undefined;
  #readable = false;
  #soon: NodeJS.Immediate | undefined;
  #polled = false;
  /** Until the next POLL. */
  #pause: NodeJS.Timeout | undefined;
  #log: (text: string) => void = () => undefined;
  readonly #silence: Silence;
  /** The compositor has gone, or `#error` says what did. */
  #ended = false;
  #error: unknown;
  #closed = false;

  private constructor(path: string, { context, images }: Opened, options: VirtgpuOptions) {
    this.name = path;
    this.imageCarrier = imageCarrier(context, path);
    this.#context = context;
    this.#images = images;
    const onError = (error: unknown): void => this.#end(error);
    const onLoss = (text: string): void => this.#log(text);
    this.#pipes = new VirtgpuPipes(
      context,
      { onDrained: () => this.#hurry(), onError, onLoss },
      options.pipes,
    );
    this.#incoming = new Incoming(context, this.#pipes, this.#received);
    this.#silence = new Silence(options.silence, () => this.#polled, onError);
  }

  /**
   * Opens the node at `path`. Blocks until the host's device answers: 5 s at the most, if it does not. Throws the
   * `SystemError` of what failed, `StartError` if nobody answers.
   */
  static open(path: string, some: Partial<VirtgpuOptions> = {}): VirtgpuChannel {
    const options = { ...usual, ...some };
    const opened = openContext(path, options.open);
    try {
      const channel = new VirtgpuChannel(path, opened, options);
      channel.#poll();
      if (channel.#error !== undefined) throw channel.#error;
      return channel;
    } catch (error) {
      opened.context.close();
      throw error;
    }
  }

  /** Hosts that end a channel without a word go on taking what is sent. */
  whenSilent(ask: () => void): void {
    this.#silence.askBy(ask);
  }

  logTo(warn: (text: string) => void): void {
    this.#log = warn;
  }

  receive(buffer: Uint8Array, offset: number, length: number, fds: Int32Array): number {
    fds[0] = 0;
    if (this.#received.isEmpty) {
      if (this.#error !== undefined) throw this.#error;
      return this.#ended ? 0 : -1;
    }
    const count = this.#received.take(buffer, offset, length, fds);
    this.#poll();
    if (this.#readable) this.#tell();
    return count;
  }

  send(buffer: Uint8Array, start: number, end: number, fds: Int32Array | null, fdCount: number): number {
    const stop = Math.min(end, start + this.#context.room);
    this.#silence.sent();
    if (fdCount === 0) this.#context.send(buffer.subarray(start, stop), []);
    else this.#sendWith(buffer.subarray(start, stop), fds!.subarray(0, fdCount));
    return stop - start;
  }

  listen(ready: (readable: boolean, writable: boolean) => void): void {
    this.#ready = ready;
    this.#watch = new addon.Poll(this.#context.fd, () => this.#onEvents());
    if (!this.#ended) this.#watch.update(pollEvents.readable);
  }

  want(readable: boolean, writable: boolean): void {
    this.#readable = readable;
    if (readable) this.#tell();
    // What is sent is always taken.
    if (writable) setImmediate(() => void (this.#closed || this.#ready?.(false, true)));
  }

  allocate(bytes: number): ChannelMemory {
    return this.#images.allocate(bytes);
  }

  allocateImage(width: number, height: number, format: number, planes: number): ChannelImage | undefined {
    return this.#images.allocateImage(width, height, format, planes);
  }

  /** Only such as the host writes into: it takes no others. */
  createPipe(readable: boolean): ChannelPipe {
    if (!readable) throw new HostError('a virtio-gpu channel has no pipes that the host reads');
    const [ours, theirs] = addon.pipe().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
    addon.setNonBlocking(ours.fd, true);
    return { ours, theirs };
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearImmediate(this.#soon);
    clearTimeout(this.#pause);
    this.#watch?.close();
    this.#silence.close();
    this.#pipes.close(!this.#ended);
    this.#received.discard();
    this.#context.close();
  }

  /** Handles are released after the command that names them, not before. */
  #sendWith(data: Uint8Array, fds: Int32Array): void {
    const handles: number[] = [];
    let target: OwnedFd | undefined;
    const identify = (fd: number): Identifier => {
      if (!fstatSync(fd).isFIFO()) {
        const [handle, resource] = this.#context.import(fd);
        handles.push(handle);
        return { id: resource, type: identifiers.blob };
      }
      if (target) throw new HostError('a virtio-gpu channel carries one pipe in a message');
      target = new OwnedFd(addon.duplicate(fd));
      return { id: this.#pipes.nextReadId, type: identifiers.readPipe };
    };
    try {
      this.#context.send(data, Array.from(fds, identify));
      if (target) this.#pipes.addReading(target);
    } catch (error) {
      target?.[Symbol.dispose]();
      throw error;
    } finally {
      for (const handle of handles) this.#context.release(handle);
    }
  }

  /** Asks for the next message, unless that was done, is to be done later, or there is no room for it. */
  #poll(): void {
    if (this.#polled || this.#pause || this.#ended || this.#closed || this.#received.isFull) return;
    try {
      this.#context.poll();
      this.#polled = true;
    } catch (error) {
      this.#end(error);
    }
  }

  /** Slows the host down. It is never stopped for a pipe's sake: the reader may wait for a message behind these data. */
  #pollLater(): void {
    this.#pause = setTimeout(() => this.#hurry(), crowdedPauseMs);
  }

  #hurry(): void {
    clearTimeout(this.#pause);
    this.#pause = undefined;
    this.#poll();
  }

  #onEvents(): void {
    try {
      while (!this.#closed && !this.#ended && this.#context.takeEvent()) {
        this.#polled = false;
        this.#silence.heard();
        const taken = this.#incoming.take();
        if (taken === 'end') this.#end(undefined);
        else if (taken === 'read' && this.#pipes.isCrowded) this.#pollLater();
        else this.#poll();
      }
    } catch (error) {
      this.#end(error);
    }
    if (this.#readable && !this.#closed && this.#hasNews) this.#ready?.(true, false);
  }

  get #hasNews(): boolean {
    return this.#ended || !this.#received.isEmpty;
  }

  #end(error: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#error = error;
    this.#silence.close();
    this.#watch?.update(0);
    if (this.#readable) this.#tell();
  }

  /** Calls back in the next turn if there is something to read. */
  #tell(): void {
    if (this.#soon || this.#closed || !this.#hasNews) return;
    this.#soon = setImmediate(() => {
      this.#soon = undefined;
      if (this.#readable && this.#hasNews) this.#ready?.(true, false);
    });
  }
}
