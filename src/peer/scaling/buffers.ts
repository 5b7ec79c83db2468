/** How many pixels the client's buffers have: a surface is as large as its buffer, unless more is said. */
import type { Size } from '../../geometry/rect.js';
import { wl_drm } from '../../protocol/generated/drm.js';
import { zwp_linux_buffer_params_v1 } from '../../protocol/generated/linux-dmabuf-v1.js';
import { wp_single_pixel_buffer_manager_v1 } from '../../protocol/generated/single-pixel-buffer-v1.js';
import { wl_buffer, wl_shm_pool } from '../../protocol/generated/wayland.js';
import { defineHandler, type Handler, type PeerContext, type Target } from '../handler.js';
import { shmBuffers } from '../shm-buffers.js';
import type { ViewOf } from './view.js';

export class BufferSizes {
  readonly #peer: PeerContext;
  readonly #copies: boolean;
  /** By the client's id. */
  readonly #sizes = new Map<number, Size>();
  /** Of buffers that the host makes when it likes: by its own id. */
  readonly #hostSizes = new Map<number, Size>();
  readonly #underWay = new Map<number, Size>();

  /** `copies`: buffers on shared memory are known to `shmBuffers` alone. */
  constructor(peer: PeerContext, copies: boolean) {
    this.#peer = peer;
    this.#copies = copies;
  }

  /** `undefined` for 0, and for what is no buffer. */
  get(buffer: number): Size | undefined {
    const copied = this.#copies ? this.#peer.part(shmBuffers).get(buffer)?.shape : undefined;
    return copied ?? this.#sizes.get(buffer) ?? this.#hostSizes.get(this.#peer.objects.hostIdOf(buffer));
  }

  made(buffer: number, { width, height }: Size): void {
    this.#sizes.set(buffer, { width, height });
  }

  /** The host is asked for a buffer by the client's `params`. */
  asked(params: number, { width, height }: Size): void {
    this.#underWay.set(params, { width, height });
  }

  /** The host has made it. */
  granted(params: number, hostBuffer: number): void {
    const size = this.#underWay.get(params);
    if (size) this.#hostSizes.set(hostBuffer, size);
  }

  paramsGone(params: number): void {
    this.#underWay.delete(params);
  }

  gone({ id, counterpart }: Target): void {
    this.#sizes.delete(id);
    this.#hostSizes.delete(counterpart);
  }
}

export function bufferHandlers(view: ViewOf): Handler[] {
  const made = ({ peer }: Target, args: Size & { readonly id: number }): void =>
    view(peer).buffers.made(args.id, args);
  return [
    defineHandler(wl_shm_pool, { requests: { create_buffer: made } }),
    defineHandler(wl_drm, {
      requests: { create_buffer: made, create_planar_buffer: made, create_prime_buffer: made },
    }),
    defineHandler(wp_single_pixel_buffer_manager_v1, {
      requests: {
        create_u32_rgba_buffer: ({ peer }, { id }) => view(peer).buffers.made(id, { width: 1, height: 1 }),
      },
    }),
    defineHandler(zwp_linux_buffer_params_v1, {
      requests: {
        create: ({ peer, id }, size) => view(peer).buffers.asked(id, size),
        create_immed: ({ peer }, args) => view(peer).buffers.made(args.buffer_id, args),
        destroy: ({ peer, id }) => view(peer).buffers.paramsGone(id),
      },
      events: {
        created: ({ peer, counterpart }, { buffer }) => view(peer).buffers.granted(counterpart, buffer),
      },
    }),
    defineHandler(wl_buffer, { requests: { destroy: (target) => view(target.peer).buffers.gone(target) } }),
  ];
}
