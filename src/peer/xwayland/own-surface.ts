/**
 * A surface of decant's own on the host, with pixels of decant's own: parts of frames, and cursors over them. Each picture
 * is a buffer of its own, which ends when the host has released it.
 */
import { wl_buffer, wl_compositor, wl_surface } from '../../protocol/generated/wayland.js';
import type { Size } from '../../geometry/rect.js';
import type { PeerContext } from '../handler.js';
import type { HostId } from '../ids.js';
import { makeOwnBuffer } from '../own-buffer.js';
import type { Shell } from './shell.js';

export class OwnSurface {
  readonly id: HostId;
  readonly #peer: PeerContext;
  readonly #shell: Shell;
  readonly #buffers = new Set<HostId>();
  #scale = 1;

  constructor(peer: PeerContext, shell: Shell) {
    this.#peer = peer;
    this.#shell = shell;
    const compositor = shell.compositor!;
    this.id = peer.addProxy(wl_surface, shell.compositorVersion, {});
    peer.sendRequest(wl_compositor, 'create_surface', compositor, { id: this.id });
  }

  /** Commits a picture: `argb8888`, premultiplied, rows without padding, `scale` pixels for each unit of its size. */
  show({ width, height }: Size, pixels: Buffer, scale = 1): void {
    if (scale !== this.#scale) this.#peer.sendRequest(wl_surface, 'set_buffer_scale', this.id, { scale });
    this.#scale = scale;
    const size = { width: width * scale, height: height * scale };
    const buffer = makeOwnBuffer(this.#peer, this.#shell.shm!, size, pixels, (id) => {
      if (this.#buffers.delete(id)) this.#peer.sendRequest(wl_buffer, 'destroy', id, {});
    });
    this.#buffers.add(buffer);
    this.#attach(buffer);
    this.#peer.sendRequest(wl_surface, 'damage', this.id, { x: 0, y: 0, width, height });
    this.#peer.sendRequest(wl_surface, 'commit', this.id, {});
  }

  hide(): void {
    this.#attach(0);
    this.#peer.sendRequest(wl_surface, 'commit', this.id, {});
  }

  destroy(): void {
    this.#peer.sendRequest(wl_surface, 'destroy', this.id, {});
    for (const id of this.#buffers) this.#peer.sendRequest(wl_buffer, 'destroy', id, {});
    this.#buffers.clear();
  }

  #attach(buffer: HostId | 0): void {
    this.#peer.sendRequest(wl_surface, 'attach', this.id, { buffer, x: 0, y: 0 });
  }
}
