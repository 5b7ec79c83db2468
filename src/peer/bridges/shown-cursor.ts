/**
 * The cursor of one pointer or tablet tool of the client's that decant draws: its surface, which stays when the client lets go of
 * the cursor-shape device, and the pictures that follow one another.
 */
import type { CursorImage } from '../../native/cursor.js';
import { wl_surface } from '../../protocol/generated/wayland.js';
import type { PeerContext } from '../handler.js';
import { OwnSurface, type SurfaceMakers } from '../own-surface.js';

/** No theme needs more, and each picture wakes the peer. */
const shortestMs = 10;

/** Pictures of one size, which has `scale` pixels for each of the host's units. */
export interface CursorPictures {
  readonly images: readonly CursorImage[];
  readonly scale: number;
}

/** Where a surface is to be shown as a cursor. */
export type SetCursor = (surface: OwnSurface['id'], hotspotX: number, hotspotY: number) => void;

export class ShownCursor {
  readonly #peer: PeerContext;
  readonly #surface: OwnSurface;
  #timer: NodeJS.Timeout | undefined;
  #scale = 1;

  constructor(peer: PeerContext, makers: SurfaceMakers) {
    this.#peer = peer;
    this.#surface = new OwnSurface(peer, makers);
  }

  show({ images, scale }: CursorPictures, set: SetCursor): void {
    this.rest();
    const first = images[0]!;
    if (scale !== this.#scale)
      this.#peer.sendRequest(wl_surface, 'set_buffer_scale', this.#surface.id, { scale });
    this.#scale = scale;
    this.#surface.show(first, first.pixels);
    set(this.#surface.id, Math.floor(first.hotX / scale), Math.floor(first.hotY / scale));
    if (images.length > 1) this.#goOn(images, 0);
  }

  /** It is not shown any more, or another one: the pictures stop. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** What it was shown on is gone. */
  end(): void {
    this.rest();
    this.#surface.destroy();
  }

  #goOn(images: readonly CursorImage[], at: number): void {
    const turn = (): void => {
      const next = (at + 1) % images.length;
      this.#peer.act(() => this.#surface.show(images[next]!, images[next]!.pixels));
      this.#goOn(images, next);
    };
    this.#timer = setTimeout(turn, Math.max(shortestMs, images[at]!.delayMs));
  }
}
