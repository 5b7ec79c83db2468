/**
 * When the images of a client are drawn, for hosts that are not given its fences: a commit that shows one is passed on once
 * hardware has drawn all of it. Until then nothing more of the client's is dealt with, so that its order is kept.
 */
import { addon, pollEvents, type Poll } from '../native/addon.js';
import type { OwnedFd } from '../native/fd.js';
import { wl_surface } from '../protocol/generated/wayland.js';
import type { PeerContext } from './handler.js';
import type { HostId } from './ids.js';

/** The memory of an image whose description is not complete, or that has a buffer. */
interface Image {
  fds: OwnedFd[];
  /** It cannot be carried. */
  isSpoilt: boolean;
}

export class ImageFences implements Disposable {
  readonly #peer: PeerContext;
  /** By the client's id of `zwp_linux_buffer_params_v1`. */
  readonly #described = new Map<number, Image>();
  /** By the client's id of the `wl_buffer`, or by the host's where the host has made it. */
  readonly #buffers = new Map<number, OwnedFd[]>();
  readonly #buffersOfHost = new Map<number, OwnedFd[]>();
  /** What each surface shows from its next commit on. */
  readonly #attached = new Map<number, readonly OwnedFd[]>();
  readonly #polls = new Set<Poll>();

  constructor(peer: PeerContext) {
    this.#peer = peer;
  }

  /** A plane of an image that is being described; takes over `fd`. */
  addPlane(params: number, fd: OwnedFd): void {
    this.#described.set(params, this.#imageOf(params));
    this.#imageOf(params).fds.push(fd);
  }

  /** The image that is being described cannot be carried. */
  spoil(params: number): void {
    const image = this.#imageOf(params);
    image.isSpoilt = true;
    this.#described.set(params, image);
  }

  isSpoilt(params: number): boolean {
    return this.#imageOf(params).isSpoilt;
  }

  /** The description has ended. */
  endParams(params: number): void {
    closeAll(this.#described.get(params)?.fds);
    this.#described.delete(params);
  }

  /** The client's new buffer `id` is on that memory, which is taken over. */
  addBuffer(id: number, fds: OwnedFd[]): void {
    this.#buffers.set(id, fds);
  }

  /** The client's new buffer `id` is what it has described. */
  bufferFromParams(params: number, id: number): void {
    this.addBuffer(id, this.#imageOf(params).fds.splice(0));
  }

  /** The same of a buffer that the host has made and named `id`. */
  hostBufferFromParams(params: number, id: number): void {
    this.#buffersOfHost.set(id, this.#imageOf(params).fds.splice(0));
  }

  /** The client destroyed a buffer. */
  removeBuffer(id: number, hostId: number): void {
    const fds = this.#of(id, hostId);
    this.#buffers.delete(id);
    this.#buffersOfHost.delete(hostId);
    for (const [surface, attached] of this.#attached) if (attached === fds) this.#attached.delete(surface);
    closeAll(fds);
  }

  /** The client attached its buffer `id` to `surface`. */
  attach(surface: number, id: number): void {
    const fds = this.#of(id, id === 0 ? 0 : this.#peer.objects.hostIdOf(id));
    if (fds) this.#attached.set(surface, fds);
    else this.#attached.delete(surface);
  }

  /** Whether the commit of `surface` may pass at once. Else it is sent to the host's `hostSurface` later. */
  commit(surface: number, hostSurface: HostId): boolean {
    const late = (this.#attached.get(surface) ?? []).filter(({ fd }) => !addon.isDrawn(fd));
    this.#attached.delete(surface);
    if (late.length === 0) return true;
    const goOn = this.#peer.holdRequests();
    let left = late.length;
    for (const { fd } of late)
      this.#whenDrawn(fd, () => {
        if (--left > 0) return;
        goOn();
        this.#peer.sendRequest(wl_surface, 'commit', hostSurface, {});
      });
    return false;
  }

  [Symbol.dispose](): void {
    for (const poll of this.#polls) poll.close();
    for (const { fds } of this.#described.values()) closeAll(fds);
    for (const buffers of [this.#buffers, this.#buffersOfHost])
      for (const fds of buffers.values()) closeAll(fds);
  }

  #imageOf(params: number): Image {
    return this.#described.get(params) ?? { fds: [], isSpoilt: false };
  }

  #of(id: number, hostId: number): OwnedFd[] | undefined {
    return this.#buffers.get(id) ?? this.#buffersOfHost.get(hostId);
  }

  #whenDrawn(fd: number, work: () => void): void {
    const poll = new addon.Poll(fd, () => {
      poll.close();
      this.#polls.delete(poll);
      this.#peer.act(work);
    });
    this.#polls.add(poll);
    poll.update(pollEvents.readable);
  }
}

function closeAll(fds: readonly OwnedFd[] | undefined): void {
  for (const fd of fds ?? []) fd[Symbol.dispose]();
}

/** The one of each peer. */
export const imageFences = (peer: PeerContext): ImageFences => new ImageFences(peer);
