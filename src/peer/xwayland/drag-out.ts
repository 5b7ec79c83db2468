/**
 * A drag of an X program's that the host takes part in (wl_data_source). The host keeps the pointer to itself while something
 * is dragged, but the X program must see it move, or it would never ask what lies under it. So Xwayland is told of the
 * pointer from here meanwhile: over surfaces of its own by what the host says of the drag there, elsewhere by small
 * movements on the spot (`nudge`). At the end it is told that the button is up and that the pointer is gone.
 *
 * All the time it is told of places on the surface that the drag began on: Xwayland takes a button for released when the
 * pointer enters another one.
 */
import { wl_data_device_manager, wl_pointer } from '../../protocol/generated/wayland.js';
import type { PeerContext } from '../handler.js';
import type { ClientId } from '../ids.js';
import type { Grip } from './presses.js';
import type { DragOutListener, Place } from './windows.js';

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

  constructor(peer: PeerContext, grip: Grip, listener: DragOutListener) {
    this.#peer = peer;
    this.grip = grip;
    this.listener = listener;
    this.#x = grip.x;
    this.#y = grip.y;
  }

  /** Whether Xwayland hears of the pointer from here. */
  get hasPointer(): boolean {
    return this.#pointerGiven;
  }

  /** It is over one of Xwayland's surfaces. Places are `wl_fixed`. */
  enter(surface: ClientId, x: number, y: number): void {
    if (!this.#pointerGiven) return;
    this.#over = undefined;
    this.#x = x;
    this.#y = y;
    this.listener.cameIn(surface, this.grip.surface, (offset) => {
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
    const { serial, button, pointer } = this.grip;
    const state = wl_pointer.enums[1].entries.released;
    if (!this.#isThere()) return;
    this.#peer.sendEvent(wl_pointer, 'button', pointer, { serial, time: this.#now(), button, state });
    this.#frame();
    this.#leave();
  }

  #tell(): void {
    const takes = this.#accepted && this.#action !== bits.none;
    this.listener.targetChanged(takes ? (this.#action === bits.move ? 'move' : 'copy') : undefined);
  }

  /** Nothing is told while the surface that it is over is not on top yet. */
  #motion(): void {
    if (!this.#over || !this.#pointerGiven || !this.#isThere()) return;
    const motion = {
      time: this.#now(),
      surface_x: this.#x + (this.#over.x + (this.#nudged ? 1 : 0)) * pixel,
      surface_y: this.#y + this.#over.y * pixel,
    };
    this.#peer.sendEvent(wl_pointer, 'motion', this.grip.pointer, motion);
    this.#frame();
  }

  #leave(): void {
    const { serial, pointer, surface } = this.grip;
    if (!this.#peer.objects.clientRange(surface)) return;
    this.#peer.sendEvent(wl_pointer, 'leave', pointer, { serial, surface });
    this.#frame();
  }

  #frame(): void {
    const { pointer, version } = this.grip;
    if (version >= framesVersion) this.#peer.sendEvent(wl_pointer, 'frame', pointer, {});
  }

  /** Xwayland may have given its pointer back. */
  #isThere(): boolean {
    return this.#peer.objects.clientRange(this.grip.pointer) !== undefined;
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
