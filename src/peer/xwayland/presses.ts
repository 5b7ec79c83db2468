/** The user's last input: what a window may be moved, resized or activated with. */
import type { HostId } from '../ids.js';

export interface Press {
  readonly seat: HostId;
  readonly serial: number;
}

export class Presses {
  /** Host ids of seats, by the client's id of their pointers. */
  readonly #seats = new Map<number, HostId>();
  #last: Press | undefined;
  #input: Press | undefined;

  get last(): Press | undefined {
    return this.#last;
  }

  /** The last press of a button, whether or not it is still down. */
  get input(): Press | undefined {
    return this.#input;
  }

  pointerMade(pointer: number, seat: HostId): void {
    this.#seats.set(pointer, seat);
  }

  pointerGone(pointer: number): void {
    this.#seats.delete(pointer);
  }

  /** A button of the client's `pointer` went down. */
  pressed(pointer: number, serial: number): void {
    const seat = this.#seats.get(pointer);
    if (seat === undefined) return;
    this.#last = { seat, serial };
    this.#input = this.#last;
  }

  /** All buttons are up. */
  released(): void {
    this.#last = undefined;
  }
}
