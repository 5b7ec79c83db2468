/**
 * The cursor of one pointer or tablet tool of the client's that decant draws: its surface, which stays when the client lets go of
 * the cursor-shape device, and the pictures that follow one another. A picture is a buffer that is made once and never changes, so it
 * is attached as often as it is wanted, whatever client and host do.
 */
import type { CursorImage } from '../../native/cursor.js';
import { wl_compositor, wl_surface } from '../../protocol/generated/wayland.js';
import type { PeerContext } from '../handler.js';
import type { HostId } from '../ids.js';
import { makeOwnBuffer } from '../own-buffer.js';

/** No theme needs more, and each picture wakes the peer. */
const shortestMs = 10;

/** A picture as the host has it. */
interface Picture {
  readonly image: CursorImage;
  buffer: HostId | undefined;
}

/** Pictures of one size, which has `scale` pixels for each of the host's units. */
export class CursorPictures {
  readonly scale: number;
  readonly #pictures: readonly Picture[];

  constructor(images: readonly CursorImage[], scale: number) {
    this.scale = scale;
    this.#pictures = images.map((image) => ({ image, buffer: undefined }));
  }

  get count(): number {
    return this.#pictures.length;
  }

  image(at: number): CursorImage {
    return this.#pictures[at]!.image;
  }

  /** `shm`: the host's `wl_shm`. */
  buffer(peer: PeerContext, shm: HostId, at: number): HostId {
    const picture = this.#pictures[at]!;
    picture.buffer ??= makeOwnBuffer(peer, shm, picture.image, picture.image.pixels, () => undefined);
    return picture.buffer;
  }
}

/** The host's globals that cursors are made with, bound by the peer. */
export interface CursorMakers {
  readonly compositor: HostId;
  readonly shm: HostId;
}

/** Shows a surface as a cursor; the hotspot in the host's units. */
export type SetCursor = (surface: HostId, hotspotX: number, hotspotY: number) => void;

export class ShownCursor {
  readonly #peer: PeerContext;
  readonly #shm: HostId;
  readonly #surface: HostId;
  #timer: NodeJS.Timeout | undefined;
  #scale = 1;

  constructor(peer: PeerContext, { compositor, shm }: CursorMakers) {
    this.#peer = peer;
    this.#shm = shm;
    this.#surface = peer.addProxy(wl_surface, 1, {});
    peer.sendRequest(wl_compositor, 'create_surface', compositor, { id: this.#surface });
  }

  /** `moves`: where there are several pictures they follow one another until `rest`. */
  show(pictures: CursorPictures, set: SetCursor, moves: boolean): void {
    this.rest();
    const { scale } = pictures;
    if (scale !== this.#scale)
      this.#peer.sendRequest(wl_surface, 'set_buffer_scale', this.#surface, { scale });
    this.#scale = scale;
    this.#draw(pictures, 0);
    const { hotX, hotY } = pictures.image(0);
    set(this.#surface, Math.floor(hotX / scale), Math.floor(hotY / scale));
    if (moves && pictures.count > 1) this.#goOn(pictures, 0);
  }

  /** It is not shown any more, or another one: the pictures stop. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** What it was shown on is gone. */
  end(): void {
    this.rest();
    this.#peer.sendRequest(wl_surface, 'destroy', this.#surface, {});
  }

  #draw(pictures: CursorPictures, at: number): void {
    const peer = this.#peer;
    const { width, height } = pictures.image(at);
    const buffer = pictures.buffer(peer, this.#shm, at);
    peer.sendRequest(wl_surface, 'attach', this.#surface, { buffer, x: 0, y: 0 });
    peer.sendRequest(wl_surface, 'damage', this.#surface, { x: 0, y: 0, width, height });
    peer.sendRequest(wl_surface, 'commit', this.#surface, {});
  }

  #goOn(pictures: CursorPictures, at: number): void {
    const turn = (): void => {
      const next = (at + 1) % pictures.count;
      this.#peer.act(() => this.#draw(pictures, next));
      this.#goOn(pictures, next);
    };
    this.#timer = setTimeout(turn, Math.max(shortestMs, pictures.image(at).delayMs));
  }
}
