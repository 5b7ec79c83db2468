/** The pools of one client and its `wl_buffer`s on them, none of which the host knows, and the formats it may use. */
import { wl_buffer, wl_shm } from '../protocol/generated/wayland.js';
import type { PeerContext } from './handler.js';
import type { ClientId } from './ids.js';
import type { ClientBuffer, ClientPool } from './shm-pool.js';

/** All hosts take these two (wayland.xml, `wl_shm.format`), so clients need not wait until they are told. */
const { argb8888, xrgb8888 } = wl_shm.enums[1].entries;

export class ShmBuffers implements Disposable {
  readonly #peer: PeerContext;
  readonly #buffers = new Map<number, ClientBuffer>();
  readonly #pools = new Set<ClientPool>();
  /** Formats that the client was offered. */
  readonly offered = new Set<number>([argb8888, xrgb8888]);

  constructor(peer: PeerContext) {
    this.#peer = peer;
  }

  addPool(pool: ClientPool): void {
    this.#pools.add(pool);
  }

  add(id: ClientId, buffer: ClientBuffer): void {
    this.#buffers.set(id, buffer);
  }

  /** `undefined` for an id that stands for something else. */
  get(id: number): ClientBuffer | undefined {
    return this.#buffers.get(id);
  }

  /** The client destroyed its buffer. */
  remove(id: ClientId): void {
    const buffer = this.#buffers.get(id);
    this.#buffers.delete(id);
    if (buffer) this.drop(buffer.pool);
  }

  /** Tells the client that it may draw again, if it still has the buffer. */
  release(id: ClientId, buffer: ClientBuffer): void {
    if (this.#buffers.get(id) === buffer) this.#peer.sendEvent(wl_buffer, 'release', id, {});
  }

  /** One user of the pool less. */
  drop(pool: ClientPool): void {
    if (pool.drop()) this.#pools.delete(pool);
  }

  [Symbol.dispose](): void {
    for (const pool of this.#pools) pool[Symbol.dispose]();
  }
}

/** The one of each peer. */
export const shmBuffers = (peer: PeerContext): ShmBuffers => new ShmBuffers(peer);
