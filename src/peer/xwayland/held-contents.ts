/**
 * What Xwayland has committed to a surface while the host must not see it yet: the buffer, and the frame callbacks. All
 * other state passes, since it takes effect with the next commit on the host anyway. Xwayland draws nothing more until
 * a frame callback is answered, so each is: by the host once the contents are shown, else from here. The same goes for buffers,
 * which it keeps until they are released.
 */
import { wl_buffer, wl_callback, wl_surface } from '../../protocol/generated/wayland.js';
import type { PeerContext } from '../handler.js';
import type { ClientId, HostId } from '../ids.js';
import type { BufferSizes } from './buffer-sizes.js';
import type { Size } from './windows.js';

export class HeldContents {
  readonly #peer: PeerContext;
  readonly #sizes: BufferSizes;
  /** `undefined`: none was attached; 0: the null buffer. */
  #buffer: ClientId | 0 | undefined;
  #committed = false;
  /** The buffer that Xwayland has committed and that is to be released, 0 for none. */
  #owed: ClientId | 0 = 0;
  #callbacks: ClientId[] = [];
  /** Those that the host will answer. */
  readonly #relayed = new Set<ClientId>();

  constructor(peer: PeerContext, sizes: BufferSizes) {
    this.#peer = peer;
    this.#sizes = sizes;
  }

  /** The held buffer's size, `undefined` if there is none or it is not known. */
  get size(): Size | undefined {
    return this.#buffer ? this.#sizes.get(this.#buffer) : undefined;
  }

  /** Xwayland has committed what is held. */
  get committed(): boolean {
    return this.#committed;
  }

  attach(buffer: number): void {
    this.#buffer = buffer as ClientId | 0;
  }

  commit(): void {
    this.#committed = true;
    if (this.#buffer === undefined) return;
    this.#releaseOwed(this.#buffer);
    this.#owed = this.#buffer;
  }

  /** Holds what the host has shown, and has released. */
  keep(buffer: ClientId): void {
    this.#buffer = buffer;
    this.#committed = true;
  }

  /** Takes over the client's new callback `id`. */
  addCallback(id: number): void {
    this.#callbacks.push(this.#peer.addResource(wl_callback, 1, id, {}));
  }

  /** Throws the contents away and has Xwayland draw the next ones. */
  discard(): void {
    this.#committed = false;
    this.#buffer = undefined;
    this.#releaseOwed();
    this.#answer(this.#callbacks.splice(0), 0);
  }

  /** Commits the contents to the client's surface `id`, the host's `surface`. Whether there was a buffer, which now shows. */
  release(id: ClientId, surface: HostId): boolean {
    const buffer = this.#buffer;
    const shows = buffer !== undefined && buffer !== 0;
    this.#committed = false;
    this.#buffer = undefined;
    // The host releases what it is shown.
    this.#releaseOwed(shows ? buffer : 0);
    if (buffer !== undefined) this.#peer.repeat(wl_surface, 'attach', id, { buffer, x: 0, y: 0 });
    this.#relayCallbacks(surface);
    this.#peer.sendRequest(wl_surface, 'commit', surface, {});
    return shows;
  }

  /** Xwayland has destroyed `buffer`, whose id may become another object's. */
  bufferGone(buffer: number): void {
    if (this.#buffer === buffer) this.#buffer = 0;
    if (this.#owed === buffer) this.#owed = 0;
  }

  /** The surface has gone, and its callbacks with it. */
  forget(): void {
    this.#buffer = undefined;
    this.#releaseOwed();
    for (const id of [...this.#callbacks, ...this.#relayed]) this.#peer.endResource(id);
    this.#callbacks = [];
    this.#relayed.clear();
  }

  /** Whatever is not shown Xwayland may have back; `but` is. */
  #releaseOwed(but: ClientId | 0 = 0): void {
    const owed = this.#owed;
    this.#owed = 0;
    if (owed !== 0 && owed !== but) this.#peer.sendEvent(wl_buffer, 'release', owed, {});
  }

  #relayCallbacks(surface: HostId): void {
    const relayed = this.#callbacks;
    this.#callbacks = [];
    if (relayed.length === 0) return;
    for (const id of relayed) this.#relayed.add(id);
    const callback = this.#peer.addProxy(wl_callback, 1, {
      done: (_target, { callback_data: time }) => {
        // Those of a surface that has gone are gone as well.
        this.#answer(
          relayed.filter((id) => this.#relayed.delete(id)),
          time,
        );
      },
    });
    this.#peer.sendRequest(wl_surface, 'frame', surface, { callback });
  }

  #answer(callbacks: readonly ClientId[], time: number): void {
    for (const id of callbacks) {
      this.#peer.sendEvent(wl_callback, 'done', id, { callback_data: time });
      this.#peer.endResource(id);
    }
  }
}
