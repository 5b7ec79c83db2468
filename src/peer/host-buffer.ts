/** The host's `wl_buffer`s on memory of a driver, made by the peer for itself. */
import type { HostMemory } from '../drivers/shm/driver.js';
import { copyLayout, type Shape } from '../drivers/shm/formats.js';
import { HostError } from '../errors.js';
import type { Memory } from '../native/addon.js';
import { wl_buffer, wl_shm, wl_shm_pool } from '../protocol/generated/wayland.js';
import type { PeerContext } from './handler.js';
import type { HostGlobal } from './host-globals.js';
import type { HostId } from './ids.js';

export interface HostBuffer extends Disposable {
  readonly id: HostId;
  readonly shape: Shape;
  readonly memory: Memory;
  /** As `addon.copyDamage` takes it. */
  readonly layout: Uint32Array;
}

export class HostBuffers {
  readonly #peer: PeerContext;
  #global: HostGlobal | undefined;
  #shm: HostId | undefined;

  constructor(peer: PeerContext) {
    this.#peer = peer;
    peer.hostGlobals.watch({
      added: (global) => {
        if (global.interface === wl_shm.name) this.#global ??= global;
      },
    });
  }

  /** A `wl_buffer` on `memory`, which it takes over. `released` is called whenever the host has released it. */
  make(memory: HostMemory, released: () => void): HostBuffer {
    const { shape, fd, bytes, places } = memory;
    const shm = this.#bound();
    const pool = this.#peer.addProxy(wl_shm_pool, 1, {});
    this.#peer.sendRequest(wl_shm, 'create_pool', shm, { id: pool, fd, size: bytes });
    const id = this.#peer.addProxy(wl_buffer, 1, { release: () => released() });
    const { offset, stride } = places[0]!;
    this.#peer.sendRequest(wl_shm_pool, 'create_buffer', pool, { id, offset, stride, ...shape });
    this.#peer.sendRequest(wl_shm_pool, 'destroy', pool, {});
    return {
      id,
      shape,
      memory: memory.memory,
      layout: copyLayout(shape, places),
      [Symbol.dispose]: () => {
        this.#peer.sendRequest(wl_buffer, 'destroy', id, {});
        memory[Symbol.dispose]();
      },
    };
  }

  #bound(): HostId {
    if (!this.#global) throw new HostError('the host has no wl_shm');
    this.#shm ??= this.#peer.hostGlobals.bind(this.#global, wl_shm, 1, {});
    return this.#shm;
  }
}

/** The one of each peer. */
export const hostBuffers = (peer: PeerContext): HostBuffers => new HostBuffers(peer);
