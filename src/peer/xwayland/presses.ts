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
  /** Host ids of seats, by the client's ids of their devices; `undefined`: the client has destroyed the seat. */
  readonly #seats = new Map<number, HostId | undefined>();
  /** Where each of the client's pointers is. */
  readonly #places = new Map<number, { surface: ClientId; x: number; y: number }>();
  /** Buttons that are down on what each of the client's pointers is on, by pointer. */
  readonly #down = new Map<number, Set<number>>();
  #last: Press | undefined;
  /** The pointer that `#last` is of. */
  #presser: number | undefined;
  #grip: Grip | undefined;
  #input: Press | undefined;
  #menuInput: Press | undefined;

  /** Of the first of the buttons that are down: hosts know what the user holds by that one. */
  get last(): Press | undefined {
    return this.#last;
  }

  /** The same with all that is known of it, while the surface and the pointer are there. */
  get grip(): Grip | undefined {
    return this.#grip;
  }

  /** The last press of a button, a key or a finger, whether or not it is still down. */
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
    if (seat === undefined) return;
    this.#input = { seat, serial };
    this.#menuInput = this.#input;
  }

  /** A finger of the client's `touch` came down. */
  touched(touch: number, serial: number): void {
    const seat = this.#seats.get(touch);
    if (seat !== undefined) this.#input = { seat, serial };
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
    this.#down.delete(device);
    if (this.#presser === device) this.released();
  }

  /** The client has destroyed its seat, whose id may become another object's. */
  seatGone(seat: HostId): void {
    for (const [device, of] of this.#seats) if (of === seat) this.#seats.set(device, undefined);
    if (this.#last?.seat === seat) this.released();
    if (this.#input?.seat === seat) this.#input = undefined;
    if (this.#menuInput?.seat === seat) this.#menuInput = undefined;
  }

  /** The client has destroyed its surface, whose id may become another object's. */
  surfaceGone(surface: number): void {
    for (const [pointer, place] of this.#places) if (place.surface === surface) this.#places.delete(pointer);
    if (this.#grip?.surface === surface) this.#grip = undefined;
  }

  /** The pointer is on the client's `surface` now, or has left it (0). */
  entered(pointer: number, surface: ClientId | 0, x: number, y: number): void {
    // A host that has taken the pointer for itself does not say when its buttons go up.
    this.#down.delete(pointer);
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
    const press = { seat, serial };
    this.#input = press;
    this.#menuInput = press;
    const down = this.#down.get(pointer);
    this.#down.set(pointer, (down ?? new Set()).add(button));
    if (down && this.#last) return;
    this.#last = press;
    this.#presser = pointer;
    this.#grip = place && { ...press, button, time, version, pointer: pointer as ClientId, ...place };
  }

  /** A button of the client's `pointer` went up. */
  buttonReleased(pointer: number, button: number): void {
    const down = this.#down.get(pointer);
    down?.delete(button);
    if (down && down.size > 0) return;
    this.#down.delete(pointer);
    if (this.#presser === pointer) this.released();
  }

  /** All buttons are up. */
  released(): void {
    if (this.#presser !== undefined) this.#down.delete(this.#presser);
    this.#last = undefined;
    this.#presser = undefined;
    this.#grip = undefined;
  }
}
