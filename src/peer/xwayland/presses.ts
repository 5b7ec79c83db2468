/** The user's last input: what a window may be moved, resized or activated with. */
import type { ClientId, HostId } from '../ids.js';

export interface Press {
  readonly seat: HostId;
  readonly serial: number;
}

/** A button that is down, and all that is known of it. */
export interface Grip extends Press {
  /** The client's pointer, and its version. */
  readonly pointer: ClientId;
  readonly version: number;
  readonly button: number;
  /** When it went down, by the host's clock. */
  readonly time: number;
  /** The client's surface that it went down on, and where, in `wl_fixed`. */
  readonly surface: ClientId;
  readonly x: number;
  readonly y: number;
}

export class Presses {
  /** Host ids of seats, by the client's ids of their devices. */
  readonly #seats = new Map<number, HostId>();
  /** Where each of the client's pointers is. */
  readonly #places = new Map<number, { surface: ClientId; x: number; y: number }>();
  #last: Press | undefined;
  #grip: Grip | undefined;
  #input: Press | undefined;
  #menuInput: Press | undefined;

  get last(): Press | undefined {
    return this.#last;
  }

  /** The same with all that is known of it. */
  get grip(): Grip | undefined {
    return this.#grip;
  }

  /** The last press of a button, whether or not it is still down. */
  get input(): Press | undefined {
    return this.#input;
  }

  /** What a menu may take hold of the pointer with: the last press of a button or key, while no button is down. */
  get menuInput(): Press | undefined {
    return this.#last ? undefined : this.#menuInput;
  }

  /** A key of the client's `keyboard` went down. */
  keyPressed(keyboard: number, serial: number): void {
    const seat = this.#seats.get(keyboard);
    if (seat !== undefined) this.#menuInput = { seat, serial };
  }

  /** The seat of a pointer or touch device of the client's. */
  seatOf(device: number): HostId | undefined {
    return this.#seats.get(device);
  }

  /** The client has a pointer or touch device of the host's `seat` now. */
  deviceMade(device: number, seat: HostId): void {
    this.#seats.set(device, seat);
  }

  deviceGone(device: number): void {
    this.#seats.delete(device);
    this.#places.delete(device);
  }

  /** The pointer is on the client's `surface` now, or has left it (0). */
  entered(pointer: number, surface: ClientId | 0, x: number, y: number): void {
    if (surface === 0) this.#places.delete(pointer);
    else this.#places.set(pointer, { surface, x, y });
  }

  moved(pointer: number, x: number, y: number): void {
    const place = this.#places.get(pointer);
    if (place) Object.assign(place, { x, y });
  }

  /** A button of the client's `pointer` went down. */
  pressed(
    pointer: number,
    { serial, button, time }: { readonly serial: number; readonly button: number; readonly time: number },
    version: number,
  ): void {
    const seat = this.#seats.get(pointer);
    const place = this.#places.get(pointer);
    if (seat === undefined) return;
    this.#last = { seat, serial };
    this.#input = this.#last;
    this.#menuInput = this.#last;
    this.#grip = place && { seat, serial, button, time, version, pointer: pointer as ClientId, ...place };
  }

  /** All buttons are up. */
  released(): void {
    this.#last = undefined;
    this.#grip = undefined;
  }
}
