/**
 * `zwp_linux_explicit_synchronization_v1` for clients of a channel that carries images and no fences: a global of the
 * peer's own. Acquire fences are waited for here (`image-fences.ts`); a buffer's release is said when the host says it.
 */
import { ProtocolError } from '../errors.js';
import { addon } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import {
  zwp_linux_buffer_release_v1,
  zwp_linux_explicit_synchronization_v1,
  zwp_linux_surface_synchronization_v1,
} from '../protocol/generated/zwp-linux-explicit-synchronization-unstable-v1.js';
import type { PeerContext } from './handler.js';
import type { ClientId } from './ids.js';

const errors = zwp_linux_surface_synchronization_v1.enums[0].entries;

/** What was said of one surface's next commit. */
interface Synchronization {
  readonly id: ClientId;
  /** `undefined` once it has gone. */
  surface: number | undefined;
  acquire?: OwnedFd | undefined;
  release?: ClientId | undefined;
}

export class ExplicitSync implements Disposable {
  readonly #peer: PeerContext;
  readonly #bySurface = new Map<number, Synchronization>();
  /** Who waits for the release of a buffer, by the client's id of it. */
  readonly #releases = new Map<number, ClientId[]>();

  constructor(peer: PeerContext) {
    this.#peer = peer;
    const table = zwp_linux_explicit_synchronization_v1;
    if (!peer.globals.takeOver(table)) return;
    peer.globals.offer(table, table.version, (newId, version) => {
      const id: ClientId = peer.addResource(table, version, newId, {
        destroy: () => peer.endResource(id),
        get_synchronization: (_manager, args) => this.#add(id, args.id, args.surface, version),
      });
    });
  }

  /**
   * `surface` is committed, with its new buffer `buffer` if it has one (0: the null buffer), which is an image or not.
   * The acquire fence, the caller's, if there is one. Throws `ProtocolError` if it cannot be for that buffer.
   */
  take(surface: number, buffer: number | undefined, isImage: boolean): OwnedFd | undefined {
    const sync = this.#bySurface.get(surface);
    if (!sync?.acquire && sync?.release === undefined) return undefined;
    if (!buffer) throw new ProtocolError(sync.id, errors.no_buffer, 'a fence or release without a buffer');
    if (!isImage)
      throw new ProtocolError(sync.id, errors.unsupported_buffer, `wl_buffer#${buffer} has no fences`);
    const { acquire, release } = sync;
    if (release !== undefined) this.#releases.set(buffer, [...(this.#releases.get(buffer) ?? []), release]);
    sync.acquire = undefined;
    sync.release = undefined;
    return acquire;
  }

  /** The host has released the client's `buffer`, or the client has destroyed it. */
  released(buffer: number): void {
    for (const id of this.#releases.get(buffer) ?? []) {
      this.#peer.sendEvent(zwp_linux_buffer_release_v1, 'immediate_release', id, {});
      this.#peer.endResource(id);
    }
    this.#releases.delete(buffer);
  }

  surfaceGone(surface: number): void {
    const sync = this.#bySurface.get(surface);
    if (sync) this.#forget(sync);
  }

  [Symbol.dispose](): void {
    for (const { acquire } of this.#bySurface.values()) acquire?.[Symbol.dispose]();
  }

  #add(manager: ClientId, newId: number, surface: number, version: number): void {
    if (this.#bySurface.has(surface)) {
      const { synchronization_exists: code } = zwp_linux_explicit_synchronization_v1.enums[0].entries;
      throw new ProtocolError(manager, code, `wl_surface#${surface} has one already`);
    }
    const id: ClientId = this.#peer.addResource(zwp_linux_surface_synchronization_v1, version, newId, {
      destroy: () => {
        this.#forget(sync);
        this.#peer.endResource(id);
      },
      set_acquire_fence: (_sync, { fd }) => {
        this.#check(sync, 'set_acquire_fence', sync.acquire, errors.duplicate_fence);
        sync.acquire = new OwnedFd(addon.duplicate(fd.fd));
      },
      get_release: (_sync, { release }) => {
        this.#check(sync, 'get_release', sync.release, errors.duplicate_release);
        sync.release = this.#peer.addResource(zwp_linux_buffer_release_v1, 1, release, {});
      },
    });
    const sync: Synchronization = { id, surface };
    this.#bySurface.set(surface, sync);
  }

  /** Throws `ProtocolError` if the surface has gone or `known` was said before. */
  #check({ id, surface }: Synchronization, what: string, known: unknown, duplicate: number): void {
    if (surface === undefined)
      throw new ProtocolError(id, errors.no_surface, `${what}: the surface has gone`);
    if (known !== undefined) throw new ProtocolError(id, duplicate, `${what}: a second time in one commit`);
  }

  #forget(sync: Synchronization): void {
    if (sync.surface !== undefined) this.#bySurface.delete(sync.surface);
    sync.acquire?.close();
    if (sync.release !== undefined) this.#peer.endResource(sync.release);
    sync.surface = undefined;
    sync.acquire = undefined;
    sync.release = undefined;
  }
}

/** The one of each peer. */
export const explicitSync = (peer: PeerContext): ExplicitSync => new ExplicitSync(peer);
