/** The user's last input: what a window may be moved, resized or activated with. */
import type { HostId } from '../ids.js';

export interface Press {
  readonly seat: HostId;
  readonly serial: number;
}

export class Presses {
  /** Host ids of seats, by the client's ids of their pointers and touch devices. */
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
