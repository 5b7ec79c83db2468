/**
 * When the images of a client are drawn, for hosts that are not given its fences: a commit that shows one is passed on once
 * hardware has drawn all of it. Until then nothing more of the client's is dealt with, so that its order is kept.
 */
import { addon, pollEvents, type Poll } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import { wl_surface } from '../protocol/generated/wayland.js';
import type { PeerContext } from './handler.js';
import type { HostId } from './ids.js';

/** Hardware that takes longer hangs, and a client that has left is noticed only when its messages are read again. */
const patienceMs = 5000;

/** What a surface shows from its next commit on. */
export interface Attached {
  /** The client's id of the buffer; 0: the null buffer. */
  readonly id: number;
  /** The memory, if it is an image. */
  readonly fds: readonly OwnedFd[] | undefined;
}

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
  readonly #attached = new Map<number, Attached>();
  readonly #waits = new Set<Disposable>();

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
    for (const [surface, attached] of this.#attached) if (attached.id === id) this.#attached.delete(surface);
    closeAll(fds);
  }

  /** The client attached its buffer `id` to `surface`. */
  attach(surface: number, id: number): void {
    const fds = this.#of(id, id === 0 ? 0 : this.#peer.objects.hostIdOf(id));
    this.#attached.set(surface, { id, fds });
  }

  /** What `surface` shows from its next commit on; `undefined`: what it shows already. */
  attached(surface: number): Attached | undefined {
    return this.#attached.get(surface);
  }

  surfaceGone(surface: number): void {
    this.#attached.delete(surface);
  }

  /**
   * Whether the commit of `surface` may pass at once. Else it is sent to the host's `hostSurface` later. Takes over
   * `acquire`, a fence that has to be waited for as well.
   */
  commit(surface: number, hostSurface: HostId, acquire: OwnedFd | undefined): boolean {
    const memory = this.#attached.get(surface)?.fds ?? [];
    this.#attached.delete(surface);
    const late = [...memory, ...(acquire ? [acquire] : [])].filter(({ fd }) => !addon.isDrawn(fd));
    if (late.length === 0) {
      acquire?.close();
      return true;
    }
    const goOn = this.#peer.holdRequests();
    this.#whenDrawn(late, acquire, () => {
      goOn();
      this.#peer.sendRequest(wl_surface, 'commit', hostSurface, {});
    });
    return false;
  }

  [Symbol.dispose](): void {
    for (const wait of this.#waits) wait[Symbol.dispose]();
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

  /** Does `work` once all of `late` are drawn, or it takes too long; closes `acquire` then. */
  #whenDrawn(late: readonly OwnedFd[], acquire: OwnedFd | undefined, work: () => void): void {
    const polls = new Set<Poll>();
    const finish = (): void => {
      wait[Symbol.dispose]();
      this.#peer.act(work);
    };
    const timer = setTimeout(() => {
      this.#peer.log.warn(`an image is not drawn after ${patienceMs} ms; it is shown as it is`);
      finish();
    }, patienceMs);
    const wait: Disposable = {
      [Symbol.dispose]: () => {
        clearTimeout(timer);
        for (const poll of polls) poll.close();
        acquire?.[Symbol.dispose]();
        this.#waits.delete(wait);
      },
    };
    this.#waits.add(wait);
    for (const { fd } of late) {
      const poll: Poll = new addon.Poll(fd, () => {
        poll.close();
        polls.delete(poll);
        if (polls.size === 0) finish();
      });
      polls.add(poll);
      poll.update(pollEvents.readable);
    }
  }
}

function closeAll(fds: readonly OwnedFd[] | undefined): void {
  for (const fd of fds ?? []) fd[Symbol.dispose]();
}

/** The one of each peer. */
export const imageFences = (peer: PeerContext): ImageFences => new ImageFences(peer);
