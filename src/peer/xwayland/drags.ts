/** Drags of Wayland programs over surfaces of Xwayland's: which offer is one, and who is told of it. */
import type { PeerContext } from '../handler.js';
import type { HostId } from '../ids.js';
import { Drag } from './drag.js';
import type { DragListener } from './exchange.js';
import type { Place } from './windows.js';

const nobody: DragListener = {
  dragEntered: () => undefined,
  dragMoved: () => undefined,
  dragLeft: () => undefined,
  dragDropped: () => undefined,
};

export class Drags {
  listener = nobody;
  readonly #peer: PeerContext;
  /** Offers of which is not known yet what they are. */
  readonly #offers = new Map<HostId, Drag>();
  #current: Drag | undefined;
  #own: Drag | undefined;

  constructor(peer: PeerContext) {
    this.#peer = peer;
  }

  offered(version: number, offer: HostId): Drag {
    const drag = new Drag(this.#peer, version, offer);
    this.#offers.set(offer, drag);
    return drag;
  }

  /** The offer is of an X program's own drag. To end it while it is here would end the drag for some hosts. */
  own(offer: number): void {
    this.leave();
    this.#own = this.#offers.get(offer as HostId);
    this.#offers.delete(offer as HostId);
  }

  isSelection(offer: HostId | 0): void {
    if (offer !== 0) this.#offers.delete(offer);
  }

  /** Arguments as in `wl_data_device.enter`. Drags of nothing are the business of the program that drags. */
  enter({
    serial,
    surface,
    x,
    y,
    id,
  }: {
    readonly serial: number;
    readonly surface: number;
    readonly x: number;
    readonly y: number;
    readonly id: number;
  }): void {
    this.leave();
    const drag = this.#offers.get(id as HostId);
    if (!drag) return;
    this.#offers.delete(drag.offer);
    drag.entered(serial);
    this.#current = drag;
    this.listener.dragEntered(drag, this.#peer.objects.clientIdOf(surface), placeOf(x, y));
  }

  move(x: number, y: number): void {
    if (this.#current) this.listener.dragMoved(placeOf(x, y));
  }

  leave(): void {
    this.#own?.end(false);
    this.#own = undefined;
    const drag = this.#current;
    if (!drag) return;
    this.#current = undefined;
    this.listener.dragLeft();
    drag.end(false);
  }

  /** From now on it is the listener's to end; some hosts say that it leaves as well. */
  drop(): void {
    this.#own?.end(false);
    this.#own = undefined;
    const drag = this.#current;
    if (!drag) return;
    this.#current = undefined;
    drag.dropped = true;
    this.listener.dragDropped();
  }
}

/** The wire counts 1/256. */
function placeOf(x: number, y: number): Place {
  return { x: Math.floor(x / 256), y: Math.floor(y / 256) };
}
