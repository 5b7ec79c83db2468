/**
 * A drag of an X program's that the host takes part in (wl_data_source). The host keeps the pointer to itself while something
 * is dragged, but the X program must see it move, or it would never ask what lies under it. So Xwayland is told of the
 * pointer from here meanwhile: over surfaces of its own by what the host says of the drag there, elsewhere by small
 * movements on the spot (`nudge`). At the end it is told that the button is up and that the pointer is gone.
 *
 * All the time it is told of places on the surface that the drag began on: Xwayland takes a button for released when the
 * pointer enters another one. Neither that surface nor the pointer need outlast the drag, and their ids may become other
 * objects': what has gone is told nothing more.
 */
import { wl_data_device_manager, wl_pointer } from '../../protocol/generated/wayland.js';
import type { PeerContext } from '../handler.js';
import type { ClientId } from '../ids.js';
import type { Grip } from './presses.js';
import type { DragOutListener } from './exchange.js';
import type { Place } from './windows.js';

const bits = wl_data_device_manager.enums[0].entries;
/** First version of wl_pointer whose events come in frames. */
const framesVersion = 5;
const pixel = 256;

export class DragOut {
  readonly grip: Grip;
  readonly listener: DragOutListener;
  readonly #peer: PeerContext;
  readonly #time = performance.now();
  /** How far the surface that it is over lies from the one that it began on, in X; `undefined`: not known yet. */
  #over: Place | undefined = { x: 0, y: 0 };
  #x: number;
  #y: number;
  #nudged = false;
  #accepted = false;
  #action = 0;
  #pointerGiven = true;
  /** The client's pointer, while it has it. */
  #pointer: ClientId | undefined;
  /** The surface that the drag began on, while it is there. */
  #surface: ClientId | undefined;

  constructor(peer: PeerContext, grip: Grip, listener: DragOutListener) {
    this.#peer = peer;
    this.grip = grip;
    this.listener = listener;
    this.#x = grip.x;
    this.#y = grip.y;
    this.#pointer = grip.pointer;
    this.#surface = grip.surface;
  }

  /** Whether it goes on: Xwayland hears of the pointer from here. */
  get hasPointer(): boolean {
    return this.#pointerGiven;
  }

  /** Whether Xwayland hears of its `pointer` from here. */
  moves(pointer: number): boolean {
    return this.#pointerGiven && this.#pointer === pointer;
  }

  /** The client has destroyed its `pointer`. */
  pointerGone(pointer: number): void {
    if (this.#pointer === pointer) this.#pointer = undefined;
  }

  /** The client has destroyed its `surface`. */
  surfaceGone(surface: number): void {
    if (this.#surface === surface) this.#surface = undefined;
  }

  /** It is over one of Xwayland's surfaces. Places are `wl_fixed`. */
  enter(surface: ClientId, x: number, y: number): void {
    if (!this.#pointerGiven) return;
    this.#over = undefined;
    this.#x = x;
    this.#y = y;
    this.listener.cameIn(surface, this.#surface, (offset) => {
      this.#over = offset;
      this.move(this.#x, this.#y);
    });
  }

  move(x: number, y: number): void {
    this.#x = x;
    this.#y = y;
    this.#peer.act(() => this.#motion());
  }

  leave(): void {
    if (this.#pointerGiven) this.listener.wentOut();
  }

  /** A movement of one pixel, and back the next time. */
  nudge(): void {
    this.#peer.act(() => {
      if (!this.#pointerGiven) return;
      this.#nudged = !this.#nudged;
      this.#motion();
    });
  }

  /** A program under the pointer takes it, or none. */
  target(accepted: boolean): void {
    this.#accepted = accepted;
    this.#tell();
  }

  action(action: number): void {
    this.#action = action;
    this.#tell();
  }

  /** There is no drag: Xwayland has its pointer as it was. */
  keepPointer(): void {
    this.#pointerGiven = false;
  }

  /** The button is up: Xwayland gets its pointer back, which is nowhere. */
  releasePointer(): void {
    if (!this.#pointerGiven) return;
    this.#pointerGiven = false;
    const { serial, button } = this.grip;
    const state = wl_pointer.enums[1].entries.released;
    const pointer = this.#pointer;
    if (pointer === undefined) return;
    this.#peer.sendEvent(wl_pointer, 'button', pointer, { serial, time: this.#now(), button, state });
    this.#frame(pointer);
    this.#leave(pointer);
  }

  #tell(): void {
    const takes = this.#accepted && this.#action !== bits.none;
    this.listener.targetChanged(takes ? (this.#action === bits.move ? 'move' : 'copy') : undefined);
  }

  /** Nothing is told while the surface that it is over is not on top yet. */
  #motion(): void {
    const pointer = this.#pointer;
    if (!this.#over || !this.#pointerGiven || pointer === undefined) return;
    const motion = {
      time: this.#now(),
      surface_x: this.#x + (this.#over.x + (this.#nudged ? 1 : 0)) * pixel,
      surface_y: this.#y + this.#over.y * pixel,
    };
    this.#peer.sendEvent(wl_pointer, 'motion', pointer, motion);
    this.#frame(pointer);
  }

  #leave(pointer: ClientId): void {
    const { serial } = this.grip;
    const surface = this.#surface;
    if (surface === undefined) return;
    this.#peer.sendEvent(wl_pointer, 'leave', pointer, { serial, surface });
    this.#frame(pointer);
  }

  #frame(pointer: ClientId): void {
    if (this.grip.version >= framesVersion) this.#peer.sendEvent(wl_pointer, 'frame', pointer, {});
  }

  /** The host's clock is not known here; it goes on from the press. */
  #now(): number {
    return (this.grip.time + Math.round(performance.now() - this.#time)) >>> 0;
  }
}

/** What an X program may be ready for is not known before; it is asked later. */
export const offeredActions = bits.copy | bits.move;
/** First version of sources that say how a drag ends. */
export const dragVersion = 3;
